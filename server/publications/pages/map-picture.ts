import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { hyphenated } from '../../views/hyphenation.ts'
import { regionLabel } from '../../vocabulary/regions.ts'
import { type EvidenceMap, mapSearchPath } from '../map.ts'
import { mapTexts } from '../map-texts.ts'
import { mapSteps, mapTone } from '../rules/evidence-map.ts'
import { columnLabel, rowLabel } from './map-words.ts'

const WIDTH = 1184
const FIRST = 237
const ROW = 42
const CELL = 40
const REGION = 37
const LINE = 17
/** Letters of a column's label on a line, by its width in the picture. */
const LETTER = 8.4

/**
 * The map as a picture for wide pages. Its fields can be clicked; by keyboard and by ear the table below, which says
 * the same, is the way.
 */
export const mapPicture = (view: View, map: EvidenceMap): Html => {
  const t = mapTexts[view.language]
  const steps = stepsOf(map)
  const width = (WIDTH - FIRST) / map.columns.length
  const labels = map.columns.map(({ key }) =>
    wrapped(columnLabel(view, map, key), Math.floor((width - 6) / LETTER)),
  )
  const head = Math.max(...labels.map(({ length }) => length)) * LINE + 4
  let y = head
  let region = ''
  const rows = map.rows.map((row) => {
    const isNew = row.region !== region
    if (isNew) y += REGION
    region = row.region
    const top = y
    y += ROW
    return html`${isNew && html`<text class="reg" x="0" y="${top - 9}">${regionLabel(row.region, view.language)}</text>\n`}<text class="row" x="0" y="${top + 26}">${shortened(rowLabel(view, row))}</text>
${row.cells.map((cell, at) => {
  const x = Math.round(FIRST + at * width)
  const right = Math.round(FIRST + (at + 1) * width)
  const inner = html`<g class="c${mapTone(cell.count, steps)}"><rect x="${x}" y="${top}" width="${right - x - 2}" height="${CELL}"/><text x="${(x + right) / 2 - 1}" y="${top + 26}" text-anchor="middle">${cell.count === 0 ? t.none : formatNumber(view.language, cell.count)}</text></g>`
  return cell.count === 0
    ? inner
    : html`<a href="${view.to(mapSearchPath(map, { countries: row.countries, terms: cell.terms }))}" tabindex="-1">${inner}</a>`
})}
`
  })
  return html`<figure class="mapfig">
${legend(view, steps)}
<svg class="heat" viewBox="0 0 ${WIDTH} ${y + 4}" aria-hidden="true">
${labels.map((lines, at) => {
  const x = FIRST + (at + 0.5) * width - 1
  return html`<text class="col" text-anchor="middle">${lines.map((line, n) => html`<tspan x="${x}" y="${head - 8 - (lines.length - 1 - n) * LINE}">${line}</tspan>`)}</text>\n`
})}${rows}</svg>
</figure>
`
}

export const stepsOf = ({ rows }: EvidenceMap): number[] =>
  mapSteps(Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ count }) => count))))

/** What the tones mean, in words. */
const legend = (view: View, steps: readonly number[]): Html => {
  const t = mapTexts[view.language]
  const figure = (count: number) => formatNumber(view.language, count)
  const ranges = steps.map((least, at) => {
    const next = steps[at + 1]
    if (next === undefined) return t.orMore(figure(least))
    return next - 1 === least ? figure(least) : `${figure(least)}–${figure(next - 1)}`
  })
  return html`<div class="legend"><span>${t.publications}</span>
<ul class="key"><li><i class="c0"></i>${t.none}</li>${ranges.map((range, at) => html`<li><i class="c${at + 1}"></i>${range}</li>`)}</ul></div>
`
}

const LABEL_LINES_MAX = 3

/** A label in lines of at most so many letters; words longer than that are hyphenated, lines too many end with dots. */
export const wrapped = (label: string, letters: number): string[] => {
  const lines: string[] = []
  for (const word of label.split(' ').flatMap((one) => hyphenated(one, letters))) {
    const last = lines.at(-1)
    if (last !== undefined && !last.endsWith('-') && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  const kept = lines.slice(0, LABEL_LINES_MAX)
  if (lines.length > kept.length) kept[kept.length - 1] = `${kept.at(-1)?.replace(/-$/, '')} …`
  return kept
}

const ROW_LETTERS_MAX = 25
const shortened = (label: string): string =>
  label.length > ROW_LETTERS_MAX ? `${label.slice(0, ROW_LETTERS_MAX - 1).trimEnd()}…` : label
