/** What a file is to its publication. Exactly one present file is the main one: its text is what is read and found. */
export const FILE_KINDS = [
  'main',
  'annex',
  'slides',
  'dataset',
  'summary',
  'cover',
  'other',
] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Public notes on a publication: an error that was put right, or any other change. */
export const NOTE_KINDS = ['erratum', 'change'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

/** Changes of a published work that readers who cited it must be told of. */
const TOLD_OF: readonly string[] = ['title', 'contributors', 'file']

/** Whether a change of these fields of something published must be explained. */
export const mustBeTold = (changed: readonly string[]): boolean =>
  changed.some((field) => TOLD_OF.includes(field))

/** Who paid: one of our grants by its reference, or another's award. */
export type Funding = {
  /** `G2027-0012`: ours; then the rest says nothing. */
  grant: string | null
  funder: string | null
  /** ROR or DOI of the funder, as an address. */
  funderId: string | null
  awardNumber: string | null
  awardTitle: string | null
  awardUri: string | null
}
