/** What the cage found in a PDF, as far as its author can mend it; keys as they are stored with the file. */
export type PdfFacts = {
  size: number
  findings: Readonly<Record<string, unknown>> | null
}

/** Above this a file is slow to fetch where the line is bad, bytes. */
export const PDF_EASY_BYTES_MAX = 5 * 1024 * 1024

export const PDF_REMARKS = [
  'scripts',
  'attachments',
  'no_text',
  'pages_without_text',
  'untagged',
  'no_title',
  'no_language',
  'fonts_missing',
  'fonts_drawn',
  'large',
] as const
export type PdfRemark = (typeof PDF_REMARKS)[number]

/**
 * What a reader would miss, what matters most first; empty where all is well. By PDF/UA-1 (ISO 14289-1, 7.1, 7.2 and
 * 7.21.4.1: tags, title, language, embedded fonts). Of a file that could not be read nothing is said: its own page
 * says why.
 */
export const pdfRemarks = ({ size, findings }: PdfFacts): PdfRemark[] => {
  if (findings?.['ok'] !== true) return []
  const { missing, drawn } = fontsIn(findings)
  const silent = silentPages(findings)
  // Only what has been read to its end tells of a text that begins late.
  const isSilent =
    silent === null
      ? findings['hasText'] === false
      : silent.length > 0 && silent.length === pagesIn(findings)
  const isSo: Record<PdfRemark, boolean> = {
    scripts: findings['hasScripts'] === true,
    attachments: findings['hasAttachments'] === true,
    no_text: isSilent,
    pages_without_text: !isSilent && pictured(findings).length > 0,
    untagged: findings['tagged'] === false,
    no_title: !findings['title'],
    no_language: !findings['language'],
    fonts_missing: missing.length > 0,
    fonts_drawn: drawn.length > 0,
    large: size > PDF_EASY_BYTES_MAX,
  }
  return PDF_REMARKS.filter((remark) => isSo[remark])
}

/** What remarks are about, in one line each: names of typefaces, and pages as "1–3, 7". */
export const pdfDetails = ({ findings }: PdfFacts): Partial<Record<PdfRemark, string>> => {
  const { missing, drawn } = fontsIn(findings ?? {})
  const named = (names: readonly string[]) => names.filter((name) => name !== '').join(', ')
  return {
    pages_without_text: rangesOf(pictured(findings ?? {})),
    fonts_missing: named(missing),
    fonts_drawn: named(drawn),
  }
}

const RANGES_TOLD_MAX = 12

/** "1–3, 7, 9–10"; of very many ranges the first ones and an ellipsis. */
export const rangesOf = (pages: readonly number[]): string => {
  const ranges: [number, number][] = []
  for (const page of pages) {
    const last = ranges.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else ranges.push([page, page])
  }
  const told = ranges
    .slice(0, RANGES_TOLD_MAX)
    .map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  return [...told, ...(ranges.length > RANGES_TOLD_MAX ? ['…'] : [])].join(', ')
}

/** Pages in whose text there is not one letter, from 1, for `silentPages` of the findings. */
export const pagesWithoutText = (pages: readonly string[]): number[] =>
  pages.flatMap((text, index) => (/[\p{L}\p{N}]/u.test(text) ? [] : [index + 1]))

type Findings = NonNullable<PdfFacts['findings']>

const numbersIn = (value: unknown): number[] | null =>
  Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : null

const silentPages = (findings: Findings): number[] | null => numbersIn(findings['silentPages'])

const pagesIn = (findings: Findings): number => Number(findings['pages'] ?? 0)

/** Pages without text on which there is something to see: an empty leaf is nobody's loss. */
const pictured = (findings: Findings): number[] => {
  const pictures = new Set(numbersIn(findings['picturePages']) ?? [])
  return (silentPages(findings) ?? []).filter((page) => pictures.has(page))
}

const fontsIn = (findings: Findings): { missing: string[]; drawn: string[] } => {
  const fonts = findings['fonts']
  const listed = (key: string): string[] => {
    const value =
      typeof fonts === 'object' && fonts !== null ? new Map(Object.entries(fonts)).get(key) : null
    return Array.isArray(value) ? value.map(String) : []
  }
  return { missing: listed('missing'), drawn: listed('drawn') }
}
