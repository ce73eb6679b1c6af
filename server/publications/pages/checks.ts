import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { fieldId } from '../../views/forms.ts'
import { note, noteBlock } from '../../views/notes.ts'
import { checkTexts } from '../check-texts.ts'
import type { Check, Checks } from '../rules/checks.ts'

/** Ids of the groups on the page itself where these are mended. */
const HERE: Readonly<Record<string, string>> = { file: 'the-file', proposals: 'proposals' }

/** What a publication lacks: what holds it up apart from what would make it better, each with the way there. */
export const checkList = (
  view: View,
  { blocking, advisory }: Checks,
  /** Path of the form that has the fields; null for those who may not mend. */
  { editPath }: { editPath: string | null },
): Html => {
  const t = checkTexts[view.language]
  if (blocking.length === 0 && advisory.length === 0) return note('good', t.none)
  const list = (title: string, checks: readonly Check[]) =>
    html`<p><b>${title}</b></p><ul class="checks">${checks.map((check) => checkItem(view, check, editPath))}</ul>`
  return html`${blocking.length > 0 && noteBlock('bad', list(t.blocking, blocking))}${
    advisory.length > 0 && noteBlock('plain', list(t.advisory, advisory))
  }`
}

const checkItem = (view: View, { code, field, about }: Check, editPath: string | null): Html => {
  const { what, mend } = checkTexts[view.language].sentences[code]
  const here = HERE[field]
  const href =
    here === undefined
      ? editPath && `${view.to(editPath)}#${fieldId(field)}`
      : editPath && `#${here}`
  return html`<li>${what(about ?? '')}${href !== null && html` <a href="${href}">${mend}${about !== null && !/^\d+$/.test(about) && html`<span class="vh">: ${about}</span>`}</a>`}</li>`
}
