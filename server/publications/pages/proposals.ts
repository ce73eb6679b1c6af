import { emptyForm } from '../../form.ts'
import { attribute, type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choicesField } from '../../views/choices.ts'
import { formatLanguage } from '../../views/format.ts'
import { acts, csrfField } from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { disclosure } from '../../views/lists.ts'
import { languageName } from '../../vocabulary/languages.ts'
import { themeLabel } from '../../vocabulary/themes.ts'
import { proposalTexts } from '../proposal-texts.ts'
import { languageOfField, type Proposal, presentIn } from '../rules/proposals.ts'
import type { Publication } from '../store.ts'

/** A longer text is shown by its beginning. */
const SHOWN_CHARACTERS_MAX = 320

/** What the PDF says of itself, each with what stands here now, to take or to leave. Nothing where all is answered. */
export const proposalsGroup = (
  view: View,
  publication: Publication,
  proposals: readonly Proposal[],
  /** `path`: of the publication's page, under which the answers go. */
  { path }: { path: string },
): Html | false => {
  const t = proposalTexts[view.language]
  return (
    proposals.length > 0 &&
    group({
      id: 'proposals',
      title: t.title,
      body: html`<p class="text">${t.lede}</p>
<ul class="proposals">${proposals.map((proposal) => proposalItem(view, publication, proposal, path))}</ul>`,
    })
  )
}

const proposalItem = (
  view: View,
  publication: Publication,
  proposal: Proposal,
  path: string,
): Html => {
  const t = proposalTexts[view.language]
  const { field, source, page } = proposal
  const name = fieldName(view, field)
  const isThemes = field === 'themes'
  const where = page === null || source === 'type' ? t.sources[source] : t.onPage(page)
  const word = (label: string) => html`${label}<span class="vh">: ${name}</span>`
  const to = (noun: string) => view.to(`${path}/proposals/${field}/${noun}`)
  const form = (noun: string, body: Html) =>
    html`<form method="post" action="${to(noun)}" novalidate>${csrfField(view)}<input type="hidden" name="version" value="${publication.version}">${body}</form>`
  const take = html`<button class="btn second" type="submit">${word(isThemes ? t.takeThemes : t.take)}</button>`
  const context = html`<p class="small soft">${where} ${!isThemes && stands(view, publication, field)}</p>`
  return html`<li class="proposal">
<h3>${name}</h3>
${
  isThemes
    ? form(
        'acceptance',
        html`${themeChoices(view, proposal)}${context}${acts(
          take,
          html`<button class="plainly" type="submit" formaction="${to('declination')}">${word(t.leave)}</button>`,
        )}`,
      )
    : html`${said(view, field, proposal.values[0] ?? '')}${context}${acts(
        form('acceptance', take),
        form('declination', html`<button class="plainly" type="submit">${word(t.leave)}</button>`),
      )}`
}
</li>
`
}

const themeChoices = (view: View, { values }: Proposal): Html =>
  choicesField(view, emptyForm(), 'values', {
    label: proposalTexts[view.language].fields.themes,
    hiddenLegend: true,
    columns: true,
    value: values,
    choices: values.map((value) => ({ value, label: themeLabel(value, view.language) })),
  })

const said = (view: View, field: string, value: string): Html => {
  const language = languageOfField(field)
  const lang = attribute('lang', language !== null && language !== view.language && language)
  const shown = field === 'language' ? languageName(value, view.language) : value
  if (shown.length <= SHOWN_CHARACTERS_MAX) return html`<p class="says" ${lang}>${shown}</p>`
  const cut = shown.slice(0, SHOWN_CHARACTERS_MAX).replace(/\s+\S*$/, '')
  return html`<p class="says" ${lang}>${cut} …</p>${disclosure(
    proposalTexts[view.language].whole,
    html`<div ${lang}>${shown.split(/\n{2,}/).map((part) => html`<p>${part}</p>`)}</div>`,
  )}`
}

/** What would be replaced, so that nobody has to go and look. */
const stands = (view: View, publication: Publication, field: string): Html => {
  const t = proposalTexts[view.language]
  const present = presentIn(publication, field)
  if (present === null) return html`${t.absent}`
  const language = languageOfField(field)
  const shown = field === 'language' ? languageName(present, view.language) : present
  const cut =
    shown.length > SHOWN_CHARACTERS_MAX ? `${shown.slice(0, SHOWN_CHARACTERS_MAX)} …` : shown
  return html`${t.present} <span ${attribute('lang', language !== null && language !== view.language && language)}>${cut}</span>`
}

const fieldName = (view: View, field: string): string => {
  const t = proposalTexts[view.language].fields
  const language = languageOfField(field)
  if (language !== null) {
    const worded = formatLanguage(view.language, language)
    return field.startsWith('title') ? t.title(worded) : t.abstract(worded)
  }
  const names: Readonly<Record<string, unknown>> = t
  return typeof names[field] === 'string' ? names[field] : field
}
