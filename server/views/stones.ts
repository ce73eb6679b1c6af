import { type Html, html } from '../html.ts'

export type Stone = { code: string; name: string; count: number; href: string }

/** How many publications one bed stands for, so that the highest stone stays on the page. */
export const publicationsPerBed = (counts: readonly number[]): number => {
  const most = Math.max(0, ...counts)
  return BED_SIZES.find((size) => most / size <= BEDS_MAX) ?? Math.ceil(most / BEDS_MAX)
}

/** A rauk for each place on the shore: a chart first. The same code always gives the same stone. */
export const stones = (places: readonly Stone[], perBed: number): Html =>
  html`<ol class="stones">
${places.map(
  ({ code, name, count, href }) =>
    html`<li><a href="${href}">${stone(code, bedsOf(count, perBed))}<span class="label"><span class="name">${breakable(name)}</span> <span class="count">${count}</span></span></a></li>
`,
)}</ol>
`

/** A name too long for a narrow place breaks with a hyphen: Nord-makedonien, Herce-govina. */
const breakable = (name: string): string =>
  name.replace(/(?<=\p{L}{4})(?=makedonien|macedonia|govina)/iu, '\u00ad')

/** Beds of a stone: at least one, so that there is something to see. */
export const bedsOf = (count: number, perBed: number): number =>
  Math.max(1, Math.round(count / perBed))

const BED_HEIGHT = 11
const WIDTH = 72
const BEDS_MAX = 16
const BED_SIZES = [1, 2, 4, 10, 20, 50, 100, 200, 500, 1000]

/** Half widths from the top to the foot: column, mushroom, cone, waist, block. */
const PROFILES = [
  [20, 22, 22, 21, 22, 23, 24, 25, 27, 31],
  [27, 33, 32, 27, 20, 17, 17, 20, 24, 29],
  [12, 16, 18, 19, 21, 22, 25, 28, 31, 34],
  [26, 28, 28, 24, 22, 22, 24, 26, 29, 32],
  [22, 27, 28, 27, 29, 29, 30, 30, 32, 34],
]

function stone(code: string, beds: number): Html {
  const random = randomOf(code)
  const profile = PROFILES[Math.floor(random() * PROFILES.length)] ?? []
  const lean = (random() - 0.5) * 4
  const height = beds * BED_HEIGHT
  const left: number[] = []
  const right: number[] = []
  for (let level = 0; level <= beds; level += 1) {
    const half = level === 0 ? (profile[0] ?? 0) * 0.62 : widthAt(profile, level / beds)
    const middle = WIDTH / 2 + lean * (1 - level / beds)
    left.push(Math.round(Math.max(0, middle - half * (0.93 + random() * 0.12))))
    right.push(Math.round(Math.min(WIDTH, middle + half * (0.93 + random() * 0.12))))
  }
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" aria-hidden="true"><path class="bed" d="${outline(left, right)}"/><path class="cut" d="${cuts(left, right, random)}"/></svg>`
}

const outline = (left: readonly number[], right: readonly number[]): string => {
  const beds = left.length - 1
  let path = `M${left[beds]} ${beds * BED_HEIGHT}`
  for (let level = beds - 1; level >= 0; level -= 1) {
    const y = level * BED_HEIGHT
    path += `Q${(left[level + 1] ?? 0) - 1} ${y + 6} ${left[level]} ${y}`
  }
  path += `L${right[0]} 0`
  for (let level = 1; level <= beds; level += 1) {
    const y = level * BED_HEIGHT
    path += `Q${(right[level] ?? 0) + 1} ${y - 6} ${right[level]} ${y}`
  }
  return `${path}Z`
}

const cuts = (left: readonly number[], right: readonly number[], random: () => number): string => {
  let path = ''
  for (let level = left.length - 2; level >= 1; level -= 1) {
    const [from = 0, to = 0] = [left[level], right[level]]
    const reach = (0.15 + random() * 0.7) * (to - from)
    const y = level * BED_HEIGHT
    path +=
      random() < 0.5 ? `M${from} ${y}h${Math.round(reach)}` : `M${to} ${y}h-${Math.round(reach)}`
  }
  return path
}

const widthAt = (profile: readonly number[], share: number): number => {
  const place = share * (profile.length - 1)
  const index = Math.floor(place)
  const here = profile[index] ?? 0
  const next = profile[index + 1] ?? here
  return here + (next - here) * (place - index)
}

/** FNV-1a for a seed, then mulberry32: the same text, the same numbers, in every process. */
const randomOf = (text: string): (() => number) => {
  let state = 0x811c9dc5
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
