/** Rows as a table that any program opens: UTF-8 with its mark, RFC 4180. */
export const csv = (rows: readonly (readonly string[])[]): string =>
  `${CSV_MARK}${rows.map(csvLine).join('')}`

/** What stands before the first line of a table, so that spreadsheets read it as UTF-8. */
export const CSV_MARK = '\ufeff'

/** One row with its line end, for tables that are written while they are read. */
export const csvLine = (row: readonly string[]): string => `${row.map(cell).join(',')}\r\n`

/** A cell that begins like a formula would be run by spreadsheets: it gets an apostrophe before it. */
const cell = (text: string): string => {
  const harmless = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
