import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  eligibleApplications,
  submittedReview,
  wholeReview,
} from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(120_000)

const WORDS = wholeReview([]).commentToApplicant

t.test('reviewing by the forms on the pages', async (t) => {
  const test = await testApp(t)

  t.test('write, save, see what is missing, correct, check and send', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const browser = await signedIn(test, reviewer)
    const open = async (path: string) => readPage((await browser.get(path)).body)
    const page = await open((await open(`/en/assignments/${id}`)).link('Write the review'))
    const form = page.form('Check and send')
    t.equal(
      form.fields.filter(({ name }) => name === 'score.feasibility').length,
      7,
      'seven seats to choose among',
    )
    const saved = await browser.post(form.action, {
      ...form.values,
      'score.use-in-practice': '6',
      'comment.use-in-practice': 'Line one\nLine two',
      act: 'check',
    })
    t.equal(saved.headers.location, `/en/assignments/${id}/review/check`)
    const check = await open(String(saved.headers.location))
    t.match(check.text, 'Give a score for Feasibility')
    t.match(check.text, 'Write at least 20 words to the applicant')
    t.throws(() => check.form('Send the review'), 'there is no button yet')
    const back = await open(check.link('Give a score for Feasibility'))
    const second = back.form('Check and send')
    t.equal(second.values['comment.use-in-practice'], 'Line one\nLine two')
    t.equal(second.values['score.use-in-practice'], '6')
    const whole = await browser.post(second.action, {
      ...second.values,
      'score.feasibility': '1',
      commentToApplicant: WORDS,
      act: 'check',
    })
    const ready = await open(String(whole.headers.location))
    const sending = ready.form('Send the review')
    t.equal(sending.values['version'], '2', 'what was checked is what is sent')
    const stale = await browser.post(sending.action, { ...sending.values, version: '1' })
    t.equal(stale.statusCode, 412, 'not what another tab saved since')
    const sent = await browser.post(sending.action, sending.values)
    t.equal(sent.statusCode, 303)
    const receipt = await open(String(sent.headers.location))
    t.equal(receipt.heading, 'Your review is sent')
    t.match(receipt.text, application.reference)
    t.match(receipt.text, 'Line one Line two')
    const again = await browser.post(sending.action)
    t.equal(again.statusCode, 409)
    t.match(readPage(again.body).text, 'The review has been sent.')
    t.match((await open('/en/reviews')).text, '1 of 1 sent')
  })

  t.test('the weighted mean is shown when every criterion has its score', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const browser = await signedIn(test, reviewer)
    const path = `/sv/assignments/${id}/review`
    t.match(readPage((await browser.get(path)).body).text, 'Räknas ut när alla kriterier')
    await browser.post(path, {
      version: '0',
      'score.use-in-practice': '6',
      'score.feasibility': '3',
    })
    t.match(readPage((await browser.get(path)).body).text, 'Vägt medel: 4,80')
  })

  t.test('a score that is not on the scale comes back beside what was typed', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const browser = await signedIn(test, reviewer)
    for (const score of ['0', '8', '3.5', 'seven']) {
      const answer = await browser.post(`/en/assignments/${id}/review`, {
        version: '0',
        'score.feasibility': score,
        commentToPanel: 'Do not lose this',
      })
      t.equal(answer.statusCode, 422, score)
      const page = readPage(answer.body)
      t.match(page.title, /^Error: /)
      t.equal(page.errors.length, 1)
      t.equal(page.form('Save the draft').values['commentToPanel'], 'Do not lose this')
    }
  })

  t.test('a second window gets its own words back, and may then choose to save them', async (t) => {
    const [application] = await eligibleApplications(test)
    const { id, reviewer } = await acceptedAssignment(test, { application })
    const browser = await signedIn(test, reviewer)
    const path = `/en/assignments/${id}/review`
    const one = readPage((await browser.get(path)).body).form('Save the draft')
    const two = readPage((await browser.get(path)).body).form('Save the draft')
    await browser.post(path, { ...one.values, commentToPanel: 'From the first window' })
    const stale = await browser.post(path, { ...two.values, commentToPanel: 'From the second' })
    t.equal(stale.statusCode, 409)
    const page = readPage(stale.body)
    t.match(page.text, 'saved in another window')
    const form = page.form('Save the draft')
    t.equal(form.values['commentToPanel'], 'From the second')
    t.equal((await browser.post(path, form.values as never)).statusCode, 303)
    const kept = readPage((await browser.get(path)).body).form('Save the draft')
    t.equal(kept.values['commentToPanel'], 'From the second')
  })

  t.test('the office reads scores side by side and returns one', async (t) => {
    const [application] = await eligibleApplications(test)
    const named = async (name: string) => ({
      application,
      reviewer: await person(test, { roles: ['reviewer'], name }),
    })
    const first = await submittedReview(test, {
      assignment: await acceptedAssignment(test, await named('Adam')),
      scores: { 'use-in-practice': 7, feasibility: 2 },
    })
    await submittedReview(test, {
      assignment: await acceptedAssignment(test, await named('Zoe')),
      scores: { 'use-in-practice': 2, feasibility: 2 },
    })
    const officer = await signedIn(test, application.officer)
    const path = `/en/office/applications/${application.id}/reviews`
    const page = readPage((await officer.get(path)).body)
    t.match(page.text, 'Use in practice weight 60 %')
    t.match(page.text, 'Weighted mean', 'with the mean of both')
    t.match(page.text, '3.50')
    t.match(page.text, 'Reasons about feasibility.')
    const form = readPage((await officer.get(page.link(/^Return it.*Adam/))).body).form(
      'Return the review',
    )
    const empty = await officer.post(form.action, { reason: ' ' })
    t.equal(empty.statusCode, 422)
    t.strictSame(readPage(empty.body).errors, ['Write what should be changed.'])
    const done = await officer.post(form.action, { reason: 'Which wards?' })
    t.equal(done.statusCode, 303)
    const returned = readPage((await officer.get(path)).body)
    t.match(returned.text, 'Not sent yet')
    const reader = await signedIn(test, first.reviewer)
    t.match(readPage((await reader.get('/en/reviews')).body).text, 'Returned by the office')
    const again = readPage((await reader.get(`/en/assignments/${first.id}/review`)).body)
    t.match(again.text, 'Which wards?')
  })

  t.test('an auditor reads and has no button', async (t) => {
    const [application] = await eligibleApplications(test)
    await submittedReview(test, { assignment: await acceptedAssignment(test, { application }) })
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const answer = await auditor.get(`/en/office/applications/${application.id}/reviews`)
    t.equal(answer.statusCode, 200)
    t.notMatch(readPage(answer.body).text, 'Return it to the reviewer')
    const posted = await auditor.post(`/en/office/applications/${application.id}/assignments`, {})
    t.equal(posted.statusCode, 403)
  })
})
