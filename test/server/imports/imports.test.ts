import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq, like } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { publicationImports, publications } from '../../../db/schema/index.ts'
import { SETTLING_MS } from '../../../server/harvest/oai.ts'
import { harvestRepository } from '../../../server/imports/harvesting.ts'
import { IMPORT_RECORDS_MAX, LOOKED_UP_MAX } from '../../../server/imports/rules.ts'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { getPublication, updatePublication } from '../../../server/publications/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const PATH = '/en/office/publications/imports'
const BIB = `@techreport{a, title={Water on the agenda}, author={Ek, Anna}, year=2020, doi={10.1234/water}, language={en}}
@techreport{b, title={Broken
@techreport{c, title={Waste on the agenda}, year=2021, language={xx-none}}
`

t.test('importing by hand', async (t) => {
  const test = await testApp(t, { config: { allowsPrivateSources: true } })
  const db = test.database.writing
  const office = await signedIn(test, await person(test, { roles: ['officer'] }))
  const visitor = testBrowser(test)
  const upload = (name: string, content: string, fields: Record<string, string> = {}) =>
    office.upload(
      PATH,
      { imported_as: 'published', ...fields },
      {
        field: 'file',
        name,
        type: 'application/octet-stream',
        content: Buffer.from(content),
      },
    )
  const accept = async (path: string) => {
    const form = readPage((await office.get(path)).body).form('Take them in')
    return office.post(form.action, form.values)
  }
  const byDoi = async (doi: string) =>
    (await db.select().from(publications).where(eq(publications.doi, doi)))[0]

  t.test('a file is planned and shown, and nothing is taken in before that is said', async (t) => {
    const planned = await upload('list.bib', BIB)
    t.equal(planned.statusCode, 303, planned.body)
    const path = String(planned.headers.location)
    const page = readPage((await office.get(path)).body)
    t.match(page.text, /This would happen: 2 new, 0 changed, 0 unchanged, 1 not taken in/)
    t.match(page.text, /This entry cannot be read.*\(b\)/)
    t.equal(await db.$count(publications), 0)

    t.equal((await accept(path)).statusCode, 303)
    const done = readPage((await office.get(path)).body)
    t.match(done.text, /This was done: 2 new/)
    t.ok(done.link('Water on the agenda'))
    t.match(await byDoi('10.1234/water'), { status: 'published', externalId: 'doi:10.1234/water' })

    const twice = await office.post(`${path}/acceptance`)
    t.equal(twice.statusCode, 409)
    t.match(twice.body, 'This import has been done')
    t.equal(await db.$count(publications), 2)
  })

  t.test('the same again changes nothing; what differs is named', async (t) => {
    const path = String(
      (await upload('list.bib', BIB.replace('Water on', 'Clean water on'))).headers.location,
    )
    const page = readPage((await office.get(path)).body)
    t.match(page.text, /0 new, 1 changed, 1 unchanged, 1 not taken in/)
    t.match(page.text, /Changed: changes title/)
  })

  t.test('a plan that would now do something else is not done, and is made anew', async (t) => {
    const changed = BIB.replace('year=2020', 'year=2019')
    const path = String((await upload('list.bib', changed)).headers.location)
    const { id } = (await byDoi('10.1234/water')) ?? { id: '' }
    const known = await getPublication(db, id)
    await updatePublication(test.contextOf(), id, {
      draft: draftOf({ ...recordOf(known), title: { en: 'Corrected here' } }).draft,
      version: known.version,
      note: { kind: 'change', text: { en: 'A word.' } },
    })
    const refused = await accept(path)
    t.equal(refused.statusCode, 409)
    t.match(refused.body, 'The library has changed since this plan was made')
    t.match(refused.body, /changes title, year/)
    t.equal((await byDoi('10.1234/water'))?.year, 2020)
    t.equal((await accept(path)).statusCode, 303)
    t.equal((await byDoi('10.1234/water'))?.year, 2019)
  })

  t.test('what is no list is refused beside the field, with the address kept', async (t) => {
    for (const [answer, sentence] of [
      [await upload('photo.jpg', 'no list'), /What kind of file this is/],
      [await upload('empty.csv', 'title,year\n'), /There are no records/],
      [await office.upload(PATH, {}, NOTHING), /Choose a file, or give/],
      [await upload('list.bib', BIB, { url: 'https://example.org/oai' }), /not both/],
      [
        await office.upload(PATH, { url: 'ftp://example.org/oai' }, NOTHING),
        /Only addresses of the web/,
      ],
    ] as const) {
      t.equal(answer.statusCode, 422)
      t.match(readPage(answer.body).errors, [sentence])
    }
    const kept = await office.upload(PATH, { url: 'ftp://example.org/oai' }, NOTHING)
    t.match(kept.body, 'value="ftp://example.org/oai"')
    const many = (n: number) => `title\n${'A title\n'.repeat(n)}`
    t.match(readPage((await upload('many.csv', many(IMPORT_RECORDS_MAX + 1))).body).errors, [
      /more than 2000 records/,
    ])
  })

  t.test('files beside a list, and markup in it, do no harm by this way', async (t) => {
    const lines = [
      { title: '<script>alert(1)</script>', year: 2020 },
      { title: 'Secrets', file: '../../etc/passwd' },
      { title: 'Nothing', 'un\u0000known': 1 },
    ]
    const path = String(
      (await upload('list.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))).headers
        .location,
    )
    const { body } = await office.get(path)
    t.notMatch(body, '<script>alert')
    t.match(readPage(body).text, /Files come along only with an import from the command line/)
  })

  t.test('what is new becomes drafts unless it is said that it be published', async (t) => {
    const start = readPage((await office.get(PATH)).body).form('Show what would happen')
    t.equal(start.values['imported_as'], 'draft')
    const list = 'title,year,external_id\nA draft by import,2024,draft-1\n'
    const path = String(
      (await upload('drafts.csv', list, { imported_as: 'draft' })).headers.location,
    )
    const plan = readPage((await office.get(path)).body)
    t.match(plan.text, /What is new becomes drafts that only the office sees/)
    t.match(plan.text, /New, as a draft/)
    t.notMatch(plan.text, /changed for readers at once/)
    t.equal((await accept(path)).statusCode, 303)
    const own = async () =>
      (await db.select().from(publications).where(eq(publications.externalId, 'draft-1')))[0]
    t.match(await own(), { status: 'draft', publishedAt: null })
    t.equal((await visitor.get('/en/publications/a-draft-by-import')).statusCode, 404)
    const again = list.replace('2024', '2025')
    const update = String((await upload('drafts.csv', again)).headers.location)
    t.equal((await accept(update)).statusCode, 303)
    t.match(await own(), { status: 'draft', year: 2025 }, 'an update publishes nothing')
    const byApi = await office.json('POST', '/api/v1/publications/imports', {
      format: 'csv',
      content: 'title,external_id\nBy program,draft-2\n',
    })
    t.match(byApi.json(), { added: 1, outcomes: [{ as: 'draft', held_back: false }] })
    const wrong = await upload('x.csv', list, { imported_as: 'everywhere' })
    t.match((await office.get(String(wrong.headers.location))).body, 'becomes drafts')
  })

  t.test('a plan says what may be here already, and twice in the list', async (t) => {
    const list = [
      { title: 'Clean water on the agendas', external_id: 'alike-1' },
      { title: 'Roads and their mending', external_id: 'alike-2' },
      { title: 'Roads, and their mending', external_id: 'alike-3' },
      { title: 'Nothing like it', external_id: 'alike-4', doi: '10.1234/WATER' },
      { title: 'Whole new', external_id: 'alike-5', doi: '10.1234/new' },
      { title: 'Other words', external_id: 'alike-6', doi: '10.1234/new' },
    ]
    const path = String(
      (await upload('alike.jsonl', list.map((line) => JSON.stringify(line)).join('\n'))).headers
        .location,
    )
    const plan = readPage((await office.get(path)).body)
    t.match(plan.text, /May be the same as No\. 3: Roads, and their mending \(the same title\)/)
    t.match(plan.text, /2 become drafts all the same/)
    t.match(plan.text, /the same DOI/)
    t.equal((await accept(path)).statusCode, 303, 'the plan is the same when it is done')
    const statuses = await db
      .select({ id: publications.externalId, status: publications.status })
      .from(publications)
      .where(like(publications.externalId, 'alike-%'))
      .orderBy(publications.externalId)
    t.same(
      statuses.map(({ status }) => status),
      ['published', 'published', 'published', 'draft', 'published', 'draft'],
    )
    const trial = await office.json('POST', '/api/v1/publications/imports', {
      ...{ format: 'csv', as: 'published', trial: true },
      content: 'title,doi,external_id\nA third,10.1234/new,alike-7\n',
    })
    t.match(trial.json().outcomes, [
      {
        as: 'draft',
        held_back: true,
        duplicates: [{ why: ['doi'], record: null }, { why: ['doi'] }],
      },
    ])
  })

  t.test('the first of very many are compared, and that is said', async (t) => {
    const said = async (count: number) => {
      const rows = Array.from(
        { length: count },
        (_, at) => `${'xyz'[at % 3]}${at},n-${count}-${at}`,
      )
      const path = (await upload('n.csv', `title,external_id\n${rows.join('\n')}\n`)).headers
      return readPage((await office.get(String(path.location))).body).text
    }
    t.notMatch(await said(LOOKED_UP_MAX), /Only the first/)
    t.match(await said(LOOKED_UP_MAX + 1), /Only the first 300 new ones were compared/)
  })

  t.test('an auditor sees what was imported and has no button', async (t) => {
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const start = readPage((await auditor.get(PATH)).body)
    t.match(start.text, 'list.bib')
    t.notOk(start.forms.some(({ action }) => action === PATH))
    t.equal((await auditor.post(`${start.link('list.bib')}/acceptance`)).statusCode, 403)
  })

  t.test('by the API: on trial first, then for good, each record with its number', async (t) => {
    const body = {
      format: 'csv',
      content: 'title,year,external_id\nBy API,2020,api-1\n,2020,api-2\n',
    }
    const ask = (more: object) =>
      office.json('POST', '/api/v1/publications/imports', { as: 'published', ...body, ...more })
    const trial = (await ask({ trial: true })).json()
    t.match(trial, {
      added: 1,
      refused: 1,
      outcomes: [{ record: 2, outcome: 'added', publication: null }],
      problems: [{ record: 3 }],
    })
    t.equal(await db.$count(publications, eq(publications.externalId, 'api-1')), 0)
    t.match((await ask({})).json(), { added: 1, outcomes: [{ publication: /^[0-9a-f-]{36}$/ }] })
    t.match((await ask({})).json(), { added: 0, unchanged: 1 })
    t.equal((await ask({ url: 'https://example.org' })).statusCode, 422)
    t.equal((await ask({ format: 'word' })).statusCode, 422)
  })

  t.test('from another repository, which is our own here, to its last page', async (t) => {
    const address = await test.listen()
    test.clock.moveTo(new Date(test.clock.now().getTime() + SETTLING_MS + 1_000))
    const base = `${address}/oai`
    const harvest = await harvestRepository({ url: base }, { allowsPrivate: true, limits: LIMITS })
    t.equal(harvest.stopped, null)
    const published = await db.$count(publications, eq(publications.status, 'published'))
    t.equal(harvest.records.filter((record) => record !== null).length, published)
    const planned = await office.upload(PATH, { url: base }, NOTHING)
    t.equal(planned.statusCode, 303, planned.body)
    const plan = readPage((await office.get(String(planned.headers.location))).body)
    t.match(plan.text, `${published} new`)
    t.match(plan.text, /May be the same as .*Water on the agenda \(the same (DOI, the same )?title/)
    t.equal(await db.$count(publicationImports), 11)
  })
})

const NOTHING = {
  field: 'file',
  name: '',
  type: 'application/octet-stream',
  content: Buffer.from(''),
}
const LIMITS = { pages: 10, records: 100, milliseconds: 20_000 }

t.test('harvesting a repository that does not behave', async (t) => {
  const oai = (n: number, token: string) =>
    `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:x:${n}</identifier></header><metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">T${n}</dc:title></oai_dc:dc></metadata></record><resumptionToken>${token}</resumptionToken></ListRecords></OAI-PMH>`
  const harvested = async (
    answer: (asked: URL, response: ServerResponse, count: number) => void,
    options: { allowsPrivate?: boolean; limits?: Partial<typeof LIMITS> } = {},
  ) => {
    const { url, asked } = await server(t, answer)
    const harvest = await harvestRepository(
      { url, set: 'a:b' },
      { allowsPrivate: options.allowsPrivate ?? true, limits: { ...LIMITS, ...options.limits } },
    )
    return { ...harvest, asked }
  }

  t.test('tokens are followed, alone beside the verb; a busy one is asked again', async (t) => {
    const { records, asked, stopped } = await harvested((_url, response, count) => {
      if (count === 2) response.writeHead(503, { 'retry-after': '0' }).end()
      else response.end(oai(count, count === 1 ? 'more&amp;more' : ''))
    })
    t.equal(stopped, null)
    t.match(records, [{ external_id: 'oai:x:1' }, { external_id: 'oai:x:3' }])
    t.same(asked, [
      '/?verb=ListRecords&metadataPrefix=oai_dc&set=a%3Ab',
      '/?verb=ListRecords&resumptionToken=more%26more',
      '/?verb=ListRecords&resumptionToken=more%26more',
    ])
  })

  t.test(
    'what goes round, on for ever, wrong or nowhere ends, and what came is kept',
    async (t) => {
      const cases = [
        ['loop', (response: ServerResponse) => response.end(oai(1, 'again')), 2],
        ['answer_refused', (response: ServerResponse) => response.writeHead(500).end('no'), 0],
        [
          'redirects_without_end',
          (response: ServerResponse) => response.writeHead(302, { location: '/' }).end(),
          0,
        ],
        [
          'address_wrong',
          (response: ServerResponse) =>
            response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
          0,
        ],
        [
          'protocol',
          (response: ServerResponse) =>
            response.end(
              '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="badArgument"/></OAI-PMH>',
            ),
          0,
        ],
        ['answer_broken', (response: ServerResponse) => response.end('<html><p>no</html>'), 0],
        ['no_answer', (response: ServerResponse) => response.destroy(), 0],
      ] as const
      for (const [reason, answer, kept] of cases) {
        const { stopped, records } = await harvested((_url, response) => void answer(response))
        t.equal(stopped?.reason, reason)
        t.equal(records.length, kept, reason)
      }
      const endless = (_url: URL, response: ServerResponse, count: number) =>
        void response.end(oai(count, `t${count}`))
      t.match(await harvested(endless, { limits: { pages: 3 } }), {
        stopped: { reason: 'limit_pages' },
        records: { length: 3 },
      })
      t.match(await harvested(endless, { limits: { records: 2 } }), {
        stopped: { reason: 'limit_records' },
        records: { length: 2 },
      })
      const silent = await harvested(() => {}, { limits: { milliseconds: 50 } })
      t.equal(silent.stopped?.reason, 'too_late')
    },
  )

  t.test('a private network is never asked, by number or by name', async (t) => {
    const { stopped, asked } = await harvested((_url, response) => void response.end(oai(1, '')), {
      allowsPrivate: false,
    })
    t.equal(stopped?.reason, 'address_private')
    t.same(asked, [])
    for (const url of [
      'http://localhost:1/oai',
      'http://[::1]/oai',
      'http://169.254.169.254/',
      'http://2130706433/',
    ])
      t.equal(
        (await harvestRepository({ url }, { allowsPrivate: false, limits: LIMITS })).stopped
          ?.reason,
        'address_private',
        url,
      )
  })
})

const server = async (
  t: Test,
  answer: (asked: URL, response: ServerResponse, count: number) => void,
) => {
  const asked: string[] = []
  const listening = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(new URL(request.url ?? '', 'http://x'), response, asked.length)
  }).listen(0, '127.0.0.1')
  t.teardown(() => {
    listening.closeAllConnections()
    listening.close()
  })
  await once(listening, 'listening')
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`, asked }
}
