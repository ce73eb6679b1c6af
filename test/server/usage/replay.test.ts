import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import t, { type Test } from 'tap'
import { publications, usageCounts, usageDays, usageEvents } from '../../../db/schema/index.ts'
import { importPublications } from '../../../server/publications/import.ts'
import { countUsage } from '../../../server/usage/counting.ts'
import { usageRecorder } from '../../../server/usage/operations.ts'
import { WAITING_MAX } from '../../../server/usage/recorder.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { type TestApp, testApp } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { wordedPdf } from '../../helpers/pdfs.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0'
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36'
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const ASSISTANT = 'Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)'

type Line = {
  at: string
  path?: string
  agent?: string
  from?: string
  method?: 'GET' | 'HEAD'
  headers?: Record<string, string>
  status?: number
}

const PAGE = '/en/publications/counted'
const FILE = '/publications/counted/counted.pdf'
const TEXT = '/en/publications/counted/text'

/** Asks as the log says, each line at its time; checks the status where the line has one. */
const replay = async (t: Test, test: TestApp, lines: readonly Line[]) => {
  for (const line of lines) {
    test.clock.freezeAt(new Date(`${line.at}Z`))
    const answer = await test.app.inject({
      method: line.method ?? 'GET',
      url: line.path ?? PAGE,
      remoteAddress: line.from ?? '192.0.2.1',
      headers: { host: '127.0.0.1:3000', 'user-agent': line.agent ?? FIREFOX, ...line.headers },
    })
    t.equal(answer.statusCode, line.status ?? 200, `${line.at} ${line.path ?? PAGE}`)
  }
}

const countsOf = async (test: TestApp, day: string) =>
  test.database.writing
    .select({
      audience: usageCounts.audience,
      accessType: usageCounts.accessType,
      figures: usageCounts.totalInvestigations,
      unique: usageCounts.uniqueInvestigations,
      requests: usageCounts.totalRequests,
      uniqueRequests: usageCounts.uniqueRequests,
    })
    .from(usageCounts)
    .where(eq(usageCounts.day, day))
    .orderBy(asc(usageCounts.audience), asc(usageCounts.accessType))

t.test('a replayed log', async (t) => {
  const test = await testApp(t)
  const folder = await mkdtemp(join(tmpdir(), 'radslag-usage-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'one.pdf'), await wordedPdf(3))
  await importPublications(
    test.contextOf(),
    [
      {
        title: 'Counted',
        language: 'en',
        year: 2024,
        authors: ['Ann Ek'],
        file: 'one.pdf',
        licence: 'cc-by-4.0',
      },
      { title: 'Other', language: 'en', year: 2024, pages: ['Words'] },
    ].map((publication) => JSON.stringify(publication)),
    { baseDirectory: folder },
  )
  await test.runJobs()
  const count = async () => {
    await test.app.usage.flush()
    await countUsage(test.contextOf())
  }

  t.test('every rule, on one day, against the answer by hand', async (t) => {
    const day = '2027-03-01'
    const at = (clock: string) => `${day}T${clock}`
    const none = { headers: { 'sec-purpose': 'prefetch;prerender' } }
    await replay(t, test, [
      // Firefox at 192.0.2.1, 10 o'clock: page (double-clicked twice), then the file in parts, then again.
      { at: at('10:00:00') },
      { at: at('10:00:20') }, // first goes
      { at: at('10:00:49') }, // second goes: investigation 1
      { at: at('10:01:20') }, // 31 s later: investigation 2
      { at: at('10:02:00'), path: FILE, headers: { range: 'bytes=0-99' }, status: 206 }, // 3, request 1
      { at: at('10:02:01'), path: FILE, headers: { range: 'bytes=100-199' }, status: 206 }, // not the first
      { at: at('10:02:02'), path: FILE, headers: { range: 'bytes=200-299' }, status: 206 }, // not the first
      { at: at('10:03:00'), path: `${FILE}?download` }, // 58 s later: 4, request 2
      { at: at('10:03:30'), path: FILE }, // exactly 30 s: takes the place of the one before
      { at: at('10:04:30'), path: '/publications/counted/citation.ris' }, // 5
      // The text, page by page: one request for the hour.
      { at: at('10:10:00'), path: `${TEXT}/1` },
      { at: at('10:12:00'), path: `${TEXT}/2` },
      { at: at('10:14:00'), path: `${TEXT}/3` }, // 6, request 3
      // The next hour is another session; a double click across the hour is one all the same.
      { at: at('10:59:50') }, // goes
      { at: at('11:00:05') }, // 7, second session
      // Another browser at the same address, and the same browser at another: sessions of their own.
      { at: at('11:00:06'), agent: CHROME }, // 8, third session
      { at: at('11:00:07'), from: '192.0.2.2', path: FILE }, // 9, request 4, fourth session
      // Never counted.
      { at: at('11:10:00'), method: 'HEAD' },
      { at: at('11:10:00'), method: 'HEAD', path: FILE },
      { at: at('11:11:00'), ...none },
      { at: at('11:12:00'), path: FILE, headers: { purpose: 'prefetch' } },
      { at: at('11:13:00'), path: FILE, headers: { 'x-moz': 'prefetch' } },
      { at: at('11:14:00'), path: FILE, headers: { range: 'bytes=9999999-' }, status: 416 },
      { at: at('11:15:00'), path: '/en/publications/nothing', status: 404 },
      { at: at('11:16:00'), path: `${TEXT}/9`, status: 404 },
      // Machines and assistants: apart, every fetch.
      { at: at('12:00:00'), agent: GOOGLEBOT },
      { at: at('12:00:01'), agent: GOOGLEBOT },
      { at: at('12:00:02'), agent: GOOGLEBOT, path: FILE },
      { at: at('12:00:03'), agent: 'curl/8.14.1', path: FILE },
      { at: at('12:00:04'), agent: '' },
      { at: at('12:00:05'), agent: ASSISTANT, path: FILE },
      // Another publication, without a licence.
      { at: at('13:00:00'), path: '/en/publications/other' },
    ])
    await count()
    t.same(await countsOf(test, day), [
      {
        audience: 'assistant',
        accessType: 'Open',
        figures: 1,
        unique: 0,
        requests: 1,
        uniqueRequests: 0,
      },
      {
        audience: 'machine',
        accessType: 'Open',
        figures: 5,
        unique: 0,
        requests: 2,
        uniqueRequests: 0,
      },
      {
        audience: 'person',
        accessType: 'Free_To_Read',
        figures: 1,
        unique: 1,
        requests: 0,
        uniqueRequests: 0,
      },
      {
        audience: 'person',
        accessType: 'Open',
        figures: 9,
        unique: 4,
        requests: 4,
        uniqueRequests: 2,
      },
    ])
  })

  t.test('what the browser still has fresh is a use, by its 304', async (t) => {
    const etag = (await test.app.inject({ url: FILE, headers: { 'user-agent': GOOGLEBOT } }))
      .headers.etag
    await replay(t, test, [
      {
        at: '2027-03-02T08:00:00',
        path: FILE,
        headers: { 'if-none-match': String(etag) },
        status: 304,
      },
    ])
    await count()
    t.match(await countsOf(test, '2027-03-02'), [{ audience: 'person', figures: 1, requests: 1 }])
  })

  t.test('the office’s own reading is left out', async (t) => {
    test.clock.freezeAt(new Date('2027-03-03T08:00:00Z'))
    const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
    const applicant = await signedIn(test, await person(test))
    for (const browser of [officer, applicant])
      await browser.request({ method: 'GET', url: PAGE, headers: { 'user-agent': FIREFOX } })
    await count()
    t.match(await countsOf(test, '2027-03-03'), [{ audience: 'person', figures: 1 }])
  })

  t.test('counting again changes nothing, and what comes late is in', async (t) => {
    const day = '2027-03-04'
    await replay(t, test, [{ at: `${day}T23:59:50` }])
    await count()
    const before = await countsOf(test, day)
    await count()
    t.same(await countsOf(test, day), before)
    await replay(t, test, [{ at: `${day}T09:00:00` }])
    test.clock.freezeAt(new Date('2027-03-05T02:00:00Z'))
    await count()
    t.match(await countsOf(test, day), [{ figures: 2, unique: 2 }])
  })

  t.test('two processes tell the same person alike; a visitor is not the address', async (t) => {
    const db = test.database.writing
    const { id } = (
      await db
        .select({ id: publications.id })
        .from(publications)
        .where(eq(publications.slug, 'counted'))
    )[0] ?? { id: '' }
    const use = {
      publicationId: id,
      kind: 'file' as const,
      accessType: 'Open' as const,
      address: '192.0.2.77',
      agent: FIREFOX,
    }
    const given = { db, clock: test.clock, log: test.app.log }
    const [one, two] = [usageRecorder(given), usageRecorder(given)]
    one.note({ ...use, at: new Date('2027-03-05T01:10:00Z') })
    two.note({ ...use, at: new Date('2027-03-05T01:20:00Z') })
    await Promise.all([one.flush(), two.flush()])
    await count()
    t.match(await countsOf(test, '2027-03-05'), [
      { figures: 2, unique: 1, requests: 2, uniqueRequests: 1 },
    ])
    const kept = JSON.stringify([
      await db.select().from(usageEvents),
      await db.select().from(usageDays),
    ])
    t.notMatch(kept, '192.0.2.')
    t.notMatch(kept, 'Firefox')
    t.notMatch(kept, 'Googlebot')
  })

  t.test('the salt goes with its day, single uses two days later, figures stay', async (t) => {
    const db = test.database.writing
    const state = async () =>
      (await db.select().from(usageDays).orderBy(asc(usageDays.day))).map(
        ({ day, salt, closedAt }) => [
          day,
          salt === null ? 'no salt' : 'salt',
          closedAt === null ? 'open' : 'closed',
        ],
      )
    t.same((await state()).slice(-2), [
      ['2027-03-04', 'no salt', 'open'],
      ['2027-03-05', 'salt', 'open'],
    ])
    const before = await countsOf(test, '2027-03-05')
    test.clock.freezeAt(new Date('2027-03-07T23:59:59Z'))
    await count()
    t.same((await state()).at(-1), ['2027-03-05', 'no salt', 'open'], 'the second day after')
    test.clock.freezeAt(new Date('2027-03-08T00:07:00Z'))
    await count()
    t.same((await state()).at(-1), ['2027-03-05', 'no salt', 'closed'], 'the third')
    t.equal(await db.$count(usageEvents), 0)
    t.same(await countsOf(test, '2027-03-05'), before)
    // Too late to be counted: figures that stand are not touched.
    await replay(t, test, [{ at: '2027-03-05T10:00:00' }])
    test.clock.freezeAt(new Date('2027-03-08T01:07:00Z'))
    await count()
    t.same(await countsOf(test, '2027-03-05'), before)
    t.equal(await db.$count(usageEvents), 0)
  })

  t.test('what cannot be written waits, and is not written twice', async (t) => {
    const db = test.database.writing
    const { id } = (
      await db
        .select({ id: publications.id })
        .from(publications)
        .where(eq(publications.slug, 'counted'))
    )[0] ?? { id: '' }
    const use = {
      publicationId: id,
      kind: 'page' as const,
      accessType: 'Open' as const,
      address: '192.0.2.9',
      agent: FIREFOX,
    }
    test.clock.freezeAt(new Date('2027-03-09T10:00:00Z'))
    const warned: object[] = []
    const log = { ...test.app.log, warn: (fields: object) => warned.push(fields) } as never
    // A reading connection refuses to write: to the recorder, a database in trouble.
    const broken = { writes: false }
    const unreliable = new Proxy(db, {
      get: (target, name) => Reflect.get(broken.writes ? target : test.database.reading, name),
    })
    const recorder = usageRecorder({ db: unreliable, clock: test.clock, log })
    recorder.note({ ...use, at: test.clock.now() })
    await recorder.flush()
    t.equal(recorder.waiting(), 1)
    t.match(warned, [{ err: Error }])
    broken.writes = true
    await recorder.flush()
    await recorder.flush()
    t.equal(recorder.waiting(), 0)
    await count()
    t.match(await countsOf(test, '2027-03-09'), [{ figures: 1 }])

    for (let i = 0; i <= WAITING_MAX; i++)
      recorder.note({ ...use, agent: 'curl', at: test.clock.now() })
    t.equal(recorder.waiting(), WAITING_MAX, 'memory has a limit')
    await recorder.flush()
    t.match(warned.at(-1), { lost: 1 })
    await count()
    t.match(await countsOf(test, '2027-03-09'), [{ audience: 'machine', figures: WAITING_MAX }, {}])
  })

  t.test('a publication’s page tells what is counted', async (t) => {
    const page = readPage(
      (await test.app.inject({ url: PAGE, headers: { 'user-agent': GOOGLEBOT } })).body,
    )
    t.match(page.text, /10 visits, 4 readings since March 2027/)
    t.match(page.text, /Counted by COUNTER 5\.1, without robots, double clicks/)
    t.match(page.text, 'by AI assistants at someone’s request (1) and by robots (10,006)')
    const other = readPage((await test.app.inject({ url: '/sv/publications/other' })).body)
    t.match(other.text, '1 besök, 0 läsningar sedan mars 2027')
  })
})
