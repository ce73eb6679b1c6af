import { sql } from 'drizzle-orm'
import { XMLValidator } from 'fast-xml-parser'
import t from 'tap'
import { EXPORT_MAX, EXPORT_NAMES, exportStream } from '../../../server/publications/export.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

t.test('citing from the pages', async (t) => {
  const test = await testLibrary(t)
  const browser = testBrowser(test)
  await imported(test, [
    {
      title: { sv: 'Floden stiger' },
      language: 'sv',
      year: 2024,
      series: 'Research Report',
      number: '9',
      authors: ['Anna Ek'],
      pages: ['ett', 'golondrinas två', 'tre'],
    },
    { title: '=HYPERLINK("x") <b>', language: 'en', countries: ['UG'], pages: ['golondrinas'] },
  ])
  const path = '/publications/floden-stiger'

  t.test('every style and format stands on one page, without a script or a cookie', async (t) => {
    const answer = await browser.get(`/sv${path}/citation`)
    const page = readPage(answer.body)
    t.equal(page.heading, 'Hänvisa')
    t.match(page.text, 'Ek, A. (2024). Floden stiger (Forskningsrapport nr 9).')
    t.match(page.text, '(Ek, 2024)')
    for (const format of ['BibTeX', 'RIS', 'CSL-JSON', 'EndNote XML', 'EndNote'])
      t.equal((await browser.get(page.link(format))).statusCode, 200, format)
    t.equal(answer.cookies.length, 0)
    t.match(answer.body, 'noindex')
  })

  t.test(
    'a page of the text is cited as that page, and a page that is not there is not',
    async (t) => {
      const text = readPage((await browser.get(`/sv${path}/text/2`)).body)
      const page = readPage((await browser.get(text.link(/^Hänvisa ?, sida 2$/))).body)
      t.equal(page.heading, 'Hänvisa till sida 2')
      t.match(page.text, '(Ek, 2024, s. 2)')
      t.match((await browser.get(page.link('RIS'))).body, 'N1  - s. 2')
      for (const wrong of ['4', '0', 'x', '-1', '99999']) {
        const refused = await browser.get(`/en${path}/citation?page=${wrong}`)
        t.equal(refused.statusCode, 422, wrong)
        t.equal(readPage(refused.body).errors.length, 1)
        t.match(refused.body, `value="${wrong}"`)
        t.equal((await browser.get(`${path}/citation.ris?page=${wrong}`)).statusCode, 404, wrong)
      }
      t.equal((await browser.get(`/en${path}/citation?page=3`)).statusCode, 200)
    },
  )

  t.test('what is found can be taken along in every format, at the same address', async (t) => {
    const page = readPage((await browser.get('/en/publications?q=golondrinas&country=UG')).body)
    for (const label of [
      'BibTeX',
      'RIS',
      'CSL-JSON',
      'EndNote',
      'EndNote XML',
      'CSV table',
      'JSON lines',
    ]) {
      const answer = await browser.get(page.link(label))
      t.equal(answer.statusCode, 200, label)
      t.match(answer.headers['content-disposition'], /^attachment; filename="publications\./)
      t.match(answer.body, 'HYPERLINK', label)
      t.notMatch(answer.body, 'Floden', `${label}: only what the search finds`)
    }
    t.match(page.text, 'up to 10,000 publications')
    const csv = (await browser.get('/publications.csv?q=golondrinas&sort=title')).body
    t.match(csv, /^\ufeffid,title,authors,/)
    t.match(csv, `,"'=HYPERLINK(""x"") <b>",`, 'no spreadsheet runs it')
    t.match(csv, 'http://127.0.0.1:3000/publications/floden-stiger')
    const [, first = '', second = ''] = csv.split('\r\n')
    t.match([first, second], [/HYPERLINK/, /Floden/], 'in the order of the search')
    t.equal(XMLValidator.validate((await browser.get('/publications.xml')).body), true)
    t.equal(JSON.parse((await browser.get('/publications.json')).body).length, 2)
    t.same(JSON.parse((await browser.get('/publications.json?q=quetzalcoatlus')).body), [])
  })

  t.test('the same by API', async (t) => {
    const answer = await browser.get('/api/v1/publications/export?format=jsonl&country=UG')
    t.match(answer.headers['content-type'], 'application/jsonl')
    const lines = answer.body.trim().split('\n')
    t.equal(lines.length, 1)
    t.match(JSON.parse(lines[0] ?? ''), { title: '=HYPERLINK("x") <b>', countries: ['UG'] })
    t.equal((await browser.get('/api/v1/publications/export?format=docx')).statusCode, 422)
    t.equal((await browser.get('/api/v1/publications/export')).statusCode, 422)
  })

  t.test('what is withdrawn is in no export, even while it is written', async (t) => {
    const ids = (
      await test.database.writing.execute<{ id: string }>(sql`select id from publications`)
    ).map(({ id }) => id)
    await test.database.writing.execute(
      sql`update publications set status = 'withdrawn', withdrawn_at = now() where slug = 'floden-stiger'`,
    )
    for (const name of EXPORT_NAMES) {
      const text = await textOf(exportStream(test.contextOf(), ids, name))
      t.notMatch(text, 'Floden', name)
      t.match(text, 'HYPERLINK', name)
    }
  })
})

t.test('an export never stops at page one, and stops at its limit', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const db = test.database.writing
  await db.execute(sql`insert into publications (slug, status, type, language, title, year, published_at)
    select 'p-' || n, 'published', 'report', 'en', jsonb_build_object('en', 'Number ' || n), 2000, now()
    from generate_series(1, ${EXPORT_MAX + 1}) n`)
  const browser = testBrowser(test)
  t.match(
    readPage((await browser.get('/en/publications?sort=title')).body).text,
    'The first 10,000 of 10,001, in this order',
  )
  for (const [published, expected] of [
    [EXPORT_MAX + 1, EXPORT_MAX],
    [EXPORT_MAX, EXPORT_MAX],
    [EXPORT_MAX - 1, EXPORT_MAX - 1],
  ] as const) {
    const { body } = await browser.get('/publications.ris')
    const titles = body.match(/^TI .*$/gm) ?? []
    t.equal(titles.length, expected, `${published} published`)
    t.equal(new Set(titles).size, expected, 'none twice')
    await db.execute(sql`delete from publications where slug = ${`p-${published}`}`)
  }
})

t.test('an export is read no faster than it is taken', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const rows = await test.database.writing.execute<{ id: string }>(
    sql`insert into publications (slug, status, type, language, title, abstract, published_at)
      select 'p-' || n, 'published', 'report', 'en', jsonb_build_object('en', 'Number ' || n),
        jsonb_build_object('en', repeat('word ', 400)), now()
      from generate_series(1, 2000) n returning id`,
  )
  const batches = () =>
    test.database.takeStatements().filter((one) => /from "publications"/.test(one)).length
  batches()
  const stream = exportStream(
    test.contextOf(),
    rows.map(({ id }) => id),
    'csv',
  )
  const reading = stream[Symbol.asyncIterator]()
  let text = ''
  while (!text.includes('Number')) text += String((await reading.next()).value)
  const early = batches()
  t.ok(early >= 1 && early <= 2, `${early} batches were read`)
  for (let next = await reading.next(); !next.done; next = await reading.next())
    text += String(next.value)
  t.equal(text.split('\r\n').length, 2002)
  t.equal(early + batches(), 10)
})

const textOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}
