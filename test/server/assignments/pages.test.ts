import t from 'tap'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  daysAhead,
  eligibleApplications,
} from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(120_000)

t.test('choosing and declaring, by the forms on the pages', async (t) => {
  const test = await testApp(t)

  t.test('an officer asks a reviewer, who declares and reads', async (t) => {
    const [application] = await eligibleApplications(test)
    const reviewer = await person(test, { roles: ['reviewer'], name: 'Berit Bedömare' })
    const officer = await signedIn(test, application.officer)
    const list = readPage(
      (await officer.get(`/en/office/calls/${application.call.id}/assignments`)).body,
    )
    t.match(list.text, 'Nobody yet')
    const choosing = readPage((await officer.get(list.link(/^Choose readers/))).body)
    const form = choosing.form('Ask the reviewer')
    const asked = await officer.post(form.action, {
      ...form.values,
      personId: reviewer.id,
      role: 'rapporteur',
      dueOn: daysAhead(test, 20),
    })
    t.equal(asked.statusCode, 303)
    const after = readPage((await officer.get(String(asked.headers.location))).body)
    t.match(after.text, 'Berit Bedömare')
    t.match(after.text, 'The application has a rapporteur already', 'and no second one is offered')
    t.match(after.text, 'Has been asked for this application already: not answered.')

    const [mail] = await mailsTo(test, reviewer.email)
    const link = /http\S+(\/en\/assignments\/\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    const browser = await signedIn(test, reviewer)
    const reviews = readPage((await browser.get('/en/reviews')).body)
    t.match(reviews.text, 'Waiting for your answer')
    const declaring = readPage((await browser.get(link)).body)
    t.match(declaring.text, application.applicant.name, 'who applies is known')
    t.match(declaring.text, 'Makerere University')
    t.notMatch(declaring.text, 'Ward meetings', 'what is applied for is not')
    t.notMatch(declaring.text, 'Read the application')
    const accepting = declaring.form('Declare no conflict and open')
    const accepted = await browser.post(accepting.action, accepting.values as never)
    t.equal(accepted.statusCode, 303)
    const open = readPage((await browser.get(String(accepted.headers.location))).body)
    t.match(open.text, 'declared on')
    const document = readPage((await browser.get(open.link('Read it as a web page'))).body)
    t.match(document.text, 'Ward meetings')
    t.match(
      readPage((await officer.get(`/en/office/calls/${application.call.id}/assignments`)).body)
        .text,
      'Berit Bedömare, rapporteur Taken on',
    )
  })

  t.test('empty forms come back with what to do, in both languages', async (t) => {
    const [application] = await eligibleApplications(test)
    const officer = await signedIn(test, application.officer)
    const { id, reviewer } = await assignedReviewer(test, { application })
    const browser = await signedIn(test, reviewer)
    const errors = async (who: typeof officer, path: string, fields = {}) => {
      const answer = await who.post(path, fields)
      t.equal(answer.statusCode, 422, path)
      const page = readPage(answer.body)
      t.match(page.title, /^(Error|Fel): /)
      return page.errors
    }
    const ofOffice = `/office/applications/${application.id}`
    t.strictSame(await errors(officer, `/en${ofOffice}/assignments`, { role: 'reader' }), [
      'Choose who is to read it.',
      'Choose the last day.',
    ])
    t.strictSame(await errors(officer, `/sv${ofOffice}/assignments`, { role: 'reader' }), [
      'Välj vem som ska läsa den.',
      'Välj sista dagen.',
    ])
    t.strictSame(
      await errors(officer, `/en${ofOffice}/assignments`, {
        role: 'reader',
        personId: (await person(test, { roles: ['reviewer'] })).id,
        dueOn: daysAhead(test, -1),
      }),
      ['Choose a day that has not passed.'],
    )
    t.strictSame(await errors(officer, `/en${ofOffice}/conflicts`), [
      'Choose who it concerns.',
      'Choose what is the case.',
      'Write what is known.',
    ])
    t.strictSame(await errors(browser, `/en/assignments/${id}/conflict`), [
      'Choose what is the case.',
    ])
    t.strictSame(await errors(browser, `/sv/assignments/${id}/conflict`, { kind: 'nonsense' }), [
      'Välj vad det är fråga om.',
    ])
    t.strictSame(await errors(browser, `/en/assignments/${id}/declination`), ['Write the reason.'])
    t.strictSame(await errors(officer, `/en/office/assignments/${id}/cancellation`), [
      'Write the reason.',
    ])
  })

  t.test('what is hostile comes out as text', async (t) => {
    const [application] = await eligibleApplications(test, {
      application: { title: '<script>alert(1)</script>' },
    })
    const { id, reviewer } = await assignedReviewer(test, { application })
    const officer = await signedIn(test, application.officer)
    const pages = [
      await (await signedIn(test, reviewer)).get(`/en/assignments/${id}`),
      await officer.get(`/en/office/calls/${application.call.id}/assignments`),
      await officer.get(`/en/office/applications/${application.id}/dossier`),
    ]
    for (const { body } of pages) {
      t.notMatch(body, '<script>alert')
      t.match(body, '&lt;script&gt;alert(1)')
    }
  })

  t.test('declining says thanks and closes; cancelling tells the reviewer', async (t) => {
    const [application] = await eligibleApplications(test)
    const declining = await assignedReviewer(test, { application })
    const browser = await signedIn(test, declining.reviewer)
    const page = readPage((await browser.get(`/sv/assignments/${declining.id}`)).body)
    const form = page.form('Avböj')
    const declined = await browser.post(form.action, { ...form.values, reason: 'Hinner inte' })
    t.equal(declined.headers.location, '/sv/reviews?told=declined')
    const list = readPage((await browser.get(String(declined.headers.location))).body)
    t.match(list.text, 'Du har avböjt.')
    t.match(list.text, 'Du har inga bedömningar.')

    const cancelled = await acceptedAssignment(test, { application })
    const officer = await signedIn(test, application.officer)
    const asking = readPage(
      (await officer.get(`/en/office/assignments/${cancelled.id}/cancellation`)).body,
    )
    const cancelling = asking.form('Cancel the assignment')
    const done = await officer.post(cancelling.action, {
      ...cancelling.values,
      reason: 'Too many readers',
    })
    t.equal(done.statusCode, 303)
    const [mail] = await mailsTo(test, cancelled.reviewer.email)
    t.match(mail?.subject, 'no longer needed')
    t.notMatch(mail?.text, 'Too many readers', 'the reason stays in the office')
    const again = await officer.post(cancelling.action, { reason: 'Once more' })
    t.equal(again.statusCode, 409)
    t.match(readPage(again.body).text, 'has been answered or closed')
  })
})
