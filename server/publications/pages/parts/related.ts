import { attribute, type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { formatList, formatNumber } from '../../../views/format.ts'
import { group } from '../../../views/head.ts'
import { entries } from '../../../views/lists.ts'
import { countriesByName, countryName } from '../../../vocabulary/countries.ts'
import { libraryPath } from '../../parameters.ts'
import { readingTexts } from '../../reading-texts.ts'
import type { FromLike } from '../../related.ts'
import type { Publication } from '../../store.ts'
import { publicationEntry, publicationPath } from '../search.ts'

const COUNTRIES_NAMED = 4

const listed = (view: View, publications: readonly Publication[]): Html =>
  entries(
    publications.map((one) =>
      publicationEntry(view, one, { matches: [], pagesFound: 0, level: 3 }),
    ),
  )

/** What else to read. */
export const related = (view: View, publications: readonly Publication[]): Html | false =>
  publications.length > 0 &&
  group({
    id: 'related',
    title: readingTexts[view.language].related,
    body: listed(view, publications),
  })

/** A reader says where they are, and is shown what is known of countries like it. */
export const fromLike = (view: View, publication: Publication, like: FromLike | null): Html => {
  const t = readingTexts[view.language]
  return group({
    id: 'like',
    title: t.like,
    body: html`<form class="mapform" action="${view.to(publicationPath(publication))}#like">
<div class="field"><label for="own-country">${t.likeLabel}</label><p class="hint" id="own-country-hint">${t.likeHow}</p><select id="own-country" name="own_country" aria-describedby="own-country-hint"><option value="">${t.likeChoose}</option>${countriesByName(
      view.language,
    ).map(
      ({ code, name }) =>
        html`<option value="${code}" ${attribute('selected', code === like?.country)}>${name}</option>`,
    )}</select></div>
<button class="btn second" type="submit">${t.likeShow}</button>
</form>
${like !== null && found(view, like)}`,
  })
}

const found = (view: View, like: FromLike): Html => {
  const t = readingTexts[view.language]
  const { countries, themes, items, total } = like
  if (items.length === 0)
    return html`<p>${t.likeNone(countryName(like.country, view.language))}</p>`
  const named = countries.slice(0, COUNTRIES_NAMED).map((code) => countryName(code, view.language))
  const further = countries.length - named.length
  const names = formatList(view.language, further > 0 ? [...named, t.andOthers(further)] : named)
  const path = libraryPath({
    words: '',
    years: {},
    isExact: false,
    sort: 'newest',
    chosen: {
      country: countries.slice(0, CHOSEN_MAX),
      ...(themes.length > 0 ? { theme: themes } : {}),
    },
  })
  return html`<p>${t.likeFound(names)}</p>
${listed(view, items)}
<p><a href="${view.to(path)}">${t.likeMore(total, formatNumber(view.language, total))}</a></p>`
}

/** As many values of a facet as an address may carry. */
const CHOSEN_MAX = 50
