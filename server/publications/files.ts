import type { StoredFile } from '../storage.ts'
import type { Publication } from './store.ts'

/** The largest file of the library, bytes. */
export const FILE_BYTES_MAX = 20_000_000

/** Kinds of file that may lie beside the main one, each with its ending and how its bytes begin. */
const OTHER_TYPES: readonly { mediaType: string; extension: string; begins: string | null }[] = [
  { mediaType: 'application/pdf', extension: '.pdf', begins: '%PDF-' },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: '.pptx',
    begins: 'PK',
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: '.xlsx',
    begins: 'PK',
  },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: '.docx',
    begins: 'PK',
  },
  { mediaType: 'application/vnd.oasis.opendocument.text', extension: '.odt', begins: 'PK' },
  { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extension: '.ods', begins: 'PK' },
  { mediaType: 'application/vnd.oasis.opendocument.presentation', extension: '.odp', begins: 'PK' },
  { mediaType: 'application/zip', extension: '.zip', begins: 'PK' },
  { mediaType: 'image/png', extension: '.png', begins: '\x89PNG' },
  { mediaType: 'image/jpeg', extension: '.jpg', begins: '\xff\xd8\xff' },
  { mediaType: 'text/csv; charset=utf-8', extension: '.csv', begins: null },
  { mediaType: 'text/plain; charset=utf-8', extension: '.txt', begins: null },
]

export const OTHER_EXTENSIONS: readonly string[] = [
  ...OTHER_TYPES.map(({ extension }) => extension),
  '.jpeg',
]

/** As they are said beside the field. */
export const OTHER_KINDS = 'PDF, CSV, XLSX, PPTX, DOCX, ODF, ZIP, TXT, PNG, JPG'

/** What a file is by its name, or null where its bytes do not begin so, or the kind is not taken. */
export const mediaTypeOf = (name: string, { firstBytes }: StoredFile): string | null => {
  const plain = name.toLowerCase().replace(/\.jpeg$/, '.jpg')
  const found = OTHER_TYPES.find(({ extension }) => plain.endsWith(extension))
  if (!found) return null
  const isText = !firstBytes.includes(0)
  const begins = firstBytes.toString('latin1', 0, 5)
  const fits = found.begins === null ? isText : begins.startsWith(found.begins)
  return fits ? found.mediaType : null
}

export const extensionOf = (mediaType: string): string =>
  OTHER_TYPES.find((type) => type.mediaType === mediaType)?.extension ?? ''

export const isPdf = ({ firstBytes }: StoredFile): boolean =>
  firstBytes.toString('latin1', 0, 5) === '%PDF-'

/** What is sent under one address: the bytes of each part in turn. `sha256` and `size` are those of the whole. */
export type SentFile = {
  sha256: string
  size: number
  parts: readonly { sha256: string; size: number }[]
}

/** The PDF that readers get: the reading copy where there is one, else the original. */
export const readersFile = ({
  file,
  copy,
}: Pick<Publication, 'file' | 'copy'>): SentFile | null => {
  if (file === null) return null
  if (copy === null || 'reason' in copy) return originalFile(file)
  const { sha256, size, tail } = copy
  return { sha256, size, parts: [file, tail] }
}

export const originalFile = (file: { sha256: string; size: number }): SentFile => ({
  sha256: file.sha256,
  size: file.size,
  parts: [file],
})

/** Where the main file is downloaded as it was handed in. */
export const originalPath = (publication: { slug: string }): string =>
  `/publications/${publication.slug}/${ORIGINAL_NAME}`

export const ORIGINAL_NAME = 'original.pdf'

/** What it is called where it is kept. */
export const otherFileName = (slug: string, file: { kind: string; mediaType: string }): string =>
  `${slug}-${file.kind}${extensionOf(file.mediaType)}`

/** Where a file beside the main one is downloaded. */
export const otherFilePath = (publication: { slug: string }, file: { id: string }): string =>
  `/publications/${publication.slug}/files/${file.id}`

/** Where the office reads a file of a publication, whatever its status; `main` is the main one. */
export const officeFilePath = (
  publication: { id: string },
  file: { id: string } | 'main',
): string => `/office/publications/${publication.id}/files/${file === 'main' ? 'main' : file.id}`
