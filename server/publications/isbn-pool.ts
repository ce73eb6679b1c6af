import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { Refused, refuse } from '../errors.ts'
import type { PublicationDraft } from './draft.ts'
import { assignIsbn, insertIsbns, listAssigned, lockIsbns, takeFreeIsbn } from './parts-store.ts'
import { isbnOf } from './rules/numbers.ts'

/**
 * Gives each of these publications the ISBN of the pool that it states. Throws `Refused` where another has it, and
 * where one that was assigned is to be changed or left out.
 */
export const settleIsbns = async (
  tx: Tx,
  stated: readonly { id: string; isbn: string | null }[],
  now: Date,
): Promise<void> => {
  const assigned = new Map(
    (
      await listAssigned(
        tx,
        stated.map(({ id }) => id),
      )
    ).map(({ publicationId, isbn }) => [publicationId, isbn]),
  )
  for (const { id, isbn } of stated) {
    const kept = assigned.get(id)
    if (kept !== undefined && isbnOf(isbn ?? '') !== kept) refuse({ reason: 'isbn_kept' })
  }
  const wanted = stated.flatMap(({ id, isbn }) => {
    const digits = isbnOf(isbn ?? '')
    return digits === null ? [] : [{ id, digits }]
  })
  if (wanted.length === 0) return
  const pool = new Map(
    (
      await lockIsbns(
        tx,
        wanted.map(({ digits }) => digits),
      )
    ).map(({ isbn, publicationId }) => [isbn, publicationId]),
  )
  for (const { id, digits } of wanted) {
    const holder = pool.get(digits)
    if (holder === undefined || holder === id) continue
    if (holder !== null) throw new Refused({ reason: 'isbn_taken' })
    await assignIsbn(tx, digits, id, now)
    pool.set(digits, id)
  }
}

/** A draft with the next free ISBN of the pool, which is assigned when the draft is stored. Refused where none is left. */
export const withFreeIsbn = async (tx: Tx, draft: PublicationDraft): Promise<PublicationDraft> => {
  const free = await takeFreeIsbn(tx)
  if (!free) throw new Refused({ reason: 'isbn_none_left' })
  return { ...draft, isbn: free.written }
}

/** Adds ISBNs that the office has got: those of a range, and single ones as written. How many were new. */
export const addIsbns = (
  context: Context,
  given: readonly string[],
): Promise<{ added: number; known: number; wrong: string[] }> => {
  const found = given.map((written) => ({ written: written.trim(), isbn: isbnOf(written) }))
  const right = new Map(
    found.flatMap(({ written, isbn }) =>
      isbn === null ? [] : [[isbn, { isbn, written }] as const],
    ),
  )
  const wrong = found.flatMap(({ written, isbn }) => (isbn === null ? [written] : []))
  return context.db.transaction(async (tx) => {
    const added = await insertIsbns(tx, [...right.values()])
    context.log.info({ added }, 'isbns.added')
    return { added, known: right.size - added, wrong }
  })
}
