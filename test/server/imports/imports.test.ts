import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { publicationImports, publications } from '../../../db/schema/index.ts'
import { SETTLING_MS } from '../../../server/harvest/oai.ts'
import { harvestRepository } from '../../../server/imports/harvesting.ts'
import { IMPORT_RECORDS_MAX } from '../../../server/imports/rules.ts'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { getPublication, updatePublication } from '../../../server/publications/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
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
  const upload = (name: string, content: string, fields: Record<string, string> = {}) =>
    office.upload(PATH, fields, {
      field: 'file',
      name,
      type: 'application/octet-stream',
      content: Buffer.from(content),
    })
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
      office.json('POST', '/api/v1/publications/imports', { ...body, ...more })
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
    t.match((await office.get(String(planned.headers.location))).body, `${published} new`)
    t.equal(await db.$count(publicationImports), 5)
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
