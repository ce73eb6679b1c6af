import { attribute, type Html, html, type Renderable, safeUrl } from '../html.ts'
import type { View } from '../view.ts'
import { isSaid } from './head.ts'
import { texts } from './texts.ts'

export type Entry = {
  /** The margin: a place, a date, a number. */
  at?: Renderable
  /** How the margin is set: place names in italics, or a date that is due. */
  atKind?: 'plain' | 'place' | 'due' | undefined
  title: Renderable
  href?: string | undefined
  /** The title's own language, where it is not the page's. */
  lang?: string | undefined
  /** People, or a sentence. */
  by?: Renderable
  /** Short facts, parted by points; a `tag` among them needs no point. */
  facts?: readonly Renderable[] | undefined
  /** Small, beside the matter; says nothing that the words do not. */
  picture?: Renderable
  /** Anything more: found pages, acts. */
  body?: Renderable
  /** Facts in a third column on a wide page. */
  three?: boolean | undefined
  /** Level of the title's heading: 3 under a group, 2 where the list is the page. */
  level?: 2 | 3 | undefined
}

/** The one pattern of every list: the margin says where or when, the matter says what. */
export const entry = (item: Entry): Html => {
  const title =
    item.href === undefined
      ? html`${item.title}`
      : html`<a href="${safeUrl(item.href)}">${item.title}</a>`
  const heading =
    item.level === 2
      ? html`<h2 class="title" ${attribute('lang', item.lang)}>${title}</h2>`
      : html`<h3 class="title" ${attribute('lang', item.lang)}>${title}</h3>`
  const facts = factLine(item.facts ?? [])
  const at = item.atKind === undefined || item.atKind === 'plain' ? 'at' : `at ${item.atKind}`
  return html`<li class="${item.three ? 'entry three' : 'entry'}">
<p class="${at}">${item.at}</p>
<div>${item.picture}${heading}${isSaid(item.by) && html`<p class="by">${item.by}</p>`}${!item.three && facts}${item.body}</div>
${item.three && facts}</li>
`
}

/** A list of `entry`. */
export const entries = (items: readonly Html[]): Html => html`<ul class="entries">${items}</ul>\n`

/** Places, each a link where there is something to see. */
export const placeLinks = (
  places: readonly { name: Renderable; href?: string | undefined }[],
): Html =>
  html`${places.map(
    ({ name, href }, i) =>
      html`${i > 0 && ', '}${href === undefined ? name : html`<a href="${safeUrl(href)}">${name}</a>`}`,
  )}`

/** Short facts in one line. */
export const factLine = (facts: readonly Renderable[]): Html | null => {
  const said = facts.filter(isSaid)
  return said.length === 0
    ? null
    : html`<p class="facts">${said.map((fact) => html`<span>${fact}</span>`)}</p>`
}

/** The big date in an entry's margin: the date, then the clock, then how long is left. */
export const due = (date: Renderable, ...under: readonly Renderable[]): Html =>
  html`<b>${date}</b> ${under.filter(isSaid).map((line, i) => html`${i > 0 && html`<br>`}${line}`)}`

/** A seat before a word of state: not begun, open, under way, settled, soon, wrong. */
export type SeatKind = 'none' | 'open' | 'half' | 'full' | 'now' | 'wrong'

/** State is the word; the seat only helps the eye. */
export const stateTag = (kind: SeatKind, word: Renderable): Html =>
  html`<span class="${kind === 'open' ? 'state' : `state ${kind}`}"><span>${word}</span></span>`

/** A property that is not a state: a language, "withdrawn". */
export const tag = (word: Renderable, lang?: string): Html =>
  html`<span class="tag" ${attribute('lang', lang)}>${word}</span>`

/** What a list is narrowed to just now; each link takes one away. */
export const chips = (
  view: View,
  items: readonly {
    label: Renderable
    removeHref: string
    lang?: string | undefined
  }[],
): Html | null =>
  items.length === 0
    ? null
    : html`<ul class="chips">${items.map(
        ({ label, removeHref, lang }) =>
          html`<li><a class="chip" href="${removeHref}"><span><span class="vh">${texts[view.language].remove}</span><span ${attribute('lang', lang)}>${label}</span></span></a></li>`,
      )}</ul>
`

export type TimelineItem = {
  when: Renderable
  what: Renderable
  state: 'done' | 'now' | 'later'
}

/** What has happened, what is now, what comes. */
export const timeline = (items: readonly TimelineItem[]): Html =>
  html`<ol class="time">${items.map(
    ({ when, what, state }) =>
      html`<li ${attribute('class', state === 'done' && 'done')} ${attribute('aria-current', state === 'now' && 'step')}><span class="when">${when}</span>${what}</li>`,
  )}</ol>
`

export type Task = {
  /** § 4, or a number. */
  sign: Renderable
  name: Renderable
  href?: string | undefined
  state: Html
  current?: boolean | undefined
}

/** Things to do, each with its state in words. */
export const tasks = (items: readonly Task[]): Html =>
  html`<ol class="tasks">${items.map(({ sign, name, href, state, current }) => {
    const inner = html`<span class="sign">${sign}</span><span class="name">${name}</span>${state}`
    return html`<li>${
      href === undefined
        ? html`<span class="task">${inner}</span>`
        : html`<a class="task" href="${href}" ${attribute('aria-current', current && 'step')}>${inner}</a>`
    }</li>`
  })}</ol>
`

/** Plain rows between hairlines. */
export const rows = (items: readonly Renderable[]): Html =>
  html`<ul class="rows">${items.map((item) => html`<li>${item}</li>`)}</ul>
`

/** Something that opens under its line: `facet` for filters and details. */
export const disclosure = (
  label: Renderable,
  body: Renderable,
  options: { open?: boolean; hint?: Renderable } = {},
): Html =>
  html`<details class="facet" ${attribute('open', options.open)}><summary>${label}${
    isSaid(options.hint) && html` <span class="soft">${options.hint}</span>`
  }</summary><div>${body}</div></details>
`

/** Links that belong together, in a line. */
export const links = (...items: readonly { label: Renderable; href: string }[]): Html =>
  html`<p class="links">${items.map(({ label, href }) => html`<a href="${safeUrl(href)}">${label}</a> `)}</p>
`
