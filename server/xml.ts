import { Html, html, type Renderable } from './html.ts'

/** The tag of every XML document: as `html`, but without the characters that XML 1.0 knows no way to write. */
export const xml = (strings: TemplateStringsArray, ...values: Renderable[]): Html =>
  html(strings, ...values.map(writable))

/** An element with text, or nothing where there is none: `element('dc:language', record.language)`. */
export const element = (
  name: string,
  text: string | number | null | undefined,
  attributes: Record<string, string | number | null | undefined> = {},
): Html | false => {
  if (text === null || text === undefined || text === '') return false
  return xml`<${named(name)}${attributesOf(attributes)}>${text}</${named(name)}>\n`
}

export const attributesOf = (
  attributes: Record<string, string | number | null | undefined>,
): Renderable =>
  Object.entries(attributes).map(([name, value]) =>
    value === null || value === undefined ? null : xml` ${named(name)}="${value}"`,
  )

/** A text without what XML 1.0 forbids: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
export const withoutForbidden = (text: string): string => text.replace(FORBIDDEN, '')

// XML 1.0, production 2 (Char).
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/

const named = (name: string): string => {
  if (!NAME.test(name)) throw new Error(`no name of an element or attribute: ${name}`)
  return name
}

const writable = (value: Renderable): Renderable => {
  if (typeof value === 'string') return withoutForbidden(value)
  if (value instanceof Html || !Array.isArray(value)) return value
  return value.map(writable)
}
