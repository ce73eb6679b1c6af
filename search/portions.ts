/**
 * The engine reads 65,535 positions of a text, of which a comma alone takes eight: a portion of this many words is
 * well within, also where every word is followed by a hard separator.
 */
export const PORTION_WORDS_MAX = 1_500
/** What two portions share, so that a phrase over their border is found whole. */
export const PORTION_OVERLAP_WORDS = 24
/** A "word" may be a line of dots; no portion is longer than this either. */
export const PORTION_CHARACTERS_MAX = 30_000

/** A text in the portions in which it is indexed; a usual page is one. Concatenated they hold every word. */
export const portionsOf = (text: string): string[] => {
  if (text.length <= SHORT_CHARACTERS) return [text]
  const starts = [...text.matchAll(/\S+/g)].map(({ index }) => index)
  if (starts.length === 0) return [text.slice(0, PORTION_CHARACTERS_MAX)]
  const portions: string[] = []
  for (let first = 0; ; ) {
    const from = starts[first] ?? 0
    let next = first + 1
    while (
      next < starts.length &&
      next - first < PORTION_WORDS_MAX &&
      (starts[next] ?? 0) - from < PORTION_CHARACTERS_MAX
    )
      next += 1
    const to = starts[next] ?? text.length
    // A single word longer than a portion is cut where the portions are.
    for (let at = from; at < to; at += PORTION_CHARACTERS_MAX)
      portions.push(text.slice(at, Math.min(to, at + PORTION_CHARACTERS_MAX)))
    if (next >= starts.length) return portions
    first = next - first > PORTION_OVERLAP_WORDS ? next - PORTION_OVERLAP_WORDS : next
  }
}

/** Fewer characters than this are never more words than a portion holds. */
const SHORT_CHARACTERS = PORTION_WORDS_MAX * 2
