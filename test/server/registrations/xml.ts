import { XmlDocument, XmlElement } from 'libxml2-wasm'

/** An element of a document: its name with prefix, attributes, and what is in it in order. */
export type Element = {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** The root of a document, read by libxml2: what is not well-formed throws. */
export const parseXml = (source: string): Element => {
  const document = XmlDocument.fromString(source)
  try {
    return toElement(document.root)
  } finally {
    document.dispose()
  }
}

const toElement = (node: XmlElement): Element => {
  const children: Element[] = []
  let text = ''
  for (let child = node.firstChild; child !== null; child = child.next) {
    if (child instanceof XmlElement) children.push(toElement(child))
    else text += child.content
  }
  return { name: named(node), attributes: attributesOf(node), children, text }
}

const named = ({ prefix, name }: { prefix: string; name: string }): string =>
  prefix ? `${prefix}:${name}` : name

const attributesOf = (node: XmlElement): Record<string, string> =>
  Object.fromEntries([
    ...Object.entries(node.nsDeclarations).map(([prefix, uri]) => [
      prefix === '' ? 'xmlns' : `xmlns:${prefix}`,
      uri,
    ]),
    ...node.attrs.map((attribute) => [named(attribute), attribute.content]),
  ])

/** What may be in an element, in order, as a schema has it: `titles`, `isbn?`, `institution*`, `project+`. */
export type Shape = {
  children?: readonly string[]
  /** Required ones by name; with `?` optional. Values are held against the pattern. */
  attributes?: Record<string, RegExp>
  text?: RegExp
}

const TIMES: Record<string, [number, number]> = {
  '': [1, 1],
  '?': [0, 1],
  '*': [0, Number.POSITIVE_INFINITY],
  '+': [1, Number.POSITIVE_INFINITY],
}

/** What is wrong with a document by its shapes, one for each name of an element. */
export const faultsOf = (
  element: Element,
  shapes: Readonly<Record<string, Shape>>,
  path = '',
): string[] => {
  const here = `${path}/${element.name}`
  const shape = shapes[element.name]
  if (!shape) return [`${here} is not in the schema`]
  const faults: string[] = []
  const waiting = element.children.map(({ name }) => name)
  for (const item of shape.children ?? []) {
    const [, name = '', times = ''] = /^([\w:.-]+)([?*+]?)$/.exec(item) ?? []
    let count = 0
    while (waiting[0] === name) {
      waiting.shift()
      count += 1
    }
    const [least, most] = TIMES[times] ?? [1, 1]
    if (count < least || count > most) faults.push(`${here} has ${count} ${name}, not ${item}`)
  }
  if (waiting.length > 0) faults.push(`${here} has ${waiting[0]} out of place`)
  for (const [key, pattern] of Object.entries(shape.attributes ?? {})) {
    const name = key.replace(/\?$/, '')
    const value = element.attributes[name]
    if (value === undefined && !key.endsWith('?')) faults.push(`${here} lacks ${name}`)
    if (value !== undefined && !pattern.test(value)) faults.push(`${here} ${name}="${value}"`)
  }
  for (const name of Object.keys(element.attributes))
    if (!(name in (shape.attributes ?? {})) && !(`${name}?` in (shape.attributes ?? {})))
      faults.push(`${here} has ${name}`)
  if (shape.text && !shape.text.test(element.text.trim()))
    faults.push(`${here} says “${element.text}”`)
  if (!shape.text && element.text.trim() !== '') faults.push(`${here} has text`)
  return [...faults, ...element.children.flatMap((child) => faultsOf(child, shapes, here))]
}

export const find = (element: Element, name: string): Element[] => [
  ...(element.name === name ? [element] : []),
  ...element.children.flatMap((child) => find(child, name)),
]
