import { eq } from 'drizzle-orm'
import t from 'tap'
import { history, organisations, people } from '../../../db/schema/index.ts'
import { importOrganisations } from '../../../server/organisations/operations.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

const line = (n: number, over: Record<string, unknown> = {}) =>
  JSON.stringify({
    ror: `https://ror.org/0${String(n).padStart(8, '0')}`,
    name: `Institute ${n}`,
    names: [{ value: `I${n}`, lang: null, types: ['acronym'] }],
    country: 'UG',
    city: 'Kampala',
    types: ['education'],
    website: null,
    domains: [],
    established: null,
    ...over,
  })

t.test('organisations', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const officer = await person(test, { roles: ['officer'], name: 'Olle Officer' })
  const auditor = await person(test, { roles: ['auditor'] })
  const proposer = await person(test, { name: 'Amina Nakato' })
  const stranger = await person(test)
  const office = await signedIn(test, officer)
  const browser = await signedIn(test, proposer)

  const propose = async (name: string, country = 'UG') => {
    const page = readPage((await browser.get('/en/organisations/new')).body)
    const answer = await browser.post('/en/organisations/new', {
      ...page.form('Add the organisation').values,
      name,
      country,
    })
    t.equal(answer.statusCode, 303)
    return /added=([0-9a-f-]+)/.exec(answer.headers.location ?? '')?.[1] ?? ''
  }
  const suggested = async (who: typeof browser, q: string) =>
    (await who.json('GET', `/en/organisations/suggest?q=${encodeURIComponent(q)}`)).json().items

  t.test(
    'an import tells which lines are bad, takes in the others, and updates by ROR',
    async (t) => {
      const report = await importOrganisations(test.contextOf(), [
        line(1),
        'not json',
        line(2, { country: 'ZZ' }),
        '',
        line(3),
        line(4, { ror: 'https://example.org/4' }),
      ])
      t.match(report, { added: 2, updated: 0, unchanged: 0 })
      t.same(
        report.problems.map((problem) => problem.line),
        [2, 3, 6],
      )
      t.match(report.problems[1]?.reason, /^country: /)
      const again = await importOrganisations(test.contextOf(), [
        line(1, { city: 'Gulu' }),
        line(3),
      ])
      t.match(again, { added: 0, updated: 1, unchanged: 1, problems: [] })
      const [one] = await suggested(browser, 'i1')
      t.match(one, { name: 'Institute 1', note: /Gulu, Uganda · I1/ })
    },
  )

  t.test('a line that comes twice in one file makes one organisation', async (t) => {
    const report = await importOrganisations(test.contextOf(), [
      line(7),
      line(7, { name: 'Institute Seven' }),
    ])
    t.match(report, { added: 1, problems: [] })
    t.match(await suggested(browser, 'institute seven'), [{ name: 'Institute Seven' }])
  })

  t.test('a proposal is its proposer’s to use at once, and nobody else’s', async (t) => {
    const id = await propose('Kawempe Ward Archive')
    const path = `/en/organisations/new?added=${id}`
    t.match((await browser.get(path)).body, 'Kawempe Ward Archive')
    const elsewhere = await (await signedIn(test, stranger)).get(path)
    t.equal(elsewhere.statusCode, 404)
    t.notMatch(elsewhere.body, 'Kawempe Ward Archive')
    t.match(await suggested(browser, 'kawempe'), [{ name: 'Kawempe Ward Archive' }])
    t.same(await suggested(await signedIn(test, stranger), 'kawempe'), [])
    const list = await testBrowser(test).json('GET', '/api/v1/organisations?q=kawempe')
    t.match(list.json(), { items: [], total: 0, next: null })
  })

  t.test('the same name and country again gives the same organisation', async (t) => {
    const first = await propose('Mbale People’s Library')
    const second = await propose("mbale people's  library")
    t.equal(second, first)
    t.not(await propose('Mbale People’s Library', 'KE'), first)
  })

  t.test('a wrong proposal comes back as typed, in both languages', async (t) => {
    for (const [language, sentence] of [
      ['en', 'Write the name of the organisation.'],
      ['sv', 'Skriv organisationens namn.'],
    ]) {
      const answer = await browser.post(`/${language}/organisations/new`, {
        name: '',
        country: 'XX',
        city: '<script>alert(1)</script>',
        website: 'javascript:alert(1)',
      })
      t.equal(answer.statusCode, 422)
      const page = readPage(answer.body)
      t.equal(page.errors.length, 3)
      t.equal(page.errors[0], sentence)
      t.notOk(answer.body.includes('<script>alert'))
    }
  })

  t.test(
    'an officer confirms: everyone finds it, the proposer is told, history tells',
    async (t) => {
      const id = await propose('Gulu Democracy House')
      const page = readPage((await office.get(`/en/office/organisations/${id}`)).body)
      const form = page.form('Confirm')
      const answer = await office.post(form.action, { ...form.values })
      t.equal(answer.statusCode, 303)
      t.match(await suggested(await signedIn(test, stranger), 'gulu democracy'), [{ id }])
      const [mail] = await mailsTo(test, proposer.email)
      t.match(mail?.subject, 'Gulu Democracy House is now in the register')
      const rows = await db.select().from(history).where(eq(history.entityId, id))
      t.same(
        rows.map(({ type }) => type),
        ['organisation.proposed', 'organisation.confirmed'],
      )
      const again = await office.post(form.action, { ...form.values })
      t.equal(again.statusCode, 409, 'a second time is refused')
    },
  )

  t.test(
    'one that is named is declined only with a replacement, which takes its place',
    async (t) => {
      const id = await propose('Institut One')
      await db.update(people).set({ organisationId: id }).where(eq(people.id, proposer.id))
      const place = `/en/office/organisations/${id}`
      const without = await office.post(`${place}/declination`, { reason: 'A double' })
      t.equal(without.statusCode, 409)
      t.ok(readPage(without.body).text.includes('takes its place'))

      const found = await office.post(`${place}/declination`, {
        reason: 'A double',
        replacement_q: 'Institute 1',
        replacement_shown: '',
        replacement_find: '1',
      })
      t.equal(found.statusCode, 200)
      const form = readPage(found.body).form('Decline')
      t.equal(form.values['reason'], 'A double', 'what was typed stays')
      const radio = form.fields.find(({ type, value }) => type === 'radio' && value !== '')
      const done = await office.post(form.action, {
        ...form.values,
        replacement: radio?.value ?? '',
      })
      t.equal(done.statusCode, 303)
      const [after] = await db.select().from(people).where(eq(people.id, proposer.id))
      t.equal(after?.organisationId, radio?.value)
      const [declined] = await db.select().from(organisations).where(eq(organisations.id, id))
      t.equal(declined?.status, 'declined')
      t.match((await mailsTo(test, proposer.email))[0]?.text, 'A double')
    },
  )

  t.test('an officer corrects names; an older page of it is refused', async (t) => {
    const [row] = await suggested(browser, 'institute 3')
    const place = `/en/office/organisations/${row.id}`
    const form = readPage((await office.get(place)).body).form('Save the names')
    const answer = await office.post(form.action, {
      ...form.values,
      names: 'I3\nDritte Anstalt\nUČK',
    })
    t.equal(answer.statusCode, 303)
    t.match(await suggested(browser, 'dritte'), [{ id: row.id }])
    t.match(await suggested(browser, 'uck'), [{ id: row.id }])
    t.equal((await office.post(form.action, { ...form.values })).statusCode, 409)
  })

  t.test('a file comes in by page; a wrong one leaves nothing', async (t) => {
    const file = (content: string) => ({
      field: 'file',
      name: 'organisations.jsonl',
      type: 'application/jsonl',
      content: Buffer.from(content),
    })
    const place = '/en/office/organisations/import'
    const done = await office.upload(place, {}, file(`${line(20)}\r\nrubbish\n`))
    t.equal(done.statusCode, 200)
    t.match(readPage(done.body).text, /Added 1 Updated 0 Unchanged 0 Left out 1/)
    const empty = await office.upload(place, {}, file(''))
    t.equal(empty.statusCode, 422)
    const large = await office.upload(place, {}, file('x'.repeat(5 * 1024 * 1024 + 1)))
    t.equal(large.statusCode, 413)
  })

  t.test('the API proposes, confirms and declines, and takes only what it knows', async (t) => {
    const api = (body: unknown) => browser.json('POST', '/api/v1/organisations', body)
    const made = await api({ name: 'Lira Court of Records', country: 'UG' })
    t.equal(made.statusCode, 201)
    t.match(made.json(), { status: 'proposed', name: 'Lira Court of Records' })
    t.equal((await api({ name: 'Lira Court of Records', country: 'UG' })).statusCode, 200)
    t.equal((await api({ name: 'X y', country: 'UG', status: 'listed' })).statusCode, 422)
    t.equal((await api({ name: '', country: 'QQ' })).statusCode, 422)
    const { id } = made.json()
    const path = `/api/v1/organisations/${id}`
    t.equal((await browser.json('POST', `${path}/confirmation`)).statusCode, 403)
    t.equal((await testBrowser(test).json('POST', `${path}/confirmation`)).statusCode, 401)
    t.equal((await office.json('POST', `${path}/declination`, {})).statusCode, 422)
    t.match((await office.json('POST', `${path}/confirmation`)).json(), { id, status: 'listed' })
    t.equal((await office.json('POST', `${path}/declination`, { reason: 'x' })).statusCode, 409)
    t.equal(
      (await office.json('POST', `/api/v1/organisations/${NOBODY}/confirmation`)).statusCode,
      404,
    )
  })

  t.test('the API’s list goes on where it stopped, and names each one once', async (t) => {
    await importOrganisations(
      test.contextOf(),
      Array.from({ length: 120 }, (_, i) => line(1000 + i, { country: 'CO' })),
    )
    for (const filter of ['country=CO', 'country=CO&q=institute']) {
      const seen = new Set<string>()
      let next: string | null = ''
      while (next !== null) {
        const url: string = `/api/v1/organisations?${filter}${next === '' ? '' : `&next=${next}`}`
        const list: { items: { id: string }[]; total: number; next: string | null } = (
          await testBrowser(test).json('GET', url)
        ).json()
        t.equal(list.total, 120)
        for (const item of list.items) seen.add(item.id)
        next = list.next
      }
      t.equal(seen.size, 120)
    }
    const wrong = await testBrowser(test).json('GET', '/api/v1/organisations?next=rubbish')
    t.equal(wrong.statusCode, 422)
  })

  t.test('the officer’s list takes a constant number of queries', async (t) => {
    const queries = async (path: string) => {
      test.database.takeStatements()
      t.equal((await office.get(path)).statusCode, 200)
      return test.database.takeStatements().filter((text) => /^\s*select/i.test(text)).length
    }
    const few = await queries('/en/office/organisations?q=kawempe')
    t.equal(await queries('/en/office/organisations'), few)
    t.ok(few <= 2, `${few} queries`)
  })

  t.test('strangers, applicants and auditors are kept to what is theirs', async (t) => {
    const guest = testBrowser(test)
    for (const path of [
      '/en/organisations/new',
      '/en/office/organisations',
      '/en/office/organisations/import',
      `/en/office/organisations/${NOBODY}`,
    ]) {
      t.equal((await guest.get(path)).statusCode, 303, `${path} asks a guest to sign in`)
      if (path.includes('office')) t.equal((await browser.get(path)).statusCode, 403, path)
    }
    t.equal((await guest.json('GET', '/en/organisations/suggest?q=x')).statusCode, 303)
    t.equal((await office.get(`/en/office/organisations/${NOBODY}`)).statusCode, 404)
    t.equal((await office.get('/en/office/organisations/nonsense')).statusCode, 404)
    const reading = await signedIn(test, auditor)
    t.equal((await reading.get('/sv/office/organisations')).statusCode, 200)
    t.equal((await reading.get('/en/office/organisations/import')).statusCode, 403)
    const id = await propose('Arua Weavers')
    const page = await reading.get(`/en/office/organisations/${id}`)
    t.equal(page.statusCode, 200)
    t.same(
      readPage(page.body).forms.filter(({ action }) => action.includes('/office/')),
      [],
    )
    t.equal((await reading.post(`/en/office/organisations/${id}/confirmation`)).statusCode, 403)
  })
})
