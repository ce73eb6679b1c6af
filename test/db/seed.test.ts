import { readFileSync } from 'node:fs'
import { eq, isNull, like } from 'drizzle-orm'
import { test } from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import {
  answers,
  applications,
  assignments,
  calls,
  decisions,
  files,
  grants,
  history,
  mails,
  organisations,
  people,
  publications,
  reports,
  reviews,
} from '../../db/schema/index.ts'
import { SAMPLE_CALLS } from '../../db/seed/content/calls.ts'
import { SAMPLE_REPORTS } from '../../db/seed/content/reports.ts'
import { SAMPLE_MARKS } from '../../db/seed/content/sample.ts'
import { documentOf } from '../../db/seed/reports.ts'
import { instantAt, openStage } from '../../db/seed/stage.ts'
import { ACCOUNTS, isSeeded, seedDatabase } from '../../db/seed.ts'
import { workItems as applicantWork } from '../../server/applications/operations.ts'
import { workItems as reviewerWork } from '../../server/assignments/operations.ts'
import { callPhase } from '../../server/calls/rules.ts'
import { refuseClosingTime, wallTimeOf } from '../../server/calls/times.ts'
import { workItems as grantWork } from '../../server/grants/operations.ts'
import { writePdf } from '../../server/pdf/document.ts'
import { extractText } from '../../server/pdf/text.ts'
import { askForCode, signIn } from '../../server/people/operations.ts'
import { searchPublications } from '../../server/publications/operations.ts'
import type { TestApp } from '../helpers/app.ts'
import { testLibrary } from '../server/publications/library.ts'

const MARKS = Object.values(SAMPLE_MARKS)
const isMarked = (text: string): boolean => MARKS.some((mark) => text.trimEnd().endsWith(mark))

test('an empty portal is filled with sample data for every role', {
  timeout: 240_000,
}, async (t) => {
  const portal = await testLibrary(t)
  const context = portal.contextOf()
  const db = portal.database.writing
  t.equal(await isSeeded(context), false)
  await seedDatabase(context)
  await portal.runJobs()

  await t.test('all invariants hold', async (t) => {
    t.same(await checkInvariants(db), [])
  })

  await t.test('a second time is refused and changes nothing', async (t) => {
    const before = await db.$count(history)
    t.equal(await isSeeded(context), true)
    await t.rejects(seedDatabase(context), /empty/)
    t.equal(await db.$count(history), before)
  })

  await t.test('the register and the library are whole', async (t) => {
    const counted = [eq(organisations.status, 'listed'), eq(organisations.status, 'proposed')]
    t.same(await Promise.all(counted.map((of) => db.$count(organisations, of))), [2847, 1])
    t.equal(
      await db.$count(publications, eq(publications.status, 'published')),
      // And one whose text is held back.
      72 + SAMPLE_REPORTS.length + 1,
    )
  })

  await t.test('what was done, was done in order and before the first start', async (t) => {
    const rows = await db.select().from(history).orderBy(history.entityId, history.sequence)
    const now = Date.now()
    t.same(
      rows.filter(({ at }) => at.getTime() > now),
      [],
    )
    const turned = rows.filter((row, index) => {
      const before = rows[index - 1]
      return before?.entityId === row.entityId && before.at > row.at
    })
    t.same(turned, [])
  })

  await t.test('two calls are open, one is in review and one is decided', async (t) => {
    const now = portal.clock.now()
    const rows = await db.select().from(calls)
    const phases = rows.map((call) => [call.slug, callPhase(call, now)]).toSorted()
    t.same(phases, [
      ['democracy-under-pressure', 'open'],
      ['fieldwork', 'open'],
      ['one-municipality', 'closed'],
      ['readable-budgets', 'closed'],
    ])
    for (const call of rows) {
      t.equal(wallTimeOf(call.closesAt, call.zone).clock, '14:00', call.slug)
      t.not(call.preparedBy, call.publishedBy, 'another officer publishes')
    }
    const applied = await db
      .select({ call: calls.slug, status: applications.status })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
    t.same(tally(applied.map(({ call, status }) => `${call} ${status}`)), {
      'democracy-under-pressure draft': 1,
      'one-municipality in_review': 5,
      'readable-budgets decided': 4,
    })
  })

  await t.test('every account signs in with a mailed code, has its roles and a name', async (t) => {
    for (const email of ACCOUNTS) {
      const { name, roles } = await signedInAs(portal, email)
      t.match(name, /Exempel|Sample|Primjer|Ejemplo/, email)
      const role = /^(admin|officer|auditor|reviewer)/.exec(email)?.[1]
      t.same(roles, role ? [role === 'admin' ? 'administrator' : role] : [], email)
    }
  })

  await t.test('an applicant has a draft, an invitation, a letter and grants', async (t) => {
    const one = await signedInAs(portal, 'applicant@example.org')
    const now = portal.clock.now()
    const own = await applicantWork(db, one, now)
    t.same(own.applications.map(({ status, call }) => `${call.slug} ${status}`).toSorted(), [
      'democracy-under-pressure draft',
      'readable-budgets decided',
    ])
    t.same(
      (await grantWork(db, one)).map(({ kind, status }) => `${kind} ${status}`),
      ['grant closed'],
    )
    const other = await signedInAs(portal, 'applicant2@example.org')
    const others = await applicantWork(db, other, now)
    t.same(others.applications.map(({ status, call }) => `${call.slug} ${status}`).toSorted(), [
      'one-municipality in_review',
      'readable-budgets decided',
    ])
    t.equal(others.invitations, 1)
    t.same(
      (await grantWork(db, other)).map(({ kind, status }) => `${kind} ${status}`),
      ['grant active', 'write_report scheduled'],
    )
    const letters = await db.select().from(mails).where(like(mails.key, 'decision.letter:%'))
    t.ok(letters.some(({ to }) => to === 'applicant2@example.org'))
    t.ok(letters.every(({ sentAt }) => sentAt !== null))
  })

  await t.test('reviewers have to declare, to begin and to finish', async (t) => {
    const open = async (email: string) => {
      const rows = await reviewerWork(db, await signedInAs(portal, email))
      return rows
        .filter(({ status }) => status === 'invited' || status === 'accepted')
        .map(({ status, reviewStatus }) => `${status}, ${reviewStatus ?? 'nothing written'}`)
    }
    t.same(await open('reviewer1@example.org'), ['invited, nothing written'])
    t.same(await open('reviewer2@example.org'), ['accepted, nothing written'])
    t.same(await open('reviewer3@example.org'), ['accepted, draft'])
    t.equal(await db.$count(assignments, eq(assignments.status, 'declined')), 2, 'two conflicts')
    t.same(tally((await db.select().from(reviews)).map(({ status }) => status)), {
      draft: 1,
      submitted: 20,
    })
  })

  await t.test('officers have a decision to record; grants stand at both their ends', async (t) => {
    t.same(
      tally((await db.select().from(decisions)).map((row) => `${row.status} ${row.outcome}`)),
      {
        'proposed awarded': 1,
        'released awarded': 2,
        'released reserve': 1,
        'released declined': 1,
      },
    )
    t.same(tally((await db.select().from(grants)).map(({ status }) => status)), {
      active: 1,
      closed: 1,
    })
    t.same(tally((await db.select().from(reports)).map(({ status }) => status)), {
      accepted: 1,
      scheduled: 1,
    })
    const [fromGrant] = await db
      .select({ slug: publications.slug, status: publications.status })
      .from(publications)
      .innerJoin(reports, eq(reports.id, publications.reportId))
    t.match(fromGrant, { slug: /^medborgarbudget-pa-tva-sprak/, status: 'published' })
  })

  await t.test('the library finds a passage on its page in each sample report', async (t) => {
    for (const report of SAMPLE_REPORTS) {
      const heading = HEADINGS[report.key] ?? ''
      const document = await documentOf(openStage(context), report)
      const { outline } = await writePdf(document)
      const page = outline.find(({ text }) => text === heading)?.page
      t.ok(page, `${report.key} has “${heading}”`)
      const words = passageAfter(report.key, heading)
      const { items } = await searchPublications(context, {
        words,
        chosen: {},
        sort: 'relevance',
        page: 1,
        perPage: 5,
      })
      const [first] = items
      t.equal(first?.publication.title[report.language], report.title[report.language], words)
      t.equal(first?.matches[0]?.page, page, words)
    }
  })

  await t.test('every invented text and paper says so', async (t) => {
    const rows = await db.select().from(applications)
    const texts = [
      ...(await db.select().from(calls)).flatMap(({ summary, texts }) =>
        [summary, ...Object.values(texts)].flatMap(({ sv, en }) => [sv, en]),
      ),
      ...(await db.select().from(answers)).flatMap(({ value }) =>
        typeof value === 'string' && value.split(' ').length > 25 ? [value] : [],
      ),
      ...(await db.select().from(reviews)).flatMap((review) =>
        [review.commentToApplicant, review.commentToPanel].filter((text) => text !== ''),
      ),
      ...(await db.select().from(decisions)).flatMap(({ reasons, conditions }) =>
        [reasons, conditions].filter((text) => text !== ''),
      ),
      ...(await db.select().from(reports)).flatMap(({ summary }) => summary || []),
      ...(await db.select().from(publications).where(isNull(publications.externalId))).flatMap(
        ({ abstract }) => Object.values(abstract),
      ),
    ]
    t.ok(texts.length > 150)
    t.same(
      texts.filter((text) => !isMarked(text)),
      [],
    )
    const names = (await db.select({ name: people.name }).from(people)).map(({ name }) => name)
    t.same(
      names.filter((name) => !/Sample|Exempel|Ejemplo|Primjer/.test(name)),
      [],
    )
    t.equal(rows.length, 10)
    const papers = await db.select().from(files)
    // And the brief that is deposited from a grant.
    t.equal(papers.length, 10 + SAMPLE_REPORTS.length + 1)
    t.same(
      papers.filter(({ state }) => state !== 'clean'),
      [],
      'no PDF of ours wants attention',
    )
    const smallest = papers.toSorted((a, b) => a.size - b.size)[0]
    const read = await context.storage.withLocalFile(smallest?.sha256 ?? '', (path) =>
      extractText(path),
    )
    t.ok(read.ok && MARKS.some((mark) => read.pages.join('\n').includes(mark)))
  })
})

test('calls close at two in the afternoon, whatever day the portal is first started', async (t) => {
  const wrong: string[] = []
  for (let day = 0; day < 366; day += 1) {
    const today = Temporal.PlainDate.from('2026-10-01').add({ days: day }).toString()
    for (const { key, closesInDays, closingHour, timeZone } of SAMPLE_CALLS) {
      const closesAt = instantAt({ today }, { day: closesInDays, clock: `${closingHour}:00` })
      const isRight =
        refuseClosingTime(closesAt, timeZone) === null &&
        wallTimeOf(closesAt, timeZone).clock === '14:00'
      if (!isRight) wrong.push(`${key} on ${today}`)
    }
  }
  t.same(wrong, [])
})

/** A heading of each report whose first paragraph is looked for. */
const HEADINGS: Record<string, string> = {
  'medborgarbudget-pa-tva-sprak': '3.3 Barn som förslagsställare',
  'who-answers-when-the-river-rises': '5.2 The volunteers’ second flood',
  'lo-que-deciden-los-jovenes': '4.2 Los que perdieron',
  'let-the-ward-keep-the-book': 'Who could begin',
  'fem-beslut-fore-en-medborgarbudget': 'Det som talar emot',
}

const WORDS = 9

/** The first words after a heading, as a reader would remember them. */
const passageAfter = (key: string, heading: string): string => {
  const path = new URL(`../../db/seed/content/reports/${key}.md`, import.meta.url)
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf(`${heading}\n`) + heading.length
  return text.slice(start).trim().split(/\s+/).slice(0, WORDS).join(' ')
}

const signedInAs = async (portal: TestApp, email: string) => {
  const context = portal.contextOf()
  await askForCode(context, { email, browserHash: null, ip: '127.0.0.1', returnPath: '/work' })
  const [mail] = await portal.database.writing
    .select()
    .from(mails)
    .where(eq(mails.to, email))
    .then((found) => found.toSorted((a, b) => b.id.localeCompare(a.id)))
  const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? ''
  const given = { email, code, browserHash: null, isApi: true, userAgent: 'test' }
  return (await signIn(context, given)).person
}

const tally = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(values, (value) => value)].map(([key, all]) => [key, all.length]),
  )
