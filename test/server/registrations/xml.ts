/** An element of a document: its name with prefix, attributes, and what is in it in order. */
export type Element = {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

const TOKEN =
  /<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

const decoded = (text: string): string =>
  text.replace(/&([^;\s]*);?/g, (whole, name: string) => {
    const char = ENTITIES[name]
    if (char === undefined) throw new Error(`no entity: ${whole}`)
    return char
  })

/** The root of a well-formed document; throws where it is not one. */
export const parseXml = (source: string): Element => {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let at = 0
  TOKEN.lastIndex = 0
  for (let found = TOKEN.exec(source); found !== null; found = TOKEN.exec(source)) {
    const [, closed, name, attributes = '', empty, text] = found
    at = TOKEN.lastIndex
    const parent = open.at(-1) ?? root
    if (text !== undefined) parent.text += decoded(text)
    else if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`</${closed}> closes nothing`)
    } else if (name !== undefined) {
      const element: Element = {
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
            key,
            decoded(value),
          ]),
        ),
        children: [],
        text: '',
      }
      parent.children.push(element)
      if (empty !== '/') open.push(element)
    }
  }
  if (at !== source.length) throw new Error(`not well-formed: ${source.slice(at, at + 60)}`)
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> is not closed`)
  const [only, ...others] = root.children
  if (!only || others.length > 0) throw new Error('not one root')
  return only
}

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
