/** Publications on one list. */
export const LIST_ITEMS_MAX = 200
/** Characters of a list’s name and of the note on it. */
export const LIST_NAME_MAX = 120
export const LIST_NOTE_MAX = 2_000
/** Lists that one browser keeps the keys of. */
export const LISTS_PER_BROWSER_MAX = 10
/** A list that is not changed or renewed for so long is forgotten. */
export const LIST_UNUSED_DAYS = 365

const DAY_MS = 86_400_000
const KEY = /^[\w-]{43}$/

export type ListRefusal =
  | { reason: 'list_full'; most: number }
  | { reason: 'too_many_lists'; most: number }
  | { reason: 'list_publication_gone' }

export const refuseAdding = (facts: {
  items: number
  isOnIt: boolean
  isPublished: boolean
}): ListRefusal | null => {
  if (!facts.isPublished) return { reason: 'list_publication_gone' }
  // Once more is no more.
  if (facts.isOnIt) return null
  return facts.items >= LIST_ITEMS_MAX ? { reason: 'list_full', most: LIST_ITEMS_MAX } : null
}

/** Whether a list may be put in this order: what is on it already may stay, whatever became of it. */
export const refuseOrder = (
  ids: readonly string[],
  facts: { onIt: ReadonlySet<string>; published: ReadonlySet<string> },
): ListRefusal | null => {
  if (ids.some((id) => !facts.onIt.has(id) && !facts.published.has(id)))
    return { reason: 'list_publication_gone' }
  return ids.length > LIST_ITEMS_MAX ? { reason: 'list_full', most: LIST_ITEMS_MAX } : null
}

export const refuseAnotherList = (kept: number): ListRefusal | null =>
  kept >= LISTS_PER_BROWSER_MAX ? { reason: 'too_many_lists', most: LISTS_PER_BROWSER_MAX } : null

/** The keys in a browser’s cookie, the newest first; whatever else stands there is none. */
export const keysIn = (cookie: string | undefined): string[] =>
  [...new Set((cookie ?? '').split('.'))]
    .filter((key) => KEY.test(key))
    .slice(0, LISTS_PER_BROWSER_MAX)

/** The cookie with one key more, first; the oldest gives way. */
export const withKey = (keys: readonly string[], key: string): string =>
  [key, ...keys.filter((one) => one !== key)].slice(0, LISTS_PER_BROWSER_MAX).join('.')

export const LIST_STEPS = ['up', 'down', 'remove'] as const
export type ListStep = (typeof LIST_STEPS)[number]

/** The order after one step; what is not on the list, or stands at its end already, changes nothing. */
export const stepped = (ids: readonly string[], id: string, step: ListStep): string[] => {
  const at = ids.indexOf(id)
  if (at === -1) return [...ids]
  const others = ids.filter((one) => one !== id)
  if (step === 'remove') return others
  const to = Math.min(Math.max(0, step === 'up' ? at - 1 : at + 1), others.length)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

export const keptUntil = (usedAt: Date): Date =>
  new Date(usedAt.getTime() + LIST_UNUSED_DAYS * DAY_MS)

/** Lists last changed before this have been forgotten. */
export const unusedBefore = (now: Date): Date => new Date(now.getTime() - LIST_UNUSED_DAYS * DAY_MS)
