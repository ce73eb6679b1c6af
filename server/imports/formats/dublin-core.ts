import { ParseOption, XmlDocument, type XmlElement, type XmlNode } from 'libxml2-wasm'
import { givenOf, signedName } from '../rules/mapping.ts'
import type { Given, Read } from '../rules.ts'

const NAMESPACES = {
  oai: 'http://www.openarchives.org/OAI/2.0/',
  oai_dc: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  dc: 'http://purl.org/dc/elements/1.1/',
}

/** An answer to `ListRecords` or `GetRecord`, or bare records of Dublin Core in a file. */
export type OaiAnswer = Read & {
  /** Where there is more; null at the end. */
  resumptionToken: string | null
  /** OAI-PMH's own: `badResumptionToken`, `noRecordsMatch`. */
  errors: string[]
  /** False for what is none of the two. */
  isWhole: boolean
}

/**
 * Reads XML without entities of anyone's making: a document type declaration, which OAI-PMH has no use for, is
 * refused before the parser sees it, and the parser reads nothing from anywhere.
 */
export const readOai = (text: string): OaiAnswer => {
  const answer: OaiAnswer = {
    records: [],
    problems: [],
    resumptionToken: null,
    errors: [],
    isWhole: true,
  }
  const refused = (
    code: 'xml_doctype' | 'xml_broken' | 'no_dublin_core',
    value = '',
  ): OaiAnswer => ({
    ...answer,
    records: [null],
    problems: [{ line: 1, code, value }],
    isWhole: false,
  })
  if (/<!DOCTYPE/i.test(text)) return refused('xml_doctype')
  let document: XmlDocument
  try {
    document = XmlDocument.fromString(text, {
      option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE,
    })
  } catch (error) {
    return refused('xml_broken', error instanceof Error ? error.message.trim().slice(0, 200) : '')
  }
  try {
    const elements = (path: string): XmlElement[] => document.find(path, NAMESPACES) as XmlElement[]
    answer.errors = elements('//oai:error').map((error) => textOf(error.get('@code')))
    answer.resumptionToken =
      textOf(document.get('//oai:resumptionToken', NAMESPACES)).trim() || null
    const records = elements('//oai:record')
    for (const record of records) {
      const identifier = textOf(record.get('oai:header/oai:identifier', NAMESPACES)).trim()
      const isDeleted = record.get('oai:header/@status', NAMESPACES)?.content === 'deleted'
      const core = record.get('oai:metadata/oai_dc:dc', NAMESPACES) as XmlElement | null
      answer.records.push(isDeleted || core === null ? null : recordOf(core, identifier || null))
      const line = answer.records.length
      if (isDeleted) answer.problems.push({ line, code: 'deleted_there', value: identifier })
      else if (core === null)
        answer.problems.push({ line, code: 'no_dublin_core', value: identifier })
    }
    if (records.length === 0)
      for (const core of elements('//oai_dc:dc')) answer.records.push(recordOf(core, null))
    return answer.records.length === 0 && answer.errors.length === 0
      ? refused('no_dublin_core')
      : answer
  } finally {
    document.dispose()
  }
}

/** Types by the DCMI vocabulary, info:eu-repo, COAR's labels, and plain words; the first that is known counts. */
const TYPES: readonly [RegExp, string][] = [
  [/working ?paper/i, 'working-paper'],
  [/policy ?brief|policy report/i, 'brief'],
  [/(?:doctoral|master|bachelor)\s?thesis|thesis/i, 'thesis'],
  [/book ?part|book ?chapter|chapter/i, 'chapter'],
  [/article/i, 'article'],
  [/report/i, 'report'],
  [/book/i, 'book'],
  [/video|moving ?image/i, 'video'],
]

const recordOf = (core: XmlElement, identifier: string | null): Given => {
  const nodes = (name: string) =>
    (core.find(`dc:${name}`, NAMESPACES) as XmlElement[])
      .map((node) => ({
        text: node.content.replace(/\s+/g, ' ').trim(),
        language: textOf(node.get('@xml:lang')) || null,
      }))
      .filter(({ text }) => text !== '')
  const all = (name: string) => nodes(name).map(({ text }) => text)
  const types = all('type')
  return givenOf({
    titles: nodes('title'),
    abstracts: nodes('description'),
    authors: all('creator').map(signedName),
    editors: [],
    date: all('date').join(' '),
    type: TYPES.find(([word]) => types.some((type) => word.test(type)))?.[1] ?? null,
    series: null,
    number: null,
    language: all('language')[0] ?? '',
    words: [...all('subject'), ...all('coverage')],
    identifiers: [...all('identifier'), ...all('relation')],
    rights: all('rights'),
    externalId: identifier,
  })
}

const textOf = (node: XmlNode | null | undefined): string => node?.content ?? ''
