import { attribute, type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { fold } from '../../vocabulary/fold.ts'
import { facetLabel } from '../labels.ts'
import { libraryPath, YEAR_FIRST, YEAR_LAST } from '../parameters.ts'
import { FACETS, type Facet } from '../rules.ts'
import type { LibraryAnswer, LibraryQuery } from '../search.ts'
import { searchTexts } from '../search-texts.ts'
import { texts } from '../texts.ts'

/** What the reader wrote to find a value in a long facet. */
export type Finding = Partial<Record<Facet, string>>

const VALUES_SHOWN = 6
/** A facet with more values than this gets a field to find one in. */
export const VALUES_WITHOUT_FINDING_MAX = 12
const OPEN_FACETS: readonly Facet[] = ['country', 'theme', 'series']

/** What narrows the answer, one form; open on a wide page. */
export const filters = (
  view: View,
  query: LibraryQuery,
  answer: LibraryAnswer,
  finding: Finding,
): Html => {
  const t = texts[view.language]
  const count = FACETS.reduce((sum, facet) => sum + (query.chosen[facet]?.length ?? 0), 0)
  const blocks = FACETS.map((facet) =>
    facetBlock(view, query, answer, facet, finding[facet] ?? ''),
  ).filter((block) => block !== null)
  if (blocks.length === 0) return html`<div></div>`
  const isFinding = FACETS.some((facet) => (finding[facet] ?? '') !== '')
  return html`<aside aria-label="${t.filterLabel}">
<details class="fold" ${attribute('open', isFinding)}><summary>${t.filter} ${count > 0 && html`<span class="soft">${t.chosen(count)}</span>`}</summary>
<form action="${view.to('/publications')}">
${query.words !== '' && html`<input type="hidden" name="q" value="${query.words}">`}
${query.sort !== 'relevance' && html`<input type="hidden" name="sort" value="${query.sort}">`}
${query.isExact && html`<input type="hidden" name="exact" value="1">`}
${blocks}
<div class="acts"><button class="btn second" type="submit">${t.showResults}</button></div>
</form>
</details>
</aside>`
}

const facetBlock = (
  view: View,
  query: LibraryQuery,
  { facets }: LibraryAnswer,
  facet: Facet,
  finding: string,
): Html | null => {
  const t = texts[view.language]
  const wanted = query.chosen[facet] ?? []
  const counted = facets[facet].map(({ value, count }) => ({ value, count }))
  // What was chosen stays to be taken away again, also where nothing is left of it.
  for (const value of wanted)
    if (!counted.some((one) => one.value === value)) counted.push({ value, count: 0 })
  if (counted.length === 0) return null
  if (facet === 'sdg') counted.sort((a, b) => Number(a.value) - Number(b.value))
  const isOpen = OPEN_FACETS.includes(facet) || wanted.length > 0 || finding !== ''
  const body =
    facet === 'year'
      ? yearsBlock(view, query, counted)
      : valuesBlock(view, facet, { counted, wanted, finding })
  return html`<details class="facet" ${attribute('open', isOpen || facet === 'year')}><summary>${t.facets[facet]}</summary>
<div role="group" aria-label="${t.facets[facet]}">${body}</div></details>
`
}

type Counted = { value: string; count: number }

const valuesBlock = (
  view: View,
  facet: Facet,
  { counted, wanted, finding }: { counted: Counted[]; wanted: readonly string[]; finding: string },
): Html => {
  const t = texts[view.language]
  const s = searchTexts[view.language]
  const isLong = counted.length > VALUES_WITHOUT_FINDING_MAX
  const isFound = ({ value }: Counted): boolean =>
    finding !== '' && fold(facetLabel(facet, value, view.language)).includes(fold(finding))
  const first = counted.filter(
    (one, at) => wanted.includes(one.value) || (finding === '' ? at < VALUES_SHOWN : isFound(one)),
  )
  const rest = counted.filter((one) => !first.includes(one))
  const choice = ({ value, count }: Counted) =>
    html`<label class="choice"><input type="checkbox" name="${facet}" value="${value}" ${attribute('checked', wanted.includes(value))}> <span>${facetLabel(facet, value, view.language)}</span> <span class="count">${formatNumber(view.language, count)}</span></label>
`
  return html`${
    isLong &&
    html`<div class="find"><label class="vh" for="find-${facet}">${s.find(t.facets[facet].toLowerCase())}</label><input id="find-${facet}" name="find_${facet}" type="search" value="${finding}" autocomplete="off" maxlength="60" data-find><button class="btn quiet" type="submit">${s.findButton}<span class="vh"> ${t.facets[facet].toLowerCase()}</span></button></div><p class="small soft found" role="status" data-found="${s.findCount}" data-none="${s.findNone}"></p>`
  }${first.map(choice)}${
    finding !== '' &&
    !first.some(isFound) &&
    html`<p class="small soft" data-found-none>${s.findNone}</p>`
  }${
    rest.length > 0 &&
    html`<details><summary class="small">${t.showAll(rest.length)}</summary>${rest.map(choice)}</details>`
  }`
}

const WIDTH = 272
const HEIGHT = 72
const BARS_MAX = 48

/** Years as a drawing whose bars are links, and the same as two fields; boxes stay for single years chosen. */
const yearsBlock = (view: View, query: LibraryQuery, counted: readonly Counted[]): Html => {
  const s = searchTexts[view.language]
  const wanted = query.chosen.year ?? []
  const field = (name: 'year_from' | 'year_to', label: string, value: number | undefined) =>
    html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" inputmode="numeric" maxlength="4" pattern="[0-9]{4}" value="${value}"></div>`
  return html`${histogram(view, query, counted)}${wanted.map(
    (value) =>
      html`<label class="choice"><input type="checkbox" name="year" value="${value}" checked> <span>${value}</span></label>
`,
  )}<div class="pair">${field('year_from', s.yearFrom, query.years?.from)}${field('year_to', s.yearTo, query.years?.to)}</div>`
}

const histogram = (view: View, query: LibraryQuery, counted: readonly Counted[]): Html | null => {
  const s = searchTexts[view.language]
  const counts = new Map(
    counted
      .map(({ value, count }) => [Number(value), count] as const)
      .filter(([year]) => year >= YEAR_FIRST && year <= YEAR_LAST),
  )
  if (counts.size < 2) return null
  const last = Math.max(...counts.keys())
  const first = Math.max(Math.min(...counts.keys()), last - BARS_MAX + 1)
  const most = Math.max(1, ...counts.values())
  const step = WIDTH / (last - first + 1)
  const { from = first, to = last } = query.years ?? {}
  const isChosen = (year: number): boolean =>
    (query.years?.from ?? query.years?.to) === undefined
      ? (query.chosen.year ?? []).includes(String(year))
      : year >= from && year <= to
  const bars = Array.from({ length: last - first + 1 }, (_, at) => first + at).map((year) => {
    const count = counts.get(year) ?? 0
    if (count === 0) return null
    const height = Math.max(3, Math.round((count / most) * 56))
    const x = (year - first) * step
    const href = view.to(
      libraryPath({
        ...query,
        chosen: { ...query.chosen, year: [] },
        years: { from: year, to: year },
        page: 1,
      }),
    )
    return html`<a href="${href}" ${attribute('class', isChosen(year) && 'in')} aria-label="${s.inYear(String(year), formatNumber(view.language, count))}"><rect class="hitbox" x="${x.toFixed(1)}" y="0" width="${step.toFixed(1)}" height="${HEIGHT + 4}"/><rect class="bar" x="${(x + step * 0.08).toFixed(1)}" y="${HEIGHT - height}" width="${(step * 0.84).toFixed(1)}" height="${height}"/></a>`
  })
  return html`<svg class="years" viewBox="0 0 ${WIDTH} 96" role="group" aria-label="${s.years(first, last)}">${bars}<path class="axis" d="M0 ${HEIGHT + 0.5}H${WIDTH}"/><text x="1" y="88">${first}</text><text x="${WIDTH - 1}" y="88" text-anchor="end">${last}</text></svg>
`
}
