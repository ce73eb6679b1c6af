import { type Line, roundSize } from './lines.ts'

export type Page = { width: number; height: number; lines: readonly Line[] }

/** The share of a page's height, above and below, in which running heads and page numbers stand. */
const EDGE = 0.12
/** As many pages with the same words at the same height make it a running head. */
export const REPEATS_MIN = 3
const EDGE_LINES = 3

/** The pages without what is printed on each of them: running heads and feet, and the numbers of pages. */
export const withoutFurniture = (pages: readonly Page[]): Line[][] => {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const key of new Set(edgeLines(page).map((line) => keyOf(line))))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return pages.map((page) => {
    const furniture = new Set(
      edgeLines(page).filter(
        (line) => isPageNumber(line.text) || (counts.get(keyOf(line)) ?? 0) >= REPEATS_MIN,
      ),
    )
    return page.lines.filter((line) => !furniture.has(line))
  })
}

/** The outermost few lines of a page that stand in its margins. */
const edgeLines = ({ height, lines }: Page): Line[] => {
  const byHeight = [...lines].sort((a, b) => b.y - a.y)
  const top = byHeight.slice(0, EDGE_LINES).filter(({ y }) => y > height * (1 - EDGE))
  const bottom = byHeight.slice(-EDGE_LINES).filter(({ y }) => y < height * EDGE)
  return [...new Set([...top, ...bottom])]
}

/** Alike but for the numbers in them, at the same height and of the same size. */
const keyOf = ({ text, y, size }: Line): string =>
  `${Math.round(y / 4)} ${roundSize(size)} ${text.toLowerCase().replace(/\d+/g, '#').slice(0, 120)}`

/** "47", "– 47 –", "xii", "Page 47 of 90", "Sida 47 (90)", "47 | 90". */
export const isPageNumber = (text: string): boolean =>
  /^[\s\p{Pd}|[(]*(?:(?:page|sida|sid\.?|página|pág\.?|p\.|s\.|с\.)\s*)?(?:\d{1,4}|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))(?:\s*(?:\/|of|av|de|з|\||\()\s*\d{1,4}\)?)?[\s\p{Pd}|\])]*$/iu.test(
    text,
  )
