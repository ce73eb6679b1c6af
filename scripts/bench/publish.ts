import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { emptyDraft } from '../../server/publications/draft.ts'
import {
  actOnPublication,
  attachFile,
  createPublication,
} from '../../server/publications/operations.ts'
import type { PublicationAct } from '../../server/publications/rules.ts'
import { person } from '../../test/helpers/actors.ts'
import type { TestApp } from '../../test/helpers/app.ts'
import { simplePdf } from '../../test/helpers/pdfs.ts'
import { atMost, type Bench, percentile } from './figure.ts'
import { addressOf, withPortal } from './portal.ts'

const PUBLICATIONS = { small: 20, full: 50 }
const LOOK_EVERY_MS = 5
const GIVE_UP_MS = 60_000
const BYTES_MAX = 1024 * 1024

/** From the officer's act to what a reader's search answers, in a quiet portal with the sample library. */
export const publish: Bench = ({ isFull }) =>
  withPortal({ SEED: 'true' }, async ({ url }, filling) => {
    await until(() => isQuiet(filling))
    const found: number[] = []
    const gone: number[] = []
    const count = isFull ? PUBLICATIONS.full : PUBLICATIONS.small
    for (let number = 0; number < count; number++) {
      const word = wordOf(number)
      const act = await approved(filling, word)
      let looks = 0
      const isFound = async () => {
        const answer = await fetch(`${url}/api/v1/publications?q=${word}`, {
          headers: { 'x-forwarded-for': addressOf(number * 10_000 + looks++) },
        })
        if (!answer.ok) throw new Error(`the search answered ${answer.status}`)
        return ((await answer.json()) as { total: number }).total > 0
      }
      await act('publish')
      found.push(await until(isFound))
      await act('withdraw')
      gone.push(await until(async () => !(await isFound())))
    }
    const detail = `${count} with a file, one after the other`
    return [
      atMost('publish-to-findable-p95', percentile(found, 0.95), {
        target: 2_000,
        unit: 'ms',
        detail: `${detail}, p50 ${percentile(found, 0.5).toFixed(0)} ms`,
      }),
      atMost('withdraw-to-gone-p95', percentile(gone, 0.95), {
        target: 2_000,
        unit: 'ms',
        detail: `${detail}, p50 ${percentile(gone, 0.5).toFixed(0)} ms`,
      }),
    ]
  })

/** Whether nothing waits or runs that the sample library brought along. */
const isQuiet = async ({ database }: TestApp): Promise<boolean> => {
  const [row] = await database.reading.execute<{ busy: number }>(
    sql`select count(*)::int as busy from pgboss.job
      where name like 'publications.%' and state in ('created', 'active', 'retry') and start_after <= now()`,
  )
  return row?.busy === 0
}

/** A word that stands nowhere else, and that no slip of the finger makes of another one's. */
const wordOf = (number: number): string =>
  `kvast${String.fromCharCode(97 + (number % 26)).repeat(3)}${String.fromCharCode(97 + Math.floor(number / 26)).repeat(3)}`

/** A publication that is approved; gives what does the next act to it. The acts are over when they are committed. */
const approved = async (filling: TestApp, word: string) => {
  const [writer, approver] = await Promise.all([
    person(filling, { roles: ['officer'] }),
    person(filling, { roles: ['officer'] }),
  ])
  const writing = filling.contextOf(writer)
  const draft = await createPublication(writing, {
    ...emptyDraft('en'),
    title: { en: `Water and ${word}` },
    abstract: { en: 'Who decides when the water comes, and who is asked.' },
    year: 2026,
  })
  const stored = await writing.storage.put(Readable.from(simplePdf(`A page of ${word}`)), {
    bytesMax: BYTES_MAX,
  })
  let { version } = await attachFile(writing, draft.id, { stored, version: draft.version })
  const act = async (name: PublicationAct) => {
    const context = filling.contextOf(name === 'submit' ? writer : approver)
    const reason = name === 'withdraw' ? 'A figure in it is wrong.' : undefined
    const saved = await actOnPublication(context, draft.id, { act: name, version, reason })
    version = saved.version
  }
  await act('submit')
  await act('approve')
  return act
}

/** Milliseconds until it is so, asked again and again. */
const until = async (isSo: () => Promise<boolean>): Promise<number> => {
  const begun = performance.now()
  while (!(await isSo())) {
    if (performance.now() - begun > GIVE_UP_MS) throw new Error('it never came to be so')
    await pause(LOOK_EVERY_MS)
  }
  return performance.now() - begun
}
