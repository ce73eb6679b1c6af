import type { FormState } from '../form.ts'
import { type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { acts, button, csrfField, errorSummary, textArea } from './forms.ts'
import { pageHead } from './head.ts'
import { layout } from './layout.ts'

export type AskedReason = {
  /** What is about to be done: the page's heading and the button's word. */
  act: string
  stops?: boolean
  /** Where one came from, and goes back to; paths without language. */
  from: { label: string; path: string }
  action: string
  facts: readonly { term: string; value: Renderable }[]
  /** What someone wrote that the act is about. */
  quoted?: Renderable
  label: string
  hint: string
  /** The way out, without doing it. */
  keep: string
  rows: number
  maxlength: number
}

/** Asks an officer why, before something is done that another person will ask about. */
export const reasonPage = (view: View, form: FormState, asked: AskedReason): Html => {
  const back = view.to(asked.from.path)
  return layout(view, {
    title: asked.act,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: asked.act,
      work: true,
      crumbs: [{ label: asked.from.label, href: back }],
      facts: [...asked.facts],
    })}
${errorSummary(view, form.problems)}
${asked.quoted}
<form method="post" action="${view.to(asked.action)}" novalidate>${csrfField(view)}
${textArea(view, form, 'reason', asked)}
${acts(button(asked.act, asked.stops ? 'stop' : undefined), html`<a href="${back}">${asked.keep}</a>`)}</form>`,
  })
}
