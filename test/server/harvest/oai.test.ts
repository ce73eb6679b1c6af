import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { OAI_PAGE_SIZE, SETTLING_MS } from '../../../server/harvest/oai.ts'
import { draftOf } from '../../../server/publications/draft.ts'
import { actOnPublication, createPublication } from '../../../server/publications/operations.ts'
import { findPublication } from '../../../server/publications/store.ts'
import { testApp } from '../../helpers/app.ts'
import { readXml } from '../../helpers/xml.ts'
import { imported } from '../publications/library.ts'
import { codesOf, FORMATS, harvester, headersOf } from './harvester.ts'

const HOSTILE = 'A & B <i>in</i> "quotes" ]]> \u0007\u000b \ufffe 🦉 ünï'
const CANARY = 'withdrawn-canary-7f3a'
const DAY_MS = 86_400_000

const EMBARGO_ENDS = '2030-05-06T00:00:00Z'

const HOST = 'library.example.org'
const BASE_URL = `https://${HOST}`

const askedFor = (identifiers: readonly string[], code: string): [string, string][] =>
  identifiers.map((identifier) => [
    `verb=ListMetadataFormats&identifier=${encodeURIComponent(identifier)}`,
    code,
  ])

t.test('a harvester', async (t) => {
  const test = await testApp(t, {
    config: {
      baseUrl: BASE_URL,
      funder: 'Local & Global <Fund>',
      funderRor: 'https://ror.org/00x0x0x00',
    },
  })
  const { ask, list } = harvester(test)
  const settle = () => test.clock.moveTo(new Date(test.clock.now().getTime() + SETTLING_MS + 1_000))
  const db = test.database.writing
  const withdraw = async (slug: string) => {
    const found = await findPublication(db, slug)
    await actOnPublication(test.contextOf(), slug, {
      act: 'withdraw',
      version: found?.version ?? 0,
      reason: 'Wrong figures',
    })
  }

  const publish = async (title: string) => {
    const { draft } = draftOf({ title, url: 'https://example.com/' })
    let saved = await createPublication(test.contextOf(), draft)
    for (const act of ['approve', 'publish'] as const)
      saved = await actOnPublication(test.contextOf(), saved.slug, { act, version: saved.version })
  }

  t.test('an empty library answers as the protocol says', async (t) => {
    t.same(codesOf(await ask('verb=ListRecords&metadataPrefix=oai_dc')), ['noRecordsMatch'])
    t.same((await ask('verb=ListSets')).texts('//oai:setSpec'), ['openaire'])
    t.equal((await ask('verb=Identify')).count('//oai:earliestDatestamp'), 1)
  })

  const made = [
    {
      title: { en: HOSTILE, sv: 'Ett & två' },
      abstract: { en: HOSTILE },
      key_messages: { en: ['Ask first'] },
      authors: [
        { name: 'Anna van der Berg', orcid: '0000-0002-1825-0097', organisation: 'Uni & Co' },
        'Bo Ek',
        'Kommunförbundet',
      ],
      series: 'Research Report',
      number: '7',
      year: 2024,
      themes: ['participation', 'climate-action'],
      sdgs: [11, 16],
      countries: ['UG', 'SE'],
      licence: 'cc-by-4.0',
      doi: '10.1234/abc<def>',
      external_id: 'main',
      funding: [
        {
          funder: 'Sida & others',
          funder_id: 'https://ror.org/01fn7me06',
          award_number: '42',
          award_title: 'Rivers',
          award_uri: 'https://example.com/award?a=1&b=2',
        },
      ],
      isbn: '978-91-0000-000-1',
      language: 'en',
      pages: ['Text of a page.'],
    },
    { title: `Gone ${CANARY}`, abstract: CANARY, series: 'Policy Brief', year: 2020, pages: ['x'] },
    { title: 'Utan författare', language: 'sv', type: 'video', url: 'https://example.com/film' },
    {
      title: 'Lo que deciden',
      language: 'es',
      authors: ['Anna Ek', { name: 'Tere Mar', role: 'translator' }],
      series: 'Handbook',
      family: { main: 'main', kind: 'translation' },
      embargo_until: EMBARGO_ENDS,
      year: 2026,
      pages: ['Held back'],
    },
    ...Array.from({ length: OAI_PAGE_SIZE * 2 }, (_, number) => ({
      title: `Report ${number}`,
      authors: ['Carl Dal'],
      series: 'Working Paper',
      year: 2000 + (number % 20),
      language: number % 2 === 0 ? 'en' : 'es',
      themes: ['local-finance'],
    })),
  ]
  await imported(test, made)
  test.clock.moveTo(new Date(test.clock.now().getTime() + DAY_MS))
  await withdraw(`gone-${CANARY}`)
  await createPublication(test.contextOf(), draftOf({ title: 'Secret draft' }).draft)
  settle()

  const total = made.length

  await t.test('learns who we are', async (t) => {
    const page = await ask('verb=Identify')
    t.equal(page.text('//oai:baseURL'), `${BASE_URL}/oai`)
    t.equal(page.text('//oai:request'), `${BASE_URL}/oai`)
    t.equal(page.text('//oai:request/@verb'), 'Identify')
    t.equal(page.text('//oai:repositoryName'), 'Local & Global <Fund>')
    t.equal(page.text('//oai:deletedRecord'), 'persistent')
    t.equal(page.text('//oai:granularity'), 'YYYY-MM-DDThh:mm:ssZ')
    t.same(page.problems('oai-identifier', '//id:oai-identifier'), [])
    t.equal(page.text('//id:repositoryIdentifier'), HOST)
    const { headers } = await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })
    t.equal(
      page.text('//oai:earliestDatestamp'),
      headers.map(({ datestamp }) => datestamp).sort()[0],
    )
  })

  await t.test('finds every format and every set, and each set holds what it says', async (t) => {
    const formats = await ask('verb=ListMetadataFormats')
    t.same(formats.texts('//oai:metadataPrefix'), [...FORMATS])
    const page = await ask('verb=ListSets')
    const specs = page.texts('//oai:setSpec')
    t.same(
      specs.filter((spec) => !spec.includes(':')),
      ['openaire', 'series', 'theme', 'language', 'type'],
    )
    t.same(page.problems('oai-dc', '//oai_dc:dc'), [])
    const { headers } = await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })
    for (const [index, set] of specs.entries()) {
      const held = await list('ListIdentifiers', { metadataPrefix: 'oai_dc', set })
      const said = page.text(`(//oai:set)[${index + 1}]//dc:description`)
      t.match(said, new RegExp(`^${held.headers.length} record`), set)
      t.same(
        held.headers.map(({ identifier }) => identifier),
        headers
          .filter(({ sets }) => sets.some((one) => one === set || one.startsWith(`${set}:`)))
          .map(({ identifier }) => identifier),
        set,
      )
      if (held.pages.length > 1)
        t.equal(
          held.pages[0]?.text('//oai:resumptionToken/@completeListSize'),
          String(held.headers.length),
        )
    }
  })

  await t.test('reads everything to the end in every format, and each record alone', async (t) => {
    for (const metadataPrefix of FORMATS) {
      const { headers, pages } = await list('ListRecords', { metadataPrefix })
      t.equal(headers.length, total)
      t.equal(new Set(headers.map(({ identifier }) => identifier)).size, total)
      t.equal(pages.length, Math.ceil(total / OAI_PAGE_SIZE))
      t.equal(pages.at(-1)?.count('//oai:resumptionToken'), 1, 'the last page has an empty token')
      for (const header of [...headers.slice(0, 3), ...headers.slice(-3)]) {
        const one = await ask({ verb: 'GetRecord', metadataPrefix, identifier: header.identifier })
        t.same(headersOf(one), [header])
        t.equal(one.count('//oai:metadata'), header.isDeleted ? 0 : 1)
      }
    }
  })

  await t.test(
    'reads what is hostile as the text it is, without what XML cannot hold',
    async (t) => {
      const written = 'A & B <i>in</i> "quotes" ]]>   🦉 ünï'
      for (const [metadataPrefix, path] of [
        ['oai_dc', '//dc:title[@xml:lang="en"]'],
        ['oai_openaire', '//datacite:title[@xml:lang="en"]'],
        ['oai_datacite', '//datacite:title[@xml:lang="en"]'],
      ] as const) {
        const { pages } = await list('ListRecords', {
          metadataPrefix,
          set: 'series:research-report',
        })
        t.equal(pages[0]?.text(path).replace(/\s/g, ' '), written, metadataPrefix)
      }
    },
  )

  await t.test('OpenAIRE finds all that it demands', async (t) => {
    const { pages } = await list('ListRecords', {
      metadataPrefix: 'oai_openaire',
      set: 'series:research-report',
    })
    const page = pages[0]
    t.ok(page)
    if (!page) return
    t.same(page.texts('//datacite:creatorName'), [
      'van der Berg, Anna',
      'Ek, Bo',
      'Kommunförbundet',
    ])
    t.same(page.texts('//datacite:creatorName/@nameType'), [
      'Personal',
      'Personal',
      'Organizational',
    ])
    t.equal(page.text('//datacite:nameIdentifier'), 'https://orcid.org/0000-0002-1825-0097')
    t.equal(page.text('//oaire:resourceType/@uri'), 'http://purl.org/coar/resource_type/c_18ws')
    t.equal(page.text('//datacite:rights/@rightsURI'), 'http://purl.org/coar/access_right/c_abf2')
    t.equal(page.text('//datacite:identifier'), '10.1234/abc<def>')
    t.equal(page.text('//datacite:date[@dateType="Issued"]'), '2024')
    t.equal(
      page.text('//oaire:licenseCondition/@uri'),
      'https://creativecommons.org/licenses/by/4.0/',
    )
    const { pages: films } = await list('ListRecords', {
      metadataPrefix: 'oai_openaire',
      set: 'type:video',
    })
    const film = films[0]
    t.equal(film?.text('//datacite:creatorName'), 'Local & Global <Fund>', 'nobody signed')
    t.equal(film?.text('//datacite:rights/@rightsURI'), 'http://purl.org/coar/access_right/c_14cb')
    t.equal(
      film?.text('//datacite:identifier[@identifierType="URL"]'),
      `${BASE_URL}/publications/utan-forfattare`,
    )
  })

  await t.test('families, funding, roles and embargoes are told in both', async (t) => {
    const of = async (metadataPrefix: 'oai_openaire' | 'oai_datacite', set: string) =>
      (await list('ListRecords', { metadataPrefix, set })).pages[0]
    const main = await of('oai_openaire', 'series:research-report')
    t.equal(main?.text('//oaire:funderName'), 'Sida & others')
    t.equal(
      main?.text('//oaire:funderIdentifier[@funderIdentifierType="ROR"]'),
      'https://ror.org/01fn7me06',
    )
    t.equal(main?.text('//oaire:awardNumber/@awardURI'), 'https://example.com/award?a=1&b=2')
    const handbook = `${BASE_URL}/publications/lo-que-deciden`
    t.equal(main?.text('//datacite:relatedIdentifier[@relationType="IsOriginalFormOf"]'), handbook)
    const translation = await of('oai_openaire', 'series:handbook')
    t.equal(
      translation?.text('//datacite:rights/@rightsURI'),
      'http://purl.org/coar/access_right/c_f1cf',
    )
    t.equal(translation?.text('//datacite:date[@dateType="Available"]'), '2030-05-06')
    t.same(translation?.texts('//datacite:contributor/@contributorType'), ['Other'])
    t.equal(translation?.count('//oaire:file'), 0)
    const datacite = await of('oai_datacite', 'series:handbook')
    t.equal(
      datacite?.text('//datacite:relatedIdentifier[@relationType="IsTranslationOf"]'),
      '10.1234/abc<def>',
    )
    t.same(datacite?.texts('//datacite:contributor/@contributorType'), ['Translator'])
    t.equal(datacite?.text('//datacite:date[@dateType="Available"]'), '2030-05-06')
  })

  await t.test('DataCite finds its mandatory set, with the publisher in ROR', async (t) => {
    const { pages } = await list('ListRecords', {
      metadataPrefix: 'oai_datacite',
      set: 'series:research-report',
    })
    const page = pages[0]
    t.equal(page?.text('//datacite:identifier[@identifierType="DOI"]'), '10.1234/abc<def>')
    t.equal(page?.text('//datacite:publisher/@publisherIdentifier'), 'https://ror.org/00x0x0x00')
    t.equal(page?.text('//datacite:publicationYear'), '2024')
    t.equal(page?.text('//datacite:resourceType/@resourceTypeGeneral'), 'Report')
    t.equal(page?.text('//datacite:rights/@rightsIdentifier'), 'CC-BY-4.0')
    t.same(page?.texts('//datacite:geoLocationPlace'), ['Uganda', 'Sweden'])
  })

  await t.test(
    'sees what was withdrawn as deleted, in its sets, and never its words',
    async (t) => {
      for (const metadataPrefix of FORMATS) {
        const { headers, pages } = await list('ListRecords', {
          metadataPrefix,
          set: 'series:policy-brief',
        })
        t.equal(headers.length, 1)
        t.match(headers[0], { isDeleted: true, sets: ['openaire', 'series:policy-brief'] })
        t.equal(pages[0]?.count('//oai:metadata'), 0)
        const identifier = headers[0]?.identifier ?? ''
        const alone = await ask({ verb: 'GetRecord', metadataPrefix, identifier })
        t.same(headersOf(alone), headers)
        t.same(codesOf(await ask({ verb: 'ListMetadataFormats', identifier })), [
          'noMetadataFormats',
        ])
      }
      for (const metadataPrefix of FORMATS) {
        const { app } = test
        const { body } = await app.inject(`/oai?verb=ListRecords&metadataPrefix=${metadataPrefix}`)
        t.notMatch(body, CANARY)
        t.notMatch(body, 'Secret draft')
      }
    },
  )

  await t.test('asks by time, to the day and to the second, both ends included', async (t) => {
    const { headers } = await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })
    const deleted = headers.find(({ isDeleted }) => isDeleted)?.datestamp ?? ''
    const on = async (from: string, until: string) =>
      (await ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', from, until })).count(
        '//oai:header',
      )
    const moved = (stamp: string, seconds: number) =>
      `${new Date(Date.parse(stamp) + seconds * 1_000).toISOString().slice(0, 19)}Z`
    t.equal(await on(deleted, deleted), 1, 'the very second')
    t.equal(await on(moved(deleted, 1), moved(deleted, 1)), 0, 'the second after')
    t.equal(await on(moved(deleted, -1), moved(deleted, -1)), 0, 'the second before')
    const day = deleted.slice(0, 10)
    t.equal(await on(day, day), 1, 'the whole day')
    t.equal(await on('1999-01-01', '1999-12-31'), 0)
    t.equal(await on('2999-01-01', '2999-12-31'), 0, 'nothing is known of what is to come')
  })

  await t.test(
    'is told what was wrong, and nothing is repeated where it must not be',
    async (t) => {
      const known = (await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })).headers[0]
      const id = known?.identifier ?? ''
      const token = (await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })).tokens[0] ?? ''
      const wrong: [string, string][] = [
        ['', 'badVerb'],
        ['verb=', 'badVerb'],
        ['verb=Nonsense', 'badVerb'],
        ['verb=identify', 'badVerb'],
        ['verb=toString', 'badVerb'],
        ['verb=Identify&verb=Identify', 'badVerb'],
        ['verb=Identify&colour=red', 'badArgument'],
        ['verb=ListSets&metadataPrefix=oai_dc', 'badArgument'],
        ['verb=ListSets&resumptionToken=x', 'badResumptionToken'],
        ['verb=ListRecords', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'],
        ['verb=ListRecords&metadataPrefix=a%20b', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=', 'badArgument'],
        [
          'verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01&until=2024-01-01T00:00:00Z',
          'badArgument',
        ],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-02&until=2024-01-01', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-02-30', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00Z', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T25:00:00Z', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00.5Z', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&until=1990-01-01', 'noRecordsMatch'],
        ['verb=ListRecords&metadataPrefix=oai_dc&set=no:such:set', 'noRecordsMatch'],
        ['verb=ListRecords&metadataPrefix=oai_dc&set=theme:%25', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&set=theme:none', 'noRecordsMatch'],
        ['verb=ListRecords&resumptionToken=nonsense', 'badResumptionToken'],
        [`verb=ListRecords&resumptionToken=${token}x`, 'badResumptionToken'],
        [`verb=ListRecords&resumptionToken=${token}&metadataPrefix=oai_dc`, 'badArgument'],
        [`verb=ListRecords&resumptionToken=${token}&resumptionToken=${token}`, 'badArgument'],
        [`verb=GetRecord&identifier=${id}`, 'badArgument'],
        ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
        [`verb=GetRecord&metadataPrefix=marc21&identifier=${id}`, 'cannotDisseminateFormat'],
        ['verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id', 'idDoesNotExist'],
        [`verb=GetRecord&metadataPrefix=oai_dc&identifier=${id}0`, 'idDoesNotExist'],
        [`verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:${HOST}:no-uuid`, 'idDoesNotExist'],
        ['verb=ListMetadataFormats&identifier=oai:elsewhere:1', 'idDoesNotExist'],
        ['verb=GetRecord&metadataPrefix=oai_dc&identifier=a%20b', 'badArgument'],
        ...askedFor(['%zz', '[x]', 'a#b#c', ':x', 'http://a:b/'], 'badArgument'),
        ...askedFor(['100%25', 'urn:a:b', 'http://u@a:80/b?c#d', 'å', '//a'], 'idDoesNotExist'),
        ['verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01', 'badArgument'],
        ['verb=ListRecords&metadataPrefix=oai_dc&until=0001-01-01', 'noRecordsMatch'],
      ]
      for (const [query, code] of wrong) {
        const page = await ask(query)
        t.same([...new Set(codesOf(page))], [code], query)
        const attributes = page.count('//oai:request/@*')
        if (code === 'badVerb' || code === 'badArgument') t.equal(attributes, 0, query)
        else t.ok(attributes > 0, query)
      }
    },
  )

  await t.test('may ask by form as by address, from anywhere and without a token', async (t) => {
    for (const query of [
      'verb=Identify',
      'verb=ListRecords&metadataPrefix=oai_dc&set=series:research-report',
      'verb=ListSets',
      'verb=GetRecord',
      'verb=Identify&verb=Identify',
    ]) {
      const answer = await test.app.inject({
        method: 'POST',
        url: '/oai',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://elsewhere.example',
          'sec-fetch-site': 'cross-site',
        },
        payload: query,
      })
      t.equal(answer.statusCode, 200)
      t.equal(answer.body, (await test.app.inject(`/oai?${query}`)).body, query)
    }
    const empty = await test.app.inject({ method: 'POST', url: '/oai' })
    t.same(codesOf(readXml(empty.body)), ['badVerb'])
  })

  await t.test(
    'gets the same page for the same token, and a smaller answer compressed',
    async (t) => {
      const { tokens } = await list('ListRecords', { metadataPrefix: 'oai_datacite' })
      const url = `/oai?verb=ListRecords&resumptionToken=${tokens[0]}`
      const first = await test.app.inject(url)
      test.clock.moveTo(new Date(test.clock.now().getTime() + 400 * DAY_MS))
      const again = await test.app.inject(url)
      const records = (body: string) => body.slice(body.indexOf('<ListRecords>'))
      t.equal(records(again.body), records(first.body), 'a year later as well')
      const packed = await test.app.inject({ url, headers: { 'accept-encoding': 'gzip' } })
      t.equal(packed.headers['content-encoding'], 'gzip')
      t.equal(records(gunzipSync(packed.rawPayload).toString()), records(first.body))
      t.ok(packed.rawPayload.length < first.rawPayload.length / 5)
    },
  )

  await t.test('loses and doubles nothing while others write', async (t) => {
    const before = await list('ListIdentifiers', { metadataPrefix: 'oai_dc' })
    const [first] = before.headers
    let step = 0
    const during = await list('ListIdentifiers', { metadataPrefix: 'oai_dc' }, async () => {
      step += 1
      settle()
      await imported(test, [{ title: `Written meanwhile ${step}`, year: 2026 }])
      const changed = await findPublication(db, `report-${step}`)
      await actOnPublication(test.contextOf(), changed?.slug ?? '', {
        act: 'withdraw',
        version: changed?.version ?? 0,
        reason: 'Meanwhile',
      })
      settle()
    })
    const ids = during.headers.map(({ identifier }) => identifier)
    for (const { identifier } of before.headers) t.ok(ids.includes(identifier))
    const versions = during.headers.map(({ identifier, datestamp }) => `${identifier} ${datestamp}`)
    t.equal(new Set(versions).size, versions.length, 'no state of a record comes twice')
    t.equal(new Set(ids).size, total + step, 'what was written meanwhile comes at the end')
    t.equal(during.headers[0]?.identifier, first?.identifier)
  })

  await t.test('going on from the last answer passes nothing by', async (t) => {
    const answer = await ask('verb=ListIdentifiers&metadataPrefix=oai_dc')
    const from = answer.text('//oai:responseDate')
    await publish('Committed late')
    t.same(
      codesOf(await ask({ verb: 'ListIdentifiers', metadataPrefix: 'oai_dc', from })),
      ['noRecordsMatch'],
      'not before it has settled',
    )
    const found = await findPublication(db, 'committed-late')
    const identifier = `oai:${HOST}:${found?.id}`
    const alone = await ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier })
    t.equal(alone.text('//dc:title'), 'Committed late', 'by its identifier at once')
    settle()
    const { headers } = await list('ListIdentifiers', { metadataPrefix: 'oai_dc', from })
    t.ok(headers.some((header) => header.identifier === identifier))
  })
})

t.test(
  'places, readers, plain words and what it stands in for are told in every format',
  async (t) => {
    const test = await testApp(t, { config: { baseUrl: BASE_URL } })
    const { list } = harvester(test)
    const context = test.contextOf()
    await imported(test, [
      {
        title: 'The new way',
        language: 'en',
        countries: ['SE'],
        municipalities: [{ name: 'Kisumu', country: 'KE' }],
        audiences: ['municipal-officers'],
        abstract: { en: 'Formal.' },
        plain_summary: { en: 'Plainly said.' },
        url: 'https://example.com/new',
      },
      { title: 'The old way', language: 'en', doi: '10.1234/old', url: 'https://example.com/old' },
    ])
    const version = async (slug: string) =>
      (await findPublication(test.database.writing, slug))?.version ?? 0
    const changedAt = async (slug: string) =>
      (await findPublication(test.database.writing, slug))?.updatedAt.getTime()
    await actOnPublication(context, 'the-old-way', {
      act: 'withdraw',
      version: await version('the-old-way'),
      reason: 'There is a better one.',
      replacedBy: 'the-new-way',
    })
    test.clock.moveTo(new Date(test.clock.now().getTime() + SETTLING_MS + 1_000))
    t.equal(await changedAt('the-new-way'), await changedAt('the-old-way'), 'both have changed')
    const told = async (metadataPrefix: (typeof FORMATS)[number]) => {
      const { pages, headers } = await list('ListRecords', { metadataPrefix })
      t.same(headers.map(({ isDeleted }) => isDeleted).sort(), [false, true])
      return pages[0]
    }
    const datacite = await told('oai_datacite')
    t.equal(
      datacite?.text('//datacite:relatedIdentifier[@relationType="Obsoletes"]'),
      '10.1234/old',
    )
    t.same(datacite?.texts('//datacite:geoLocationPlace'), ['Kisumu, Kenya', 'Sweden', 'Kenya'])
    t.equal(datacite?.text('//datacite:description[@descriptionType="Other"]'), 'Plainly said.')
    const openaire = await told('oai_openaire')
    t.equal(openaire?.text('//dcterms:audience'), 'Municipal officers')
    t.same(openaire?.texts('//dc:description'), ['Formal.', 'Plainly said.'])
    t.equal(
      openaire?.text('//datacite:relatedIdentifier[@relationType="IsNewVersionOf"]'),
      '10.1234/old',
    )
    const plain = await told('oai_dc')
    t.same(plain?.texts('//dc:coverage'), ['Kisumu, Kenya', 'Sweden', 'Kenya'])
    t.same(plain?.texts('//dc:relation').at(-1), 'https://doi.org/10.1234/old')
    const linked = (
      await test.app.inject({
        url: '/publications/the-new-way',
        headers: { accept: 'application/ld+json' },
      })
    ).json()
    t.match(linked, {
      description: [{ '@language': 'en', '@value': 'Plainly said.' }],
      audience: [{ '@type': 'Audience', audienceType: 'Municipal officers' }],
      spatialCoverage: [
        { '@type': 'AdministrativeArea', name: 'Kisumu', containedInPlace: { identifier: 'KE' } },
        { identifier: 'SE' },
        { identifier: 'KE' },
      ],
      'dcterms:replaces': [{ '@id': 'https://doi.org/10.1234/old', name: 'The old way' }],
    })
    t.notMatch(
      JSON.stringify(linked),
      'better one',
      'why it was withdrawn stands on its own page only',
    )
  },
)
