/**
 * The organisation picker: a field in which a person finds an organisation by any of its names and chooses it.
 * It works as a plain form and becomes a combobox where scripts run (`public/picker.js`).
 *
 * In a feature's form:
 * 1. On GET: `results: pickerOf(organisation)` with the organisation that is stored (`findUsableOrganisation`),
 *    or `pickerOf(null)`.
 * 2. In the page: `organisationPicker(view, form, 'organisation', { label, hint, results })`, the script in
 *    `layout(view, { scripts: [PICKER_SCRIPT] })`, and `saveOnEnter()` first in the form, so that the Enter key in
 *    another field saves instead of searching.
 * 3. On POST: `const picked = await resolveOrganisationPicker(tx, request.body, 'organisation', personId)`, then
 *    - `picked.kind === 'chosen'`: `picked.organisation.id` is an organisation that the person may use;
 *    - `picked.kind === 'none'`: nothing was chosen, or the choice was taken away;
 *    - `picked.kind === 'search'`: the person asked to find, or typed a name without choosing. Show the page
 *      again as typed (200 where `picked.asked`, else 422 with a problem on the field) with `results: picked.results`.
 *
 * Posted fields, for `NAME`: `NAME` (id of the chosen one, or empty), `NAME_q` (typed text), `NAME_shown` (the text
 * whose results were shown: a differing `NAME_q` is a new search), `NAME_find` (the button). An API client
 * needs `NAME` alone.
 */
import type { Tx } from '../../db/client.ts'
import type { FormState } from '../form.ts'
import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { fieldClass, fieldId, saying } from '../views/forms.ts'
import { texts as commonTexts } from '../views/texts.ts'
import { countryName } from '../vocabulary/countries.ts'
import { findUsableOrganisation } from './operations.ts'
import { type OrganisationChoice, searchOrganisations } from './search-store.ts'
import { texts } from './texts.ts'

export const PICKER_SCRIPT = 'picker.js'

/** What the picker shows: the chosen one, the words searched for (null: none yet), and what they found. */
export type PickerResults = {
  chosen: OrganisationChoice | null
  q: string | null
  candidates: readonly OrganisationChoice[]
}

export const pickerOf = (chosen: OrganisationChoice | null | undefined): PickerResults => ({
  chosen: chosen ?? null,
  q: null,
  candidates: [],
})

export type Picked =
  | { kind: 'none'; results: PickerResults }
  | { kind: 'chosen'; organisation: OrganisationChoice; results: PickerResults }
  | { kind: 'search'; asked: boolean; results: PickerResults }

/** Reads the picker's fields of a posted form. `personId`: whose own proposals count besides what is listed. */
export const resolveOrganisationPicker = async (
  tx: Tx,
  body: unknown,
  name: string,
  personId: string | null,
): Promise<Picked> => {
  const posted = readFields(body, name)
  const chosen =
    posted.id && UUID.test(posted.id)
      ? ((await findUsableOrganisation(tx, posted.id, personId)) ?? null)
      : null
  const isNewText = posted.q !== '' && posted.q !== (posted.shown ?? '')
  if (posted.q !== '' && (posted.asked || (isNewText && (posted.shown !== null || !chosen)))) {
    const candidates = await searchOrganisations(tx, posted.q, { personId })
    return { kind: 'search', asked: posted.asked, results: { chosen, q: posted.q, candidates } }
  }
  if (posted.asked) return { kind: 'search', asked: true, results: pickerOf(chosen) }
  if (chosen) return { kind: 'chosen', organisation: chosen, results: pickerOf(chosen) }
  if (posted.id !== null) return { kind: 'search', asked: false, results: pickerOf(null) }
  return { kind: 'none', results: pickerOf(null) }
}

export type PickerOptions = {
  label: Renderable
  hint?: Renderable
  optional?: boolean | undefined
  /** Whether one that is not listed may be proposed; true where not given. */
  canPropose?: boolean | undefined
  results: PickerResults
}

export const organisationPicker = (
  view: View,
  form: FormState,
  name: string,
  options: PickerOptions,
): Html => {
  const t = texts[view.language].picker
  const { chosen, q, candidates } = options.results
  const id = fieldId(name)
  const { before, describedBy, isWrong } = saying(form, name, options.hint)
  const choices = [
    ...(chosen && !candidates.some((candidate) => candidate.id === chosen.id) ? [chosen] : []),
    ...candidates,
  ]
  const found =
    q === null ? '' : candidates.length === 0 ? t.noneFound(q) : t.found(candidates.length)
  return html`<div class="${fieldClass(isWrong, false)} picker" data-picker data-suggest="${view.to('/organisations/suggest')}" data-none="${t.none}" data-one="${t.one}" data-many="${t.many}" data-chosen="${t.nowChosen}">
<label for="${id}">${options.label}${
    options.optional &&
    html` <span class="optional">(${commonTexts[view.language].optional})</span>`
  }</label>${before}
<div class="search"><input id="${id}" name="${name}_q" type="text" value="${q ?? ''}" maxlength="200" autocomplete="off" ${attribute('aria-describedby', describedBy.length > 0 && describedBy.join(' '))} ${attribute('aria-invalid', isWrong && 'true')}><button class="btn second" type="submit" name="${name}_find" value="1">${t.find}</button></div>
<input type="hidden" name="${name}_shown" value="${q ?? ''}">
<p class="hint" role="status" data-said>${found}</p>
${
  choices.length > 0 &&
  html`<fieldset data-choices><legend class="vh">${options.label}</legend>${choices.map(
    (choice, i) =>
      radio(view, { id: `${id}-${i + 1}`, name, choice, isChecked: choice.id === chosen?.id }),
  )}<label class="choice" for="${id}-0"><input type="radio" id="${id}-0" name="${name}" value="" ${attribute('checked', chosen === null)}> <span>${t.noneOfThese}</span></label></fieldset>`
}
${options.canPropose !== false && html`<p class="small"><a href="${view.to('/organisations/new')}" target="_blank">${t.notListed}</a></p>`}
</div>
`
}

/** First in a form with a picker: makes the Enter key in its fields save, not search. Not shown, not in the tab order. */
export const saveOnEnter = (): Html =>
  html`<button class="vh" type="submit" tabindex="-1" aria-hidden="true"></button>`

/** "Kampala, Uganda". */
export const placeOf = (
  view: Pick<View, 'language'>,
  { city, country }: Pick<OrganisationChoice, 'city' | 'country'>,
): string => [city, countryName(country, view.language)].filter(Boolean).join(', ')

const radio = (
  view: View,
  {
    id,
    name,
    choice,
    isChecked,
  }: { id: string; name: string; choice: OrganisationChoice; isChecked: boolean },
): Html => {
  const t = texts[view.language].picker
  const notes = [
    placeOf(view, choice),
    choice.foundBy,
    choice.status === 'proposed' && t.awaiting,
  ].filter(Boolean)
  return html`<label class="choice" for="${id}"><input type="radio" id="${id}" name="${name}" value="${choice.id}" ${attribute('checked', isChecked)}> <span><span data-name>${choice.name}</span> <span class="hint">${notes.join(' · ')}</span></span></label>`
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const readFields = (body: unknown, name: string) => {
  const posted = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const single = (key: string): string | null => {
    const value = posted[key]
    const first = Array.isArray(value) ? value[0] : value
    return typeof first === 'string' ? first.trim().slice(0, 200) : null
  }
  const id = single(name) ?? ''
  return {
    id: id === '' ? null : id,
    q: single(`${name}_q`) ?? '',
    shown: single(`${name}_shown`),
    asked: single(`${name}_find`) !== null,
  }
}
