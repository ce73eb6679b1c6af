import { attribute, type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { acts, buttonLink, fieldId } from '../../views/forms.ts'
import { group, pairs } from '../../views/head.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { languageName } from '../../vocabulary/languages.ts'
import { licenceLabel } from '../../vocabulary/licences.ts'
import { themeLabel } from '../../vocabulary/themes.ts'
import { depositTexts } from '../deposit-texts.ts'
import { organisationOf } from '../rules/contributors.ts'
import type { Publication } from '../store.ts'
import { fundingFacts } from './parts/facts.ts'

/** All that its page will say, each with the way to change it. */
export const descriptionGroup = (
  view: View,
  publication: Publication,
  /** Path of the form; null where it may not be changed here. */
  { editPath }: { editPath: string | null },
): Html => {
  const t = depositTexts[view.language]
  return group({
    id: 'description',
    title: t.description,
    body: html`${pairs(
      described(view, publication).map(({ term, value, field }) => ({
        term,
        value: value ?? html`<span class="soft">${t.nothing}</span>`,
        change:
          editPath === null
            ? undefined
            : { href: `${view.to(editPath)}#${fieldId(field)}`, label: t.change, what: term },
      })),
      { wide: true },
    )}${editPath !== null && acts(buttonLink(t.describe, view.to(editPath), 'second'))}`,
  })
}

type Described = { term: string; value: Renderable; field: string }

const described = (view: View, publication: Publication): Described[] => {
  const { language, contributors, isbn, doi } = publication
  const { names } = depositTexts[view.language]
  const inLanguages = (of: Record<string, string>) =>
    Object.keys(of).length === 0
      ? null
      : Object.entries(of).map(
          ([code, text]) =>
            html`<p><span class="small soft">${languageName(code, view.language)}</span><br><span ${attribute('lang', code !== view.language && code)}>${cut(text)}</span></p>`,
        )
  const people = contributors.map(
    (one) =>
      html`<p>${one.name}${one.orcid !== null && html` <span class="small soft num">${one.orcid}</span>`}<br><span class="small soft">${organisationOf(one) ?? '–'}</span></p>`,
  )
  const [funding] = fundingFacts(view, publication)
  const places = [
    ...publication.countries.map((code) => countryName(code, view.language)),
    ...publication.municipalities.map(({ name }) => name),
  ]
  const messages = publication.keyMessages[language] ?? []
  return [
    { term: names.title, value: inLanguages(publication.title), field: `title_${language}` },
    { term: names.language, value: languageName(language, view.language), field: 'language' },
    { term: names.year, value: publication.year, field: 'year' },
    {
      term: names.messages,
      value:
        messages.length > 0 &&
        html`<ul ${attribute('lang', language !== view.language && language)}>${messages.map((one) => html`<li>${one}</li>`)}</ul>`,
      field: `key_messages_${language}`,
    },
    {
      term: names.abstract,
      value: inLanguages(publication.abstract),
      field: `abstract_${language}`,
    },
    { term: names.people, value: people.length > 0 && people, field: 'contributor_0_name' },
    { term: names.countries, value: places.join(', '), field: 'countries' },
    {
      term: names.themes,
      value: publication.themes.map((key) => themeLabel(key, view.language)).join(', '),
      field: 'themes',
    },
    { term: names.funding, value: funding?.value, field: 'funding_0_grant' },
    {
      term: names.licence,
      value: publication.licence && licenceLabel(publication.licence, view.language),
      field: 'licence',
    },
    {
      term: names.identifiers,
      value: [isbn && `ISBN ${isbn}`, doi].filter(Boolean).join(', '),
      field: 'isbn',
    },
  ].map(({ value, ...row }) => ({ ...row, value: value || null }))
}

const SHOWN_CHARACTERS_MAX = 400

const cut = (text: string): string =>
  text.length <= SHOWN_CHARACTERS_MAX
    ? text
    : `${text.slice(0, SHOWN_CHARACTERS_MAX).replace(/\s+\S*$/, '')} …`
