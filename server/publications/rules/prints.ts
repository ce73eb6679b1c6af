/** Words that follow each other and are taken as one piece of a text. */
const SHINGLE_WORDS = 5
/** Prints that are kept of one text. The standard error of `shareAlike` is at most 0.5 / √128, 4.4 per cent. */
export const PRINTS_MAX = 128
/** Below this there is too little text to tell whether it is another's. */
export const SHINGLES_MIN = 30

/**
 * What a text is recognised by, however it is set: of all runs of five words the smallest 128 of their hashes, in
 * rising order (bottom-k sketch after Broder 1997, "On the resemblance and containment of documents"). Figures, signs, capitals and the
 * breaks between lines and pages do not count. Empty for a text of too few words.
 */
export const printsOf = (pages: readonly string[]): number[] => {
  const window = new Int32Array(SHINGLE_WORDS)
  let words = 0
  let kept = new Set<number>()
  let limit = Number.POSITIVE_INFINITY
  for (const page of pages)
    for (const word of wordsOf(page)) {
      window[words % SHINGLE_WORDS] = hashOf(word)
      words += 1
      if (words < SHINGLE_WORDS) continue
      const hash = shingleOf(window, words)
      if (hash >= limit) continue
      kept.add(hash)
      if (kept.size < PRINTS_MAX * 8) continue
      kept = new Set(smallest(kept))
      limit = Math.max(...kept)
    }
  return kept.size < SHINGLES_MIN ? [] : smallest(kept)
}

/** Which share of two texts is common to both, 0 to 1, as their prints tell (Jaccard's measure, estimated). */
export const shareAlike = (one: readonly number[], other: readonly number[]): number => {
  const union = smallest(new Set([...one, ...other]))
  if (union.length === 0) return 0
  const [first, second] = [new Set(one), new Set(other)]
  return union.filter((print) => first.has(print) && second.has(print)).length / union.length
}

/** Letters that a page must have to count: below this it is a blank leaf, a picture or a heading. */
const PAGE_LETTERS_MIN = 60

/** How many of a text's pages stand in another text too, to the letter; pages of hardly any text are left out. */
export const pagesAlike = (
  pages: readonly string[],
  others: readonly string[],
): { alike: number; pages: number } => {
  const lettersOf = (page: string) => wordsOf(page).join('')
  const known = new Set(others.map(lettersOf))
  const counted = pages.map(lettersOf).filter((letters) => letters.length >= PAGE_LETTERS_MIN)
  return { alike: counted.filter((letters) => known.has(letters)).length, pages: counted.length }
}

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []

/** FNV-1a over the code units. */
const hashOf = (word: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1)
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return hash
}

/** The words of the window in their order, mixed by the last step of MurmurHash3. */
const shingleOf = (window: Int32Array, from: number): number => {
  let hash = 0
  for (let at = 0; at < SHINGLE_WORDS; at += 1)
    hash = Math.imul(hash, 31) + (window[(from + at) % SHINGLE_WORDS] ?? 0)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

const smallest = (hashes: Iterable<number>): number[] =>
  [...hashes].sort((a, b) => a - b).slice(0, PRINTS_MAX)
