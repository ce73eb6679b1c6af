import { type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { acts } from './forms.ts'
import { type Fact, isSaid, pairs } from './head.ts'
import { texts } from './texts.ts'

export type NoteKind = 'plain' | 'good' | 'now' | 'bad'

/** A bar and words. `good` settled, `now` needs attention soon, `bad` stops something. */
export const note = (kind: NoteKind, body: Renderable, lead?: Renderable): Html =>
  html`<p class="${kind === 'plain' ? 'note' : `note ${kind}`}">${isSaid(lead) && html`<b>${lead}</b> `}${body}</p>
`

/** The same for more than a paragraph. */
export const noteBlock = (kind: NoteKind, body: Renderable): Html =>
  html`<div class="${kind === 'plain' ? 'note' : `note ${kind}`}">${body}</div>
`

/** After an act: what happened, its reference and what comes next. Holds the page's `h1`. */
export const confirmation = (confirmed: {
  title: Renderable
  /** Number, code or version to quote. */
  reference?: Fact | undefined
  facts?: readonly Fact[] | undefined
  body?: Renderable
  acts?: readonly Renderable[] | undefined
}): Html =>
  html`<header class="head work confirmed">
<h1>${confirmed.title}</h1>
${
  confirmed.reference &&
  html`<p class="reference"><span class="small">${confirmed.reference.term}</span> <b>${confirmed.reference.value}</b></p>`
}
</header>
${confirmed.facts !== undefined && confirmed.facts.length > 0 && pairs(confirmed.facts, { wide: true })}
${isSaid(confirmed.body) && html`<div class="text below">${confirmed.body}</div>`}
${confirmed.acts !== undefined && confirmed.acts.length > 0 && acts(...confirmed.acts)}
`

/** Where a list has nothing in it: why, and the way on. */
export const emptyState = (
  view: View,
  empty: {
    title?: Renderable
    body?: Renderable
    acts?: readonly Renderable[]
  } = {},
): Html =>
  html`<div class="empty"><h2 class="h3">${isSaid(empty.title) ? empty.title : texts[view.language].nothing}</h2>${
    isSaid(empty.body) && html`<p>${empty.body}</p>`
  }${empty.acts !== undefined && acts(...empty.acts)}</div>
`
