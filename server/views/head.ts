import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { texts } from './texts.ts'

export type Crumb = {
  label: Renderable
  href: string
  lang?: string | undefined
}
export type Fact = { term: Renderable; value: Renderable }

export type PageHead = {
  title: Renderable
  /** The title's own language, where it is not the page's. */
  lang?: string | undefined
  crumbs?: readonly Crumb[] | undefined
  lede?: Renderable
  /** The sheet of facts at the head of a document. Facts without a value are left out. */
  facts?: readonly Fact[] | undefined
  /** A page of work: the title is smaller and stands closer to what is done under it. */
  work?: boolean | undefined
  /** Before the title: places, or a paragraph's number. */
  above?: Renderable
  /** Under the title: authors, facts in a line, buttons. */
  below?: Renderable
  /** Beside the title on a wide page: a deadline with its button. */
  beside?: Renderable
}

/** The head of a page, with its one `h1`. */
export const pageHead = (view: View, head: PageHead): Html => {
  const facts = (head.facts ?? []).filter(({ value }) => isSaid(value))
  const title = html`${
    head.crumbs !== undefined && head.crumbs.length > 0 && crumbs(view, head.crumbs)
  }${head.above}<h1 ${attribute('lang', head.lang)} ${attribute('dir', head.lang !== undefined && 'auto')}>${head.title}</h1>${
    isSaid(head.lede) && html`<p class="lede">${head.lede}</p>`
  }${head.below}`
  return html`<header class="head${head.work ? ' work' : ''}${isSaid(head.beside) ? ' two' : ''}">
${
  isSaid(head.beside) ? html`<div>${title}</div>\n<div class="closing">${head.beside}</div>` : title
}
${facts.length > 0 && html`<dl class="docline">${facts.map(({ term, value }) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`}
</header>
`
}

/** The way back, from the widest to the nearest. */
export const crumbs = (view: View, links: readonly Crumb[]): Html =>
  html`<nav class="crumbs" aria-label="${texts[view.language].here}">${links.map(
    ({ label, href, lang }, i) =>
      html`${i > 0 && ', '}<a href="${href}" ${attribute('lang', lang)}>${label}</a>`,
  )}</nav>
`

/** A section of a page under a strong rule. `id` is its heading's, for links and labels. */
export const group = (section: {
  id: string
  title: Renderable
  body: Renderable
  /** At the end of the heading's line: "All 612 publications". */
  more?: { label: Renderable; href: string } | undefined
  /** A small heading, where several groups stand close. */
  small?: boolean | undefined
}): Html =>
  html`<section class="group" aria-labelledby="${section.id}">
<div class="group-head"><h2 id="${section.id}" ${attribute('class', section.small && 'h3')}>${section.title}</h2>${
    section.more && html`<a href="${section.more.href}">${section.more.label}</a>`
  }</div>
${section.body}
</section>
`

/** A numbered paragraph, as in minutes: § in the margin, the matter beside it. */
export const paragraph = (section: {
  id: string
  sign: Renderable
  title: Renderable
  body: Renderable
}): Html =>
  html`<section class="para" id="${section.id}" aria-labelledby="${section.id}-title">
<p class="sign"><a href="#${section.id}">${section.sign}</a></p>
<div class="text"><h2 id="${section.id}-title">${section.title}</h2>${section.body}</div>
</section>
`

/** Matter with something beside it. `first`: filters before a list; `form`: an agenda before a form. */
export const columns = (
  kind: 'side' | 'first' | 'form',
  first: Renderable,
  second: Renderable,
): Html =>
  html`<div class="${kind === 'side' ? 'cols' : `cols ${kind}`}">
${first}
${second}
</div>
`

/** The column beside: a list of `sideBlock`. */
export const side = (label: string, ...blocks: readonly Renderable[]): Html =>
  html`<aside class="side" aria-label="${label}">${blocks}</aside>`

export const sideBlock = (title: Renderable, body: Renderable): Html =>
  html`<section><h2>${title}</h2>${body}</section>
`

/** Terms and what is said of them, in two columns. `change`: links for "check your answers". */
export const pairs = (
  items: readonly (Fact & {
    change?: { href: string; label: Renderable; what: string } | undefined
  })[],
  options: { wide?: boolean } = {},
): Html =>
  html`<dl class="${options.wide ? 'pairs wide' : 'pairs'}">${items
    .filter(({ value }) => isSaid(value))
    .map(
      ({ term, value, change }) =>
        html`<dt>${term}</dt><dd>${value}${
          change &&
          html` <a class="small" href="${change.href}">${change.label}<span class="vh">: ${change.what}</span></a>`
        }</dd>`,
    )}</dl>
`

/** Running text: paragraphs, lists and links at the measure of reading. */
export const prose = (body: Renderable): Html => html`<div class="text">${body}</div>`

/** Whether there is anything to show: no empty rows, rules or headings. */
export const isSaid = (value: Renderable): boolean =>
  !(
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
