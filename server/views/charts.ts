import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { formatNumber } from './format.ts'
import { type Task, tasks } from './lists.ts'
import { texts } from './texts.ts'

/** A ranking shows a thousand spreads, many alike, and is asked for again and again: each is drawn once. */
const drawn = new Map<string, Html>()
const DRAWN_MAX = 10_000

/** How far a section has come: untouched, begun, ready, to be corrected, waiting for someone else. */
export type SectionKind = 'empty' | 'part' | 'whole' | 'bad' | 'wait'

/** As many seats as sections. A drawing beside the same words, so it is silent itself. */
export const ring = (sections: readonly SectionKind[]): Html => {
  const step = (2 * Math.PI) / Math.max(1, sections.length)
  const gap = Math.min(0.072, step / 10)
  return html`<svg viewBox="0 0 32 32" aria-hidden="true">${sections.map((kind, i) => {
    const from = i * step + gap
    const to = (i + 1) * step - gap
    const isLarge = to - from > Math.PI ? 1 : 0
    return html`<path class="${kind}" d="M${onCircle(15.2, from)}A15.2 15.2 0 ${isLarge} 1 ${onCircle(15.2, to)}L${onCircle(9.6, to)}A9.6 9.6 0 ${isLarge} 0 ${onCircle(9.6, from)}Z"/>`
  })}</svg>`
}

/** The agenda beside a long form: the ring, how many are ready, and each section with its state. */
export const agenda = (view: View, sections: readonly (Task & { kind: SectionKind })[]): Html => {
  const words = texts[view.language]
  const count = (kind: SectionKind) => sections.filter((section) => section.kind === kind).length
  const current = sections.find((section) => section.current)
  const ready = words.readyOf(count('whole'), sections.length)
  const wrong = count('bad') > 0 && words.toCorrect(count('bad'))
  return html`<nav aria-label="${words.sections}" class="sticky"><details class="fold"><summary>${
    current && html`${current.sign} `
  }<span class="soft">${ready}${wrong && `, ${wrong}`}</span></summary>
<div class="ringed">${ring(sections.map(({ kind }) => kind))}<div><h2 class="h3">${ready}</h2>${
    wrong && html`<p class="small soft">${wrong}</p>`
  }</div></div>
${tasks(sections)}</details></nav>
`
}

export type Spread = {
  scores: readonly number[]
  mean?: number | null | undefined
  min?: number
  max?: number
  farFrom?: number
}

/**
 * Readers as dots, their span as a line, the weighted mean as an upright. Thick where they are
 * `farFrom` steps or more apart, so that a panel talks about it.
 */
export const spread = (view: View, { min = 1, max = 7, farFrom = 3, ...given }: Spread): Html => {
  const { scores, mean } = given
  if (scores.length === 0) return html`<span class="soft">${texts[view.language].scoresNone}</span>`
  const key = `${view.language} ${scores.join(' ')} ${mean ?? ''} ${min} ${max} ${farFrom}`
  const known = drawn.get(key)
  if (known !== undefined) return known
  if (drawn.size >= DRAWN_MAX) drawn.clear()
  const drawing = drawSpread(view, { scores, mean, min, max, farFrom })
  drawn.set(key, drawing)
  return drawing
}

/** Shares of a whole as one bar, with the same said in words under it. Shares are of 1. */
export const shares = (view: View, parts: readonly { label: string; share: number }[]): Html => {
  const tones = ['c5', 'c3', 'c4', 'c2', 'c1']
  let from = 0
  return html`<svg class="shares" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.map(
    ({ share }, i) => {
      const start = from
      from += share * 1000
      return html`<path class="${tones[i % tones.length]}" d="M${one(start)} 0H${one(Math.max(start, from - 3))}V10H${one(start)}Z"/>`
    },
  )}</svg>
<ul class="key">${parts.map(
    ({ label, share }, i) =>
      html`<li><i class="${tones[i % tones.length]}"></i>${label}, ${formatNumber(view.language, Math.round(share * 100))}\u{a0}%</li>`,
  )}</ul>
`
}

/** A part of a whole as a bar: a criterion's weight, a form's progress. Beside the same figure in text. */
export const weightBar = (share: number): Html =>
  html`<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><path class="trough" d="M0 0h100v6H0z"/><path class="fillbar" d="M0 0H${one(share * 100)}V6H0Z"/></svg>`

const drawSpread = (view: View, { scores, mean, min, max, farFrom }: Required<Spread>): Html => {
  const words = texts[view.language]
  const at = (score: number) => one(8 + ((score - min) / (max - min)) * 144)
  const low = Math.min(...scores)
  const high = Math.max(...scores)
  const parting = scores.every(Number.isInteger) ? ', ' : '; '
  const said = scores.map((score) => sayScore(view, score)).join(parting)
  const hasMean = mean !== undefined && mean !== null
  const label = hasMean
    ? words.scoresMean(said, formatNumber(view.language, mean, 2))
    : words.scores(said)
  let dots = ''
  const standing = new Map<number, number>()
  for (const score of scores) {
    const below = standing.get(score) ?? 0
    standing.set(score, below + 1)
    // Three fill the height; of more alike, the rest lie upon one another.
    dots += `M${at(score)} ${18 - Math.min(below, 2) * 7}h0`
  }
  // Dots are the round ends of lines without length, in one path.
  return html`<svg class="${high - low >= farFrom ? 'spread far' : 'spread'}" viewBox="0 0 160 28" role="img" aria-label="${label}"><path class="axis" d="${axis(min, max)}"/>${
    high > low && html`<path class="span" d="M${at(low)} 18H${at(high)}"/>`
  }<path class="dots" d="${dots}"/>${hasMean && html`<path class="mean" d="M${at(mean)} 9V27"/>`}</svg>`
}

const axis = (min: number, max: number): string => {
  const step = max - min > 4 ? 2 : 1
  let path = 'M8 25.5H152'
  for (let tick = min; tick <= max; tick += step)
    path += `M${one(8 + ((tick - min) / (max - min)) * 144)} 23v5`
  return path
}

const sayScore = (view: View, score: number): string =>
  Number.isInteger(score) ? String(score) : formatNumber(view.language, score)

const onCircle = (radius: number, angle: number): string =>
  `${one(16 + radius * Math.sin(angle))} ${one(16 - radius * Math.cos(angle))}`

/** One decimal is finer than any screen shows, and half the bytes of a page of drawings. */
const one = (number: number): string => String(Math.round(number * 10) / 10)
