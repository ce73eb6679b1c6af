import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choicesField } from '../../views/choices.ts'
import { formatLanguage } from '../../views/format.ts'
import {
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  selectField,
  textArea,
} from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { CORE_VALUES } from '../../vocabulary/core-values.ts'
import { LANGUAGE_CODES, languageName } from '../../vocabulary/languages.ts'
import { LICENCES } from '../../vocabulary/licences.ts'
import { PUBLICATION_TYPES, SERIES } from '../../vocabulary/publication-types.ts'
import { SDGS, sdgLabel } from '../../vocabulary/sdgs.ts'
import { THEMES, themeLabel } from '../../vocabulary/themes.ts'
import { NOTE_MAX } from '../schema.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { officePath } from './office.ts'

/** The form, empty or as it came back. Without an id it begins a publication. */
export const publicationFormPage = (
  view: View,
  form: FormState,
  publication: Publication | null,
): Html => {
  const t = texts[view.language].office
  const f = t.form
  const terms = (list: readonly { key: string; label: { sv: string; en: string } }[]) =>
    list.map(({ key, label }) => ({ value: key, label: label[view.language] }))
  const per = (language: 'sv' | 'en') => formatLanguage(view.language, language)
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
<form method="post" action="${view.to(action)}" novalidate>
${csrfField(view)}
${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${String(form.values['version'] ?? '')}">
${group({
  id: 'main-facts',
  title: f.main,
  body: html`${selectField(view, form, 'type', { label: f.type, options: terms(PUBLICATION_TYPES) })}
${selectField(view, form, 'series', { label: f.series, optional: true, options: terms(SERIES) })}
${field(view, form, 'number', { label: f.number, optional: true, short: true, maxlength: 30 })}
${field(view, form, 'year', { label: f.year, short: true, inputmode: 'numeric', maxlength: 4 })}
${selectField(view, form, 'language', {
  label: f.language,
  options: LANGUAGE_CODES.map((code) => ({
    value: code,
    label: languageName(code, view.language),
  })),
})}`,
})}
${group({
  id: 'texts',
  title: f.texts,
  body: html`${field(view, form, 'title_sv', { label: f.title(per('sv')), lang: 'sv', wide: true, optional: true, maxlength: 500 })}
${field(view, form, 'title_en', { label: f.title(per('en')), lang: 'en', wide: true, optional: true, maxlength: 500 })}
${field(view, form, 'title_own', { label: f.titleOwn, hint: f.ownHint, wide: true, optional: true, maxlength: 500 })}
${(['sv', 'en'] as const).map((language) => textArea(view, form, `abstract_${language}`, { label: f.abstract(per(language)), lang: language, rows: 6, optional: true }))}
${textArea(view, form, 'abstract_own', { label: f.abstractOwn, hint: f.ownHint, rows: 3, optional: true })}
${(['sv', 'en'] as const).map((language) => textArea(view, form, `messages_${language}`, { label: f.messages(per(language)), hint: f.messagesHint, lang: language, rows: 4, optional: true }))}
${textArea(view, form, 'messages_own', { label: f.messagesOwn, hint: f.ownHint, rows: 3, optional: true })}`,
})}
${group({
  id: 'people',
  title: f.people,
  body: textArea(view, form, 'authors', {
    label: f.authors,
    hint: f.authorsHint,
    rows: 4,
    optional: true,
  }),
})}
${group({
  id: 'about',
  title: f.about,
  body: html`${field(view, form, 'countries', { label: f.countries, hint: f.countriesHint, optional: true, wide: true })}
${choicesField(view, form, 'themes', { label: f.themes, optional: true, columns: true, wide: true, choices: themeChoices(view, form) })}
${choicesField(view, form, 'sdgs', {
  label: f.sdgs,
  optional: true,
  columns: true,
  wide: true,
  choices: SDGS.map(({ number }) => ({
    value: String(number),
    label: `${number} ${sdgLabel(number, view.language)}`,
  })),
})}
${choicesField(view, form, 'core_values', { label: f.coreValues, optional: true, choices: terms(CORE_VALUES) })}`,
})}
${group({
  id: 'rights',
  title: f.rights,
  body: html`${selectField(view, form, 'licence', { label: f.licence, optional: true, options: terms(LICENCES) })}
${field(view, form, 'isbn', { label: f.isbn, optional: true, short: true, maxlength: 40 })}
${field(view, form, 'doi', { label: f.doi, optional: true, maxlength: 300 })}
${field(view, form, 'url', { label: f.url, type: 'url', optional: true, wide: true, maxlength: 2000 })}`,
})}
${publication?.status === 'published' && group({ id: 'change', title: f.change, body: textArea(view, form, 'note', { label: f.note, hint: f.noteHint, rows: 3, maxlength: NOTE_MAX, optional: true }) })}
${acts(button(t.save), buttonLink(t.cancel, view.to(publication === null ? '/office/publications' : officePath(publication)), 'quiet'))}
</form>`,
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
