import { attribute, type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatBytes, formatLanguage, formatNumber } from '../../views/format.ts'
import { buttonLink } from '../../views/forms.ts'
import { columns } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { chips, entries, entry, factLine, placeLinks, tag } from '../../views/lists.ts'
import { emptyState, note } from '../../views/notes.ts'
import { pager } from '../../views/tables.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { facetLabel, seriesLine } from '../labels.ts'
import { libraryPath, without } from '../parameters.ts'
import { FACETS, type Facet, SORTS, wordedFor } from '../rules.ts'
import type { LibraryAnswer, LibraryMatch, LibraryQuery } from '../search.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'

export type Found = { query: LibraryQuery; answer: LibraryAnswer }

const VALUES_SHOWN = 6
const AUTHORS_SHOWN = 4

/** The library: a question, what narrows it, and what was found, down to the page. */
export const searchPage = (view: View, { query, answer }: Found): Html => {
  const t = texts[view.language]
  const heading = headingOf(view, query, answer.total)
  const feed = view.to(libraryPath({ ...query, page: 1 }, '/publications.atom'))
  return layout(view, {
    title: query.page > 1 ? `${heading}, ${t.page.toLowerCase()} ${query.page}` : heading,
    current: 'publications',
    scripts: ['search.js'],
    head: html`<link rel="alternate" type="application/atom+xml" title="${t.feed}" href="${feed}">
`,
    ...(query.words === '' && Object.keys(query.chosen).length === 0
      ? {}
      : { robots: 'noindex, follow' }),
    main: html`<div class="head">
${searchForm(view, query)}
</div>
${columns('first', filters(view, query, answer), results(view, { query, answer }, { heading, feed }))}`,
  })
}

/** Title, number and place of what was found: the same in results and while typing. */
export const publicationPath = (publication: { slug: string }): string =>
  `/publications/${publication.slug}`

export const filePath = (publication: { slug: string }): string =>
  `/publications/${publication.slug}/${publication.slug}.pdf`

/** Where a page can be read: in the PDF, or as text where there is none. */
export const pageHref = (
  view: View,
  publication: Pick<Publication, 'slug' | 'file'>,
  page: number,
): string =>
  publication.file === null
    ? view.to(`${publicationPath(publication)}/pages/${page}`)
    : `${filePath(publication)}#page=${page}`

/** One publication in a list, with the pages on which it was found. */
export const publicationEntry = (
  view: View,
  publication: Publication,
  found: { matches: readonly LibraryMatch[]; pagesFound: number; level?: 2 | 3 } = {
    matches: [],
    pagesFound: 0,
  },
): Html => {
  const title = wordedFor(publication.title, view.language, publication.language)
  return entry({
    at: placeLinks(
      publication.countries.slice(0, 4).map((code) => ({
        name: countryName(code, view.language),
        href: view.to(`/publications?country=${code}`),
      })),
    ),
    atKind: 'place',
    title: title?.text ?? '',
    href: view.to(publicationPath(publication)),
    lang: title && title.language !== view.language ? title.language : undefined,
    by: authorsLine(view, publication.authors),
    facts: factsOf(view, publication),
    body: found.matches.length > 0 && hits(view, publication, found),
    level: found.level,
  })
}

export const authorsLine = (view: View, authors: readonly { name: string }[]): string => {
  const names = authors.slice(0, AUTHORS_SHOWN).map(({ name }) => name)
  return names.join(', ') + (authors.length > AUTHORS_SHOWN ? texts[view.language].etAl : '')
}

/** Kind, year, length, language and size: what one wants to know before opening. */
export const factsOf = (view: View, publication: Publication): Renderable[] => {
  const t = texts[view.language]
  const { file, pageCount, language, year } = publication
  return [
    language !== view.language && tag(t.inLanguage(formatLanguage(view.language, language))),
    seriesLine(publication, view.language),
    year,
    pageCount !== null && t.pages(pageCount),
    file !== null && formatBytes(view.language, file.size, 'PDF'),
    file === null && publication.url !== null && t.elsewhere,
  ]
}

const headingOf = (view: View, { words }: LibraryQuery, total: number): string => {
  const t = texts[view.language]
  const figure = formatNumber(view.language, total)
  if (words === '') return total === 0 ? t.none : t.count(total, figure)
  return total === 0 ? t.noneOn(words) : t.countOn(total, figure, words)
}

const searchForm = (view: View, query: LibraryQuery): Html => {
  const t = texts[view.language]
  return html`<form action="${view.to('/publications')}" role="search">
<label for="q" class="vh">${t.searchLabel}</label>
<div class="search"><input id="q" name="q" type="search" value="${query.words}" autocomplete="off" maxlength="200" data-suggest="${view.to('/publications/suggest')}"><button class="btn" type="submit">${t.search}</button></div>
${hiddenFacets(query)}${query.sort !== 'relevance' && html`<input type="hidden" name="sort" value="${query.sort}">`}
</form>`
}

const hiddenFacets = ({ chosen }: LibraryQuery): Html[] =>
  FACETS.flatMap((facet) =>
    (chosen[facet] ?? []).map(
      (value) => html`<input type="hidden" name="${facet}" value="${value}">`,
    ),
  )

const filters = (view: View, query: LibraryQuery, answer: LibraryAnswer): Html => {
  const t = texts[view.language]
  const count = FACETS.reduce((sum, facet) => sum + (query.chosen[facet]?.length ?? 0), 0)
  return html`<aside aria-label="${t.filterLabel}">
<details class="fold"><summary>${t.filter} ${count > 0 && html`<span class="soft">${t.chosen(count)}</span>`}</summary>
<form action="${view.to('/publications')}">
${query.words !== '' && html`<input type="hidden" name="q" value="${query.words}">`}
${query.sort !== 'relevance' && html`<input type="hidden" name="sort" value="${query.sort}">`}
${FACETS.map((facet) => facetBlock(view, query, answer, facet))}
<div class="acts"><button class="btn second" type="submit">${t.showResults}</button></div>
</form>
</details>
</aside>`
}

const OPEN_FACETS: readonly Facet[] = ['country', 'theme', 'series']

const facetBlock = (
  view: View,
  { chosen }: LibraryQuery,
  { facets }: LibraryAnswer,
  facet: Facet,
): Html | null => {
  const t = texts[view.language]
  const wanted = chosen[facet] ?? []
  const counted = facets[facet].map(({ value, count }) => ({ value, count }))
  // What was chosen stays to be taken away again, also where nothing is left of it.
  for (const value of wanted)
    if (!counted.some((one) => one.value === value)) counted.push({ value, count: 0 })
  if (counted.length === 0) return null
  if (facet === 'year') counted.sort((a, b) => Number(b.value) - Number(a.value))
  if (facet === 'sdg') counted.sort((a, b) => Number(a.value) - Number(b.value))
  const [first, rest] = [
    counted.filter(({ value }, i) => i < VALUES_SHOWN || wanted.includes(value)),
    counted.filter(({ value }, i) => i >= VALUES_SHOWN && !wanted.includes(value)),
  ]
  const choice = ({ value, count }: { value: string; count: number }) =>
    html`<label class="choice"><input type="checkbox" name="${facet}" value="${value}" ${attribute('checked', wanted.includes(value))}> <span>${facetLabel(facet, value, view.language)}</span> <span class="count">${formatNumber(view.language, count)}</span></label>
`
  return html`<details class="facet" ${attribute('open', OPEN_FACETS.includes(facet) || wanted.length > 0)}><summary>${t.facets[facet]}</summary>
<div role="group" aria-label="${t.facets[facet]}">${first.map(choice)}${
    rest.length > 0 &&
    html`<details><summary class="small">${t.showAll(rest.length)}</summary>${rest.map(choice)}</details>`
  }</div></details>
`
}

const results = (
  view: View,
  { query, answer }: Found,
  { heading, feed }: { heading: string; feed: string },
): Html => {
  const t = texts[view.language]
  const chosen = FACETS.flatMap((facet) =>
    (query.chosen[facet] ?? []).map((value) => ({
      label: facetLabel(facet, value, view.language),
      removeHref: view.to(
        libraryPath({ ...query, chosen: without(query.chosen, facet, value), page: 1 }),
      ),
    })),
  )
  return html`<div>
<h1 class="h2" id="results">${heading}</h1>
${answer.engine === 'postgresql' && note('now', t.byPostgres)}
${answer.isRelaxed && note('plain', t.relaxed)}
${
  answer.foundInText > 0 &&
  html`<p class="small soft">${t.foundInText(answer.foundInText, formatNumber(view.language, answer.foundInText))}${answer.isCapped && html` ${t.capped}`}</p>`
}
<div class="tools-row">${chips(view, chosen) ?? html`<span></span>`}${answer.total > 0 && sorting(view, query)}</div>
${chosen.length > 1 && html`<p><a class="btn quiet" href="${view.to(libraryPath({ ...query, chosen: {}, page: 1 }))}">${t.clearAll}</a></p>`}
${
  answer.items.length === 0
    ? emptyState(view, {
        title: t.noneTitle,
        body: t.noneHow,
        acts: [buttonLink(t.noneAct, view.to('/publications'), 'second')],
      })
    : entries(
        answer.items.map(({ publication, matches, pagesFound }) =>
          publicationEntry(view, publication, { matches, pagesFound, level: 2 }),
        ),
      )
}
${pager(view, {
  page: query.page,
  pages: Math.ceil(answer.total / query.perPage),
  href: (page) => view.to(libraryPath({ ...query, page })),
  label: t.pagesOfResults,
})}
${answer.total > 0 && factLine([html`<a href="${feed}">${t.feed}</a>`])}
</div>`
}

const sorting = (view: View, query: LibraryQuery): Html => {
  const t = texts[view.language]
  // Without a question there is nothing to match: the newest come first.
  const sorts = query.words === '' ? SORTS.filter((sort) => sort !== 'relevance') : SORTS
  const present = query.words === '' && query.sort === 'relevance' ? 'newest' : query.sort
  return html`<div class="sort"><span class="soft">${t.sortBy}</span> ${sorts.map((sort) =>
    sort === present
      ? html`<b>${t.sorts[sort]}</b> `
      : html`<a href="${view.to(libraryPath({ ...query, sort, page: 1 }))}">${t.sorts[sort]}</a> `,
  )}</div>`
}

const hits = (
  view: View,
  publication: Publication,
  { matches, pagesFound }: { matches: readonly LibraryMatch[]; pagesFound: number },
): Html => {
  const t = texts[view.language]
  const further = pagesFound - matches.length
  return html`<ol class="hits">${matches.map(
    ({ page, snippet }) =>
      html`<li><a href="${pageHref(view, publication, page)}"><span class="pageno">${t.page} ${page}</span> <q ${attribute('lang', publication.language !== view.language && publication.language)}>${snippet.map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text))}</q></a></li>
`,
  )}${
    further > 0 &&
    html`<li><a href="${view.to(publicationPath(publication))}"><span class="more">${t.morePages(further)}</span></a></li>`
  }</ol>`
}
