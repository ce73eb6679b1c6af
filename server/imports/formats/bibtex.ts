import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import { parse as parseValue } from '@citation-js/plugin-bibtex/lib/input/value.js'
import { givenOf } from '../rules/mapping.ts'
import type { Given, Read } from '../rules.ts'

/** Records by BibTeX or BibLaTeX. Each entry is read by itself, so that one that is broken does not take others along. */
export const readBibtex = (text: string): Read => {
  const read: Read = { records: [], problems: [] }
  const entries = entriesOf(text)
  const isNamed = (entry: string, kind: RegExp) => kind.test(entry)
  const names = entries.filter((entry) => isNamed(entry, /^@string\b/i)).join('\n')
  for (const entry of entries) {
    if (isNamed(entry, /^@(?:string|comment|preamble)\b/i)) continue
    try {
      const found = plugins.input.data(`${names}\n${entry}`, '@bibtex/text') as Entry[]
      for (const one of found) read.records.push(recordOf(one))
      if (found.length === 0) throw new SyntaxError('no entry')
    } catch {
      read.records.push(null)
      const value = /^@\w+\s*[{(]\s*([^,\s]*)/.exec(entry)?.[1] ?? ''
      read.problems.push({ line: read.records.length, code: 'entry_broken', value })
    }
  }
  return read
}

type Entry = { type: string; label: string; properties: Record<string, string | number> }

const entriesOf = (text: string): string[] => {
  const starts = [...text.matchAll(/^[ \t]*@[a-z]+\s*[{(]/gim)].map(({ index }) => index)
  return starts.map((start, at) => text.slice(start, starts[at + 1]).trim())
}

const TYPES: Readonly<Record<string, string>> = {
  techreport: 'report',
  report: 'report',
  article: 'article',
  book: 'book',
  mvbook: 'book',
  inbook: 'chapter',
  incollection: 'chapter',
  booklet: 'leaflet',
  mastersthesis: 'thesis',
  phdthesis: 'thesis',
  thesis: 'thesis',
  unpublished: 'working-paper',
  video: 'video',
}

const recordOf = ({ type: kind, properties }: Entry): Given => {
  const raw = (name: string) => withRings(String(properties[name] ?? '').trim())
  const said = (...names: string[]) =>
    plain(String(parseValue(names.map(raw).find((value) => value !== '') ?? '', 'note')))
  const type = TYPES[kind.toLowerCase()] ?? null
  const isWithin = type === 'article' || type === 'chapter'
  return givenOf({
    titles: [untagged([said('title'), said('subtitle')].filter((part) => part !== '').join(': '))],
    abstracts: [untagged(said('abstract'))],
    authors: namesOf(raw('author')),
    editors: namesOf(raw('editor')),
    date: raw('date') || raw('year'),
    type,
    // "type" says what kind of report it is, by which our series go.
    series: isWithin ? null : said('series') || said('type') || null,
    number: isWithin ? null : said('number') || null,
    language: said('language', 'langid'),
    words: said('keywords').split(/\s*[,;]\s*/),
    identifiers: [raw('doi'), raw('isbn'), raw('url')].map((text) => text.replaceAll('\\', '')),
    rights: [said('copyright', 'license', 'licence')],
    externalId: null,
  })
}

type Name = { family?: string; given?: string; prefix?: string; suffix?: string }

const namesOf = (text: string): string[] => {
  if (text === '') return []
  const found: unknown = parseValue(text, 'author')
  const names = Array.isArray(found) ? (found as (Name | string)[]) : []
  return names
    .map((name) =>
      typeof name === 'string'
        ? name
        : [name.given, name.prefix, name.family, name.suffix].filter(Boolean).join(' '),
    )
    .map(plain)
    .filter((name) => name !== '' && name !== 'others')
}

/** The reader knows all letters of LaTeX but these two. */
const withRings = (text: string): string =>
  text.replace(/\\(aa|AA)(?![A-Za-z])(?:\{\}|\s+)?/g, (_, letter) => (letter === 'aa' ? 'å' : 'Å'))

/** Without the few tags by which the reader marks emphasis. */
const plain = (text: string): string =>
  text
    .replace(/<\/?(?:i|b|sup|sub|span)(?:\s[^>]*)?>/g, '')
    .replace(/\s+/g, ' ')
    .trim()

const untagged = (text: string) => ({ text, language: null })
