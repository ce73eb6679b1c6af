import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choicesField, tickField } from '../../views/choices.ts'
import { formatLanguage } from '../../views/format.ts'
import {
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  firstValue,
  selectField,
  textArea,
} from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { CORE_VALUES } from '../../vocabulary/core-values.ts'
import { GOVERNMENT_TIERS } from '../../vocabulary/government-tiers.ts'
import { LANGUAGE_CODES, languageName } from '../../vocabulary/languages.ts'
import { LICENCES } from '../../vocabulary/licences.ts'
import { PUBLICATION_TYPES, SERIES } from '../../vocabulary/publication-types.ts'
import { READER_GROUPS } from '../../vocabulary/reader-groups.ts'
import { SDGS, sdgLabel } from '../../vocabulary/sdgs.ts'
import { STUDY_TYPES } from '../../vocabulary/study-types.ts'
import { THEMES, themeLabel } from '../../vocabulary/themes.ts'
import { readingLevel } from '../rules/readability.ts'
import { ABSTRACT_MAX, EVIDENCE_MAX, NOTE_MAX, SUMMARY_MAX, TITLE_MAX } from '../schema.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { duplicatesNote, type ShownDuplicate } from './duplicates.ts'
import { contributorRows, fundingRows } from './form-rows.ts'
import { formTexts } from './form-texts.ts'
import { officePath } from './office.ts'

/** The form, empty or as it came back. Without a publication it begins one. */
export const publicationFormPage = (
  view: View,
  form: FormState,
  publication: Publication | null,
  /** `asked`: what a button asked for that is not saving. */
  {
    asked,
    freeIsbns,
    duplicates,
  }: { asked: string | null; freeIsbns: number; duplicates: readonly ShownDuplicate[] },
): Html => {
  const t = texts[view.language].office
  const action = publication === null ? '/office/publications' : `${officePath(publication)}/edit`
  return layout(view, {
    title: publication === null ? t.newTitle : t.editTitle,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: publication === null ? t.newTitle : t.editTitle,
      lede: publication?.status === 'published' ? t.correctLede : t.newLede,
      work: true,
      crumbs: [{ label: texts[view.language].publications, href: view.to('/office/publications') }],
    })}
${duplicatesNote(view, duplicates, (one) => view.to(officePath(one)))}
<form method="post" action="${view.to(action)}" novalidate>
${csrfField(view)}<button class="vh" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true"></button>
${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${String(form.values['version'] ?? '')}">
${mainFacts(view, form)}
${languageTexts(view, form)}
${contributorRows(view, form, asked)}
${subject(view, form)}
${fundingRows(view, form, asked)}
${rights(view, form, freeIsbns)}
${
  publication?.status === 'published' &&
  group({
    id: 'change',
    title: t.form.change,
    body: textArea(view, form, 'note', {
      label: t.form.note,
      hint: t.form.noteHint,
      rows: 3,
      maxlength: NOTE_MAX,
      optional: true,
    }),
  })
}
${acts(button(t.save, 'first', { name: 'act', value: 'save' }), buttonLink(t.cancel, view.to(publication === null ? '/office/publications' : officePath(publication)), 'quiet'))}
</form>`,
  })
}

const terms = (view: View, list: readonly { key: string; label: { sv: string; en: string } }[]) =>
  list.map(({ key, label }) => ({ value: key, label: label[view.language] }))

const languageOptions = (view: View, codes: readonly string[]) =>
  codes.map((code) => ({ value: code, label: languageName(code, view.language) }))

const mainFacts = (view: View, form: FormState): Html => {
  const f = texts[view.language].office.form
  return group({
    id: 'main-facts',
    title: f.main,
    body: html`${selectField(view, form, 'type', { label: f.type, options: terms(view, PUBLICATION_TYPES) })}
${selectField(view, form, 'series', { label: f.series, optional: true, options: terms(view, SERIES) })}
${field(view, form, 'number', { label: f.number, optional: true, short: true, maxlength: 30 })}
<p><button class="plainly" type="submit" name="act" value="number">${formTexts[view.language].proposeNumber}</button></p>
${field(view, form, 'year', { label: f.year, short: true, inputmode: 'numeric', maxlength: 4 })}
${selectField(view, form, 'language', { label: f.language, options: languageOptions(view, LANGUAGE_CODES) })}`,
  })
}

/** What it says, language by language; each text is tagged with its own. */
const languageTexts = (view: View, form: FormState): Html => {
  const f = texts[view.language].office.form
  const t = formTexts[view.language]
  const given = [form.values['languages'] ?? []].flat()
  const languages = given.length > 0 ? given : ['sv', 'en']
  const others = LANGUAGE_CODES.filter((code) => !languages.includes(code))
  return group({
    id: 'texts',
    title: f.texts,
    body: html`${languages.map((language) => {
      const name = formatLanguage(view.language, language)
      const plain = firstValue(form, `plain_summary_${language}`) ?? ''
      const level = readingLevel(plain, language)
      return html`<fieldset class="f wide"><legend>${languageName(language, view.language)}</legend>
<input type="hidden" name="languages" value="${language}">
${field(view, form, `title_${language}`, { label: f.title(name), lang: language, wide: true, optional: true, maxlength: TITLE_MAX })}
${textArea(view, form, `key_messages_${language}`, { label: f.messages(name), hint: f.messagesHint, lang: language, rows: 3, optional: true })}
${textArea(view, form, `plain_summary_${language}`, { label: f.plainSummary(name), hint: level === null ? t.plainHint : `${t.plainHint} ${t.level(level.lix, t.levels[level.level])}`, lang: language, rows: 4, maxlength: SUMMARY_MAX, optional: true })}
${textArea(view, form, `abstract_${language}`, { label: f.abstract(name), lang: language, rows: 5, maxlength: ABSTRACT_MAX, optional: true })}
</fieldset>
`
    })}${selectField(view, form, 'add_language', { label: t.anotherLanguage, optional: true, options: languageOptions(view, others) })}
<p><button class="btn second" type="submit" name="act" value="language-add">${t.addLanguage}</button></p>`,
  })
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
