import type { Given, Read } from '../rules.ts'
import { givenOf, signedName } from './mapping.ts'

/**
 * Records by RIS (Research Information Systems, 2001 and later tags): `TY  - RPRT` begins one, `ER  -` ends it, a line
 * without a tag goes on with the one before.
 */
export const readRis = (text: string): Read => {
  const read: Read = { records: [], problems: [] }
  let fields: Map<string, string[]> | null = null
  let last: string[] | null = null
  const broken = () => {
    read.records.push(null)
    read.problems.push({ line: read.records.length, code: 'ris_without_end', value: '' })
  }
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, tag, value = ''] = /^([A-Z][A-Z0-9]) {1,2}-\s?(.*)$/.exec(line) ?? []
    if (tag === 'TY') {
      if (fields !== null) broken()
      fields = new Map()
    }
    if (tag === 'ER') {
      if (fields !== null) read.records.push(recordOf(fields))
      fields = null
    } else if (tag !== undefined && fields !== null) {
      last = fields.get(tag) ?? []
      last.push(value.trim())
      fields.set(tag, last)
    } else if (tag === undefined && fields !== null && last !== null && line.trim() !== '')
      last[last.length - 1] = `${last.at(-1) ?? ''} ${line.trim()}`.trim()
  }
  if (fields !== null) broken()
  return read
}

const TYPES: Readonly<Record<string, string>> = {
  RPRT: 'report',
  GOVDOC: 'report',
  UNPB: 'working-paper',
  THES: 'thesis',
  BOOK: 'book',
  EBOOK: 'book',
  EDBOOK: 'book',
  CHAP: 'chapter',
  ECHAP: 'chapter',
  JOUR: 'article',
  EJOUR: 'article',
  MGZN: 'article',
  NEWS: 'article',
  VIDEO: 'video',
  MPCT: 'video',
  PAMP: 'leaflet',
}

const recordOf = (fields: ReadonlyMap<string, string[]>): Given => {
  const all = (...tags: string[]) =>
    tags.flatMap((tag) => fields.get(tag) ?? []).filter((value) => value !== '')
  const one = (...tags: string[]) => all(...tags)[0] ?? null
  const type = TYPES[one('TY') ?? ''] ?? null
  const isWithin = type === 'article' || type === 'chapter'
  return givenOf({
    titles: all('TI', 'T1').slice(0, 1).map(untagged),
    abstracts: all('AB', 'N2').slice(0, 1).map(untagged),
    authors: all('AU', 'A1').map(signedName),
    editors: all('ED', 'A2').map(signedName),
    date: one('PY', 'Y1', 'DA') ?? '',
    type,
    // Of an article or a chapter these are journal, volume and issue.
    series: isWithin ? null : one('T2', 'T3'),
    number: isWithin ? null : one('M1', 'IS', 'VL'),
    language: one('LA') ?? '',
    words: all('KW'),
    identifiers: all('DO', 'SN', 'UR', 'L2'),
    rights: all('C1', 'LI'),
    externalId: null,
  })
}

const untagged = (text: string) => ({ text, language: null })
