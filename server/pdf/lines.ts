import type { Fonts, Shaped } from './fonts.ts'
import type { TextStyle } from './style.ts'

/** One set line; `width` in points. */
export type Line = { words: readonly Shaped[]; width: number }

/**
 * Breaks text into lines no wider than `width` points: at spaces, at soft hyphens, after hyphens and
 * slashes, and as a last resort inside a word. A line break in the text is a line break on paper.
 */
export function breakLines(fonts: Fonts, style: TextStyle, text: string, width: number): Line[] {
  return text.split(/\r\n?|\n|\u2028|\u2029/).flatMap((row) => breakRow(fonts, style, row, width))
}

/** As `breakLines`, a little narrower where that keeps a single short word from ending the text alone. */
export function breakWell(fonts: Fonts, style: TextStyle, text: string, width: number): Line[] {
  const lines = breakLines(fonts, style, text, width)
  const last = lines.at(-1)
  if (!last || lines.length < 2 || last.words.length > 1 || last.width > width * 0.15) return lines
  const narrower = breakLines(fonts, style, text, width * 0.95)
  return narrower.length === lines.length ? narrower : lines
}

/** The narrowest width, in points, that takes no more lines: a heading's lines come out about equally long. */
export function balancedWidth(fonts: Fonts, style: TextStyle, text: string, width: number): number {
  const count = breakLines(fonts, style, text, width).length
  if (count === 1) return width
  let [tooNarrow, enough] = [width / 2, width]
  while (enough - tooNarrow > 2) {
    const middle = (tooNarrow + enough) / 2
    if (breakLines(fonts, style, text, middle).length > count) tooNarrow = middle
    else enough = middle
  }
  return enough
}

/** Width of the text on one line, in points. */
export const textWidth = (fonts: Fonts, style: TextStyle, text: string): number =>
  text.split(SPACES).reduce((sum, word, index) => {
    const gap = index === 0 ? 0 : fonts.shape(style.face, ' ').width
    return sum + ((gap + fonts.shape(style.face, word).width) * style.size) / 1000
  }, 0)

/** Width of the longest piece that cannot be broken well, in points. */
export const widestWord = (fonts: Fonts, style: TextStyle, text: string): number =>
  text
    .split(/[\s\u00AD]+/)
    .flatMap((word) => word.split(AFTER_BREAK))
    .reduce((most, word) => {
      const width = (fonts.shape(style.face, word).width * style.size) / 1000
      return Math.max(most, width)
    }, 0)

const SPACES = /[ \t\u2000-\u200A\u200B\u3000]+/
const AFTER_BREAK = /(?<=[-–—/_&?=])(?=[^\s\d/])/

function breakRow(fonts: Fonts, style: TextStyle, row: string, width: number): Line[] {
  const measure = (text: string) => (fonts.shape(style.face, text).width * style.size) / 1000
  const space = measure(' ')
  const lines: Line[] = []
  let words: Shaped[] = []
  let used = 0
  const end = () => {
    lines.push({ words, width: used })
    words = []
    used = 0
  }
  const add = (text: string) => {
    used += (words.length > 0 ? space : 0) + measure(text)
    words.push(fonts.shape(style.face, text))
  }
  for (const word of row.trim().split(SPACES)) {
    let rest = word
    while (rest !== '') {
      const room = width - used - (words.length > 0 ? space : 0)
      if (measure(rest) <= room + 0.01) {
        add(rest)
        break
      }
      const head = headThatFits(rest, room, measure)
      if (head) {
        add(head.shown)
        rest = head.rest
        end()
      } else if (words.length > 0) {
        end()
      } else {
        const cut = cutThatFits(rest, width, measure)
        add(rest.slice(0, cut))
        rest = rest.slice(cut)
        if (rest !== '') end()
      }
    }
  }
  end()
  return lines
}

type Head = { shown: string; rest: string }

function headThatFits(word: string, room: number, measure: (text: string) => number): Head | null {
  const pieces = word.split(/(\u00AD)|(?<=[-–—/_&?=])(?=[^\s\d/])/).filter((piece) => piece)
  for (let count = pieces.length - 1; count > 0; count -= 1) {
    const isSoft = pieces[count] === '\u00AD'
    if (pieces[count - 1] === '\u00AD') continue
    const shown = pieces.slice(0, count).join('') + (isSoft ? '-' : '')
    if (measure(shown) <= room) {
      return { shown, rest: pieces.slice(isSoft ? count + 1 : count).join('') }
    }
  }
  return null
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Index after the last character that fits; at least one, so that a narrow column still ends. */
function cutThatFits(word: string, width: number, measure: (text: string) => number): number {
  let cut = 0
  let used = 0
  for (const { segment, index } of graphemes.segment(word)) {
    used += measure(segment)
    if (cut > 0 && used > width) break
    cut = index + segment.length
  }
  return cut
}
