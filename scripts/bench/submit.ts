import { sql } from 'drizzle-orm'
import { cookieOf, draftsIn } from './applications.ts'
import { atLeast, atMost, type Bench } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withPortal } from './portal.ts'

const CLIENTS = 500
const DRAFTS = { small: 1_000, full: 5_000 }

/** The closing rush: 500 clients at once, each submits a complete application of its own, then the next one. */
export const submit: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async ({ url }, filling) => {
    const { call, drafts } = await draftsIn(filling, isFull ? DRAFTS.full : DRAFTS.small)
    const asked: Asked[] = await Promise.all(
      drafts.map(async ({ id, applicant }, number) => ({
        method: 'POST',
        path: `/api/v1/applications/${id}/submission`,
        headers: {
          cookie: await cookieOf(filling, applicant),
          'x-forwarded-for': addressOf(number),
          'idempotency-key': id,
        },
      })),
    )
    const rush = await load(url, { connections: CLIENTS, asked, wanted: 201 })
    const [kept] = await filling.database.reading.execute<{
      submitted: number
      doubled: number
    }>(sql`
      select count(*) filter (where revisions > 0 and status = 'submitted')::int as submitted,
        count(*) filter (where revisions > 1)::int as doubled
      from (select a.status, (select count(*) from revisions r where r.application_id = a.id) as revisions
        from applications a where a.call_id = ${call.id}) as counted`)
    const accepted = rush.answers.filter(({ status }) => status === 201).length
    const wrong = Math.abs(accepted - (kept?.submitted ?? 0)) + (kept?.doubled ?? 0) + rush.unwanted
    const detail = `${drafts.length} applications, ${CLIENTS} clients, ${rush.seconds.toFixed(1)} s`
    return [
      atLeast('submit-rate', rush.perSecond, { target: 500, unit: '/s', detail }),
      atMost('submit-p99', rush.p99, { target: 1_000, unit: 'ms', detail }),
      atMost('submit-lost-or-doubled', wrong, {
        target: 0,
        unit: 'applications',
        detail: `${accepted} accepted, ${kept?.submitted} kept, ${kept?.doubled} doubled, ${rush.unwanted} refused`,
      }),
    ]
  })
