import type { FamilyKind } from './families.ts'

/** What two publications may have in common, what tells most first. */
export const LIKENESS_KINDS = ['file', 'doi', 'isbn', 'text', 'title'] as const
export type LikenessKind = (typeof LIKENESS_KINDS)[number]

/** Why two publications may be one. `share` is from 0 to 1; pages are of the one that is asked about. */
export type Likeness =
  | { kind: 'file' | 'doi' | 'isbn' }
  | { kind: 'text'; share: number; alike: number; pages: number }
  | { kind: 'title'; share: number }

/** The share of trigrams (pg_trgm) from which folded titles are alike. */
export const TITLE_ALIKE_MIN = 0.7
/** The share of the text from which two publications read the same. */
export const TEXT_ALIKE_MIN = 0.5
/** Of pages that are the same to the letter, from where it is said in pages. */
const PAGES_TOLD_FROM = 0.5
/** As many as a person looks through. */
export const DUPLICATES_MAX = 10

/** What is hardly ever right in two publications: whoever publishes the second one says so. */
const ASKED_OF: readonly LikenessKind[] = ['file', 'doi']

export const asksForConfirmation = (why: readonly Pick<Likeness, 'kind'>[]): boolean =>
  why.some(({ kind }) => ASKED_OF.includes(kind))

/**
 * Whether two folded titles that share so many trigrams are alike. Titles that differ in their figures are of another
 * year or another part: "Annual report 2024" is not "Annual report 2025".
 */
export const areTitlesAlike = (one: string, other: string, share: number): boolean =>
  share >= TITLE_ALIKE_MIN && figuresOf(one) === figuresOf(other)

const figuresOf = (title: string): string => (title.match(/\d+/g) ?? []).join(' ')

export const areTextsAlike = (share: number): boolean => share >= TEXT_ALIKE_MIN

/** Whether the likeness of texts is told in pages; else in per cent, as where the pages break elsewhere. */
export const isToldInPages = ({ alike, pages }: { alike: number; pages: number }): boolean =>
  pages > 0 && alike / pages >= PAGES_TOLD_FROM

/** Per cent for a reader; all but the same is never told as the same. */
export const percentOf = (share: number): number => Math.floor(share * 100 + 1e-9)

/** One that was seen and found to be another stays out of sight, unless something that must be asked of is new. */
export const isDismissed = (
  why: readonly Pick<Likeness, 'kind'>[],
  dismissed: readonly LikenessKind[] | undefined,
): boolean =>
  dismissed !== undefined &&
  !asksForConfirmation(why.filter(({ kind }) => !dismissed.includes(kind)))

/** Of one family titles and texts are alike by nature; the same file or DOI is not. */
export const isToldWithin = (kind: LikenessKind, isFamily: boolean): boolean =>
  !isFamily || ASKED_OF.includes(kind)

type Member = {
  id: string
  language: string
  familyMainId: string | null
}

/**
 * As what a publication could join the other's family, and whose: another language is a translation, the same one
 * another edition where title or text are alike. Null where it has a family, is the main one of one, or the file is
 * the same.
 */
export const familyOffer = (
  own: Member & { hasMembers: boolean },
  other: Member,
  why: readonly Pick<Likeness, 'kind'>[],
): { mainId: string; kind: FamilyKind } | null => {
  if (own.familyMainId !== null || own.hasMembers) return null
  if (why.some(({ kind }) => kind === 'file')) return null
  const kind = own.language === other.language ? 'edition' : 'translation'
  if (kind === 'edition' && !why.some(({ kind }) => kind === 'title' || kind === 'text'))
    return null
  return { mainId: other.familyMainId ?? other.id, kind }
}

/** The surest first. */
export const byLikeness = (
  one: { why: readonly Likeness[] },
  other: { why: readonly Likeness[] },
): number => weightOf(other.why) - weightOf(one.why)

const weightOf = (why: readonly Likeness[]): number =>
  why.reduce(
    (sum, one) =>
      sum +
      (one.kind === 'text' || one.kind === 'title'
        ? one.share * (one.kind === 'text' ? 2 : 1)
        : SURE[one.kind]),
    0,
  )

const SURE = { file: 10, doi: 8, isbn: 5 } as const

/** What an import makes of what is new. */
export const IMPORTED_AS = ['draft', 'published'] as const
export type ImportedAs = (typeof IMPORTED_AS)[number]

/** What has the file or DOI of another waits as a draft, whatever else was said: nobody is there to confirm it. */
export const statusOfImported = (
  as: ImportedAs,
  { isCertain }: { isCertain: boolean },
): ImportedAs => (isCertain ? 'draft' : as)

export type DuplicateRefusal =
  | { reason: 'publication_same_as_other'; others: readonly string[] }
  | { reason: 'duplicate_reason_missing' }

/** Of something that is to be published: what asks for a word and got none. */
export const refuseDouble = (
  found: readonly { id: string; why: readonly Pick<Likeness, 'kind'>[] }[],
  confirmed: readonly string[],
): DuplicateRefusal | null => {
  const others = found
    .filter(({ id, why }) => asksForConfirmation(why) && !confirmed.includes(id))
    .map(({ id }) => id)
  return others.length === 0 ? null : { reason: 'publication_same_as_other', others }
}
