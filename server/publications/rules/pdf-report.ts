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
  'untagged',
  'no_title',
  'no_language',
  'large',
] as const
export type PdfRemark = (typeof PDF_REMARKS)[number]

/**
 * What a reader would miss, what matters most first; empty where all is well. By PDF/UA-1 (ISO 14289-1, 7.1 and 7.2: tags,
 * title, language). Of a file that could not be read nothing is said: its own page says why.
 */
export const pdfRemarks = ({ size, findings }: PdfFacts): PdfRemark[] => {
  if (findings?.['ok'] !== true) return []
  const isSo: Record<PdfRemark, boolean> = {
    scripts: findings['hasScripts'] === true,
    attachments: findings['hasAttachments'] === true,
    no_text: findings['hasText'] === false,
    untagged: findings['tagged'] === false,
    no_title: !findings['title'],
    no_language: !findings['language'],
    large: size > PDF_EASY_BYTES_MAX,
  }
  return PDF_REMARKS.filter((remark) => isSo[remark])
}
