import { eq, getTableName } from 'drizzle-orm'
import t from 'tap'
import { history, people, sessions } from '../../../db/schema/index.ts'
import { sendMail } from '../../../server/mail/operations.ts'
import { importOrganisations } from '../../../server/organisations/operations.ts'
import { HELD_TABLES, tablesThatReferToPeople } from '../../../server/people/held-data.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

t.test('one’s own profile', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  await importOrganisations(
    test.contextOf(),
    ['Makerere University', 'Makerere Business School'].map((name, i) =>
      JSON.stringify({
        ror: `https://ror.org/0${String(i).padStart(8, '0')}`,
        name,
        country: 'UG',
        city: 'Kampala',
      }),
    ),
  )
  const newcomer = async () => {
    const actor = await person(test, { name: '' })
    return { actor, browser: await signedIn(test, actor) }
  }
  const formOf = async (browser: Awaited<ReturnType<typeof signedIn>>) =>
    readPage((await browser.get('/en/profile')).body).form('Save the profile')
  const stored = async (id: string) => {
    const [row] = await db.select().from(people).where(eq(people.id, id))
    return row
  }

  t.test('is filled in without scripts: find, choose, save', async (t) => {
    const { actor, browser } = await newcomer()
    const empty = await formOf(browser)
    const found = await browser.post(empty.action, {
      ...empty.values,
      name: 'Олена Коваленко',
      languages: 'svenska, English; Swahili',
      keywords: 'land rights,  participatory   budgeting, land rights',
      organisation_q: 'makerere',
      organisation_find: '1',
    })
    t.equal(found.statusCode, 200)
    const page = readPage(found.body)
    const choices = page.form('Save the profile')
    t.equal(choices.values['name'], 'Олена Коваленко', 'what was typed is still there')
    const radios = choices.fields.filter(
      ({ type, name }) => type === 'radio' && name === 'organisation',
    )
    t.equal(radios.length, 3, 'two found, and none of these')
    const saved = await browser.post(choices.action, {
      ...choices.values,
      organisation: radios[0]?.value ?? '',
      country: 'UG',
      orcid: 'https://orcid.org/0000-0002-1825-0097',
      language: 'sv',
    })
    t.equal(saved.statusCode, 303)
    t.equal(saved.headers.location, '/sv/profile?saved=1', 'in the language that was chosen')
    t.match(await stored(actor.id), {
      name: 'Олена Коваленко',
      organisationId: radios[0]?.value,
      country: 'UG',
      languages: ['sv', 'en', 'sw'],
      orcid: '0000-0002-1825-0097',
      keywords: ['land rights', 'participatory budgeting'],
      language: 'sv',
      mutedMails: [],
    })
    const after = readPage((await browser.get('/sv/profile')).body)
    t.equal(after.language, 'sv')
    t.equal(after.form('Spara profilen').values['languages'], 'Svenska, Engelska, Swahili')
    t.equal(after.form('Spara profilen').values['organisation'], radios[0]?.value)
  })

  t.test(
    'saves any part by itself, and history names the fields but not what they hold',
    async (t) => {
      const { actor, browser } = await newcomer()
      const form = await formOf(browser)
      t.equal(
        (await browser.post(form.action, { ...form.values, keywords: 'rivers' })).statusCode,
        303,
      )
      const [entry] = await db
        .select()
        .from(history)
        .where(eq(history.entityId, actor.id))
        .then((rows) => rows.filter(({ type }) => type === 'person.profile_changed'))
      t.same(entry?.data['fields'], ['keywords'])
      t.notOk(JSON.stringify(entry?.data).includes('rivers'))
    },
  )

  t.test('comes back whole when something is wrong, in both languages', async (t) => {
    const { actor, browser } = await newcomer()
    const form = await formOf(browser)
    for (const [language, sentence] of [
      ['en', 'This is no ORCID iD: check the digits. It looks like 0000-0002-1825-0097.'],
      ['sv', 'Det är inget ORCID-id: kontrollera siffrorna. Det ser ut som 0000-0002-1825-0097.'],
    ]) {
      const answer = await browser.post(`/${language}/profile`, {
        ...form.values,
        name: '<script>alert(1)</script>',
        orcid: '0000-0002-1825-0098',
        languages: 'Klingon, English',
        keywords: 'a'.repeat(61),
        organisation_q: 'makere',
      })
      t.equal(answer.statusCode, 422)
      const page = readPage(answer.body)
      t.ok(page.errors.includes(sentence ?? ''))
      t.equal(page.errors.length, 4)
      t.match(page.title, /^(Error|Fel): /)
      const again = page.form(/^(Save|Spara)/)
      t.equal(again.values['orcid'], '0000-0002-1825-0098')
      t.equal(again.values['languages'], 'Klingon, English')
      t.equal(again.values['organisation_q'], 'makere')
      t.notOk(answer.body.includes('<script>alert'))
    }
    t.equal((await stored(actor.id))?.name, '')
  })

  t.test('limits hold: the greatest is taken, one more is not', async (t) => {
    const { browser } = await newcomer()
    const send = async (over: Record<string, string>) => {
      const form = await formOf(browser)
      return (await browser.post(form.action, { ...form.values, ...over })).statusCode
    }
    const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(',')
    t.equal(await send({ name: 'å'.repeat(200) }), 303)
    t.equal(await send({ name: 'å'.repeat(201) }), 422)
    t.equal(await send({ keywords: words(20) }), 303)
    t.equal(await send({ keywords: words(21) }), 422)
    t.equal(await send({ keywords: 'k'.repeat(60) }), 303)
    t.equal(await send({ keywords: 'k'.repeat(61) }), 422)
    t.equal(await send({ name: 'A\u202eB' }), 422, 'signs that turn the text around')
    t.equal(await send({ country: 'QQ' }), 422)
    t.equal(await send({ language: 'fr' }), 422)
  })

  t.test('two tabs: the second is told and loses nothing', async (t) => {
    const { actor, browser } = await newcomer()
    const [first, second] = [await formOf(browser), await formOf(browser)]
    t.equal((await browser.post(first.action, { ...first.values, name: 'First' })).statusCode, 303)
    const late = await browser.post(second.action, { ...second.values, name: 'Second' })
    t.equal(late.statusCode, 409)
    t.equal((await stored(actor.id))?.name, 'First')
    const again = readPage(late.body).form('Save the profile')
    t.equal(again.values['name'], 'Second')
    t.equal((await browser.post(again.action, { ...again.values })).statusCode, 303)
    t.equal((await stored(actor.id))?.name, 'Second')
  })

  t.test('a mail of a kind that is switched off is not written; others are', async (t) => {
    const { actor, browser } = await newcomer()
    const form = await formOf(browser)
    const { mails: _mails, ...values } = form.values
    await browser.post(form.action, { ...values, mails: 'progress' })
    t.same((await stored(actor.id))?.mutedMails, ['reminders'])
    const mail = { to: actor.email, subject: 's', text: 't', html: 'h' }
    await db.transaction(async (tx) => {
      const context = test.contextOf()
      await sendMail(tx, context, { ...mail, key: `1:${actor.id}`, kind: 'reminders' })
      await sendMail(tx, context, { ...mail, key: `2:${actor.id}`, kind: 'progress' })
      await sendMail(tx, context, { ...mail, key: `3:${actor.id}` })
    })
    t.same((await mailsTo(test, actor.email)).map(({ key }) => key.slice(0, 1)).sort(), ['2', '3'])
  })

  t.test('an organisation that is another’s proposal, or none, cannot be chosen', async (t) => {
    const { actor, browser } = await newcomer()
    const other = await signedIn(test, await person(test))
    const made = await other.json('POST', '/api/v1/organisations', {
      name: 'Somebody Else’s House',
      country: 'UG',
    })
    for (const organisation of [made.json().id, NOBODY, 'nonsense']) {
      const form = await formOf(browser)
      const answer = await browser.post(form.action, { ...form.values, organisation })
      t.equal(answer.statusCode, 422, organisation)
    }
    t.equal((await stored(actor.id))?.organisationId, null)
  })

  t.test('the API changes what is sent, by version', async (t) => {
    const { browser } = await newcomer()
    const read = await browser.json('GET', '/api/v1/profile')
    const etag = String(read.headers.etag)
    t.match(read.json(), { isComplete: false, organisation: null })
    const patch = (body: unknown, headers: Record<string, string> = { 'if-match': etag }) =>
      browser.json('PATCH', '/api/v1/profile', body, headers)
    t.equal((await patch({ name: 'A' }, {})).statusCode, 428)
    t.equal((await patch({ name: 'A' }, { 'if-match': '"999"' })).statusCode, 412)
    t.equal((await patch({ name: 'A' }, { 'if-match': 'rubbish' })).statusCode, 412)
    t.equal((await patch({ email: 'other@example.org' })).statusCode, 422, 'unknown fields')
    t.equal((await patch({ orcid: '0000-0002-1825-0098' })).statusCode, 422)
    t.equal((await patch({ organisation: NOBODY })).statusCode, 422)
    const done = await patch({ name: 'Amina', country: 'UG', orcid: '0000000218250097' })
    t.equal(done.statusCode, 200)
    t.match(done.json(), { name: 'Amina', country: 'UG', orcid: '0000-0002-1825-0097' })
    t.not(done.headers.etag, etag)
    t.equal((await patch({ name: 'B' })).statusCode, 412, 'the first mark is old now')
    const emptied = await patch({ country: null }, { 'if-match': String(done.headers.etag) })
    t.match(emptied.json(), { name: 'Amina', country: null })
  })

  t.test('all that is held can be fetched, and no table is forgotten', async (t) => {
    t.same(
      HELD_TABLES.map(({ table }) => getTableName(table)).sort(),
      tablesThatReferToPeople().sort(),
    )
    const { actor, browser } = await newcomer()
    await browser.post('/en/organisations/new', { name: 'House of the Held', country: 'UG' })
    const file = await browser.get('/en/profile/data.json')
    t.match(file.headers['content-disposition'], /^attachment; filename="radslag-data.json"/)
    const held = file.json()
    const part = (table: string) => held.parts.find((one: { table: string }) => one.table === table)
    t.match(part('people').rows, [{ email: actor.email }])
    t.match(part('organisations').rows, [{ name: 'House of the Held', as: ['proposed_by'] }])
    t.notOk(/token_hash|code_hash/.test(file.body), 'no secrets')
    t.ok(held.parts.every(({ description }: { description: string }) => description.length > 10))
    t.match((await browser.json('GET', '/api/v1/profile/data')).json(), { about: held.about })
  })

  t.test('sessions are listed and ended, one’s own only', async (t) => {
    const { actor, browser } = await newcomer()
    const elsewhere = await signedIn(test, actor)
    const stranger = await newcomer()
    const page = readPage((await browser.get('/en/profile/sessions')).body)
    const ends = page.forms.filter(({ action }) => /\/sessions\/[0-9a-f-]+\/end$/.test(action))
    t.equal(ends.length, 1, 'the present one is not ended from here')
    const action = ends[0]?.action ?? ''
    t.equal((await stranger.browser.post(action)).statusCode, 404)
    t.equal((await browser.post(action)).statusCode, 303)
    t.equal((await elsewhere.json('GET', '/api/v1/session')).statusCode, 401)
    t.equal((await browser.post(action)).statusCode, 404, 'it is over')
    const third = await signedIn(test, actor)
    const [last] = (await third.json('GET', '/api/v1/sessions')).json().items
    t.match(last, { browser: 'Unknown browser' })
    t.equal((await browser.post('/en/sessions/others/end')).statusCode, 303)
    t.equal((await third.json('GET', '/api/v1/session')).statusCode, 401)
    t.equal((await browser.json('GET', '/api/v1/session')).statusCode, 200)
    const left = await db.select().from(sessions).where(eq(sessions.personId, stranger.actor.id))
    t.ok(
      left.every(({ revokedAt }) => revokedAt === null),
      'others keep theirs',
    )
  })

  t.test('a request knows its person by one query', async (t) => {
    const { browser } = await newcomer()
    test.database.takeStatements()
    await browser.json('GET', '/api/v1/session')
    t.equal(test.database.takeStatements().length, 1)
  })

  t.test('my work and the profile are for those who are signed in', async (t) => {
    const guest = testBrowser(test)
    for (const path of ['/work', '/profile', '/profile/sessions', '/profile/data.json']) {
      const answer = await guest.get(`/en${path}`)
      t.equal(answer.statusCode, 303, path)
      t.match(answer.headers.location, /^\/en\/sign-in\?return=/)
    }
    for (const path of ['profile', 'profile/data', 'sessions'])
      t.equal((await guest.json('GET', `/api/v1/${path}`)).statusCode, 401, path)
    const { browser } = await newcomer()
    const work = readPage((await browser.get('/en/work')).body)
    t.ok(work.text.includes('Your profile is not complete'))
    t.equal((await browser.get('/en/office')).statusCode, 403)
  })
})
