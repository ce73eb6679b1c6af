import { Readable } from 'node:stream'
import type { Context } from '../context.ts'
import { CSV_MARK, csvLine } from '../csv.ts'
import { CITATION_FORMATS, type CitationFormat } from './citation-formats.ts'
import { citedOf } from './cited.ts'
import { isReadable } from './rules/embargo.ts'
import { wordedFor } from './rules.ts'
import { listPublished, type Publication } from './store.ts'
import { toPublicationView } from './views.ts'

/** Publications that one export holds at most. */
export const EXPORT_MAX = 10_000
/** Publications that are in memory at once. */
const EXPORT_BATCH = 200

export const EXPORT_NAMES = ['bib', 'ris', 'json', 'enw', 'xml', 'csv', 'jsonl'] as const
export type ExportName = (typeof EXPORT_NAMES)[number]

export const exportMediaType = (name: ExportName): string => TABLES[name].mediaType

/**
 * These publications in this order, written batch by batch as fast as the reader takes them. What is no longer
 * published is left out.
 */
export const exportStream = (
  context: Context,
  ids: readonly string[],
  name: ExportName,
): Readable =>
  Readable.from(piecesOf(context, ids.slice(0, EXPORT_MAX), TABLES[name]), { objectMode: false })

type Writer = Pick<CitationFormat, 'mediaType' | 'head' | 'between' | 'foot'> & {
  write(publication: Publication, context: Context): string
}

async function* piecesOf(context: Context, ids: readonly string[], writer: Writer) {
  if (writer.head !== '') yield writer.head
  let between = ''
  for (let from = 0; from < ids.length; from += EXPORT_BATCH) {
    const batch = ids.slice(from, from + EXPORT_BATCH)
    const rows = new Map((await listPublished(context.db, batch)).map((row) => [row.id, row]))
    let piece = ''
    for (const id of batch) {
      const row = rows.get(id)
      if (!row) continue
      piece += between + writer.write(row, context)
      between = writer.between
    }
    if (piece !== '') yield piece
  }
  if (writer.foot !== '') yield writer.foot
}

const COLUMNS: [name: string, value: (row: Publication, url: string) => unknown][] = [
  ['id', ({ id }) => id],
  ['title', (row) => wordedFor(row.title, row.language, row.language)?.text],
  ['authors', ({ authors }) => authors.map(({ name }) => name).join('; ')],
  ['year', ({ year }) => year],
  ['type', ({ type }) => type],
  ['series', ({ series }) => series],
  ['number', ({ number }) => number],
  ['language', ({ language }) => language],
  ['countries', ({ countries }) => countries.join('; ')],
  ['themes', ({ themes }) => themes.join('; ')],
  ['sdgs', ({ sdgs }) => sdgs.join('; ')],
  ['core_values', ({ coreValues }) => coreValues.join('; ')],
  ['pages', ({ pageCount }) => pageCount],
  ['licence', ({ licence }) => licence],
  ['isbn', ({ isbn }) => isbn],
  ['doi', ({ doi }) => doi],
  ['url', (_row, url) => url],
  ['abstract', (row) => wordedFor(row.abstract, row.language, row.language)?.text],
]

const citing = (format: CitationFormat): Writer => ({
  ...format,
  write: (publication, { config }) => format.write(citedOf(publication, config)),
})

const TABLES: Record<ExportName, Writer> = {
  bib: citing(CITATION_FORMATS.bib),
  ris: citing(CITATION_FORMATS.ris),
  json: citing(CITATION_FORMATS.json),
  enw: citing(CITATION_FORMATS.enw),
  xml: citing(CITATION_FORMATS.xml),
  csv: {
    mediaType: 'text/csv',
    head: CSV_MARK + csvLine(COLUMNS.map(([name]) => name)),
    between: '',
    foot: '',
    write: (row, { config }) =>
      csvLine(COLUMNS.map(([, value]) => String(value(row, citedOf(row, config).url) ?? ''))),
  },
  jsonl: {
    mediaType: 'application/jsonl',
    head: '',
    between: '',
    foot: '',
    write: (row, context) => `${JSON.stringify(recordOf(row, context))}\n`,
  },
}

/** As the API shows it, but for what other rows say of it: relations and notes are one query more each. */
const recordOf = (row: Publication, { config, language, clock }: Context) => {
  const about = { relations: [], notes: [], periods: [], replacedBy: null }
  const {
    relations: _,
    notes: __,
    ...record
  } = toPublicationView(
    row,
    { ...about, isReadable: isReadable(row, clock.now()) },
    { language, baseUrl: config.baseUrl },
  )
  return record
}
