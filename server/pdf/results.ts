/** Why a file could not be read, as the interface explains it. */
export const REASONS = [
  'not_pdf',
  'encrypted',
  'damaged',
  'too_many_pages',
  'too_big',
  'timed_out',
  'out_of_memory',
] as const
export type Reason = (typeof REASONS)[number]
export type Unreadable = { ok: false; reason: Reason }

/** `mergeable`: its pages can be placed in a dossier. `hasText` is about the first pages only. */
export type Inspected = {
  ok: true
  pages: number
  encrypted: false
  hasText: boolean
  tagged: boolean
  title: string | null
  language: string | null
  hasScripts: boolean
  hasAttachments: boolean
  mergeable: boolean
  /** Null where the file's structure could not be made out. */
  fonts: Fonts | null
  /** Pages, from 1, that show pictures or drawings; null as above. */
  picturePages: number[] | null
}

/** Names of typefaces that readers will miss, each once and at most `FONTS_TOLD_MAX` of a kind. */
export type Fonts = {
  /** Not in the file: another program shows another one in its place. */
  missing: string[]
  /** Type 3: drawn letter by letter, without the hints that make small letters sharp. */
  drawn: string[]
}
export const FONTS_TOLD_MAX = 20

/** One string per page, in reading order as far as the file tells it. */
export type Extracted = { ok: true; pages: string[] }

/** No file is looked into that has more bytes or pages than these. */
export const FILE_BYTES_MAX = 100 * 1024 * 1024
export const PAGES_MAX = 3000
export const PAGE_CHARACTERS_MAX = 100_000

/** A reason found while reading; anything else that is thrown means a damaged file. */
export class CannotRead extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export function reasonOf(error: unknown): Reason {
  if (error instanceof CannotRead) return error.reason
  const message = error instanceof Error ? error.message : String(error)
  if (/encrypted|password/i.test(message)) return 'encrypted'
  return /allocation failed|out of memory|Invalid (typed )?array( buffer)? length/i.test(message)
    ? 'out_of_memory'
    : 'damaged'
}
