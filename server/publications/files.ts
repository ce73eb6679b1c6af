import type { StoredFile } from '../storage.ts'

/** The largest file of the library, bytes. */
export const FILE_BYTES_MAX = 20_000_000

export const isPdf = ({ firstBytes }: StoredFile): boolean =>
  firstBytes.toString('latin1', 0, 5) === '%PDF-'
