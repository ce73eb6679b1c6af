import type { YearSpan } from '../../../search/filters.ts'
import { attribute, type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatBytes, formatLanguage, formatNumber } from '../../views/format.ts'
import { buttonLink } from '../../views/forms.ts'
import { columns } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { chips, entries, entry, links, placeLinks, tag } from '../../views/lists.ts'
import { emptyState, note } from '../../views/notes.ts'
import { pager } from '../../views/tables.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { readersFile } from '../files.ts'
import { facetLabel, seriesLine } from '../labels.ts'
import { libraryPath, without } from '../parameters.ts'
import { FACETS, SORTS, wordedFor } from '../rules.ts'
import type { LibraryAnswer, LibraryMatch, LibraryQuery } from '../search.ts'
import { searchTexts } from '../search-texts.ts'
import type { Publication } from '../store.ts'
import { takingTexts } from '../taking-texts.ts'
import { texts } from '../texts.ts'
import { type Finding, filters } from './filters.ts'
import { listPicture } from './parts/picture.ts'
import { quickLinks } from './quick.ts'
import { searchHelp, whatWasDone, whyLine } from './said.ts'
import { taking } from './taking.ts'

export type Found = { query: LibraryQuery; answer: LibraryAnswer }
/** What is shown may be the answer to another question than the one that was asked. */
const shownQuery = ({ query, answer }: Found): LibraryQuery => answer.rescue?.query ?? query

const AUTHORS_SHOWN = 4

/** The library: a question, what narrows it, and what was found, down to the page. */
export const searchPage = (view: View, found: Found, finding: Finding = {}): Html => {
  const t = texts[view.language]
  const { query, answer } = found
  const shown = shownQuery(found)
  const heading = headingOf(view, shown, answer.total)
  const feed = view.to(libraryPath({ ...query, page: 1 }, '/publications.atom'))
  // What was asked is followed, even where something else was searched instead.
  const follow = view.to(libraryPath({ ...query, sort: 'relevance', page: 1 }, '/alerts/new'))
  return layout(view, {
    title: query.page > 1 ? `${heading}, ${t.page.toLowerCase()} ${query.page}` : heading,
    current: 'publications',
    scripts: ['search.js'],
    head: html`<link rel="alternate" type="application/atom+xml" title="${t.feed}" href="${feed}">
`,
    ...(isNarrowed(query) ? { robots: 'noindex, follow' } : {}),
    main: html`<div class="head">
${searchForm(view, query)}
${searchHelp(view)}${whatWasDone(view, query, answer)}</div>
${columns('first', filters(view, shown, answer, finding), results(view, { query: shown, answer }, { heading, feed, follow }))}`,
  })
}

/** Title, number and place of what was found: the same in results and while typing. */
export const publicationPath = (publication: { slug: string }): string =>
  `/publications/${publication.slug}`

export const filePath = (publication: { slug: string }): string =>
  `/publications/${publication.slug}/${publication.slug}.pdf`

/** Where it is cited, pinned to a page or whole. */
export const citationPath = (publication: { slug: string }, page: number | null = null): string =>
  `${publicationPath(publication)}/citation${page === null ? '' : `?page=${page}`}`

/** Where the part with a page is read. */
export const textPath = (publication: { slug: string }, page: number): string =>
  `${publicationPath(publication)}/text${page === 1 ? '' : `/${page}`}`

/** Where a page is read, scrolled to. */
export const textHref = (view: View, publication: { slug: string }, page: number): string =>
  view.to(`${textPath(publication, page)}#p${page}`)

/** The search inside one publication. */
export const insidePath = (publication: { slug: string }, words: string, page = 1): string =>
  `${publicationPath(publication)}/search?${new URLSearchParams({ q: words, ...(page > 1 ? { page: String(page) } : {}) })}`

/** Where a page can be read: in the PDF, or as text where there is none. */
export const pageHref = (
  view: View,
  publication: Pick<Publication, 'slug' | 'file'>,
  page: number,
): string =>
  publication.file === null
    ? textHref(view, publication, page)
    : `${filePath(publication)}#page=${page}`

/** One publication in a list, with the pages on which it was found. */
export const publicationEntry = (
  view: View,
  publication: Publication,
  found: {
    matches: readonly LibraryMatch[]
    pagesFound: number
    /** What was asked for, and one line on where it was found. */
    words?: string
    why?: Html | null
    level?: 2 | 3
    /** With the way to put it on a list. */
    isKeepable?: boolean
  } = { matches: [], pagesFound: 0 },
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
    facts: [
      publication.status === 'withdrawn' && tag(texts[view.language].withdrawnTag),
      ...factsOf(view, publication),
      found.isKeepable && addLink(view, publication),
    ],
    picture: listPicture(view, publication),
    body: html`${found.why}${found.matches.length > 0 && hits(view, publication, found)}`,
    level: found.level,
  })
}

/** Leads to the page where one chooses a list: reading a result sets no cookie. */
export const addLink = (view: View, { id, title, language }: Publication): Html =>
  html`<a href="${view.to(`/lists/adding?publication=${id}`)}">${takingTexts[view.language].addToList}<span class="vh">: ${wordedFor(title, view.language, language)?.text}</span></a>`

export const authorsLine = (view: View, authors: readonly { name: string }[]): string => {
  const names = authors.slice(0, AUTHORS_SHOWN).map(({ name }) => name)
  return names.join(', ') + (authors.length > AUTHORS_SHOWN ? texts[view.language].etAl : '')
}

/** Kind, year, length, language and size: what one wants to know before opening. */
export const factsOf = (view: View, publication: Publication): Renderable[] => {
  const t = texts[view.language]
  const { pageCount, language, year } = publication
  const file = readersFile(publication)
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
${hiddenFacets(query)}${query.isExact && html`<input type="hidden" name="exact" value="1">`}${query.sort !== 'relevance' && html`<input type="hidden" name="sort" value="${query.sort}">`}
</form>`
}

const hiddenFacets = ({ chosen, years }: LibraryQuery): Html[] =>
  [
    ...FACETS.flatMap((facet) => (chosen[facet] ?? []).map((value) => [facet, value])),
    ...(years?.from === undefined ? [] : [['year_from', String(years.from)]]),
    ...(years?.to === undefined ? [] : [['year_to', String(years.to)]]),
  ].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

const isNarrowed = ({ words, chosen, years = {} }: LibraryQuery): boolean =>
  words !== '' || Object.keys(chosen).length + Object.keys(years).length > 0

const results = (
  view: View,
  { query, answer }: Found,
  { heading, feed, follow }: { heading: string; feed: string; follow: string },
): Html => {
  const t = texts[view.language]
  const chosen = chosenChips(view, query)
  return html`<div>
<h1 class="h2" id="results">${heading}</h1>
${answer.engine === 'postgresql' && note('now', t.byPostgres)}
${
  answer.foundInText > 0 &&
  html`<p class="small soft">${t.foundInText(answer.foundInText, formatNumber(view.language, answer.foundInText))}${answer.isCapped && html` ${t.capped}`}</p>`
}
${quickLinks(view, query, answer)}
<div class="tools-row">${chips(view, chosen) ?? html`<span></span>`}${answer.total > 0 && sorting(view, query)}</div>
${chosen.length > 1 && html`<p><a class="btn quiet" href="${view.to(libraryPath({ ...query, chosen: {}, years: {}, isExact: false, page: 1 }))}">${t.clearAll}</a></p>`}
${
  answer.items.length === 0
    ? emptyState(view, {
        title: t.noneTitle,
        body: t.noneHow,
        acts: [buttonLink(t.noneAct, view.to('/publications'), 'second')],
      })
    : entries(
        answer.items.map((item) =>
          publicationEntry(view, item.publication, {
            ...item,
            words: query.words,
            why: whyLine(view, item),
            level: 2,
            isKeepable: true,
          }),
        ),
      )
}
${pager(view, {
  page: query.page,
  pages: Math.ceil(answer.total / query.perPage),
  href: (page) => view.to(libraryPath({ ...query, page })),
  label: t.pagesOfResults,
})}
${links(
  {
    label: takingTexts[view.language].follow,
    href: follow,
  },
  ...(answer.total > 0 ? [{ label: t.feed, href: feed }] : []),
)}
${taking(view, { total: answer.total, hrefOf: (name) => libraryPath({ ...query, page: 1 }, `/publications.${name}`) })}
</div>`
}

const chosenChips = (view: View, query: LibraryQuery) => {
  const s = searchTexts[view.language]
  const { years = {} } = query
  const removed = (changed: Partial<LibraryQuery>) =>
    view.to(libraryPath({ ...query, ...changed, page: 1 }))
  return [
    ...FACETS.flatMap((facet) =>
      (query.chosen[facet] ?? []).map((value) => ({
        label: facetLabel(facet, value, view.language),
        removeHref: removed({ chosen: without(query.chosen, facet, value) }),
      })),
    ),
    ...(years.from === undefined
      ? []
      : [{ label: s.from(years.from), removeHref: removed({ years: omit(years, 'from') }) }]),
    ...(years.to === undefined
      ? []
      : [{ label: s.to(years.to), removeHref: removed({ years: omit(years, 'to') }) }]),
    ...(query.isExact ? [{ label: s.exactChip, removeHref: removed({ isExact: false }) }] : []),
  ]
}

const omit = ({ from, to }: YearSpan, which: 'from' | 'to'): YearSpan =>
  which === 'from'
    ? { ...(to === undefined ? {} : { to }) }
    : { ...(from === undefined ? {} : { from }) }

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
  found: { matches: readonly LibraryMatch[]; pagesFound: number; words?: string },
): Html => {
  const t = texts[view.language]
  const further = found.pagesFound - new Set(found.matches.map(({ page }) => page)).size
  return html`<ol class="hits">${hitLines(view, publication, found.matches)}${
    further > 0 &&
    html`<li><a href="${view.to(insidePath(publication, found.words ?? ''))}"><span class="more">${t.morePages(further)}</span></a></li>`
  }</ol>`
}

/** Pages with a piece of their text: each line leads into the PDF, smaller links to the page as text and to citing it. */
export const hitLines = (
  view: View,
  publication: Publication,
  matches: readonly LibraryMatch[],
): Html[] => {
  const t = texts[view.language]
  const s = searchTexts[view.language]
  const { cite } = takingTexts[view.language]
  const lang = publication.language !== view.language && publication.language
  return matches.map(({ page, snippet }, at) => {
    // Two pieces of one page have one number and one link to its text.
    const isFirst = matches[at - 1]?.page !== page
    const isLast = matches[at + 1]?.page !== page
    return html`<li><a href="${pageHref(view, publication, page)}"><span class="pageno">${isFirst ? html`${t.page} ${page}` : html`<span class="vh">${t.page} ${page}</span>`}</span> <q ${attribute('lang', lang)}>${snippet.map(({ text, isMarked }) => (isMarked ? html`<mark>${text}</mark>` : text))}</q></a>${
      isLast &&
      publication.file !== null &&
      html`<a class="astext" href="${textHref(view, publication, page)}"><span class="more"><span class="vh">${t.page} ${page} </span>${s.text}</span></a>`
    }${
      isLast &&
      html`<a class="astext" href="${view.to(citationPath(publication, page))}" rel="nofollow"><span class="more">${cite}<span class="vh"> ${t.page.toLowerCase()} ${page}</span></span></a>`
    }</li>
`
  })
}
