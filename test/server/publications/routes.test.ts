import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const HOSTILE = '<script>alert(1)</script>'

t.test('the public library', async (t) => {
  const test = await testLibrary(t)
  const browser = testBrowser(test)
  const folder = await mkdtemp(join(tmpdir(), 'radslag-library-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const pdf = simplePdf('Swallows over the river')
  await writeFile(join(folder, 'one.pdf'), pdf)
  await imported(
    test,
    [
      {
        title: { en: 'Rivers and councils', sv: 'Floder och fullmäktige' },
        language: 'en',
        year: 2024,
        series: 'Research Report',
        number: '9',
        countries: ['UG'],
        authors: ['Anna Ek'],
        abstract: { en: 'What was decided.' },
        key_messages: { en: ['Write it down.'] },
        isbn: '978-91-0000-000-1',
        licence: 'cc-by-4.0',
        file: 'one.pdf',
      },
      {
        title: { es: `Lo que deciden ${HOSTILE}` },
        language: 'es',
        year: 2023,
        authors: [HOSTILE],
        abstract: { es: HOSTILE },
        pages: ['Primera', `Una frase con golondrinas ${HOSTILE} y nada más.`],
      },
    ],
    folder,
  )
  const slug = 'rivers-and-councils'
  const file = `/publications/${slug}/${slug}.pdf`

  t.test('results without a script: title, facts, page, and the PDF at that page', async (t) => {
    const answer = await browser.get('/en/publications?q=swallows')
    t.equal(answer.statusCode, 200)
    const page = readPage(answer.body)
    t.equal(page.heading, '1 publication on “swallows”')
    t.match(page.text, 'only inside the text')
    t.equal(page.link('Rivers and councils'), `/en/publications/${slug}`)
    t.equal(page.link(/^Page 1/), `${file}#page=1`)
    t.match(answer.body, '<mark>Swallows</mark>')
    t.match(page.text, 'Research Report 9')
  })

  t.test('filters are an address: chosen, shown as chips, and taken away again', async (t) => {
    const start = readPage((await browser.get('/sv/publications')).body)
    t.equal(start.heading, '2 publikationer')
    t.ok(start.form('Visa träffar').html.includes('value="UG"'))
    t.equal(start.link(/^På spanska/), '/sv/publications?language=es', 'one choice away')
    t.notOk(
      start.links.some(({ text }) => text === 'Verktygslåda'),
      'only what there is any of',
    )
    const page = readPage(
      (await browser.get('/sv/publications?q=floder&country=UG&sort=newest')).body,
    )
    t.equal(page.heading, '1 publikation om ”floder”')
    t.match(page.form('Visa träffar').values, { q: 'floder', sort: 'newest', country: 'UG' })
    t.equal(page.link(/^Ta bort:? ?Uganda/), '/sv/publications?q=floder&sort=newest')
    t.match(page.form('Sök').values, { q: 'floder', country: 'UG' }, 'a new question keeps them')
  })

  t.test('nothing found is said, with a way on; nonsense in an address does no harm', async (t) => {
    const page = readPage((await browser.get('/en/publications?q=quetzalcoatlus')).body)
    t.equal(page.heading, 'Nothing found on “quetzalcoatlus”')
    t.equal(page.link('Show all publications'), '/en/publications')
    const odd = await browser.get(
      '/en/publications?page=-3&sort=sideways&country=%22%5D%20OR%20x&year=a',
    )
    t.equal(odd.statusCode, 200)
    t.equal((await browser.get('/en/publications?page=400')).statusCode, 200)
    t.equal((await browser.get(`/en/publications?q=${'x'.repeat(900)}`)).statusCode, 200)
  })

  t.test('what others wrote stays text', async (t) => {
    const paths = [
      '/en/publications?q=golondrinas',
      '/en/publications.atom',
      '/en/publications/suggest?q=deciden',
      `/en/publications?q=${encodeURIComponent(HOSTILE)}`,
    ]
    const found = readPage((await browser.get(paths[0] ?? '')).body)
    const href = found.link(/^Lo que deciden/)
    t.equal(found.link(/^Page 2/), `${href}/text/2#p2`, 'without a PDF the page is read as text')
    const cite = found.link('cite page 2')
    t.equal(cite, `${href}/citation?page=2`)
    t.equal(readPage((await browser.get(cite)).body).heading, 'Cite page 2')
    const inside = readPage((await browser.get(`${href}/search?q=golondrinas`)).body)
    t.equal(inside.link('cite page 2'), cite, 'also where one searches inside it')
    for (const path of [...paths, href, `${href}/text`]) {
      const answer = await browser.get(path)
      t.equal(answer.statusCode, 200, path)
      t.notMatch(answer.body, HOSTILE, path)
    }
    t.match((await browser.get(href)).body, '<h1 lang="es" dir="auto">')
  })

  t.test('a publication says the most important first, and how to cite it', async (t) => {
    const { body } = await browser.get(`/sv/publications/${slug}`)
    const page = readPage(body)
    t.equal(page.heading, 'Floder och fullmäktige')
    t.match(page.text, /Det viktigaste Write it down\..*Sammanfattning What was decided\./)
    t.match(page.text, 'Ek, A. (2024). Rivers and councils (Forskningsrapport nr 9).')
    t.match(page.text, '978-91-0000-000-1')
    t.equal(page.link(/^Öppna pdf, 1 sida/), file)
    t.match(body, `<meta name="citation_pdf_url" content="http://127.0.0.1:3000/sv${file}">`)
    t.match(body, '<meta name="citation_author" content="Anna Ek">')
    t.match((await browser.get(page.link('BibTeX'))).body, '@techreport{rivers-and-councils')
    t.match((await browser.get(page.link('RIS'))).body, 'TY  - RPRT')
    t.match(readPage((await browser.get(page.link('Läs här'))).body).text, 'Swallows over')
    t.equal((await browser.get(`/sv/publications/${slug}/pages/2`)).statusCode, 404)
    t.equal((await browser.get('/sv/publications/no-such')).statusCode, 404)
  })

  t.test('the file is shown in place, in parts, and may do nothing', async (t) => {
    const whole = await browser.get(file)
    t.equal(whole.statusCode, 200)
    const { length } = whole.rawPayload
    t.ok(whole.rawPayload.subarray(0, pdf.length).equals(pdf), 'what was handed in comes first')
    t.match(whole.headers, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${slug}.pdf"`,
      'content-length': String(length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    })
    t.match(whole.headers['content-security-policy'], "default-src 'none'; script-src 'none'")
    t.notOk(whole.headers['content-encoding'])
    const get = (headers: Record<string, string>) =>
      browser.request({ method: 'GET', url: file, headers })
    const part = await get({ range: 'bytes=0-4' })
    t.equal(part.statusCode, 206)
    t.equal(part.body, '%PDF-')
    t.equal(part.headers['content-range'], `bytes 0-4/${length}`)
    const outside = await get({ range: `bytes=${length}-` })
    t.equal(outside.statusCode, 416)
    t.equal(outside.headers['content-range'], `bytes */${length}`)
    const etag = String(whole.headers['etag'])
    t.equal((await get({ 'if-none-match': etag })).statusCode, 304)
    t.equal((await get({ range: 'bytes=0-4', 'if-range': '"older"' })).statusCode, 200)
    const saved = await browser.get(`${file}?download`)
    t.match(saved.headers['content-disposition'], /^attachment/)
    t.match(saved.headers['content-security-policy'], 'sandbox')
    const head = await browser.request({ method: 'HEAD', url: file })
    t.equal(head.headers['content-length'], String(length))
    t.equal(head.body, '')
  })

  t.test('any search is a feed', async (t) => {
    const answer = await browser.get('/sv/publications.atom?country=UG')
    t.match(answer.headers['content-type'], 'application/atom+xml')
    t.match(answer.body, '<title xml:lang="sv">Floder och fullmäktige</title>')
    t.match(answer.body, /<id>urn:uuid:[0-9a-f-]{36}<\/id>/)
    t.match(answer.body, `href="http://127.0.0.1:3000${file}"`)
    t.notMatch(answer.body, 'Lo que deciden')
  })

  t.test('a few letters give a list of links', async (t) => {
    const { body } = await browser.get('/sv/publications/suggest?q=flod')
    t.match(body, `data-href="/sv/publications/${slug}"`)
    t.match(body, 'Sök ”flod” i alla texter')
    t.equal((await browser.get('/sv/publications/suggest?q=')).body, '')
  })

  t.test('a visitor who searches gets no cookie', async (t) => {
    t.equal((await testBrowser(test).get('/sv/publications?q=flod')).cookies.length, 0)
  })
})

t.test('without an engine the page answers and says so', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  await imported(test, [{ title: 'Bees and budgets', year: 2024, pages: ['Honey for the ward.'] }])
  const answer = await testBrowser(test).get('/en/publications?q=honey')
  const page = readPage(answer.body)
  t.equal(page.heading, '1 publication on “honey”')
  t.match(page.text, 'The search engine is resting')
  t.match(answer.body, '<mark>Honey</mark>')
})
