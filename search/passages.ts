import type { Mark, TextPart } from './marking.ts'

export type Passage = { parts: TextPart[]; start: number }

const CHARACTERS_BEFORE = 80
const CHARACTERS_MAX = 240

/**
 * The pieces of a text that say most of what was asked, best first, none overlapping another: most different words,
 * then as asked rather than in another form, then the earliest.
 */
export const passagesOf = (text: string, marks: readonly Mark[], max: number): Passage[] => {
  const windows = marks.map((mark) => {
    const until = mark.start + CHARACTERS_MAX - CHARACTERS_BEFORE
    const inside = marks.filter(({ start, end }) => start >= mark.start && end <= until)
    const direct = inside.filter(({ kind }) => kind === 'direct').length
    return {
      start: mark.start,
      score: new Set(inside.map(({ key }) => key)).size * 10 + Math.min(direct, 9),
    }
  })
  const passages: Passage[] = []
  for (const { start } of windows.sort((a, b) => b.score - a.score || a.start - b.start)) {
    if (passages.length === max) break
    const from = wordStart(text, Math.max(0, start - CHARACTERS_BEFORE), start)
    const to = wordEnd(text, Math.min(text.length, from + CHARACTERS_MAX))
    if (passages.some((one) => Math.abs(one.start - from) < CHARACTERS_MAX)) continue
    passages.push({ start: from, parts: cut(text, marks, from, to) })
  }
  return passages
}

/** The beginning of a text, for what was found by more than its words. */
export const beginningOf = (text: string): TextPart[] =>
  cut(text, [], 0, wordEnd(text, Math.min(text.length, CHARACTERS_MAX)))

const cut = (text: string, marks: readonly Mark[], from: number, to: number): TextPart[] => {
  const parts: TextPart[] = []
  const add = (piece: string, isMarked: boolean) => {
    const clean = piece.replace(/\s+/g, ' ')
    if (clean !== '') parts.push({ text: clean, isMarked })
  }
  let at = from
  for (const { start, end } of marks) {
    if (start < at || end > to) continue
    add(text.slice(at, start), false)
    add(text.slice(start, end), true)
    at = end
  }
  add(text.slice(at, to), false)
  if (from > 0) parts.unshift({ text: '…', isMarked: false })
  if (to < text.trimEnd().length) parts.push({ text: '…', isMarked: false })
  return joined(parts)
}

/** Neighbours of one kind in one, without blanks at the ends. */
const joined = (parts: readonly TextPart[]): TextPart[] => {
  const together: TextPart[] = []
  for (const part of parts) {
    const last = together.at(-1)
    if (last && last.isMarked === part.isMarked) last.text += part.text
    else together.push({ ...part })
  }
  const [first, last] = [together[0], together.at(-1)]
  if (first) first.text = first.text.trimStart()
  if (last) last.text = last.text.trimEnd()
  return together
}

const wordStart = (text: string, at: number, limit: number): number => {
  if (at === 0) return 0
  const blank = text.slice(at, limit).search(/\s/)
  return blank === -1 ? limit : at + blank + 1
}

const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const blank = text.lastIndexOf(' ', at)
  return blank <= at - CHARACTERS_BEFORE ? at : blank
}
