import { sql } from 'drizzle-orm'
import { questionsOf } from '../../server/forms/answers.ts'
import type { TestApp } from '../../test/helpers/app.ts'
import type { DraftMade } from '../../test/helpers/factories-applications.ts'
import { cookieOf, draftsIn } from './applications.ts'
import { atLeast, atMost, type Bench, percentile } from './figure.ts'
import { type Asked, load } from './load.ts'
import { addressOf, withPortal } from './portal.ts'

const CLIENTS = 500
const WRITERS = 20
const SAVES_EACH = 10
const DRAFTS = { small: 1_000, full: 5_000 }

/**
 * The closing rush: 500 clients at once, each submits a complete application of its own, then the next one. Meanwhile
 * twenty others go on writing theirs, field by field.
 */
export const submit: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (portal, filling) => {
    const count = isFull ? DRAFTS.full : DRAFTS.small
    const { call, drafts } = await draftsIn(filling, count + WRITERS)
    const asked = await Promise.all(
      drafts.slice(WRITERS).map((draft, number) => submission(filling, draft, number)),
    )
    const key = call.form && questionsOf(call.form.definition).find(isWritten)?.key
    if (!key) throw new Error('the form asks for no text')
    const saves = await Promise.all(
      drafts.slice(0, WRITERS).map((draft, number) => savesOf(filling, draft, { key, number })),
    )
    const [rush, ...written] = await Promise.all([
      load(portal.url, { connections: CLIENTS, asked, wanted: 201, pid: portal.pid }),
      ...saves.map((one) =>
        load(portal.url, { connections: 1, asked: one, wanted: 200, pid: portal.pid }),
      ),
    ])
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
    const detail = `${count} applications, ${CLIENTS} clients, ${rush.seconds.toFixed(1)} s`
    const waits = written.flatMap(({ answers }) => answers.map(({ ms }) => ms))
    const unsaved = written.reduce((sum, { unwanted }) => sum + unwanted, 0)
    return [
      atLeast('submit-rate', rush.perSecond, {
        target: 500,
        unit: '/s',
        detail: `${detail}; ${rush.spent}`,
      }),
      atMost('submit-p99', rush.p99, { target: 1_000, unit: 'ms', detail }),
      atMost('submit-lost-or-doubled', wrong, {
        target: 0,
        unit: 'applications',
        detail: `${accepted} accepted, ${kept?.submitted} kept, ${kept?.doubled} doubled, ${rush.unwanted} refused`,
      }),
      atMost('autosave-p99', unsaved === 0 ? percentile(waits, 0.99) : Number.POSITIVE_INFINITY, {
        target: 300,
        unit: 'ms',
        detail: `${WRITERS} writers during the rush, ${waits.length} fields, p50 ${percentile(waits, 0.5).toFixed(0)} ms, ${unsaved} failed`,
      }),
    ]
  })

const isWritten = ({ type, required }: { type: string; required: boolean }): boolean =>
  required && (type === 'short_text' || type === 'long_text')

const submission = async (
  filling: TestApp,
  { id, applicant }: DraftMade,
  number: number,
): Promise<Asked> => ({
  method: 'POST',
  path: `/api/v1/applications/${id}/submission`,
  headers: {
    cookie: await cookieOf(filling, applicant),
    'x-forwarded-for': addressOf(number),
    'idempotency-key': id,
  },
})

/** One field saved again and again, each time upon the version before; the first is the draft's. */
const savesOf = async (
  filling: TestApp,
  { id, applicant }: DraftMade,
  { key, number }: { key: string; number: number },
): Promise<Asked[]> => {
  const cookie = await cookieOf(filling, applicant)
  return Array.from({ length: SAVES_EACH }, (_, save) => ({
    method: 'PUT',
    path: `/api/v1/applications/${id}/answers/${key}`,
    headers: {
      cookie,
      'x-forwarded-for': addressOf(0xf000 + number),
      'content-type': 'application/json',
      'if-match': `"${save + 1}"`,
    },
    body: JSON.stringify({ value: `Ward meetings, ${save + 1} of them` }),
  }))
}
