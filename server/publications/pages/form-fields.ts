import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choicesField, tickField } from '../../views/choices.ts'
import { formatLanguage } from '../../views/format.ts'
import { field, firstValue, selectField, textArea } from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { disclosure, links } from '../../views/lists.ts'
import { CORE_VALUES } from '../../vocabulary/core-values.ts'
import { GOVERNMENT_TIERS } from '../../vocabulary/government-tiers.ts'
import { LANGUAGE_CODES, languageName } from '../../vocabulary/languages.ts'
import { LICENCES } from '../../vocabulary/licences.ts'
import { PUBLICATION_TYPES, SERIES } from '../../vocabulary/publication-types.ts'
import { READER_GROUPS } from '../../vocabulary/reader-groups.ts'
import { SDGS, sdgLabel } from '../../vocabulary/sdgs.ts'
import { STUDY_TYPES } from '../../vocabulary/study-types.ts'
import { THEMES, themeLabel } from '../../vocabulary/themes.ts'
import { WORDED_FIELDS } from '../form.ts'
import { readingLevel } from '../rules/readability.ts'
import { ABSTRACT_MAX, EVIDENCE_MAX, SUMMARY_MAX, TITLE_MAX } from '../schema.ts'
import { texts } from '../texts.ts'
import { contributorRows, fundingRows } from './form-rows.ts'
import { formTexts } from './form-texts.ts'

/** All that a publication says, in groups. `office`: what only the office gives, series and ISBNs of the pool. */
export const publicationFields = (
  view: View,
  form: FormState,
  /** `asked`: what a button asked for that is not saving. */
  { asked, office }: { asked: string | null; office: { freeIsbns: number } | null },
): Html => html`${mainFacts(view, form, office !== null)}
${languageTexts(view, form, office !== null)}
${contributorRows(view, form, asked)}
${subject(view, form)}
${fundingRows(view, form, asked)}
${rights(view, form, office?.freeIsbns ?? 0)}`

/** From the top of a long form to its parts. */
export const partsOfForm = (view: View): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  return links(
    { label: f.main, href: '#main-facts' },
    { label: f.texts, href: '#texts' },
    { label: t.contributors, href: '#people' },
    { label: f.about, href: '#about' },
    { label: t.funding, href: '#funding' },
    { label: f.rights, href: '#rights' },
  )
}

const terms = (view: View, list: readonly { key: string; label: { sv: string; en: string } }[]) =>
  list.map(({ key, label }) => ({ value: key, label: label[view.language] }))

const languageOptions = (view: View, codes: readonly string[]) =>
  codes.map((code) => ({ value: code, label: languageName(code, view.language) }))

const mainFacts = (view: View, form: FormState, isOffice: boolean): Html => {
  const f = texts[view.language].office.form
  return group({
    id: 'main-facts',
    title: f.main,
    body: html`${selectField(view, form, 'type', { label: f.type, options: terms(view, PUBLICATION_TYPES) })}
${
  isOffice &&
  html`${selectField(view, form, 'series', { label: f.series, optional: true, options: terms(view, SERIES) })}
${field(view, form, 'number', { label: f.number, optional: true, short: true, maxlength: 30 })}
<p><button class="plainly" type="submit" name="act" value="number">${formTexts[view.language].proposeNumber}</button></p>
`
}${field(view, form, 'year', { label: f.year, short: true, inputmode: 'numeric', maxlength: 4 })}
${selectField(view, form, 'language', { label: f.language, options: languageOptions(view, LANGUAGE_CODES) })}`,
  })
}

/**
 * What it says, language by language; each text is tagged with its own. Authors write in the publication's own language
 * first; the others open where something stands in them.
 */
const languageTexts = (view: View, form: FormState, isOffice: boolean): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  const given = [form.values['languages'] ?? []].flat()
  const languages = given.length > 0 ? given : ['sv', 'en']
  const own = firstValue(form, 'language')
  const ordered = isOffice
    ? languages
    : languages.toSorted((a, b) => Number(b === own) - Number(a === own))
  const others = LANGUAGE_CODES.filter((code) => !languages.includes(code))
  return group({
    id: 'texts',
    title: f.texts,
    body: html`${ordered.map((language) => {
      const name = languageName(language, view.language)
      const fields = wordedFields(view, form, language)
      const isShut =
        !isOffice &&
        language !== own &&
        WORDED_FIELDS.every((field) => firstValue(form, `${field}_${language}`) === undefined)
      return isShut
        ? disclosure(name, fields)
        : html`<fieldset class="f wide"><legend>${name}</legend>
${fields}
</fieldset>
`
    })}${selectField(view, form, 'add_language', { label: t.anotherLanguage, optional: true, options: languageOptions(view, others) })}
<p><button class="btn second" type="submit" name="act" value="language-add">${t.addLanguage}</button></p>`,
  })
}

const wordedFields = (view: View, form: FormState, language: string): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  const name = formatLanguage(view.language, language)
  const plain = firstValue(form, `plain_summary_${language}`) ?? ''
  const level = readingLevel(plain, language)
  return html`<input type="hidden" name="languages" value="${language}">
${field(view, form, `title_${language}`, { label: f.title(name), lang: language, wide: true, optional: true, maxlength: TITLE_MAX })}
${textArea(view, form, `key_messages_${language}`, { label: f.messages(name), hint: f.messagesHint, lang: language, rows: 3, optional: true })}
${textArea(view, form, `plain_summary_${language}`, { label: f.plainSummary(name), hint: level === null ? t.plainHint : `${t.plainHint} ${t.level(level.lix, t.levels[level.level])}`, lang: language, rows: 4, maxlength: SUMMARY_MAX, optional: true })}
${textArea(view, form, `abstract_${language}`, { label: f.abstract(name), lang: language, rows: 5, maxlength: ABSTRACT_MAX, optional: true })}`
}

const subject = (view: View, form: FormState): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  const goals = [form.values['sdgs'] ?? []].flat().map(Number)
  const goalName = (number: number) => `${number} ${sdgLabel(number, view.language)}`
  return group({
    id: 'about',
    title: f.about,
    body: html`${field(view, form, 'countries', { label: f.countries, hint: f.countriesHint, optional: true, wide: true })}
${textArea(view, form, 'municipalities', { label: t.municipalities, hint: t.municipalitiesHint, rows: 2, optional: true })}
${choicesField(view, form, 'themes', { label: f.themes, optional: true, columns: true, wide: true, choices: themeChoices(view, form) })}
${choicesField(view, form, 'sdgs', {
  label: f.sdgs,
  optional: true,
  columns: true,
  wide: true,
  choices: SDGS.map(({ number }) => ({ value: String(number), label: goalName(number) })),
})}
${SDGS.filter(({ number }) => goals.includes(number)).map(({ number }) => field(view, form, `evidence_${number}`, { label: t.evidence(goalName(number)), hint: t.evidenceHint, wide: true, optional: true, maxlength: EVIDENCE_MAX }))}
${choicesField(view, form, 'core_values', { label: f.coreValues, optional: true, choices: terms(view, CORE_VALUES) })}
${choicesField(view, form, 'audiences', { label: t.audiences, optional: true, choices: terms(view, READER_GROUPS) })}
${choicesField(view, form, 'tiers', { label: t.tiers, optional: true, choices: terms(view, GOVERNMENT_TIERS) })}
${choicesField(view, form, 'study_types', { label: t.studyTypes, optional: true, columns: true, choices: terms(view, STUDY_TYPES) })}`,
  })
}

const rights = (view: View, form: FormState, freeIsbns: number): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  return group({
    id: 'rights',
    title: f.rights,
    body: html`${selectField(view, form, 'licence', { label: f.licence, optional: true, options: terms(view, LICENCES) })}
${field(view, form, 'isbn', { label: f.isbn, optional: true, short: true, maxlength: 40 })}
${freeIsbns > 0 && firstValue(form, 'isbn') === undefined && tickField(view, form, 'take_isbn', { label: t.takeIsbn(freeIsbns) })}
${field(view, form, 'doi', { label: f.doi, optional: true, maxlength: 300 })}
${field(view, form, 'url', { label: f.url, type: 'url', optional: true, wide: true, maxlength: 2000 })}
${field(view, form, 'embargo_on', { label: t.embargo, hint: t.embargoHint, type: 'date', optional: true, short: true })}`,
  })
}

/** The list of themes, and those of the publication that are in no list. */
const themeChoices = (view: View, form: FormState) => {
  const chosen = form.values['themes'] ?? []
  const own = (typeof chosen === 'string' ? [chosen] : chosen).filter(
    (key) => !THEMES.some((theme) => theme.key === key),
  )
  return [...THEMES.map(({ key }) => key), ...own]
    .map((value) => ({ value, label: themeLabel(value, view.language) }))
    .sort((a, b) => a.label.localeCompare(b.label, view.language))
}
