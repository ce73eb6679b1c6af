import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { readXml } from '../../helpers/xml.ts'
import { imported } from '../publications/library.ts'

const BASE = 'http://127.0.0.1:3000'

/**
 * The scored tests of F-UJI 0.8 (metrics_v0.8), asked of one publication as F-UJI asks: from its identifier, without an
 * account, by what header, page and negotiation give. What F-UJI asks of outside registers (is the DOI registered, is
 * the repository in re3data) is asked of nobody here.
 */
t.test(
  'a publication is as findable, accessible, interoperable and reusable as F-UJI can say',
  async (t) => {
    const test = await testApp(t)
    const folder = await mkdtemp(join(tmpdir(), 'radslag-fair-'))
    t.teardown(() => rm(folder, { recursive: true, force: true }))
    await writeFile(join(folder, 'one.pdf'), simplePdf('Water and votes'))
    await imported(
      test,
      [
        {
          title: { en: 'Water and votes' },
          language: 'en',
          year: 2025,
          series: 'Research Report',
          number: '77',
          authors: [{ name: 'Anna Ek', orcid: '0000-0002-1825-0097' }],
          abstract: { en: 'Who decides about the well.' },
          themes: ['climate-action'],
          sdgs: [6],
          countries: ['KE'],
          doi: '10.1234/water',
          licence: 'cc-by-4.0',
          funding: [{ funder: 'Sida', funder_id: 'https://ror.org/01fn7me06', award_number: '42' }],
          external_id: 'water',
          file: 'one.pdf',
        },
        {
          title: { sv: 'Vatten och röster' },
          language: 'sv',
          year: 2025,
          authors: ['Anna Ek'],
          family: { main: 'water', kind: 'translation' },
          pages: ['Text'],
        },
      ],
      folder,
    )
    const browser = testBrowser(test)
    const landing = '/publications/water-and-votes'
    const get = (url: string, accept = '*/*') =>
      browser.request({ method: 'GET', url, headers: { accept } })
    const page = await get(landing)
    const links = String(page.headers['link'])
    const embedded = JSON.parse(
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page.body)?.[1] ?? '{}',
    )
    const negotiated = (await get(landing, 'application/ld+json')).json()
    const datacite = readXml((await get(landing, 'application/vnd.datacite.datacite+xml')).body)
    const [file] = embedded.encoding ?? []

    t.test('F1: an identifier of its own, unique, lasting, and in the metadata', async (t) => {
      t.equal(embedded['@id'], 'https://doi.org/10.1234/water', 'F1-02MD')
      t.equal(embedded.url, BASE + landing, 'F1-01MD')
      t.match(links, '<https://doi.org/10.1234/water>; rel="cite-as"')
    })

    t.test('F2: what is needed to cite and to describe', async (t) => {
      for (const property of [
        'author',
        'name',
        'publisher',
        'datePublished',
        '@id',
        'abstract',
        'keywords',
        '@type',
      ])
        t.ok(embedded[property], `F2-01M ${property}`)
      t.same(datacite.problems('datacite'), [], 'and the same for DataCite')
    })

    t.test('F3: the metadata names the file, and the file is there', async (t) => {
      t.equal(file.contentUrl, `${BASE}${landing}/water-and-votes.pdf`, 'F3-01M')
      t.match(links, `<${file.contentUrl}>; rel="item"; type="application/pdf"`)
      t.equal((await get(file.contentUrl.slice(BASE.length))).statusCode, 200)
    })

    t.test(
      'F4: engines can take the metadata from the page itself and by harvesting',
      async (t) => {
        t.equal(embedded['@context'][0], 'https://schema.org', 'F4-01M-1')
        t.match(page.body, '<meta name="citation_title" content="Water and votes">')
        t.match((await get('/oai?verb=ListMetadataFormats')).body, 'oai_datacite', 'F4-01M-2')
      },
    )

    t.test(
      'A1: the terms of access are said, and the way is an open one without an account',
      async (t) => {
        t.equal(embedded.conditionsOfAccess, 'http://purl.org/coar/access_right/c_abf2', 'A1-01M')
        t.equal(embedded.isAccessibleForFree, true)
        t.equal(page.statusCode, 200, 'A1-02MD, A1.1-01MD: by HTTP')
        t.equal(page.cookies.length, 0)
        t.equal(
          (await get('/api/v1/me')).statusCode >= 400,
          true,
          'A1.2-01MD: which can ask who one is',
        )
      },
    )

    t.test(
      'I1, I2: in a language for knowledge, embedded and negotiated, with known vocabularies',
      async (t) => {
        t.same(negotiated, embedded, 'I1-01M')
        t.match(
          links,
          'rel="describedby"; type="application/ld+json"; profile="https://schema.org"',
        )
        t.match(embedded.about[0]['@id'], 'http://metadata.un.org/sdg/6', 'I2-01M')
        t.match(datacite.text('//datacite:rights/@rightsURI'), 'creativecommons.org')
        t.match(embedded.conditionsOfAccess, 'purl.org/coar')
      },
    )

    t.test('I3: what it is related to, in words and by identifiers', async (t) => {
      t.match(embedded.workTranslation, [
        { '@id': `${BASE}/publications/vatten-och-roster`, name: 'Vatten och röster' },
      ])
      t.match(embedded.author[0]['@id'], 'https://orcid.org/')
      t.match(embedded.funding, [
        { identifier: '42', funder: { '@id': 'https://ror.org/01fn7me06' } },
      ])
      t.equal(datacite.text('//datacite:relatedIdentifier/@relationType'), 'HasTranslation')
    })

    t.test(
      'R1: what it is, how large and in what form, under which licence, and where it came from',
      async (t) => {
        t.equal(embedded['@type'], 'Report', 'R1-01M')
        t.match(links, '<https://schema.org/Report>; rel="type"')
        const sent = await get(file.contentUrl.slice(BASE.length))
        t.equal(file.contentSize, `${sent.headers['content-length']} B`)
        t.equal(file.encodingFormat, sent.headers['content-type'])
        t.match(embedded.license, 'https://creativecommons.org/licenses/by/4.0/', 'R1.1-01M')
        t.match(links, 'rel="license"')
        t.ok(embedded['prov:wasAttributedTo'] && embedded['pav:lastUpdateOn'], 'R1.2-01M')
        t.equal(embedded['@context'][1].prov, 'http://www.w3.org/ns/prov#')
        t.equal(datacite.count('/datacite:resource'), 1, 'R1.3-01M')
        t.equal(file.encodingFormat, 'application/pdf', 'R1.3-02D: an open format, ISO 32000')
      },
    )
  },
)
