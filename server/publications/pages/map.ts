import { attribute, type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatLanguage, formatNumber } from '../../views/format.ts'
import { buttonLink } from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { placeLinks } from '../../views/lists.ts'
import { emptyState } from '../../views/notes.ts'
import { pager } from '../../views/tables.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { regionLabel } from '../../vocabulary/regions.ts'
import { type EvidenceMap, MAP_PATH, mapPath, mapSearchPath } from '../map.ts'
import { mapTexts } from '../map-texts.ts'
import { MAP_AXES, mapTone } from '../rules/evidence-map.ts'
import { mapPicture, stepsOf } from './map-picture.ts'
import { byName, columnLabel, rowHref, rowLabel } from './map-words.ts'

/** Where there is knowledge and where there is none: a picture, a table, and from each field the search. */
export const mapPage = (view: View, drawn: EvidenceMap): Html => {
  const map = { ...drawn, rows: byName(view, drawn.rows) }
  const t = mapTexts[view.language]
  const { query } = map
  const isPlain = mapPath(query) === MAP_PATH
  return layout(view, {
    title: t.short,
    current: 'map',
    wide: true,
    ...(isPlain ? {} : { robots: 'noindex, follow' }),
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede(formatNumber(view.language, map.total), t.by[query.axis]),
    })}
${choices(view, map)}
${
  map.total === 0 || map.rows.length === 0
    ? emptyState(view, {
        title: t.empty,
        acts: [buttonLink(t.open, view.to(MAP_PATH), 'second')],
      })
    : html`${query.region !== null && html`<p>${t.region(regionLabel(query.region, view.language))} <a href="${view.to(mapPath({ ...query, region: null }))}">${t.allRegions}</a></p>`}
${mapPicture(view, map)}
${group({ id: 'figures', title: t.inFigures, body: figures(view, map) })}
${pager(view, {
  page: query.page,
  pages: map.columnPages,
  href: (page) => view.to(mapPath({ ...query, page })),
  label: t.furtherColumns,
})}
${gaps(view, map)}`
}`,
  })
}

const choices = (view: View, { query, languages, years }: EvidenceMap): Html => {
  const t = mapTexts[view.language]
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}" ${attribute('selected', value === chosen)}>${label}</option>`
  const yearField = (name: 'from' | 'to', label: string, chosen: number | null) =>
    html`<div class="field"><label for="map-${name}">${label}</label><select id="map-${name}" name="${name}">${option('', t.anyYear, String(chosen ?? ''))}${years
      .toReversed()
      .map((year) => option(String(year), String(year), String(chosen ?? '')))}</select></div>\n`
  return html`<form class="mapform" action="${view.to(MAP_PATH)}" aria-label="${t.narrow}">
<div class="field"><label for="map-by">${t.crossed}</label><select id="map-by" name="by">${MAP_AXES.map((axis) => option(axis, t.axes[axis], query.axis))}</select></div>
<div class="field"><label for="map-language">${t.language}</label><select id="map-language" name="language">${option('', t.anyLanguage, query.language ?? '')}${languages.map((code) => option(code, formatLanguage(view.language, code), query.language ?? ''))}</select></div>
${yearField('from', t.from, query.from)}${yearField('to', t.to, query.to)}${query.region !== null && html`<input type="hidden" name="region" value="${query.region}">`}
<button class="btn second" type="submit">${t.draw}</button>
</form>
`
}

const figures = (view: View, map: EvidenceMap): Html => {
  const t = mapTexts[view.language]
  const steps = stepsOf(map)
  const figure = (count: number) => formatNumber(view.language, count)
  const regions = Map.groupBy(map.rows, ({ region }) => region)
  const unplaced = map.columns.some((column) => column.unplaced > 0)
  return html`<div class="scroll" role="region" aria-label="${t.tableLabel}" tabindex="0">
<table class="heat-table">
<caption class="small soft">${t.caption}</caption>
<thead><tr><th scope="col">${t.place}</th>${map.columns.map(({ key, terms }) => html`<th scope="col" class="end"><a href="${view.to(mapSearchPath(map, { countries: [], terms }))}"><span>${columnLabel(view, map, key)}</span></a></th>`)}</tr></thead>
${[...regions].map(
  ([region, rows]) => html`<tbody>
<tr class="region"><th scope="rowgroup" colspan="${map.columns.length + 1}">${regionLabel(region, view.language)}</th></tr>
${rows.map(
  (row) =>
    html`<tr><th scope="row"><a class="place" href="${rowHref(view, map, row)}">${rowLabel(view, row)}</a></th>${row.cells.map(
      ({ count, terms }, at) =>
        html`<td class="end c${mapTone(count, steps)}">${
          count === 0
            ? html`<span class="soft">0</span>`
            : html`<a href="${view.to(mapSearchPath(map, { countries: row.countries, terms }))}" aria-label="${t.cell(count, rowLabel(view, row), columnLabel(view, map, map.columns[at]?.key ?? ''))}">${figure(count)}</a>`
        }</td>`,
    )}</tr>
`,
)}</tbody>
`,
)}${
  unplaced &&
  html`<tbody><tr><th scope="row">${t.noPlace}</th>${map.columns.map((column) => html`<td class="end">${figure(column.unplaced)}</td>`)}</tr></tbody>
`
}<tfoot><tr class="sum"><th scope="row">${t.allPlaces}</th>${map.columns.map(({ placed }) => html`<td class="end">${figure(placed)}</td>`)}</tr></tfoot>
</table>
</div>
${map.withoutTerm > 0 && html`<p class="small soft">${t.noTerm(map.withoutTerm, figure(map.withoutTerm), t.by[map.query.axis])}</p>`}`
}

/** Partner countries without a single publication within the filters. */
const gaps = (view: View, map: EvidenceMap): Html | false => {
  const t = mapTexts[view.language]
  const missing = map.rows.filter(({ isPartner, count }) => isPartner && count === 0)
  return (
    missing.length > 0 &&
    group({
      id: 'gaps',
      title: t.gaps,
      body: html`<p>${t.gapsLede} <span class="place">${placeLinks(missing.map(({ key }) => ({ name: countryName(key, view.language) })))}</span></p>`,
    })
  )
}
