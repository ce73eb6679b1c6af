import t from 'tap'
import { conflicts } from '../../../db/schema/index.ts'
import { digestOf } from '../../../server/applications/digest.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { closeCall, openCall } from '../../helpers/factories.ts'
import { draftApplication, submittedApplication } from '../../helpers/factories-applications.ts'
import { assignedReviewer } from '../../helpers/factories-reviews.ts'

t.setTimeout(120_000)

t.test('the office handles a call’s applications by the API', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'] })
  const call = await openCall(test)
  const first = await submittedApplication(test, { call, title: 'Boreholes' })
  const second = await submittedApplication(test, { call, title: 'Wards' })
  const shut = await submittedApplication(test, { call, title: 'Kanariefågeln' })
  await draftApplication(test, { call, title: 'A draft nobody sent' })
  await test.database.writing.insert(conflicts).values({
    personId: officer.id,
    applicationId: shut.id,
    kind: 'other',
    source: 'set',
    statement: 'Colleague',
  })
  closeCall(test, call)
  const office = await signedIn(test, officer)
  const applicant = await signedIn(test, first.applicant)
  const path = `/api/v1/calls/${call.id}/applications`
  const list = async (query = '') => (await office.json('GET', `${path}${query}`)).json()

  t.test('lists what was sent, page by page, and shuts what is closed', async (t) => {
    const whole = await list()
    t.match(whole, { total: 3, next: null, closedToYou: 1, currency: 'SEK' })
    t.match(whole.items, [
      { title: 'Boreholes', status: 'submitted', isShut: false },
      { title: 'Wards' },
      {},
    ])
    t.same(whole.items[2], { isShut: true, reference: shut.reference })
    const page = await list('?limit=1&sort=title')
    t.same(page.items, [{ isShut: true, reference: shut.reference }])
    const rest = await list(`?limit=2&sort=title&after=${page.next}`)
    t.match(rest, { items: [{ title: 'Boreholes' }, { title: 'Wards' }], next: null })
    t.match(await list('?q=wards'), { total: 1, items: [{ title: 'Wards' }], closedToYou: 0 })
    t.match(await list('?status=submitted'), { total: 2 })
    for (const wrong of ['?sort=id', '?limit=101', '?limit=0', '?page=2'])
      t.equal((await office.json('GET', `${path}${wrong}`)).statusCode, 422, wrong)
  })

  t.test('what was submitted is for both sides, and its digest can be made again', async (t) => {
    for (const browser of [office, applicant]) {
      const read = await browser.json('GET', `/api/v1/applications/${first.id}/revision`)
      t.match(read.json(), { sha256: first.receipt.sha256, status: 'submitted', revision: 1 })
      t.equal(digestOf(read.json().content), first.receipt.sha256)
    }
    t.equal((await office.json('GET', `/api/v1/applications/${shut.id}/revision`)).statusCode, 409)
    t.equal(
      (await applicant.json('GET', `/api/v1/applications/${second.id}/revision`)).statusCode,
      404,
    )
  })

  t.test('the formal check is begun for all and ended for each', async (t) => {
    const begun = await office.json('POST', `/api/v1/calls/${call.id}/screening`)
    t.same(begun.json(), { started: 2 })
    const screen = (id: string, body: object) =>
      office.json('POST', `/api/v1/applications/${id}/screening`, body)
    t.equal((await screen(first.id, {})).statusCode, 422)
    t.match((await screen(first.id, { outcome: 'ineligible' })).json(), {
      refusal: { reason: 'reason_missing' },
    })
    t.same((await screen(first.id, { outcome: 'eligible' })).json(), { status: 'eligible' })
    t.same((await screen(second.id, { outcome: 'ineligible', reason: 'Late.' })).json(), {
      status: 'ineligible',
    })
    t.equal((await screen(shut.id, { outcome: 'eligible' })).statusCode, 409)
    t.match((await applicant.json('GET', `/api/v1/applications/${first.id}/revision`)).json(), {
      status: 'in_review',
    })
  })

  t.test('lists the assignments of the call, but for what is closed', async (t) => {
    const colleague = await person(test, { roles: ['officer'] })
    const { id, reviewer } = await assignedReviewer(test, {
      application: { ...first, call, officer },
    })
    const asked = `/api/v1/calls/${call.id}/assignments`
    const { items, total, next } = (await office.json('GET', `${asked}?limit=1`)).json()
    t.match({ total, next }, { total: 1, next: null })
    t.match(items, [{ id, reviewer: { id: reviewer.id }, status: 'invited', role: 'reader' }])
    await test.database.writing.insert(conflicts).values({
      personId: colleague.id,
      applicationId: first.id,
      kind: 'other',
      source: 'set',
    })
    const partial = await signedIn(test, colleague)
    t.match((await partial.json('GET', asked)).json(), { total: 0, items: [] })
  })

  t.test('others do not come here, and an auditor reads only', async (t) => {
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    for (const address of [path, `/api/v1/calls/${call.id}/assignments`]) {
      t.equal((await auditor.json('GET', address)).statusCode, 200)
      t.equal((await applicant.json('GET', address)).statusCode, 403)
    }
    const body = { outcome: 'eligible' }
    for (const browser of [auditor, applicant])
      t.equal(
        (await browser.json('POST', `/api/v1/applications/${second.id}/screening`, body))
          .statusCode,
        403,
      )
  })
})
