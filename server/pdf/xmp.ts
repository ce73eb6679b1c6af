import { XmlDocument, type XmlElement } from 'libxml2-wasm'
import { withoutForbidden } from '../xml.ts'

/** What a property holds: one text, texts in any order or in theirs, a text per language, the first for all others. */
export type XmpValue =
  | string
  | { bag: readonly string[] }
  | { sequence: readonly string[] }
  | { byLanguage: readonly { language: string; text: string }[] }

/** By their names with the prefixes of `NAMESPACES`; what is null or empty is left out. */
export type XmpProperties = Readonly<Record<string, XmpValue | null>>

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const NAMESPACES = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  prism: 'http://prismstandard.org/namespaces/basic/3.0/',
} as const

/** A metadata packet as ISO 16684-1 has it. */
export const xmpPacket = (properties: XmpProperties): string => {
  using doc = XmlDocument.create()
  const root = doc.createRoot('xmpmeta', 'adobe:ns:meta/', 'x')
  root.addNsDeclaration(RDF, 'rdf')
  const description = root.addElement('RDF', 'rdf').addElement('Description', 'rdf')
  description.setAttr('about', '', 'rdf')
  for (const [prefix, uri] of Object.entries(NAMESPACES)) description.addNsDeclaration(uri, prefix)
  for (const [name, value] of Object.entries(properties)) add(description, name, value)
  return `${BEGIN}\n${root.toString({ format: true })}\n${END}`
}

const BEGIN = '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>'
const END = '<?xpacket end="r"?>'

const add = (description: XmlElement, name: string, value: XmpValue | null): void => {
  if (value === null || isEmpty(value)) return
  const [prefix = '', local = ''] = name.split(':')
  const property = description.addElement(local, prefix)
  if (typeof value === 'string') property.addText(written(value))
  else if ('bag' in value) addAll(property.addElement('Bag', 'rdf'), value.bag)
  else if ('sequence' in value) addAll(property.addElement('Seq', 'rdf'), value.sequence)
  else {
    const [first] = value.byLanguage
    const all = first ? [{ ...first, language: 'x-default' }, ...value.byLanguage] : []
    const list = property.addElement('Alt', 'rdf')
    for (const { language, text } of all) {
      const item = list.addElement('li', 'rdf')
      item.setAttr('lang', language, 'xml')
      item.addText(written(text))
    }
  }
}

const addAll = (list: XmlElement, texts: readonly string[]): void => {
  for (const text of texts) list.addElement('li', 'rdf').addText(written(text))
}

const isEmpty = (value: XmpValue): boolean => {
  if (typeof value === 'string') return value === ''
  if ('bag' in value) return value.bag.length === 0
  return 'sequence' in value ? value.sequence.length === 0 : value.byLanguage.length === 0
}

const written = (text: string): string => withoutForbidden(text.toWellFormed())
