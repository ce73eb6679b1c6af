import type { ImportedAs, Likeness } from '../publications/rules/duplicates.ts'

/** What a file of publications may be. `oai` is XML by OAI-PMH 2.0 with Dublin Core, from a file or from its repository. */
export const IMPORT_FORMATS = ['jsonl', 'bibtex', 'ris', 'csv', 'oai'] as const
export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** Of one file, bytes. */
export const IMPORT_BYTES_MAX = 10 * 1024 * 1024
/** Of one import by page or API; more go in from the command line. */
export const IMPORT_RECORDS_MAX = 2_000

/** A record in the terms of `importLine`, not yet checked. */
export type Given = Record<string, unknown>

/** Codes of the sentences in `texts.ts` for what is wrong with a record or with all of a file. */
export type ReadProblemCode =
  | 'line_broken'
  | 'entry_broken'
  | 'ris_without_end'
  | 'column_unknown'
  | 'columns_missing'
  | 'row_broken'
  | 'deleted_there'
  | 'xml_broken'
  | 'xml_doctype'
  | 'no_dublin_core'
export type ReadProblem = { line: number; code: ReadProblemCode; value: string }

/** Numbered from 1; null where the record could not be read, which a problem tells of. */
export type Read = { records: (Given | null)[]; problems: ReadProblem[] }

/** By the file's name, or by how it begins where the name does not tell. */
export const formatOf = (name: string, text: string): ImportFormat | null => {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const byName = ENDINGS[ending]
  if (byName) return byName
  const begin = text.slice(0, 2_000).trimStart()
  if (begin.startsWith('{')) return 'jsonl'
  if (begin.startsWith('<')) return 'oai'
  if (/^@[a-z]+\s*[{(]/im.test(begin)) return 'bibtex'
  if (/^TY {2}- /m.test(begin)) return 'ris'
  return null
}

const ENDINGS: Readonly<Record<string, ImportFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'jsonl',
  bib: 'bibtex',
  bibtex: 'bibtex',
  ris: 'ris',
  csv: 'csv',
  tsv: 'csv',
  xml: 'oai',
}

/** UTF-8, with or without its mark; else as older programs of this part of the world write, Windows-1252. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** One line of JSON a record, as the import takes them in; an empty line keeps the numbers where one is missing. */
export const linesOf = ({ records }: Read): string[] =>
  records.map((record) => (record === null ? '' : JSON.stringify(record)))

/** What is new is looked up for likeness up to this many; the others are compared on their own pages. */
export const LOOKED_UP_MAX = 300

/** What may be the same as a new one: there before, or under another number of the same list. */
export type PlannedDuplicate = {
  id: string | null
  line: number | null
  title: Record<string, string>
  why: Likeness[]
}

/** What an import will do, or has done. `id` and `changed` are of what was there before. */
export type ImportPlan = {
  outcomes: {
    line: number
    kind: 'added' | 'updated' | 'unchanged'
    id: string | null
    changed: string[]
    title: Record<string, string>
    /** Of what is new; plans from before there was a choice say nothing and mean `published`. */
    as?: ImportedAs
    /** It was to be published, but has the file or DOI of another. */
    isHeldBack?: boolean
    duplicates?: PlannedDuplicate[]
  }[]
  problems: { line: number; reason: string }[]
}

/** Whether two plans would do the same; the wording of problems is the reader's language. */
export const isSamePlan = (one: ImportPlan, other: ImportPlan): boolean =>
  JSON.stringify(essenceOf(one)) === JSON.stringify(essenceOf(other))

const essenceOf = ({ outcomes, problems }: ImportPlan) => [
  outcomes
    .map(({ line, kind, id, changed, as }) => [
      line,
      kind,
      kind === 'added' ? (as ?? 'published') : id,
      changed,
    ])
    .sort(byLine),
  problems.map(({ line }) => [line]).sort(byLine),
]

const byLine = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0])

export type ImportRefusal = { reason: 'import_is_done' } | { reason: 'import_would_do_other' }

export const refuseImport = ({ doneAt }: { doneAt: Date | null }): ImportRefusal | null =>
  doneAt === null ? null : { reason: 'import_is_done' }

export const countsOf = ({ outcomes, problems }: ImportPlan) => {
  const count = (kind: string) => outcomes.filter((outcome) => outcome.kind === kind).length
  return {
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: problems.length,
    heldBack: outcomes.filter(({ isHeldBack }) => isHeldBack === true).length,
  }
}
