import { type Line, roundSize } from './lines.ts'

/** How a document is set: what is body, and which sizes and fonts are headings. */
export type Look = {
  bodySize: number
  bodyFont: string
  /** Usual distance between the baselines of a paragraph, in body sizes. */
  leading: number
  /** Sizes of headings from the largest; the title's is not among them where it stands on the first page only. */
  headingSizes: readonly number[]
  /** Level by folded title, from the bookmarks. */
  bookmarks: ReadonlyMap<string, number>
}

const HEADING_FROM = 1.1
const HEADING_LETTERS_MAX = 200
const LEADING_USUAL = 1.25

export const lookOf = (
  pages: readonly (readonly Line[])[],
  bookmarks: ReadonlyMap<string, number> = new Map(),
): Look => {
  const letters = new Map<number, number>()
  const fonts = new Map<string, number>()
  for (const line of pages.flat()) add(letters, roundSize(line.size), line.text.length)
  const bodySize = most(letters) ?? 10
  for (const line of pages.flat())
    if (roundSize(line.size) === bodySize) add(fonts, line.font, line.text.length)
  return {
    bodySize,
    bodyFont: most(fonts) ?? '',
    leading: leadingOf(pages, bodySize),
    headingSizes: headingSizesOf(pages, bodySize),
    bookmarks,
  }
}

/** A title as it is compared: bookmarks and headings differ in blanks, case and numbers before them. */
export const foldTitle = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const isLarge = (size: number, { bodySize }: Pick<Look, 'bodySize'>): boolean =>
  size >= bodySize * HEADING_FROM

const headingSizesOf = (pages: readonly (readonly Line[])[], bodySize: number): number[] => {
  const firstPage = new Map<number, number>()
  const lastPage = new Map<number, number>()
  for (const [page, lines] of pages.entries())
    for (const { size, text } of lines) {
      const rounded = roundSize(size)
      if (!isLarge(rounded, { bodySize }) || text.length > HEADING_LETTERS_MAX) continue
      if (!/\p{L}/u.test(text)) continue
      if (!firstPage.has(rounded)) firstPage.set(rounded, page)
      lastPage.set(rounded, page)
    }
  const sizes = [...firstPage.keys()].sort((a, b) => b - a)
  const isTitle = (size: number) => pages.length > 1 && lastPage.get(size) === 0
  const rest = sizes.filter((size) => !isTitle(size))
  return rest.length > 0 ? rest : sizes
}

const leadingOf = (pages: readonly (readonly Line[])[], bodySize: number): number => {
  const gaps: number[] = []
  for (const lines of pages)
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1]
      if (!next || roundSize(line.size) !== bodySize || roundSize(next.size) !== bodySize) continue
      const gap = (line.y - next.y) / bodySize
      if (gap > 0.8 && gap < 3) gaps.push(gap)
    }
  gaps.sort((a, b) => a - b)
  // The lower third: a text of short paragraphs has more wide gaps than narrow ones.
  return gaps[Math.floor(gaps.length / 3)] ?? LEADING_USUAL
}

const add = <K>(counts: Map<K, number>, key: K, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

const most = <K>(counts: ReadonlyMap<K, number>): K | undefined =>
  [...counts].reduce<[K, number] | undefined>(
    (best, one) => (best === undefined || one[1] > best[1] ? one : best),
    undefined,
  )?.[0]
