import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { actOnPublication } from '../../../server/publications/operations.ts'
import { findPublication } from '../../../server/publications/store.ts'
import { BUDGETS } from '../../../server/vocabulary/agents.ts'
import { type Answer, testBrowser } from '../../helpers/app.ts'
import { openBrowser } from '../../helpers/browser.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { readXml } from '../../helpers/xml.ts'
import { imported, testLibrary } from '../publications/library.ts'

const HOSTILE = '</script><script>alert(1)</script><!--'
const BASE = 'http://127.0.0.1:3000'
const CANARY = 'withdrawn-canary-91c4'

type Link = { href: string; rel: string; type?: string }

/** RFC 8288 as far as we write it. */
const linksOf = (header: unknown): Link[] =>
  String(header ?? '')
    .split(/,\s*(?=<)/)
    .map((part) => ({
      href: /<([^>]*)>/.exec(part)?.[1] ?? '',
      rel: /rel="([^"]*)"/.exec(part)?.[1] ?? '',
      type: /type="([^"]*)"/.exec(part)?.[1] ?? '',
    }))
const metaOf = (body: string, name: string): string[] =>
  [...body.matchAll(new RegExp(`<meta name="${name}" content="([^"]*)">`, 'g'))].map(
    ([, content = '']) => content,
  )
const linkedDataOf = (body: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '{}')

t.test('what programs find of the library', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const browser = testBrowser(test)
  const folder = await mkdtemp(join(tmpdir(), 'radslag-harvest-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'one.pdf'), simplePdf('Rivers and councils'))
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
        themes: ['participation'],
        sdgs: [16],
        authors: [{ name: 'Anna Ek', orcid: '0000-0002-1825-0097' }, 'Bo Al'],
        abstract: { en: `What was decided. ${HOSTILE}` },
        isbn: '978-91-0000-000-1',
        doi: '10.1234/rivers',
        licence: 'cc-by-4.0',
        file: 'one.pdf',
      },
      { title: `Gone ${CANARY}`, year: 2020, pages: ['x'] },
      { title: 'Only told of', year: 2021, url: 'https://example.com/', authors: ['Carl Dal'] },
    ],
    folder,
  )
  const gone = `gone-${CANARY}`
  await actOnPublication(test.contextOf(), gone, {
    act: 'withdraw',
    version: (await findPublication(test.database.writing, gone))?.version ?? 0,
    reason: 'Wrong figures',
  })
  const slug = 'rivers-and-councils'
  const landing = `/publications/${slug}`
  const address = `${BASE}${landing}`
  const get = (url: string, headers: Record<string, string> = {}) =>
    browser.request({ method: 'GET', url, headers })

  t.test('signposts lead from the page to file and descriptions, and back', async (t) => {
    const page = await get(landing)
    const links = linksOf(page.headers['link'])
    const of = (rel: string) => links.filter((link) => link.rel === rel)
    t.same(
      of('cite-as').map(({ href }) => href),
      ['https://doi.org/10.1234/rivers'],
    )
    t.same(
      of('type').map(({ href }) => href),
      ['https://schema.org/AboutPage', 'https://schema.org/Report'],
    )
    t.same(
      of('author').map(({ href }) => href),
      ['https://orcid.org/0000-0002-1825-0097'],
    )
    t.match(of('license'), [{ href: 'https://creativecommons.org/licenses/by/4.0/' }])
    t.equal(of('item').length, 1)
    t.ok(Buffer.byteLength(String(page.headers['link'])) < 8_000)
    for (const { href, type, rel } of [...of('item'), ...of('describedby'), ...of('linkset')]) {
      const answer = await get(href.slice(BASE.length))
      t.equal(answer.statusCode, 200, href)
      t.equal(String(answer.headers['content-type']).split(';')[0], type, href)
      if (rel !== 'linkset') {
        const back = linksOf(answer.headers['link'])
        const wanted = rel === 'item' ? 'collection' : 'describes'
        t.ok(
          back.some((link) => link.rel === wanted && link.href === address),
          `${href} leads back`,
        )
      }
    }
  })

  t.test('the linkset is the whole graph, in JSON and as text', async (t) => {
    const json = await get(`${landing}/linkset`)
    t.match(json.headers['content-type'], 'application/linkset+json')
    t.equal(json.json().linkset[0].anchor, address)
    const text = await get(`${landing}/linkset`, { accept: 'application/linkset' })
    t.match(text.headers['content-type'], /^application\/linkset;/)
    t.match(text.headers['vary'], 'Accept')
    t.equal(text.body, (await get(`${landing}/linkset.txt`)).body)
    t.match(text.body, `anchor="${address}"`)
  })

  t.test('the page’s address gives the description that is asked for', async (t) => {
    const asked: [string, (answer: Answer) => void][] = [
      ['application/ld+json', (a) => t.equal(a.json()['@type'], 'Report')],
      ['application/x-bibtex', (a) => t.match(a.body, '@techreport{rivers-and-councils')],
      ['application/vnd.citationstyles.csl+json', (a) => t.equal(a.json()[0].type, 'report')],
      ['application/vnd.datacite.datacite+json', (a) => t.equal(a.json().doi, '10.1234/rivers')],
      [
        'application/vnd.datacite.datacite+xml',
        (a) => t.same(readXml(a.body).problems('datacite'), []),
      ],
    ]
    for (const path of [landing, `/sv${landing}`])
      for (const [accept, check] of asked) {
        const answer = await get(path, { accept })
        t.equal(answer.statusCode, 200)
        t.match(answer.headers['content-type'], accept)
        t.match(answer.headers['vary'], /Accept\b/)
        const location = String(answer.headers['content-location'])
        t.equal(answer.body, (await get(location.slice(BASE.length))).body, accept)
        check(answer)
        const head = await browser.request({ method: 'HEAD', url: path, headers: { accept } })
        t.equal(head.headers['content-type'], answer.headers['content-type'])
        t.equal(head.headers['link'], answer.headers['link'])
      }
    const page = await get(landing, { accept: 'text/html' })
    t.match(page.headers['content-type'], 'text/html')
    t.match(page.headers['vary'], /Accept-Language, Cookie, Accept/)
    const head = await browser.request({ method: 'HEAD', url: landing })
    t.equal(head.headers['link'], page.headers['link'])
    t.same(readXml((await get(`${landing}/dublin-core.xml`)).body).problems('oai-dc'), [])
  })

  t.test('Scholar finds one tag for each author and the file beneath the page', async (t) => {
    for (const language of ['sv', 'en']) {
      const { body } = await get(`/${language}${landing}`)
      t.same(metaOf(body, 'citation_author'), ['Anna Ek', 'Bo Al'])
      t.same(metaOf(body, 'citation_title'), ['Rivers and councils'])
      t.same(metaOf(body, 'citation_technical_report_number'), ['9'])
      t.match(metaOf(body, 'citation_publication_date')[0], /^\d{4}(\/\d\d\/\d\d)?$/)
      const [page = '', file = ''] = [
        metaOf(body, 'citation_abstract_html_url')[0],
        metaOf(body, 'citation_pdf_url')[0],
      ]
      t.equal(page, `${BASE}/${language}${landing}`)
      t.ok(file.startsWith(`${page}/`) && file.endsWith('.pdf'), file)
      const pdf = await get(file.slice(BASE.length))
      t.equal(pdf.statusCode, 200)
      t.equal(pdf.headers['content-type'], 'application/pdf')
      t.equal(pdf.cookies.length, 0)
    }
    t.same(metaOf((await get('/en/publications/only-told-of')).body, 'citation_pdf_url'), [])
  })

  t.test('linked data says what the page says', async (t) => {
    const said = linkedDataOf((await get(`/en${landing}`)).body)
    t.match(said, {
      '@type': 'Report',
      '@id': 'https://doi.org/10.1234/rivers',
      url: address,
      headline: 'Rivers and councils',
      author: [
        { '@type': 'Person', '@id': 'https://orcid.org/0000-0002-1825-0097', familyName: 'Ek' },
        { name: 'Bo Al' },
      ],
      reportNumber: '9',
      inLanguage: 'en',
      isPartOf: { '@type': 'CreativeWorkSeries', name: 'Research Report' },
      license: 'https://creativecommons.org/licenses/by/4.0/',
      isAccessibleForFree: true,
      spatialCoverage: [{ '@type': 'Country', name: 'Uganda', identifier: 'UG' }],
      encoding: [{ '@type': 'MediaObject', encodingFormat: 'application/pdf' }],
    })
    t.match(said.abstract[0]['@value'], HOSTILE)
    t.same(said, (await get(`${landing}/metadata.jsonld`)).json())
  })

  t.test(
    'a real browser takes it for data: nothing runs, and the policy has no complaint',
    async (t) => {
      const url = await test.listen()
      const page = await (await openBrowser(t)).newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('dialog', (dialog) => complaints.push(dialog.message()))
      await page.goto(`${url}/en${landing}`, { waitUntil: 'networkidle' })
      const text = await page.locator('script[type="application/ld+json"]').textContent()
      t.match(JSON.parse(text ?? '{}').headline, 'Rivers and councils')
      t.same(complaints, [])
      await page.context().close()
    },
  )

  t.test('what was withdrawn is gone for programs too', async (t) => {
    for (const end of [
      '/linkset',
      '/linkset.txt',
      '/metadata.jsonld',
      '/datacite.json',
      '/datacite.xml',
      '/citation.json',
      '/dublin-core.xml',
    ]) {
      t.equal((await get(`/publications/${gone}${end}`)).statusCode, 410, end)
      t.equal((await get(`/publications/no-such${end}`)).statusCode, 404, end)
    }
    const page = await get(`/publications/${gone}`, { accept: 'application/ld+json' })
    t.equal(page.statusCode, 410)
    t.match(page.headers['content-type'], 'text/html')
    t.notOk(page.headers['link'])
    t.notMatch(page.body, 'ld+json')
  })

  t.test('the map names every page once in each language, and they are there', async (t) => {
    const index = readXml((await get('/sitemap.xml')).body)
    t.same(index.problems('sitemap'), [])
    const urls: string[] = []
    for (const loc of index.texts('//map:loc')) {
      const map = readXml((await get(loc.slice(BASE.length))).body)
      t.same(map.problems('sitemap'), [], loc)
      for (const url of map.texts('//map:loc')) {
        t.ok(map.texts('//xhtml:link/@href').includes(url), `${url} is its own alternate`)
        urls.push(url)
      }
    }
    t.equal(new Set(urls).size, urls.length)
    t.ok(urls.includes(`${BASE}/sv${landing}`) && urls.includes(`${BASE}/en${landing}`))
    t.notMatch(urls.join(), CANARY)
    for (const url of urls) {
      const answer = await get(url.slice(BASE.length))
      t.equal(answer.statusCode, 200, url)
      t.notMatch(answer.body, '<meta name="robots" content="noindex', url)
      t.match(answer.body, `<link rel="canonical" href="${url}">`)
    }
    const map = readXml((await get('/sitemaps/publications-1.xml')).body)
    const found = await findPublication(test.database.writing, slug)
    t.equal(
      map.text(`//map:url[map:loc="${BASE}/en${landing}"]/map:lastmod`),
      `${found?.updatedAt.toISOString().slice(0, 19)}Z`,
    )
    t.equal((await get('/sitemaps/publications-2.xml')).statusCode, 404)
    t.equal((await get('/sitemaps/publications-0.xml')).statusCode, 404)
  })

  t.test(
    'robots are told what is for them, and engines may come to all that is in the map',
    async (t) => {
      const { body, headers } = await get('/robots.txt')
      t.match(headers['content-type'], 'text/plain')
      t.match(body, `Sitemap: ${BASE}/sitemap.xml`)
      const groups = body.split('\n\n')
      const groupOf = (name: string) =>
        groups.find((one) => one.split('\n').includes(`User-agent: ${name}`)) ?? ''
      for (const name of ['Googlebot', '*', 'GPTBot', 'AhrefsBot', 'OpenAIRE']) {
        t.match(groupOf(name), 'Disallow: /api/', name)
        t.match(groupOf(name), 'Disallow: /sv/publications/suggest', name)
        t.notMatch(groupOf(name), /^Disallow: \/$/m, name)
      }
      t.notMatch(groupOf('Googlebot'), 'Crawl-delay')
      t.match(groupOf('GPTBot'), 'Crawl-delay: 10')
      t.match(groupOf('GPTBot'), 'Disallow: /oai')
      t.notMatch(groupOf('OpenAIRE'), 'Disallow: /oai')
      const closed = [...groupOf('Googlebot').matchAll(/^Disallow: (.*)$/gm)].map(
        ([, path = '']) => path,
      )
      const map = readXml((await get('/sitemaps/publications-1.xml')).body)
      for (const url of [
        ...map.texts('//map:loc'),
        `${address}/${slug}.pdf`,
        `${BASE}/en/publications?page=2`,
      ])
        t.notOk(
          closed.some((path) => !path.includes('*') && url.slice(BASE.length).startsWith(path)),
          url,
        )
    },
  )

  t.test('a feed says how much there is, leads on, and is not sent twice', async (t) => {
    const answer = await get('/en/publications.atom?per_page=1&country=UG')
    const feed = readXml(answer.body)
    t.equal(feed.text('//opensearch:totalResults'), '1')
    t.equal(feed.text('//opensearch:startIndex'), '1')
    t.equal(feed.text('//opensearch:itemsPerPage'), '1')
    const id = feed.text('/atom:feed/atom:id')
    t.equal(id, `${BASE}/en/publications.atom?country=UG&sort=newest&per_page=1`)
    const etag = String(answer.headers['etag'])
    const again = await get('/en/publications.atom?per_page=1&country=UG', {
      'if-none-match': etag,
    })
    t.equal(again.statusCode, 304)
    const none = '/en/publications.atom?q=quetzalcoatlus'
    t.equal((await get(none)).body, (await get(none)).body, 'an empty one does not change')
    const first = readXml((await get('/en/publications.atom?per_page=1')).body)
    t.same(first.texts('//atom:feed/atom:link/@rel'), [
      'self',
      'first',
      'next',
      'last',
      'alternate',
      'search',
    ])
    const next = first.text('//atom:link[@rel="next"]/@href')
    const second = readXml((await get(next.slice(BASE.length))).body)
    t.equal(second.text('/atom:feed/atom:id'), first.text('/atom:feed/atom:id'))
    t.not(second.text('//atom:entry/atom:id'), first.text('//atom:entry/atom:id'))
    t.match(second.text('//atom:entry/atom:id'), /^urn:uuid:/)
    t.match((await get('/en/publications?q=rivers')).body, '/en/publications.atom?q=rivers')
  })

  t.test('a browser can search us from its own field', async (t) => {
    const page = await get('/sv/publications')
    const href = /<link rel="search" [^>]*href="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const answer = await get(href)
    t.match(answer.headers['content-type'], 'application/opensearchdescription+xml')
    const described = readXml(answer.body)
    const [template = ''] = described.texts('//opensearch:Url/@template')
    const url = template.replace('{searchTerms}', 'floder').replace('{startPage?}', '1')
    t.equal((await get(url.slice(BASE.length))).statusCode, 200)
    t.equal(described.text('//opensearch:Language'), 'sv')
  })

  t.test(
    'collectors have a budget by name, whatever their address; readers do not notice',
    async (t) => {
      const asked = async (agent: string, address: string, url: string) =>
        (
          await test.app.inject({
            url,
            headers: { 'user-agent': agent },
            remoteAddress: address,
          })
        ).statusCode
      const url = '/publications?q=rivers'
      const collector = 'Mozilla/5.0 (compatible; AhrefsBot/7.0)'
      for (let time = 0; time < BUDGETS.search.scraper; time += 1)
        t.equal(await asked(collector, `198.51.100.${time}`, url), 200)
      t.equal(await asked(collector, '198.51.100.200', url), 429)
      t.equal(await asked('Mozilla/5.0 (X11) Firefox/150.0', '198.51.100.200', url), 200)
      t.equal(await asked('Googlebot/2.1', '198.51.100.200', url), 200)
      const oai = '/oai?verb=Identify'
      for (let time = 0; time < BUDGETS.harvest.scraper; time += 1)
        t.equal(await asked(collector, `198.51.100.${time}`, oai), 200)
      const refused = await test.app.inject({ url: oai, headers: { 'user-agent': collector } })
      t.equal(refused.statusCode, 503, 'as the protocol wants it')
      t.match(String(refused.headers['retry-after']), /^\d+$/)
    },
  )
})
