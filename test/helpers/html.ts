/** A page read as a person would: by headings, labels, links and forms. Deliberately small; not a browser. */
export type Page = {
  text: string
  heading: string
  title: string
  language: string
  links: { text: string; href: string }[]
  forms: Form[]
  link(text: string | RegExp): string
  /** The form with a button or heading of that text. */
  form(button: string | RegExp): Form
  errors: string[]
}

export type Form = {
  action: string
  method: string
  isMultipart: boolean
  /** What a browser would send if nothing were changed. */
  values: Record<string, string | string[]>
  fields: { name: string; type: string; label: string; value: string; options: string[] }[]
  buttons: { text: string; name: string; value: string }[]
  html: string
}

/** Throws with the page's text when something is not found, so that a failing journey says where it stood. */
export const readPage = (body: string): Page => {
  const visible = body.replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
  const links = linksIn(visible)
  const forms = [...visible.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(
    ([, attributes = '', inner = '']) => readForm(attributes, inner),
  )
  const text = plain(visible)
  const heading = plain(/<h1\b[^>]*>([\s\S]*?)<\/h1>/.exec(visible)?.[1] ?? '')
  const missing = (what: string): never => {
    throw new Error(`no ${what} on the page "${heading}":\n${text.slice(0, 2000)}`)
  }
  return {
    text,
    heading,
    title: plain(/<title>([\s\S]*?)<\/title>/.exec(body)?.[1] ?? ''),
    language: /<html[^>]* lang="([^"]*)"/.exec(body)?.[1] ?? '',
    links,
    forms,
    // What the page itself offers comes before the masthead and the foot.
    link: (wanted) =>
      [...linksIn(/<main\b[\s\S]*<\/main>/.exec(visible)?.[0] ?? ''), ...links].find((link) =>
        matches(link.text, wanted),
      )?.href ?? missing(`link ${wanted}`),
    form: (wanted) =>
      forms.find((form) => form.buttons.some((button) => matches(button.text, wanted))) ??
      missing(`form with button ${wanted}`),
    errors: [...visible.matchAll(/<p class="error"[^>]*>([\s\S]*?)<\/p>/g)].map(([, inner = '']) =>
      plain(inner),
    ),
  }
}

const linksIn = (markup: string) =>
  [...markup.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map(([, attributes = '', inner = '']) => ({
    text: plain(inner),
    href: attributeOf(attributes, 'href'),
  }))

const readForm = (attributes: string, inner: string): Form => {
  const values: Form['values'] = {}
  const fields: Form['fields'] = []
  const add = (name: string, value: string) => {
    const present = values[name]
    if (present === undefined) values[name] = value
    else values[name] = Array.isArray(present) ? [...present, value] : [present, value]
  }
  const labels = new Map(
    [...inner.matchAll(/<label\b([^>]*)>([\s\S]*?)<\/label>/g)].map(([, given = '', text = '']) => [
      attributeOf(given, 'for'),
      plain(text),
    ]),
  )
  for (const [tag, given = '', content = ''] of inner.matchAll(
    /<input\b([^>]*)>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g,
  )) {
    void content
    const opening = /^<\w+\b([^>]*)>/.exec(tag)?.[1] ?? given
    const name = attributeOf(opening, 'name')
    if (name === '') continue
    const label = labels.get(attributeOf(opening, 'id')) ?? ''
    if (tag.startsWith('<textarea')) {
      const value = decoded(tag.replace(/^<textarea[^>]*>\n?/, '').replace(/<\/textarea>$/, ''))
      add(name, value)
      fields.push({ name, type: 'textarea', label, value, options: [] })
    } else if (tag.startsWith('<select')) {
      const options = [...tag.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option)
      const chosen = options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? ''
      add(name, attributeOf(chosen, 'value'))
      fields.push({
        name,
        type: 'select',
        label,
        value: attributeOf(chosen, 'value'),
        options: options.map((option) => attributeOf(option, 'value')),
      })
    } else {
      const type = attributeOf(opening, 'type') || 'text'
      const value = attributeOf(opening, 'value')
      const isChoice = type === 'radio' || type === 'checkbox'
      if (!isChoice && type !== 'file') add(name, value)
      if (isChoice && /\schecked\b/.test(opening)) add(name, value || 'on')
      fields.push({ name, type, label, value, options: [] })
    }
  }
  return {
    action: attributeOf(attributes, 'action'),
    method: attributeOf(attributes, 'method') || 'get',
    isMultipart: attributeOf(attributes, 'enctype') === 'multipart/form-data',
    values,
    fields,
    buttons: [...inner.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(
      ([, given = '', text = '']) => ({
        text: plain(text),
        name: attributeOf(given, 'name'),
        value: attributeOf(given, 'value'),
      }),
    ),
    html: inner,
  }
}

const matches = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text)

const attributeOf = (attributes: string, name: string): string =>
  decoded(new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')

const plain = (markup: string): string =>
  decoded(markup.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

const decoded = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&shy;', '\u00ad')
    .replaceAll('&amp;', '&')
