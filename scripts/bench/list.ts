import { sql } from 'drizzle-orm'
import { submitApplication } from '../../server/applications/operations.ts'
import { person } from '../../test/helpers/actors.ts'
import type { TestApp } from '../../test/helpers/app.ts'
import { cookieOf, draftsIn } from './applications.ts'
import { atLeast, atMost, type Bench } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withPortal } from './portal.ts'

const APPLICATIONS = 1_000
const REVIEWERS = 60
const REVIEWS_EACH = 3
const SESSIONS = 16
const PAGES = { small: 400, full: 2_000 }
const PAGES_ALONE = 50

/** The officer's list of a call with 1,000 applications and their scores, all rows on one page. */
export const list: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (portal, filling) => {
    const { call, drafts } = await draftsIn(filling, APPLICATIONS)
    for (const { id, applicant } of drafts)
      await submitApplication(filling.contextOf(applicant), id)
    await scoreAll(filling, call.id)
    await closeNow(filling, call.id)
    const cookies = await Promise.all(
      Array.from({ length: SESSIONS }, async () =>
        cookieOf(filling, await person(filling, { roles: ['officer'] })),
      ),
    )
    const path = `/en/office/calls/${call.id}/ranking`
    const asked = (count: number): Asked[] =>
      Array.from({ length: count }, (_, number) => ({
        method: 'GET',
        path,
        headers: {
          cookie: cookies[number % SESSIONS] ?? '',
          'accept-encoding': 'br, gzip',
          'x-forwarded-for': addressOf(number % SESSIONS),
        },
      }))
    const bytes = await wholeList(portal.url + path, cookies[0] ?? '')
    const alone = await load(portal.url, {
      connections: 1,
      asked: asked(PAGES_ALONE),
      wanted: 200,
      pid: portal.pid,
    })
    const together = await load(portal.url, {
      pid: portal.pid,
      connections: SESSIONS,
      asked: asked(isFull ? PAGES.full : PAGES.small),
      wanted: 200,
    })
    const unwanted = alone.unwanted + together.unwanted
    const detail = `${APPLICATIONS} rows on the page of ${bytes} B, ${APPLICATIONS * REVIEWS_EACH} reviews, ${unwanted} failed`
    return [
      atMost('list-p50', alone.p50, {
        target: 15,
        unit: 'ms',
        detail: `${detail}, alone; ${alone.spent}`,
      }),
      atLeast('list-rate', unwanted === 0 ? together.perSecond : 0, {
        target: 150,
        unit: 'pages/s',
        detail: `${detail}, ${SESSIONS} sessions, p99 ${together.p99.toFixed(0)} ms; ${together.spent}`,
      }),
    ]
  })

/** The portal under test has a clock of its own, so the call is made one that has closed already. */
const closeNow = async (filling: TestApp, callId: string): Promise<void> => {
  await filling.database.writing.execute(
    sql`update calls set opens_at = least(opens_at, now() - interval '2 days'), closes_at = now() - interval '1 day' where id = ${callId}`,
  )
}

/** Bytes of the page. Throws unless it is the list with every application: another page would be measured instead. */
const wholeList = async (url: string, cookie: string): Promise<number> => {
  const answer = await fetch(url, { headers: { cookie } })
  const page = await answer.text()
  const rows = page.split('<th scope="row">').length - 1
  if (answer.status !== 200 || rows !== APPLICATIONS)
    throw new Error(`${url} answered ${answer.status} with ${rows} rows of ${APPLICATIONS}`)
  return Buffer.byteLength(page)
}

/** Puts all submitted applications into review and gives each its reviews; written as rows, for speed. */
const scoreAll = async (filling: TestApp, callId: string): Promise<void> => {
  const reviewers: string[] = []
  for (let number = 0; number < REVIEWERS; number++)
    reviewers.push((await person(filling, { roles: ['reviewer'] })).id)
  const db = filling.database.writing
  await db.execute(
    sql`update applications set status = 'in_review' where call_id = ${callId} and status = 'submitted'`,
  )
  await db.execute(sql`
    insert into assignments (application_id, person_id, status, declared_at)
    select a.id, (${sql.raw(`array['${reviewers.join("','")}']::uuid[]`)})[
      1 + (row_number() over (order by a.id) + nth * 7) % ${REVIEWERS}::int], 'completed', now()
    from applications a, generate_series(1, ${REVIEWS_EACH}::int) as nth where a.call_id = ${callId}`)
  await db.execute(sql`
    insert into reviews (assignment_id, status, submitted_at)
    select s.id, 'submitted', now() from assignments s join applications a on a.id = s.application_id
    where a.call_id = ${callId}`)
  await db.execute(sql`
    insert into review_scores (review_id, criterion_id, score)
    select r.id, c.id, c.scale_min + floor(random() * (c.scale_max - c.scale_min + 1))::int
    from reviews r join assignments s on s.id = r.assignment_id
    join applications a on a.id = s.application_id join criteria c on c.call_id = a.call_id
    where a.call_id = ${callId}`)
  await db.execute(sql`analyze`)
}
