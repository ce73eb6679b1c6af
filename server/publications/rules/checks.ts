import type { LanguageTexts } from '../rules.ts'
import type { Contributor } from './contributors.ts'
import { type PdfFacts, pdfRemarks } from './pdf-report.ts'

/** Without these a publication tells its readers too little: it is not handed in, nor approved. */
export const BLOCKING_CHECKS = [
  'title_missing',
  'abstract_missing',
  'authors_missing',
  'nothing_to_read',
  'file_unreadable',
] as const

/** What would make it better; nobody is held up by these. */
export const ADVISORY_CHECKS = [
  'file_unread',
  'proposals_open',
  'organisation_missing',
  'licence_missing',
  'countries_missing',
  'themes_missing',
  'key_messages_missing',
  'pdf_remarks',
] as const

export type BlockingCode = (typeof BLOCKING_CHECKS)[number]
export type AdvisoryCode = (typeof ADVISORY_CHECKS)[number]

export type Check<Code = BlockingCode | AdvisoryCode> = {
  code: Code
  /** Where it is mended: a field of the form (`title_sv`, `contributor_1_organisation`), `file` or `proposals`. */
  field: string
  /** Whom or how many it concerns, where the sentence says so: a name, a figure. */
  about: string | null
}
export type Checks = { blocking: Check<BlockingCode>[]; advisory: Check<AdvisoryCode>[] }

export type Checkable = {
  /** Main language, ISO 639-1: title and abstract are asked for in it. */
  language: string
  title: LanguageTexts
  abstract: LanguageTexts
  keyMessages: Readonly<Record<string, readonly string[]>>
  contributors: readonly Pick<Contributor, 'name' | 'organisation'>[]
  licence: string | null
  countries: readonly string[]
  themes: readonly string[]
  /** Held elsewhere. */
  url: string | null
  /** Of text that is here without a file. */
  pageCount: number | null
  file: (PdfFacts & { state: string }) | null
}

/**
 * What a publication lacks, the same for its author and for the office. `openProposals`: of the PDF, that nobody has
 * answered.
 */
export const checksOf = (publication: Checkable, openProposals = 0): Checks => {
  const { language, contributors, file } = publication
  const blocking: Checks['blocking'] = []
  const advisory: Checks['advisory'] = []
  const missing = (code: BlockingCode, field: string) => blocking.push({ code, field, about: null })
  const advised = (code: AdvisoryCode, field: string, about: string | null = null) =>
    advisory.push({ code, field, about })

  if (isEmpty(publication.title[language])) missing('title_missing', `title_${language}`)
  if (isEmpty(publication.abstract[language])) missing('abstract_missing', `abstract_${language}`)
  if (contributors.every(({ name }) => isEmpty(name)))
    missing('authors_missing', 'contributor_0_name')
  if (file === null && publication.url === null && (publication.pageCount ?? 0) === 0)
    missing('nothing_to_read', 'file')
  if (file?.state === 'attention') missing('file_unreadable', 'file')

  if (isBeingRead(publication)) advised('file_unread', 'file')
  if (openProposals > 0) advised('proposals_open', 'proposals', String(openProposals))
  for (const [index, { name, organisation }] of contributors.entries())
    if (!isEmpty(name) && isEmpty(organisation))
      advised('organisation_missing', `contributor_${index}_organisation`, name)
  if (publication.licence === null) advised('licence_missing', 'licence')
  if (publication.countries.length === 0) advised('countries_missing', 'countries')
  if (publication.themes.length === 0) advised('themes_missing', 'themes')
  if ((publication.keyMessages[language] ?? []).length === 0)
    advised('key_messages_missing', `key_messages_${language}`)
  const remarks = file?.state === 'clean' ? pdfRemarks(file).length : 0
  if (remarks > 0) advised('pdf_remarks', 'file', String(remarks))
  return { blocking, advisory }
}

/**
 * Whether the cage is still at its file. Bytes that were here before are known at once to be clean, and yet are read
 * for this publication: its count of pages comes last.
 */
export const isBeingRead = ({ file, pageCount }: Pick<Checkable, 'file' | 'pageCount'>): boolean =>
  file !== null && (file.state === 'received' || (file.state === 'clean' && pageCount === null))

const isEmpty = (text: string | null | undefined): boolean => (text ?? '').trim() === ''
