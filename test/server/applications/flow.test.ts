import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { applications, organisationNames } from '../../../db/schema/index.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { type Browser, testApp, testBrowser } from '../../helpers/app.ts'
import { openCall } from '../../helpers/factories.ts'
import {
  draftApplication,
  organisation,
  submittedApplication,
} from '../../helpers/factories-applications.ts'
import { readPage } from '../../helpers/html.ts'
import { simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(120_000)

t.test('an application, from the call to the receipt, without scripts', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test)
  const university = await organisation(test)
  await test.database.writing.insert(organisationNames).values({
    organisationId: university,
    name: 'Makerere University',
    folded: 'makerere university',
  })
  const applicant = await person(test, { name: 'Amina Okello' })
  const browser = await signedIn(test, applicant)
  const open = async (path: string) => readPage((await browser.get(path)).body)
  const follow = async (answer: Awaited<ReturnType<Browser['get']>>) => {
    t.equal(answer.statusCode, 303, answer.body.slice(0, 300))
    return String(answer.headers.location)
  }
  const sendForm = async (
    path: string,
    button: string,
    changes: Record<string, string | string[]>,
  ) => {
    const form = (await open(path)).form(button)
    const pressed = form.buttons.find(({ text }) => text === button)
    const act = pressed?.name ? { [pressed.name]: pressed.value } : {}
    return browser.post(form.action, { ...form.values, ...act, ...changes })
  }

  const started = await follow(await browser.post(`/en/calls/${call.slug}/applications`))
  t.match(started, /^\/en\/applications\/[\w-]+$/)
  t.equal(
    await follow(await browser.post(`/en/calls/${call.slug}/applications`)),
    started,
    'a double click begins one',
  )
  const overview = await open(started)
  t.equal(overview.heading, 'Application without a title')
  t.match(overview.text, 'Closes')
  const basics = overview.link('Go on with: The application in short')

  const searched = await sendForm(basics, 'Save', {
    title: 'Who answers when the river rises?',
    country: 'UG',
    durationMonths: '18',
    organisation_q: 'makerere',
    organisation_find: '1',
  })
  t.equal(searched.statusCode, 200)
  const found = readPage(searched.body)
  const form = found.form('Save')
  const choice = form.fields.find(({ type, value }) => type === 'radio' && value === university)
  t.ok(choice, 'the organisation is offered')
  const saved = await browser.post(form.action, {
    ...form.values,
    organisation: university,
    act: 'next',
  })
  const plan = await follow(saved)
  t.equal(plan, `${started}/sections/plan`)

  const budget = await follow(
    await sendForm(plan, 'Save, go to § 3', {
      'q-what': 'Who is told first?',
      'q-method': 'interviews',
    }),
  )
  t.equal(budget, `${started}/budget`)
  const page = await open(budget)
  const budgetForm = page.form('Save')
  const moreRows = await browser.post(budgetForm.action, {
    ...budgetForm.values,
    'b-0-0-what': 'Main applicant',
    'b-0-0-y1': '150 000',
    act: 'add-0',
  })
  t.equal(moreRows.statusCode, 200)
  const wider = readPage(moreRows.body).form('Save')
  t.equal(wider.values['b-0-0-y1'], '150 000', 'what was typed stays')
  const attachments = await follow(
    await browser.post(wider.action, {
      ...wider.values,
      'b-0-1-what': 'Assistant',
      'b-0-1-y1': '100000,50',
      'b-0-1-y2': '99999,50',
      act: 'next',
    }),
  )
  t.match((await open(budget)).text, 'SEK 350,000')
  t.equal(attachments, `${started}/attachments`)
  const upload = (await open(attachments)).form('Attach')
  t.ok(upload.isMultipart)
  await follow(
    await browser.upload(
      upload.action,
      { _csrf: String(upload.values['_csrf']) },
      {
        field: 'file-letter',
        name: 'brev från Kisumu.pdf',
        type: 'application/pdf',
        content: simplePdf(),
      },
    ),
  )
  await test.runJobs()
  t.match((await open(attachments)).text, /brev från Kisumu\.pdf .* Checked/)

  const check = await open(`${started}/check`)
  t.match(check.text, 'Who is told first?')
  t.match(check.text, 'Makerere University')
  const send = check.form('Send the application')
  const receiptPath = await follow(await browser.post(send.action, send.values))
  t.equal(
    await follow(await browser.post(send.action, send.values)),
    receiptPath,
    'twice, one receipt',
  )
  const receipt = await open(receiptPath)
  t.equal(receipt.heading, 'We have your application')
  t.match(receipt.text, /\(UTC\)/)
  const pdf = await browser.get(receipt.link('Download the receipt (PDF)'))
  t.equal(pdf.headers['content-type'], 'application/pdf')
  t.match(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  t.equal(pdf.headers['content-security-policy'], "sandbox; default-src 'none'")

  const json = await browser.get(receipt.link('Download exactly what was submitted (JSON)'))
  const digest = createHash('sha256').update(json.rawPayload).digest('hex')
  const reference = String(json.json().reference)
  const visitor = testBrowser(test)
  const verify = async (query: string) =>
    readPage((await visitor.get(`/en/receipts?${query}`)).body).text
  t.match(await verify(`reference=${reference}&digest=${digest}`), 'They belong together.')
  t.match(await verify(`reference=1999-0001&digest=${digest}`), 'They do not belong together.')
  t.match(
    await verify(`reference=${reference}&digest=${'0'.repeat(64)}`),
    'They do not belong together.',
  )
  await test.runJobs()
  t.match((await mailsTo(test, applicant.email))[0]?.text, digest)

  const sent = await open(started)
  t.match(sent.text, 'Sent.')
  const takeBack = sent.form('Take it back')
  t.equal(await follow(await browser.post(takeBack.action, takeBack.values)), started)
  t.match((await open(started)).text, 'Draft, not sent')
  t.equal((await browser.get(receiptPath)).statusCode, 404, 'no receipt counts meanwhile')

  const withdrawal = await open(`${started}/withdrawal`)
  const withdraw = withdrawal.form('Withdraw the application')
  t.equal(
    (await browser.post(withdraw.action, withdraw.values)).statusCode,
    422,
    'a reason is asked for',
  )
  await follow(await browser.post(withdraw.action, { ...withdraw.values, reason: 'Another plan' }))
  t.match((await open(started)).text, 'Withdrawn.')
})

t.test('what cannot be stored comes back as typed, and the rest is saved', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test, {
    form: {
      sections: [
        {
          key: 'facts',
          title: { sv: 'Fakta', en: 'Facts' },
          questions: [
            {
              key: 'months',
              type: 'number',
              label: { sv: 'Månader', en: 'Months' },
              required: true,
            },
            { key: 'note', type: 'short_text', label: { sv: 'Not', en: 'Note' }, required: false },
          ],
        },
      ],
      attachments: [],
      budget: { required: false, categories: [] },
    },
  })
  const { id, applicant } = await draftApplication(test, { call, isEmpty: true })
  const browser = await signedIn(test, applicant)
  const path = `/sv/applications/${id}/sections/facts`
  const form = readPage((await browser.get(path)).body).form('Spara')
  const hostile = '<script>alert(1)</script> "quoted" & \u202e'
  const answer = await browser.post(form.action, {
    ...form.values,
    'q-months': 'arton',
    'q-note': hostile,
    act: 'stay',
  })
  t.equal(answer.statusCode, 422)
  const page = readPage(answer.body)
  t.equal(page.language, 'sv')
  t.match(page.title, /^Fel: /)
  t.match(page.errors, ['Skriv ett tal, till exempel 18.'])
  t.match(page.text, 'Månader Skriv ett tal, till exempel 18.', 'the summary names the question')
  t.equal(page.form('Spara').values['q-months'], 'arton')
  t.notMatch(answer.body, '<script>alert')
  const stored = (await browser.json('GET', `/api/v1/applications/${id}/answers`)).json()
  t.match(stored.items, [{ key: 'note', value: hostile, version: 1 }])
})

t.test(
  'two people in one section: the later save overwrites nothing it has not seen',
  async (t) => {
    const test = await testApp(t)
    const call = await openCall(test)
    const { id, applicant } = await draftApplication(test, { call })
    const one = await signedIn(test, applicant)
    const other = await signedIn(test, applicant)
    const path = `/en/applications/${id}/sections/plan`
    const mine = readPage((await one.get(path)).body).form('Save')
    const theirs = readPage((await other.get(path)).body).form('Save')
    t.equal(
      (await other.post(theirs.action, { ...theirs.values, 'q-what': 'Theirs', act: 'stay' }))
        .statusCode,
      303,
    )
    const choiceOnly = await one.post(mine.action, {
      ...mine.values,
      'q-method': 'archives',
      act: 'stay',
    })
    t.equal(choiceOnly.statusCode, 303, 'a field sent back unchanged is no change')
    const late = await one.post(mine.action, { ...mine.values, 'q-what': 'Mine', act: 'stay' })
    t.equal(late.statusCode, 409)
    const page = readPage(late.body)
    t.equal(page.form('Save').values['q-what'], 'Mine')
    t.match(page.text, 'Theirs')
    const again = page.form('Save')
    t.equal((await one.post(again.action, { ...again.values, act: 'stay' })).statusCode, 303)
    t.equal(readPage((await one.get(path)).body).form('Save').values['q-what'], 'Mine')
  },
)

t.test('who may come where', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test)
  const draft = await draftApplication(test, { call })
  const sent = await submittedApplication(test, { call })
  const owner = await signedIn(test, draft.applicant)
  const viewer = await person(test)
  await owner.post(`/en/applications/${draft.id}/participants`, {
    email: viewer.email,
    role: 'viewer',
    name: 'V',
  })
  const reading = await signedIn(test, viewer)
  const invitation = readPage((await reading.get('/en/invitations')).body).form('Accept')
  t.equal((await reading.post(invitation.action, invitation.values)).statusCode, 303)
  const stranger = await signedIn(test, sent.applicant)
  const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
  const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
  const visitor = testBrowser(test)
  const paths = [
    '',
    '/sections/plan',
    '/sections/basics',
    '/budget',
    '/attachments',
    '/participants',
    '/check',
    '/withdrawal',
  ]
  for (const path of paths) {
    const address = `/en/applications/${draft.id}${path}`
    t.equal((await owner.get(address)).statusCode, 200, `owner ${path}`)
    t.equal((await reading.get(address)).statusCode, 200, `viewer ${path}`)
    t.equal((await stranger.get(address)).statusCode, 404, `stranger ${path}`)
    t.equal((await officer.get(address)).statusCode, 404, `officer ${path}`)
    t.equal((await visitor.get(address)).statusCode, 303, `visitor ${path}`)
  }
  t.equal(
    (await officer.get(`/en/office/applications/${draft.id}`)).statusCode,
    404,
    'a draft is the applicants’ own',
  )
  t.equal((await officer.get(`/en/office/applications/${sent.id}`)).statusCode, 200)
  t.equal((await auditor.get(`/en/office/applications/${sent.id}`)).statusCode, 200)
  t.equal((await stranger.get(`/en/office/applications/${sent.id}`)).statusCode, 403)
  t.equal((await stranger.get(`/en/applications/${sent.id}/receipt`)).statusCode, 200)
  t.equal((await owner.get(`/en/applications/${sent.id}/receipt`)).statusCode, 404)
  for (const act of ['submission', 'taking-back', 'withdrawal']) {
    const fields = act === 'withdrawal' ? { reason: 'x' } : {}
    t.equal(
      (await reading.post(`/en/applications/${draft.id}/${act}`, fields)).statusCode,
      409,
      `viewer ${act}`,
    )
    t.equal(
      (await stranger.post(`/en/applications/${draft.id}/${act}`, fields)).statusCode,
      404,
      `stranger ${act}`,
    )
    t.equal(
      (await officer.post(`/en/applications/${draft.id}/${act}`, fields)).statusCode,
      404,
      `officer ${act}`,
    )
  }
  const written = await reading.json(
    'PUT',
    `/api/v1/applications/${draft.id}/answers/what`,
    { value: 'x' },
    { 'if-match': '"1"' },
  )
  t.equal(written.statusCode, 409)
  t.equal(written.json().refusal.reason, 'not_yours')
  t.notMatch((await reading.get(`/en/applications/${draft.id}/sections/plan`)).body, 'autosave.js')
  const [row] = await test.database.writing
    .select()
    .from(applications)
    .where(eq(applications.id, draft.id))
  t.equal(row?.status, 'draft')
})
