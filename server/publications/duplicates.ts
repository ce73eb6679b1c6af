import { z } from 'zod'
import type { Tx } from '../../db/client.ts'
import { actorId, isStaff } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { job } from '../queue.ts'
import {
  type Alike,
  deleteDismissal,
  findByFile,
  findByNumbers,
  findByPrints,
  findByTitles,
  listAlike,
  listDismissed,
  type Reach,
  saveDismissal,
} from './duplicates-store.ts'
import { findPrints, listUnmarked, replaceMarks, replacePrints } from './marks-store.ts'
import { hasFamilyMembers } from './parts-store.ts'
import {
  areTextsAlike,
  areTitlesAlike,
  asksForConfirmation,
  byLikeness,
  DUPLICATES_MAX,
  familyOffer,
  isDismissed,
  isToldWithin,
  type Likeness,
  refuseDouble,
} from './rules/duplicates.ts'
import type { FamilyKind } from './rules/families.ts'
import { type Marked, marksOf } from './rules/marks.ts'
import { pagesAlike, printsOf, shareAlike } from './rules/prints.ts'
import { listPages, lockPublication, type Publication } from './store.ts'

/** What is asked about: a publication, or something that is not stored yet, with as much as is known of it. */
export type Work = Marked & {
  /** Null where it is not stored. */
  id: string | null
  language: string
  familyMainId?: string | null
  /** Of its PDF, hex. */
  sha256?: string | null | undefined
  /** Its text, page by page; by default what is stored of it. */
  pages?: readonly string[] | undefined
}

export type LikelyDuplicate = {
  publication: Alike
  /** What they have in common, the surest first. */
  why: Likeness[]
  /** Whoever publishes has to say that it is right so. */
  asksForConfirmation: boolean
  /** As what it could join which family instead. */
  family: { mainId: string; kind: FamilyKind } | null
}

export const workOf = (publication: Publication): Work => ({
  ...publication,
  sha256: publication.file?.sha256,
})

/**
 * What is here already and may be the same work, the likeliest first and at most `DUPLICATES_MAX`: by DOI, ISBN, file,
 * title in any language, and text. The office and the portal see all; anybody else what is public and what they
 * began themselves. What the office has dismissed is left out.
 */
export const likelyDuplicates = async (
  context: Context,
  work: Work,
): Promise<LikelyDuplicate[]> => {
  const { db: tx } = context
  const asked = { ownId: work.id, reach: reachOf(context) }
  const marks = marksOf(work)
  const prints =
    work.pages === undefined
      ? work.id === null
        ? []
        : await findPrints(tx, work.id)
      : printsOf(work.pages)
  const found = new Map<string, Likeness[]>()
  const add = (id: string, one: Likeness) => {
    const before = (found.get(id) ?? []).filter(({ kind }) => kind !== one.kind)
    found.set(id, [...before, one])
  }
  if (work.sha256)
    for (const { id } of await findByFile(tx, work.sha256, asked)) add(id, { kind: 'file' })
  for (const { id, kind } of await findByNumbers(tx, marks, asked)) add(id, { kind })
  for (const { id, prints: others } of await findByPrints(tx, prints, asked)) {
    const share = shareAlike(prints, others)
    if (areTextsAlike(share)) add(id, { kind: 'text', share, alike: 0, pages: 0 })
  }
  // The most alike come first; the best of several titles is the last to be set.
  for (const { id, own, other, share } of (await findByTitles(tx, marks, asked)).toReversed())
    if (areTitlesAlike(own, other, share)) add(id, { kind: 'title', share })
  const shown = await withoutDismissed(tx, work, found)
  await tellPages(tx, work, shown)
  const hasMembers = work.id !== null && shown.length > 0 && (await hasFamilyMembers(tx, work.id))
  return shown.map(({ publication, why }) => ({
    publication,
    why,
    asksForConfirmation: asksForConfirmation(why),
    family: familyOffer(
      {
        id: work.id ?? '',
        language: work.language,
        familyMainId: work.familyMainId ?? null,
        hasMembers,
      },
      publication,
      why,
    ),
  }))
}

const reachOf = ({ actor, clock }: Context): Reach =>
  actor.kind === 'system' || isStaff(actor)
    ? { isAll: true }
    : { isAll: false, personId: actorId(actor), now: clock.now() }

const withoutDismissed = async (
  tx: Tx,
  work: Work,
  found: ReadonlyMap<string, readonly Likeness[]>,
): Promise<{ publication: Alike; why: Likeness[] }[]> => {
  if (found.size === 0) return []
  const dismissed = new Map(
    work.id === null
      ? []
      : (await listDismissed(tx, work.id)).map(({ otherId, kinds }) => [otherId, kinds]),
  )
  return (await listAlike(tx, [...found.keys()]))
    .flatMap((publication) => {
      const why = (found.get(publication.id) ?? []).filter(({ kind }) =>
        isToldWithin(kind, isOfFamily(work, publication)),
      )
      return why.length === 0 || isDismissed(why, dismissed.get(publication.id))
        ? []
        : [{ publication, why }]
    })
    .sort(byLikeness)
    .slice(0, DUPLICATES_MAX)
}

const isOfFamily = (work: Work, other: Alike): boolean =>
  work.id !== null && (work.familyMainId ?? work.id) === (other.familyMainId ?? other.id)

/** How many pages read the same, where texts are alike. */
const tellPages = async (
  tx: Tx,
  work: Work,
  shown: readonly { publication: Alike; why: Likeness[] }[],
): Promise<void> => {
  const alike = shown.filter(({ why }) => why.some(({ kind }) => kind === 'text'))
  if (alike.length === 0) return
  const texts = await listPages(tx, [
    ...alike.map(({ publication }) => publication.id),
    ...(work.id === null ? [] : [work.id]),
  ])
  const textOf = (id: string | null) =>
    texts.filter(({ publicationId }) => publicationId === id).map(({ text }) => text)
  const own = work.pages ?? textOf(work.id)
  for (const { publication, why } of alike)
    for (const one of why)
      if (one.kind === 'text') Object.assign(one, pagesAlike(own, textOf(publication.id)))
}

/** Refuses to publish what has the file or DOI of another, until somebody has said that it is right so. */
export const refuseUnconfirmedDouble = async (
  context: Context,
  publication: Publication,
  confirmed: readonly string[],
): Promise<void> => {
  const found = await likelyDuplicates(context, workOf(publication))
  refuse(
    refuseDouble(
      found.map(({ publication: { id }, why }) => ({ id, why })),
      confirmed,
    ),
  )
}

/** Says that two are not the same: neither is shown to the other again. The reason stands in the history of both. */
export const dismissDuplicate = (
  context: Context,
  address: string,
  given: { other: string; reason: string },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const within = { ...context, db: tx }
    const publication = await lockPublication(tx, address)
    const reason = given.reason.trim()
    refuse(reason === '' ? { reason: 'duplicate_reason_missing' } : null)
    const found = (await likelyDuplicates(within, workOf(publication))).find(
      (one) => one.publication.id === given.other,
    )
    if (!found) throw new NotFound('duplicate')
    const kinds = found.why.map(({ kind }) => kind)
    await saveDismissal(tx, [publication.id, given.other], {
      kinds,
      reason,
      dismissedAt: context.clock.now(),
      dismissedBy: actorId(context.actor),
    })
    for (const [one, other] of [
      [publication.id, given.other],
      [given.other, publication.id],
    ] as const)
      await record(tx, context, {
        entity: 'publication',
        entityId: one,
        type: 'publication.duplicate_dismissed',
        reason,
        data: { other, kinds },
      })
  })

/** Takes that back. */
export const restoreDuplicate = (context: Context, address: string, other: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const publication = await lockPublication(tx, address)
    if (!(await deleteDismissal(tx, [publication.id, other]))) throw new NotFound('duplicate')
    for (const [one, another] of [
      [publication.id, other],
      [other, publication.id],
    ] as const)
      await record(tx, context, {
        entity: 'publication',
        entityId: one,
        type: 'publication.duplicate_restored',
        data: { other: another },
      })
  })

const MARKED_AT_ONCE = 50
const MARKED_A_NIGHT = 20_000

/** Every night: publications from before there were marks, and those that other rules marked. */
export const markUnmarked = job({
  name: 'publications.mark-unmarked',
  payload: z.object({}),
  attempts: 3,
  timeoutSeconds: 600,
  schedule: '20 2 * * *',
  run: async ({ db }) => {
    for (let done = 0; done < MARKED_A_NIGHT; done += MARKED_AT_ONCE) {
      const unmarked = await listUnmarked(db, MARKED_AT_ONCE)
      if (unmarked.length === 0) return
      await db.transaction(async (tx) => {
        const ids = unmarked.map(({ id }) => id)
        const pages = Map.groupBy(await listPages(tx, ids), ({ publicationId }) => publicationId)
        await replaceMarks(
          tx,
          unmarked.map(({ id, ...draft }) => ({ id, draft })),
        )
        await replacePrints(
          tx,
          ids.map((id) => ({ id, pages: (pages.get(id) ?? []).map(({ text }) => text) })),
        )
      })
    }
  },
})
