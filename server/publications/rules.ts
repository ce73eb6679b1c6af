import { mustBeTold } from './rules/parts.ts'

export const PUBLICATION_STATUSES = [
  'draft',
  'submitted',
  'approved',
  'published',
  'withdrawn',
] as const
export type PublicationStatus = (typeof PUBLICATION_STATUSES)[number]

/** Withdrawal leaves a tombstone that keeps the citation. */
export const publicationTransitions = {
  draft: { submit: 'submitted', approve: 'approved' },
  submitted: { return: 'draft', approve: 'approved' },
  approved: { publish: 'published', return: 'draft' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { reinstate: 'published' },
} as const satisfies Record<PublicationStatus, Record<string, PublicationStatus>>

export const PUBLICATION_ACTS = [
  'submit',
  'return',
  'approve',
  'publish',
  'withdraw',
  'reinstate',
] as const
export type PublicationAct = (typeof PUBLICATION_ACTS)[number]

/** Acts as they stand in addresses. */
export const ACT_NOUNS = {
  submit: 'submission',
  return: 'return',
  approve: 'approval',
  publish: 'publication',
  withdraw: 'withdrawal',
  reinstate: 'reinstatement',
} as const satisfies Record<PublicationAct, string>

export type PublicationRefusal =
  | { reason: 'publication_wrong_status'; status: PublicationStatus; act: PublicationAct }
  | { reason: 'publication_nothing_to_read' }
  | { reason: 'publication_file_unreadable' }
  | { reason: 'publication_reason_missing' }
  | { reason: 'publication_is_withdrawn' }
  | { reason: 'publication_note_missing' }
  | { reason: 'deposit_with_authors' }
  | { reason: 'deposit_incomplete'; missing: readonly string[] }
  | { reason: 'deposit_reason_missing' }

/** What the rules ask of a publication before an act. */
export type ActFacts = {
  status: PublicationStatus
  hasFile: boolean
  /** The cage could not read the file. */
  isFileUnreadable: boolean
  /** Held elsewhere, or its text is here without a file. */
  hasElsewhere: boolean
  /** Of a withdrawal, or of a deposit's return. */
  reason?: string | undefined
  /** Where its authors deposited it: what it lacks, as `checksOf` says it. */
  deposit?: { missing: readonly string[] } | undefined
}

/** The status after an act, or undefined where the lifecycle has no such way. */
export const statusAfter = (
  status: PublicationStatus,
  act: PublicationAct,
): PublicationStatus | undefined => {
  const ways: Partial<Record<PublicationAct, PublicationStatus>> = publicationTransitions[status]
  return ways[act]
}

/** Why an act cannot be done now: pages ask before they show its button, operations before they act. */
export const refuseAct = (act: PublicationAct, facts: ActFacts): PublicationRefusal | null => {
  if (statusAfter(facts.status, act) === undefined)
    return { reason: 'publication_wrong_status', status: facts.status, act }
  if (act === 'withdraw' && facts.reason !== undefined && facts.reason.trim() === '')
    return { reason: 'publication_reason_missing' }
  const refusal = facts.deposit ? refuseOnDeposit(act, facts, facts.deposit) : null
  if (refusal) return refusal
  // What is reinstated was public before: it comes back as it was.
  if (act !== 'publish') return null
  if (facts.isFileUnreadable) return { reason: 'publication_file_unreadable' }
  if (!facts.hasFile && !facts.hasElsewhere) return { reason: 'publication_nothing_to_read' }
  return null
}

/**
 * What its authors deposited is approved once they have handed it in and it lacks nothing, and sent back with a
 * reason. The office may hand it in for authors who are gone.
 */
const refuseOnDeposit = (
  act: PublicationAct,
  { status, reason }: ActFacts,
  { missing }: { missing: readonly string[] },
): PublicationRefusal | null => {
  if (act === 'return' && reason !== undefined && reason.trim() === '')
    return { reason: 'deposit_reason_missing' }
  if (act !== 'approve') return null
  if (status === 'draft') return { reason: 'deposit_with_authors' }
  return missing.length > 0 ? { reason: 'deposit_incomplete', missing } : null
}

/** What is published may be corrected; what is withdrawn stays as it was when it went. */
export const refuseEdit = (status: PublicationStatus): PublicationRefusal | null =>
  status === 'withdrawn' ? { reason: 'publication_is_withdrawn' } : null

/**
 * Whether a change may be made without a word: of something published, readers who cited it must be told what
 * became of title, authors and file.
 */
export const refuseSilence = (
  status: PublicationStatus,
  changed: readonly string[],
  note: LanguageTexts,
): PublicationRefusal | null =>
  status === 'published' && mustBeTold(changed) && Object.keys(note).length === 0
    ? { reason: 'publication_note_missing' }
    : null

/** Texts per language, keyed by ISO 639-1. */
export type LanguageTexts = Readonly<Record<string, string>>
export type Worded = { text: string; language: string }

/** The text that a reader is shown: in the reader's language, else the main one, else any. */
export const wordedFor = (
  texts: LanguageTexts,
  reader: string,
  main: string,
): Worded | undefined => {
  for (const language of [reader, main, 'en', 'sv', ...Object.keys(texts)]) {
    const text = texts[language]
    if (text !== undefined && text !== '') return { text, language }
  }
  return undefined
}

/** The facets of the library, in the order in which they are shown; each is a parameter of the same name. */
export const FACETS = [
  'country',
  'theme',
  'series',
  'type',
  'language',
  'year',
  'core_value',
  'sdg',
  'audience',
  'tier',
  'study_type',
  'extent',
] as const
export type Facet = (typeof FACETS)[number]

/** What a reader narrowed to: any of the values of a facet, in every facet that has some. */
export type ChosenFacets = Partial<Record<Facet, readonly string[]>>

export const SORTS = ['relevance', 'newest', 'title'] as const
export type Sort = (typeof SORTS)[number]

export const SLUG_MAX = 60
/** Addresses that mean something else under `/publications`. */
const RESERVED_SLUGS: readonly string[] = [
  'suggest',
  'publications',
  'feed',
  'new',
  'search',
  'export',
]

/** The address of a folded title: words joined by hyphens, cut at a word. Never empty. */
export const slugOf = (foldedTitle: string): string => {
  const words = foldedTitle.match(/[a-z0-9]+/g) ?? []
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length > SLUG_MAX) break
    slug = longer
  }
  const cut = slug === '' ? (words[0] ?? '').slice(0, SLUG_MAX) : slug
  return cut === '' || RESERVED_SLUGS.includes(cut) ? `publication${cut && '-'}${cut}` : cut
}

/** The first free address: itself, or with the next number after it. */
export const freeSlug = (slug: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(slug)) return slug
  for (let number = 2; ; number += 1)
    if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`
}

/** A DOI without its resolver, or null where it is none. */
export const doiOf = (text: string): string | null =>
  /^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)?(10\.\d{4,9}\/\S+)$/i.exec(text.trim())?.[1] ?? null

export type ByteRange = { start: number; end: number }

/**
 * The part of a file that a `Range` header asks for: null for the whole (none asked, several, or not
 * understood), `unsatisfiable` for what lies outside it.
 */
export const byteRangeOf = (
  header: string | undefined,
  size: number,
): ByteRange | null | 'unsatisfiable' => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}
