import { parse } from 'csv-parse/sync'
import { CSV_COLUMNS, LANGUAGE_COLUMNS, LIST_COLUMNS } from '../columns.ts'
import { withoutEmpty } from '../rules/mapping.ts'
import type { Given, Read } from '../rules.ts'

/**
 * Rows of a table with the columns' names in the first row; commas, semicolons or tabs between cells. Lists within a
 * cell are separated by semicolons, key messages by lines or bars; an author is "name|ORCID|organisation". Rows are
 * numbered as a spreadsheet shows them.
 */
export const readTable = (text: string): Read => {
  const read: Read = { records: [null], problems: [] }
  let rows: string[][]
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_CHARACTERS_MAX,
    })
  } catch (error) {
    const value = error instanceof Error ? error.message.slice(0, 200) : ''
    return { records: [null], problems: [{ line: 1, code: 'row_broken', value }] }
  }
  const columns = (rows[0] ?? []).map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  if (!columns.some((name) => partsOf(name)?.[0] === 'title'))
    return { records: [null], problems: [{ line: 1, code: 'columns_missing', value: 'title' }] }
  for (const name of columns)
    if (name !== '' && partsOf(name) === null)
      read.problems.push({ line: 1, code: 'column_unknown', value: name })
  for (const row of rows.slice(1))
    read.records.push(
      row.every((cell) => cell.trim() === '')
        ? null
        : recordOf(new Map(columns.map((name, at) => [name, (row[at] ?? '').trim()]))),
    )
  return read
}

const RECORD_CHARACTERS_MAX = 500_000

/** Which of the three stands most often in the first row, outside quotation marks. */
const delimiterOf = (text: string): string => {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (mark: string) => header.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** The field of a column and its language, or null for a column that nothing is known of. */
const partsOf = (column: string): [field: string, language: string | null] | null => {
  if (CSV_COLUMNS.includes(column)) return [column, null]
  const [, field = '', language = ''] = /^(.+)_([a-z]{2,3})$/.exec(column) ?? []
  return LANGUAGE_COLUMNS.some((name) => name === field) ? [field, language] : null
}

const recordOf = (row: ReadonlyMap<string, string>): Given => {
  const record: Record<string, unknown> = {}
  const language = row.get('language') || 'en'
  for (const [column, value] of row) {
    const parts = partsOf(column)
    if (parts === null || value === '') continue
    const [field, tagged] = parts
    if (LANGUAGE_COLUMNS.some((name) => name === field))
      record[field] = {
        ...(record[field] as Record<string, unknown> | undefined),
        [tagged ?? mainCode(language)]:
          field === 'key_messages' ? listOf(value, /[\r\n|]+/) : value,
      }
    else if (field === 'authors') record[field] = listOf(value, /[;\r\n]+/).map(authorOf)
    else if (LIST_COLUMNS.some((name) => name === field)) record[field] = listOf(value, /[;\r\n]+/)
    else if (field === 'year') record[field] = /^\d+$/.test(value) ? Number(value) : value
    else record[field] = value
  }
  return withoutEmpty(record)
}

/** A language's name stands for its code only in the column of its own. */
const mainCode = (language: string): string => (/^[a-z]{2,3}$/.test(language) ? language : 'en')

const listOf = (cell: string, between: RegExp): string[] =>
  cell
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const authorOf = (text: string): Given => {
  const [name, orcid, organisation] = text.split('|').map((part) => part.trim())
  return withoutEmpty({ name, orcid, organisation })
}
