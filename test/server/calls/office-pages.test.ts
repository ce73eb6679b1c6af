import t from 'tap'
import { changeCall } from '../../../server/calls/operations.ts'
import { PARTNER_SETS } from '../../../server/vocabulary/countries.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { type Browser, testApp, testBrowser } from '../../helpers/app.ts'
import { draftCall, openCall } from '../../helpers/factories.ts'
import { type Form, readPage } from '../../helpers/html.ts'

const NETWORK = 'human-rights-network-2022'

type Values = Record<string, string | string[]>

const pageAt = async (browser: Browser, path: string) => readPage((await browser.get(path)).body)

/** Sends the form of the page as a browser would, with these fields filled in. */
const fill = async (browser: Browser, path: string, button: string, values: Values) => {
  const form = (await pageAt(browser, path)).form(button)
  return send(browser, form, values)
}

const send = (browser: Browser, form: Form, values: Values = {}) =>
  browser.post(form.action, { ...form.values, ...values })

t.test('the office prepares calls', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'], name: 'Ylva Handläggare' })
  const second = await person(test, { roles: ['officer'], name: 'Second Officer' })
  const browser = await signedIn(test, officer)
  const other = await signedIn(test, second)

  t.test('a call is prepared, checked and published by following pages and forms', async (t) => {
    const list = await pageAt(browser, '/en/office/calls')
    const begun = await fill(browser, list.link('Prepare a new call'), 'Begin the draft', {
      titleSv: 'Torka och demokrati',
      titleEn: 'Drought and democracy',
      instrument: 'pre-study',
    })
    t.equal(begun.statusCode, 303)
    const home = begun.headers.location ?? ''
    const part = async (name: RegExp) => (await pageAt(browser, home)).link(name)
    t.match((await pageAt(browser, home)).text, 'There is no criterion yet.')

    const saved = [
      await fill(browser, await part(/^§ 1 Texts/), 'Save', {
        summarySv: 'Kort',
        summaryEn: 'Short',
        purposeSv: 'Ett.\r\n\r\nTvå.',
        purposeEn: 'One.\r\n\r\nTwo.',
        whoMayApplySv: 'Alla',
        whoMayApplyEn: 'Everyone',
      }),
      await fill(browser, await part(/^§ 2 What it concerns/), 'Save', {
        countries: 'Kenia\nUganda, Sydafrika',
        sets: NETWORK,
        themes: ['climate-action', 'human-rights'],
        coreValues: 'equity',
        sdgs: ['5', '16'],
      }),
      await fill(browser, await part(/^§ 3 Money/), 'Save', {
        amountMin: '100 000',
        amountMax: '250000,50',
        envelope: '1 000 000',
        overheadMaxPercent: '12.5',
        durationMonthsMax: '6',
      }),
      await fill(browser, await part(/^§ 4 Timetable/), 'Save', {
        opensDate: '2026-01-10',
        opensClock: '9.00',
        closesDate: '2036-02-18',
        closesClock: '14:00',
        zone: 'Africa/Nairobi',
      }),
    ]
    t.strictSame(
      saved.map(({ statusCode }) => statusCode),
      [303, 303, 303, 303],
    )

    for (const [en, weight] of [
      ['Use', '70'],
      ['Quality', '30'],
    ] as const) {
      const path = (await pageAt(browser, await part(/^§ 5 Criteria/))).link('Add a criterion')
      const answer = await fill(browser, path, 'Save', {
        titleSv: `${en} sv`,
        titleEn: en,
        guidanceSv: 'Fråga?',
        guidanceEn: 'Question?',
        weight,
        anchorsSv: '1 Inget\n7 Allt',
        anchorsEn: '1 Nothing\n7 = Everything',
      })
      t.equal(answer.statusCode, 303)
    }
    const criteria = await pageAt(browser, await part(/^§ 5 Criteria/))
    t.match(criteria.text, /70 %.*Use.*30 %.*Quality.*together 100 %/)
    await send(browser, criteria.form('Move up : Quality'))
    t.match((await pageAt(browser, await part(/^§ 5/))).text, /30 %.*Quality.*70 %.*Use/)

    const formPath = await part(/^§ 6 Form/)
    await fill(browser, (await pageAt(browser, formPath)).link('Add a section'), 'Save', {
      titleSv: 'Planen',
      titleEn: 'The plan',
    })
    for (const values of [
      { labelSv: 'Varför?', labelEn: 'Why?', type: 'long_text', wordsMax: '200', criterion: 'use' },
      {
        labelSv: 'Hur?',
        labelEn: 'How?',
        type: 'choice',
        optionsSv: 'Så\nSå här',
        optionsEn: 'So\nLike this',
      },
      { labelSv: 'Hur mycket?', labelEn: 'How much?', type: 'money', min: '1', max: '2,50' },
    ]) {
      const add = (await pageAt(browser, formPath)).link('Add a question : The plan')
      t.equal((await fill(browser, add, 'Save', values)).statusCode, 303, values.labelEn)
    }
    const questions = await pageAt(browser, formPath)
    t.match(questions.text, /Why\?.*at most 200 words.*How\?.*So, Like this.*How much\?/)
    await send(browser, questions.form('Move down : Why?'))
    await send(browser, (await pageAt(browser, formPath)).form('Remove : How much?'))
    t.match((await pageAt(browser, formPath)).text, /How\?.*Why\?/)
    t.notMatch((await pageAt(browser, formPath)).text, 'How much?')

    const slots = (await pageAt(browser, await part(/^§ 7 Attachments/))).link('Add an attachment')
    await fill(browser, slots, 'Save', {
      labelSv: 'Brev',
      labelEn: 'Letter',
      megabytes: '1.5',
      pagesMax: '2',
    })
    await fill(browser, await part(/^§ 8 Budget/), 'Save', {
      required: 'on',
      categoriesSv: 'Löner\nResor',
      categoriesEn: 'Salaries\nTravel',
    })

    const ready = await pageAt(browser, home)
    t.match(ready.text, 'Nothing is missing.')
    t.match(ready.text, /Changed: Budget, by Ylva Handläggare/)
    const preview = await pageAt(browser, ready.link('See it as applicants will'))
    t.equal(preview.heading, 'Drought and democracy')
    t.match(preview.text, /South Africa.*1 Nothing.*7 Everything/)
    const formPreview = await pageAt(browser, ready.link('See the form as applicants will'))
    t.match(formPreview.text, /The plan.*How\?.*Like this.*Why\?.*Letter.*[Ss]alaries/)

    const own = await pageAt(browser, ready.link('Check and publish'))
    t.match(own.text, 'Another officer must do this')
    t.notOk(own.forms.some(({ action }) => action.endsWith('/publication')))
    const check = await pageAt(other, ready.link('Check and publish'))
    const published = await send(other, check.form('Publish the call'))
    t.equal(published.statusCode, 303)
    const done = await pageAt(other, published.headers.location ?? '')
    t.match(done.text, 'The call is published.')
    t.match(done.text, /Published, by Second Officer/)

    const network = PARTNER_SETS.find(({ key }) => key === NETWORK)?.countries ?? []
    const others = network.filter((code) => code !== 'ZA')
    t.ok(others.length > 0)
    const call = (await testBrowser(test).json('GET', '/api/v1/calls/drought-and-democracy')).json()
    t.match(call, {
      state: 'open',
      instrument: 'pre-study',
      countries: ['KE', 'UG', 'ZA', ...others],
      amountMaxCents: 250_000_50,
      overheadMaxPercent: 12.5,
      opensAt: '2026-01-10T06:00:00.000Z',
      closesAt: '2036-02-18T11:00:00.000Z',
      texts: { purpose: { sv: 'Ett.\n\nTvå.' } },
      criteria: [
        { key: 'quality' },
        { key: 'use', anchors: { 7: { sv: 'Allt', en: 'Everything' } } },
      ],
      form: {
        sections: [
          {
            questions: [
              { key: 'how', options: [{ key: 'so' }, { key: 'like-this' }] },
              { key: 'why' },
            ],
          },
        ],
        attachments: [{ bytesMax: 1.5 * 1024 * 1024, required: true }],
        budget: { required: true, categories: [{ key: 'salaries' }, { key: 'travel' }] },
      },
    })
  })

  t.test(
    'someone else’s change answers 409 with what was typed, which can then be saved',
    async (t) => {
      const draft = await draftCall(test, { preparer: officer })
      const path = `/sv/office/calls/${draft.id}/texts`
      const form = (await pageAt(browser, path)).form('Spara')
      await changeCall(test.contextOf(second), draft, { contactEmail: 'new@example.org' })
      const late = await send(browser, form, { titleSv: 'Min <b>egen</b> titel' })
      t.equal(late.statusCode, 409)
      const page = readPage(late.body)
      t.match(page.text, 'Second Officer har sparat en annan version.')
      t.equal(page.form('Spara').values['titleSv'], 'Min <b>egen</b> titel')
      t.equal((await send(browser, page.form('Spara'))).statusCode, 303)
    },
  )

  t.test('wrong and hostile input comes back with sentences, and nothing is kept', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const at = `/en/office/calls/${draft.id}`
    const wrong = async (page: string, values: Values, sentence: string | RegExp) => {
      const answer = await fill(browser, `${at}${page}`, 'Save', values)
      t.equal(answer.statusCode, 422, page)
      t.match(readPage(answer.body).errors.join(' '), sentence)
      t.match(readPage(answer.body).title, /^Error: /)
      t.notMatch(answer.body, '<script>alert')
    }
    const hostile = '"><script>alert(1)</script>'
    await wrong('/texts', { slug: 'Not A Slug' }, 'Use small letters')
    await wrong('/texts', { slug: hostile, titleEn: hostile }, 'Use small letters')
    await wrong('/texts', { titleEn: 'x'.repeat(201) }, 'Shorten to 200 characters.')
    await wrong('/texts', { contactEmail: 'nobody' }, 'e-mail address')
    await wrong('/scope', { countries: `Kenya\n${hostile}` }, 'No country is known by')
    await wrong('/scope', { themes: 'nonsense' }, /./)
    await wrong('/scope', { sdgs: '18' }, /./)
    await wrong('/money', { amountMin: '2', amountMax: '1' }, 'less than the least')
    await wrong('/money', { amountMax: 'much' }, 'Write a number')
    await wrong('/money', { overheadMaxPercent: '100.1' }, 'greatest value is 100')
    await wrong('/timetable', { closesDate: '2027-02-30' }, /./)
    await wrong('/timetable', { closesClock: '25:00' }, 'hours and minutes')
    await wrong('/timetable', { closesDate: '2030-02-18', closesClock: '02:00' }, 'at night')
    await wrong('/timetable', { closesDate: '2027-03-28', closesClock: '02:30' }, 'no such time')
    await wrong('/timetable', { opensDate: '2026-10-25', opensClock: '02:30' }, 'comes twice')
    await wrong('/timetable', { opensDate: '2040-01-01' }, 'closes before it has opened')
    await wrong('/criteria/new', { weight: '101' }, 'greatest value is 100')
    await wrong('/criteria/new', { weight: '50', scaleMin: '7', scaleMax: '7' }, 'greater than')
    await wrong('/criteria/new', { weight: '50', anchorsEn: '9 Beyond' }, 'within the scale')
    await wrong('/form/questions/new', { type: 'choice', optionsSv: 'a', optionsEn: 'a' }, 'two')
    await wrong('/form/questions/new', { optionsSv: 'a\nb', optionsEn: 'a' }, 'as many lines')
    await wrong('/form/questions/new', { section: 'elsewhere' }, 'one of the sections')
    await wrong('/form/questions/new', { type: 'number', min: '2', max: '1' }, 'less than')
    await wrong('/attachments/new', { megabytes: '21' }, 'greatest value is 20')
    await wrong('/budget', { categoriesSv: 'a\nb', categoriesEn: 'a' }, 'as many lines')
    const now = (await browser.json('GET', `/api/v1/calls/${draft.id}`)).json()
    t.equal(now.version, draft.version)
  })

  t.test('an address that another call has is told at its field', async (t) => {
    const taken = await draftCall(test, { preparer: officer })
    const draft = await draftCall(test, { preparer: officer })
    const path = `/en/office/calls/${draft.id}/texts`
    const answer = await fill(browser, path, 'Save', { slug: taken.slug })
    t.equal(answer.statusCode, 422)
    t.match(readPage(answer.body).errors, [
      'Another page already has that address. Choose another.',
    ])
  })

  t.test('what was published is not edited, and unknown things are 404', async (t) => {
    const call = await openCall(test, { preparer: officer, publisher: second })
    for (const path of ['texts', 'criteria', 'form', 'budget', 'criteria/new'])
      t.equal((await browser.get(`/en/office/calls/${call.id}/${path}`)).statusCode, 409, path)
    const draft = await draftCall(test, { preparer: officer })
    for (const path of [
      'criteria/none',
      'form/questions/none',
      'form/sections/none',
      'attachments/none',
    ])
      t.equal((await browser.get(`/en/office/calls/${draft.id}/${path}`)).statusCode, 404, path)
    t.equal((await browser.get('/en/office/calls/not-an-id')).statusCode, 404)
    const unknown = '/en/office/calls/00000000-0000-4000-8000-000000000000'
    t.equal((await browser.get(unknown)).statusCode, 404)
    t.equal((await browser.post(`${unknown}/publication`, { version: '1' })).statusCode, 404)
  })

  t.test('publishing a version that was not checked shows the check again', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const path = `/en/office/calls/${draft.id}/publication`
    const form = (await pageAt(other, path)).form('Publish the call')
    await changeCall(test.contextOf(officer), draft, { sdgs: [1] })
    const late = await send(other, form)
    t.equal(late.statusCode, 409)
    t.match(readPage(late.body).text, 'The call was changed after you opened this page.')
    const own = await browser.post(path, { version: '2' })
    t.equal(own.statusCode, 409)
    t.match(readPage(own.body).text, 'Another officer must do this')
  })

  t.test('withdrawing asks for the reason in both languages', async (t) => {
    const call = await openCall(test, { preparer: officer, publisher: second })
    const path = `/en/office/calls/${call.id}/withdrawal`
    const half = await fill(browser, path, 'Withdraw the call', { reasonSv: 'Skäl' })
    t.equal(half.statusCode, 422)
    t.match(readPage(half.body).errors, [
      'Say why the call is withdrawn, in Swedish and in English.',
    ])
    const whole = await send(browser, readPage(half.body).form('Withdraw the call'), {
      reasonEn: 'Reason',
    })
    t.equal(whole.statusCode, 303)
    t.equal((await testBrowser(test).get(`/en/calls/${call.slug}`)).statusCode, 410)
  })

  t.test('a new call can begin from an earlier one', async (t) => {
    const source = await openCall(test, { preparer: officer, publisher: second })
    const begun = await fill(browser, '/en/office/calls/new', 'Begin the draft', {
      titleSv: 'Kopia',
      titleEn: 'Copy',
      source: source.id,
    })
    const copy = await pageAt(browser, begun.headers.location ?? '')
    t.equal(copy.heading, 'Copy')
    t.match(copy.text, 'Nothing is missing.')
    const empty = await fill(browser, '/en/office/calls/new', 'Begin the draft', {})
    t.equal(empty.statusCode, 422)
  })

  t.test('auditors read, others are kept out, and strangers sign in', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const at = `/en/office/calls/${draft.id}`
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const applicant = await signedIn(test, await person(test))
    const administrator = await signedIn(test, await person(test, { roles: ['administrator'] }))
    const read = ['/en/office/calls', at, `${at}/preview`, `${at}/preview/form`]
    const write = [
      'texts',
      'criteria',
      'form',
      'attachments',
      'budget',
      'publication',
      'withdrawal',
    ]
    for (const path of read) {
      t.equal((await auditor.get(path)).statusCode, 200, path)
      t.equal((await applicant.get(path)).statusCode, 403, path)
      t.equal((await administrator.get(path)).statusCode, 403, path)
      t.equal((await testBrowser(test).get(path)).statusCode, 303, path)
    }
    const overview = await pageAt(auditor, at)
    t.notOk(
      overview.links.some(({ href }) => href.endsWith('/texts') || href.endsWith('/publication')),
    )
    for (const part of write) {
      t.equal((await auditor.get(`${at}/${part}`)).statusCode, 403, part)
      t.equal((await applicant.post(`${at}/${part}`, {})).statusCode === 303, false, part)
    }
    for (const path of ['texts', 'criteria/new', 'publication', 'withdrawal', 'archiving'])
      t.equal((await auditor.post(`${at}/${path}`, {})).statusCode, 403, path)
    t.equal((await auditor.post('/en/office/calls', {})).statusCode, 403)
    t.equal((await auditor.post(`${at}/criteria/use-in-practice/removal`, {})).statusCode, 403)
  })

  t.test('the office’s list is narrowed by state, in a constant number of queries', async (t) => {
    const many = await testApp(t)
    const reader = await signedIn(many, await person(many, { roles: ['officer'] }))
    const count = async () => {
      many.database.takeStatements()
      await reader.get('/en/office/calls')
      return many.database.takeStatements().length
    }
    await draftCall(many)
    await openCall(many)
    await reader.get('/en/office/calls')
    const few = await count()
    for (let i = 0; i < 60; i += 1)
      await draftCall(many, { title: { sv: `${i}`, en: `Draft ${i}` } })
    t.equal(await count(), few)
    const first = await pageAt(reader, '/en/office/calls?state=draft')
    t.match(first.text, 'Calls: 61')
    const next = await pageAt(reader, first.link('Next page'))
    const drafts = [...first.links, ...next.links].filter(({ href }) =>
      /calls\/[0-9a-f-]{36}$/.test(href),
    )
    t.equal(new Set(drafts.map(({ href }) => href)).size, 61)
    t.match((await pageAt(reader, '/en/office/calls?state=open')).text, 'Calls: 1')
  })
})
