import t from 'tap'
import { screenApplication } from '../../../server/applications/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { closeCall, openCall } from '../../helpers/factories.ts'
import { submittedApplication } from '../../helpers/factories-applications.ts'
import { acceptedAssignment } from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

t.test('until the release all applications look alike to those who take part', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'] })
  const call = await openCall(test)
  const refused = await submittedApplication(test, { call })
  const reviewed = await submittedApplication(test, { call })
  closeCall(test, call)
  const context = test.contextOf(officer)
  const browserOf = {
    refused: await signedIn(test, refused.applicant),
    reviewed: await signedIn(test, reviewed.applicant),
  }
  const before = (await browserOf.reviewed.json('GET', '/api/v1/applications')).json()
  await screenApplication(context, refused.id, { outcome: 'ineligible', reason: 'No partner.' })
  await screenApplication(context, reviewed.id, { outcome: 'eligible', reason: '' })
  await acceptedAssignment(test, { application: { ...reviewed, call, officer } })

  t.test('a refused act tells no more than the status does', async (t) => {
    const takings = await Promise.all([
      browserOf.refused.json('POST', `/api/v1/applications/${refused.id}/taking-back`),
      browserOf.reviewed.json('POST', `/api/v1/applications/${reviewed.id}/taking-back`),
    ])
    const [one, other] = takings.map((answer) => {
      t.equal(answer.statusCode, 409)
      const { instance: _instance, ...told } = answer.json()
      return told
    })
    t.same(one, other)
    t.match(one, { refusal: { status: 'in_review' } })
    const patches = await Promise.all(
      [
        { browser: browserOf.refused, id: refused.id },
        { browser: browserOf.reviewed, id: reviewed.id },
      ].map(async ({ browser, id }) => {
        const path = `/api/v1/applications/${id}`
        const { etag } = (await browser.json('GET', path)).headers
        return browser.json('PATCH', path, { title: 'New' }, { 'if-match': String(etag) })
      }),
    )
    t.same(patches[0]?.json().refusal, patches[1]?.json().refusal)
    t.same(patches[0]?.json().detail, patches[1]?.json().detail)
  })

  t.test('the times of an application are those of its applicants', async (t) => {
    const after = (await browserOf.reviewed.json('GET', '/api/v1/applications')).json()
    t.equal(after.items[0].updatedAt, before.items[0].updatedAt)
  })

  t.test('what is held about them does not say it either', async (t) => {
    for (const browser of Object.values(browserOf)) {
      const held = (await browser.json('GET', '/api/v1/profile/data')).body
      t.match(held, refused.reference.slice(0, 4))
      t.notMatch(held, /ineligible|"eligible"|in_review/)
    }
  })
})
