/** How often an alert writes. */
export const FREQUENCIES = ['daily', 'weekly'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** An alert that nobody confirms is forgotten after so many days, address and all. */
export const UNCONFIRMED_DAYS = 7
/** Searches that one address may follow. */
export const ALERTS_PER_ADDRESS_MAX = 50
/** Mails that ask an address to confirm, in 24 hours, whoever asks for them. */
export const ASKED_PER_DAY_MAX = 5
/** Publications that one mail names; the rest is a link away. */
export const DIGEST_SHOWN_MAX = 30
/** Characters of the address of a search. */
export const SEARCH_MAX = 2_000
/** Looked at again each time, in days: what was published a moment before was perhaps not yet to be found. */
export const OVERLAP_DAYS = 2

/** The link of a mail works for so long; that of the newest mail for as long as the alert lasts. */
export const KEY_DAYS = 400

const DAY_MS = 86_400_000

export type Looked = { frequency: Frequency; confirmedAt: Date | null; lookedAt: Date | null }

/** The day, or the Monday of the week, in UTC: `2026-11-25`. */
export const periodOf = (frequency: Frequency, at: Date): string => {
  const sinceMonday = (at.getUTCDay() + 6) % 7
  const first = frequency === 'daily' ? at : new Date(at.getTime() - sinceMonday * DAY_MS)
  return first.toISOString().slice(0, 10)
}

/** Once a day or, from Monday on, once a week; a run that failed to come is made up for. Never before it is confirmed. */
export const isDue = ({ frequency, confirmedAt, lookedAt }: Looked, asOf: Date): boolean =>
  confirmedAt !== null &&
  lookedAt !== null &&
  periodOf(frequency, lookedAt) < periodOf(frequency, asOf)

/** From when on something counts as new: nothing from before it was confirmed. */
export const newSince = ({ confirmedAt, lookedAt }: Looked): Date => {
  const confirmed = confirmedAt?.getTime() ?? Number.POSITIVE_INFINITY
  const looked = (lookedAt?.getTime() ?? confirmed) - OVERLAP_DAYS * DAY_MS
  return new Date(Math.max(confirmed, looked))
}

/** What was asked for before this and is not confirmed has been forgotten. */
export const forgottenBefore = (now: Date): Date =>
  new Date(now.getTime() - UNCONFIRMED_DAYS * DAY_MS)

/** Keys made before this, but for the newest of their alert, have been forgotten. */
export const keysForgottenBefore = (now: Date): Date => new Date(now.getTime() - KEY_DAYS * DAY_MS)

export const isConfirmable = ({ askedAt }: { askedAt: Date }, now: Date): boolean =>
  askedAt >= forgottenBefore(now)

/** What an address is written when somebody asks to follow a search for it; null where it has had its share. */
export const letterFor = (facts: {
  isFollowed: boolean
  followed: number
  askedToday: number
}): 'confirm' | 'known' | 'full' | null => {
  if (facts.askedToday >= ASKED_PER_DAY_MAX) return null
  if (facts.isFollowed) return 'known'
  return facts.followed >= ALERTS_PER_ADDRESS_MAX ? 'full' : 'confirm'
}
