import { readRis } from './rules/ris.ts'
import { decodeText, formatOf, type ImportFormat, type Read } from './rules.ts'

/** Reads a file of records; its readers are loaded when they are needed. */
export const readRecords = async (text: string, format: ImportFormat): Promise<Read> => {
  switch (format) {
    case 'jsonl':
      return readJsonLines(text)
    case 'ris':
      return readRis(text)
    case 'bibtex':
      return (await import('./formats/bibtex.ts')).readBibtex(text)
    case 'csv':
      return (await import('./formats/table.ts')).readTable(text)
    case 'oai':
      return (await import('./formats/dublin-core.ts')).readOai(text)
  }
}

/** The same for bytes whose format the name or the beginning tells; null where neither does. */
export const readFile = async (
  bytes: Uint8Array,
  name: string,
  stated?: ImportFormat,
): Promise<{ format: ImportFormat; read: Read } | null> => {
  const text = decodeText(bytes)
  const format = stated ?? formatOf(name, text)
  return format === null ? null : { format, read: await readRecords(text, format) }
}

/** Lines as they are: the import itself says what is wrong with one. */
const readJsonLines = (text: string): Read => {
  const read: Read = { records: [], problems: [] }
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    if (line.trim() === '') {
      read.records.push(null)
      continue
    }
    try {
      read.records.push(JSON.parse(line))
    } catch {
      read.records.push(null)
      read.problems.push({ line: read.records.length, code: 'line_broken', value: '' })
    }
  }
  return read
}
