import fc from 'fast-check'
import t from 'tap'
import { oaiOpenaire } from '../../../server/harvest/formats/oai-openaire.ts'
import { cslOf } from '../../../server/harvest/rules/csl.ts'
import { dataciteOf } from '../../../server/harvest/rules/datacite.ts'
import { negotiated, preferred } from '../../../server/harvest/rules/negotiation.ts'
import { rangeOf, readQuestion, readToken, writeToken } from '../../../server/harvest/rules/oai.ts'
import {
  publicRecordOf,
  type StoredMember,
  type StoredPublication,
} from '../../../server/harvest/rules/record.ts'
import { schemaOrgOf } from '../../../server/harvest/rules/schema-org.ts'
import { scholarTags } from '../../../server/harvest/rules/scholar.ts'
import { setsOf, setWanted } from '../../../server/harvest/rules/sets.ts'
import {
  AUTHOR_LINKS_MAX,
  LINK_HEADER_BYTES_MAX,
  landingLinks,
  linkHeader,
  linksetJson,
  linksetOf,
  linksetText,
} from '../../../server/harvest/rules/signposting.ts'
import { agentOf, BUDGETS } from '../../../server/vocabulary/agents.ts'
import { PUBLICATION_TYPES } from '../../../server/vocabulary/publication-types.ts'
import { readXml } from '../../helpers/xml.ts'

const SITE = { baseUrl: 'https://library.example.org', funder: 'Rådslag', funderRor: null }
const NOW = new Date('2027-03-01T12:00:00.000Z')

const ID = '0198d3f0-5a3c-7c51-9a44-0d6f4c2b7e11'
const NO_AWARD = {
  grant: null,
  grantTitle: null,
  funder: null,
  funderId: null,
  awardNumber: null,
  awardTitle: null,
  awardUri: null,
}
const member = (given: Partial<StoredMember>): StoredMember => ({
  id: `of ${given.slug}`,
  mainId: given.kind ? ID : null,
  kind: null,
  year: 2027,
  publishedAt: NOW,
  slug: '',
  doi: null,
  title: { en: 'Title' },
  language: 'en',
  ...given,
})

const stored = (given: Partial<StoredPublication> = {}): StoredPublication => ({
  id: ID,
  slug: 'rivers-and-councils',
  status: 'published',
  type: 'report',
  series: 'research-report',
  number: '9',
  language: 'en',
  languages: ['en'],
  titles: { sv: 'Floder', en: 'Rivers' },
  abstracts: { en: 'What was decided.' },
  plainSummaries: {},
  keyMessages: {},
  contributors: [
    { name: 'Anna Ek', role: 'author', orcid: '0000-0002-1825-0097', organisation: null },
  ],
  year: 2027,
  countries: ['UG'],
  municipalities: [],
  audiences: [],
  themes: ['participation'],
  sdgs: [16],
  licence: 'cc-by-4.0',
  isbn: null,
  doi: null,
  heldAt: null,
  pages: 12,
  publishedAt: new Date('2027-02-01T10:00:00.000Z'),
  changedAt: new Date('2027-02-02T10:00:00.000Z'),
  embargoUntil: null,
  hasText: true,
  files: [
    {
      id: '0198d3f0-5a3c-7c51-9a44-0d6f4c2b7e22',
      kind: 'main',
      sha256: 'a'.repeat(64),
      bytes: 1000,
      mediaType: 'application/pdf',
      licence: null,
    },
  ],
  funding: [],
  replaced: [],
  family: [],
  ...given,
})
const record = (given: Partial<StoredPublication> = {}, now = NOW) => {
  const found = publicRecordOf(stored(given), SITE, now)
  if (found === null) throw new Error('no public record')
  return found
}

t.test('only what is published has a public view', async (t) => {
  for (const status of ['draft', 'submitted', 'approved', 'withdrawn'] as const)
    t.equal(publicRecordOf(stored({ status }), SITE, NOW), null, status)
  t.ok(publicRecordOf(stored(), SITE, NOW))
})

t.test('an embargo holds the file back until its very instant, and says until when', async (t) => {
  const embargoUntil = new Date('2027-03-01T12:00:00.000Z')
  const before = record({ embargoUntil }, new Date('2027-03-01T11:59:59.999Z'))
  t.match(before, { access: 'embargoed', embargoUntil: '2027-03-01', files: [] })
  t.notMatch(JSON.stringify(before), 'a'.repeat(64))
  t.match(record({ embargoUntil }, embargoUntil), { access: 'open', embargoUntil: null })
  t.equal(record({ embargoUntil }, embargoUntil).files.length, 1)
  t.equal(record({ files: [], hasText: false }).access, 'metadata_only')
  t.equal(record({ files: [] }).access, 'open', 'its text is here')
})

t.test('the range of a list includes its last day and its last second', async (t) => {
  t.same(rangeOf({ from: '2027-03-01', until: '2027-03-01' }), {
    from: new Date('2027-03-01T00:00:00Z'),
    before: new Date('2027-03-02T00:00:00Z'),
  })
  t.same(rangeOf({ from: '2027-03-01T10:00:00Z', until: '2027-03-01T10:00:00Z' }), {
    from: new Date('2027-03-01T10:00:00Z'),
    before: new Date('2027-03-01T10:00:01Z'),
  })
  t.same(rangeOf({ from: null, until: null }), { from: null, before: null })
})

t.test('a token says what it was given, and nothing else is taken for one', async (t) => {
  const place = {
    format: 'oai_dc' as const,
    set: 'theme:participation',
    from: '2027-01-01',
    until: null,
    after: { at: NOW, id: '0198d3f0-5a3c-7c51-9a44-0d6f4c2b7e11' },
    size: 250,
    cursor: 100,
  }
  t.same(readToken(writeToken(place)), place)
  const yearZero = new Date('0000-01-01T00:00:00.000Z')
  t.equal(readToken(writeToken({ ...place, after: { ...place.after, at: yearZero } })), null)
  fc.assert(fc.property(fc.string(), (text) => readToken(text) === null))
  fc.assert(
    fc.property(fc.json(), (json) => readToken(Buffer.from(json).toString('base64url')) === null),
  )
})

t.test('no argument whatever makes reading a question fail', async (t) => {
  const names = ['verb', 'identifier', 'metadataPrefix', 'from', 'until', 'set', 'resumptionToken']
  const value = fc.oneof(
    fc.string(),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.constantFrom('ListRecords', 'oai_dc', '2027-01-01', 'theme', 'GetRecord'),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names, '__proto__', 'x'), value), (given) => {
      const read = readQuestion(given)
      return read.errors === undefined ? read.question !== undefined : read.errors.length > 0
    }),
  )
  t.pass()
})

t.test(
  'a publication is in the sets of its values, and of those that can be written',
  async (t) => {
    const facts = {
      series: 'policy-brief',
      themes: ['a', 'not this'],
      languages: ['sv'],
      type: 'brief',
    }
    t.same(setsOf(facts), [
      'openaire',
      'series:policy-brief',
      'theme:a',
      'language:sv',
      'type:brief',
    ])
    t.equal(setWanted('openaire'), 'all')
    t.equal(setWanted(null), 'all')
    t.same(setWanted('theme'), { kind: 'theme', value: null })
    t.same(setWanted('theme:a'), { kind: 'theme', value: 'a' })
    for (const spec of ['x', 'x:y', 'theme:a:b', 'openaire:x'])
      t.equal(setWanted(spec), 'none', spec)
  },
)

t.test('whoever asks for a description gets it; whoever reads gets the page', async (t) => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
  for (const accept of [
    undefined,
    '',
    '*/*',
    browser,
    'application/xml',
    'image/png',
    'nonsense',
    'text/html, application/ld+json',
    'application/ld+json;q=0',
  ])
    t.equal(negotiated(accept), null, String(accept))
  for (const [accept, path] of [
    ['application/ld+json', 'metadata.jsonld'],
    ['Application/LD+JSON ; profile="https://schema.org"', 'metadata.jsonld'],
    ['application/x-bibtex', 'citation.bib'],
    ['application/x-research-info-systems', 'citation.ris'],
    ['application/vnd.citationstyles.csl+json', 'citation.json'],
    ['application/vnd.datacite.datacite+json', 'datacite.json'],
    ['application/vnd.datacite.datacite+xml', 'datacite.xml'],
    ['application/x-bibtex;q=0.4, application/ld+json;q=0.5', 'metadata.jsonld'],
    ['text/html;q=0.3, application/x-bibtex;q=0.4', 'citation.bib'],
  ] as const)
    t.equal(negotiated(accept), path, accept)
  t.equal(preferred('application/linkset', ['a/b', 'application/linkset']), 'application/linkset')
  t.equal(preferred(undefined, ['a/b', 'c/d']), 'a/b')
})

t.test(
  'the header of a publication by hundreds stays small; the linkset names them all',
  async (t) => {
    const contributors = Array.from({ length: 300 }, (_, number) => ({
      name: `Anna Ek ${number}`,
      role: 'author' as const,
      orcid: `0000-0002-1825-${String(number).padStart(4, '0')}`,
      organisation: null,
    }))
    const many = record({ contributors, slug: 'x'.repeat(60) })
    const header = linkHeader(landingLinks(many, SITE))
    t.ok(Buffer.byteLength(header) < LINK_HEADER_BYTES_MAX, String(Buffer.byteLength(header)))
    t.equal(header.match(/rel="author"/g)?.length, AUTHOR_LINKS_MAX)
    t.equal(header.match(/rel="cite-as"/g)?.length, 1)
    const contexts = linksetOf(many, SITE)
    t.equal(contexts[0]?.links.filter(({ rel }) => rel === 'author').length, 300)
  },
)

t.test('both forms of the linkset say the same, and no address can end a link', async (t) => {
  const contexts = linksetOf(record({ doi: '10.1234/a"b<c>,d' }), SITE)
  const text = linksetText(contexts)
  const json = linksetJson(contexts) as { linkset: Record<string, { href: string }[]>[] }
  const fromText = [...text.matchAll(/<([^>]*)>; rel="([^"]*)".*?anchor="([^"]*)"/g)].map(
    ([, href, rel, anchor]) => `${anchor} ${rel} ${href}`,
  )
  const fromJson = json.linkset.flatMap(({ anchor, ...relations }) =>
    Object.entries(relations).flatMap(([rel, targets]) =>
      targets.map(({ href }) => `${anchor} ${rel} ${href}`),
    ),
  )
  t.same(fromText.sort(), fromJson.sort())
  t.match(text, '<https://doi.org/10.1234/a%22b%3Cc%3E,d>; rel="cite-as"')
})

t.test('every type of publication has a name in each scheme', async (t) => {
  for (const { key } of PUBLICATION_TYPES) {
    const { types } = dataciteOf(record({ type: key }), SITE)
    for (const [scheme, name] of Object.entries(types)) t.ok(name.length > 2, `${key} ${scheme}`)
    const openaire = readXml(oaiOpenaire(record({ type: key, series: null }), SITE).toString())
    t.same(openaire.problems('openaire'), [], `${key} is a type that OpenAIRE lists`)
  }
  t.match(dataciteOf(record({ type: 'toolbox', series: null }), SITE), {
    types: { resourceType: /learning object/ },
  })
  t.equal(schemaOrgOf(record({ type: 'thesis' }), SITE)['@type'], 'Thesis')
})

t.test('grants, translations and editions are said in each scheme', async (t) => {
  const said = record({
    funding: [
      { ...NO_AWARD, grant: 'G2027-0012', grantTitle: 'Rivers' },
      {
        ...NO_AWARD,
        funder: 'Other',
        funderId: 'https://doi.org/10.13039/501100001862',
        awardNumber: '42',
      },
    ],
    family: [
      member({ id: ID, slug: 'rivers-and-councils' }),
      member({ slug: 'floder', kind: 'translation', title: { sv: 'Floder' }, language: 'sv' }),
      member({ slug: 'old', kind: 'edition', year: 1999, doi: '10.1/x' }),
    ],
  })
  const datacite = dataciteOf(said, { ...SITE, funderRor: 'https://ror.org/00x0x0x00' })
  t.match(datacite.fundingReferences, [
    {
      funderName: 'Rådslag',
      awardNumber: 'G2027-0012',
      awardUri: `${SITE.baseUrl}/grants/G2027-0012`,
    },
    { funderName: 'Other', funderIdentifierType: 'Crossref Funder ID', awardNumber: '42' },
  ])
  t.same(datacite.relatedIdentifiers, [
    {
      relatedIdentifier: `${SITE.baseUrl}/publications/floder`,
      relatedIdentifierType: 'URL',
      relationType: 'HasTranslation',
    },
    { relatedIdentifier: '10.1/x', relatedIdentifierType: 'DOI', relationType: 'IsNewVersionOf' },
  ])
  const linked = schemaOrgOf(said, SITE)
  t.match(linked['funding'], [
    { '@type': 'Grant', identifier: 'G2027-0012', funder: { name: 'Rådslag' } },
    { identifier: '42', funder: { '@id': 'https://doi.org/10.13039/501100001862' } },
  ])
  t.match(linked['workTranslation'], [{ inLanguage: 'sv', name: 'Floder' }])
})

t.test('agents are known by what they call themselves', async (t) => {
  for (const [header, kind] of [
    [undefined, 'program'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36',
      'reader',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'reader'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'search'],
    ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'search'],
    [
      'Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      'model',
    ],
    ['Mozilla/5.0 (compatible; ClaudeBot/1.0; +claudebot@anthropic.com)', 'model'],
    ['Mozilla/5.0 (compatible; Applebot-Extended/0.1)', 'model'],
    ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'scraper'],
    ['SemanticScholarBot/1.0', 'search'],
    ['OpenAIRE harvester', 'harvester'],
    ['curl/8.5.0', 'program'],
    ['SomeUnknownBot/1.0', 'program'],
  ] as const)
    t.equal(agentOf(header).kind, kind, String(header))
  for (const [heavy, budgets] of Object.entries(BUDGETS)) {
    t.ok(budgets.model < budgets.reader && budgets.scraper < budgets.reader, heavy)
    t.ok(
      Object.values(budgets).every((budget) => budget > 0),
      heavy,
    )
  }
})

t.test('a year that nobody knows is made up only where a format demands one', async (t) => {
  const unknown = record({ year: null })
  t.notOk('datePublished' in schemaOrgOf(unknown, SITE))
  t.notOk('issued' in cslOf(unknown, SITE))
  const tags = scholarTags(unknown, { site: SITE, path: '/en' }).map(([name]) => name)
  t.notOk(tags.includes('citation_publication_date'))
  t.equal(dataciteOf(unknown, SITE).publicationYear, 2027)
  t.equal(schemaOrgOf(record({ year: 1999 }), SITE)['datePublished'], '1999')
  t.equal(schemaOrgOf(record({ year: 2027 }), SITE)['datePublished'], '2027-02-01')
})
