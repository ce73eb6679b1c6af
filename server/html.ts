/**
 * Markup and text are different types: text cannot be left unescaped, nor markup escaped twice.
 * `Date`, `Promise`, plain objects and `true` in a hole do not compile.
 */
export class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

export type Renderable =
  | Html
  | string
  | number
  | bigint
  | false
  | null
  | undefined
  | readonly Renderable[]

/** The tag of every template: holes are escaped, lists joined, `false`, `null` and `undefined` leave nothing. */
export const html = (strings: TemplateStringsArray, ...values: Renderable[]): Html => {
  let markup = strings[0] ?? ''
  for (let i = 0; i < values.length; i += 1) markup += render(values[i]) + (strings[i + 1] ?? '')
  return new Html(markup)
}

/** A link target from data: http, https, mailto or a path of our own; anything else becomes `#`. */
export const safeUrl = (url: string): string =>
  // Browsers read `/\` as `//`, and pass over blanks between the two.
  /^(https?:\/\/|mailto:)/i.test(url) || /^(\/(?![/\\\s])|#|\?)/.test(url) ? url : '#'

/** Attributes that are present or absent: `html\`<input ${attribute('checked', isOn)}>\``. */
export const attribute = (
  name: string,
  value: string | number | boolean | null | undefined,
): Html =>
  value === false || value === null || value === undefined
    ? new Html('')
    : new Html(value === true ? name : `${name}="${escaped(String(value))}"`)

/** What a line of text looks like in a paragraph: line breaks kept, everything else escaped. */
export const multiline = (text: string): Html => new Html(escaped(text).replace(/\r?\n/g, '<br>'))

/**
 * A block of data for machines, which no browser runs: `<script type="application/ld+json">`. Nothing in it can end
 * the element or open a comment, since `<` is written as JSON writes it by number.
 */
export const dataBlock = (type: `application/${string}json`, value: object): Html => {
  const data = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, byNumber)
  return new Html(['<script type="', escaped(type), '">', data, '</script>'].join(''))
}

const byNumber = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char) : text

function render(value: Renderable): string {
  if (value instanceof Html) return value.toString()
  if (typeof value === 'string') return escaped(value)
  if (value === null || value === undefined || value === false) return ''
  return Array.isArray(value) ? value.map(render).join('') : String(value)
}
