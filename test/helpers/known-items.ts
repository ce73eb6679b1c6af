import { splitCompound } from '../../search/language/compounds.ts'
import { fold } from '../../server/vocabulary/fold.ts'

/** What a known-item question is made from: a publication that a reader remembers something of. */
export type Remembered = {
  id: string
  language: string
  titles: Readonly<Record<string, string>>
  authors: readonly string[]
  year: number | null
  /** Texts of its pages, in order. */
  pages: readonly string[]
}

export const ITEM_KINDS = [
  'exact-title',
  'one-typo',
  'folded',
  'compound',
  'inflected',
  'deep-phrase',
  'author-year',
  'translated-title',
  'acronym',
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]
export type KnownItem = { kind: ItemKind; id: string; words: string }

/** Texts are cut here by what others build on; the phrase lies beyond. */
const DEEP_CHARACTERS = 100_000

/** For each kind so many questions at most, spread over the publications; the same corpus gives the same ones. */
export const knownItems = (all: readonly Remembered[], perKind: number): KnownItem[] =>
  ITEM_KINDS.flatMap((kind) => {
    const possible = all.flatMap((one) => {
      const words = QUESTIONS[kind](one, all)
      return words === null ? [] : [{ kind, id: one.id, words }]
    })
    const step = Math.max(1, possible.length / perKind)
    return Array.from(
      { length: Math.min(perKind, possible.length) },
      (_, at) => possible[Math.floor(at * step)],
    ).filter((item) => item !== undefined)
  })

export type Quality = {
  kind: ItemKind
  questions: number
  /** Shares of questions whose publication came first, and among the first five. */
  successAt1: number
  successAt5: number
  /** Mean of one divided by the rank; beyond the tenth counts as not found. */
  mrr: number
  missed: KnownItem[]
}

/** How good an answer is: `ask` gives the ids found, best first. */
export const measureQuality = async (
  items: readonly KnownItem[],
  ask: (words: string) => Promise<string[]>,
): Promise<Quality[]> => {
  const measured: Quality[] = []
  for (const [kind, ones] of Map.groupBy(items, (item) => item.kind)) {
    const ranks: number[] = []
    const missed: KnownItem[] = []
    for (const item of ones) {
      const rank = (await ask(item.words)).slice(0, RANKS_MAX).indexOf(item.id) + 1
      ranks.push(rank)
      if (rank !== 1) missed.push(item)
    }
    const share = (isGood: (rank: number) => boolean) =>
      ranks.filter((rank) => rank > 0 && isGood(rank)).length / ranks.length
    measured.push({
      kind,
      questions: ones.length,
      successAt1: share((rank) => rank === 1),
      successAt5: share((rank) => rank <= 5),
      mrr: ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks.length,
      missed,
    })
  }
  return measured
}

const RANKS_MAX = 10

type Question = (one: Remembered, all: readonly Remembered[]) => string | null

const titleOf = ({ titles, language }: Remembered): string =>
  titles[language] ?? Object.values(titles)[0] ?? ''

const QUESTIONS: Record<ItemKind, Question> = {
  'exact-title': titleOf,
  'one-typo': (one) =>
    changeLongest(titleOf(one), (word) => (word.length < 6 ? null : swapped(word))),
  folded: (one) => {
    const title = titleOf(one)
    return fold(title) === title.toLowerCase() ? null : fold(title)
  },
  compound: (one) =>
    one.language !== 'sv'
      ? null
      : changeLongest(titleOf(one), (word) => {
          const parts = splitCompound(word)
          return parts === null ? null : parts.join(' ')
        }),
  inflected: (one) => {
    const ending = ENDINGS[one.language]
    return ending === undefined
      ? null
      : changeLongest(titleOf(one), (word) =>
          ending.of.test(word) ? word.replace(ending.of, ending.to) : null,
        )
  },
  'deep-phrase': ({ pages }) => {
    let before = 0
    for (const page of pages) {
      const words = page.match(/\S+/g) ?? []
      if (before > DEEP_CHARACTERS && words.length > 12)
        return `"${clean(words.slice(3, 9).join(' '))}"`
      before += page.length
    }
    return null
  },
  'author-year': (one, all) => {
    const surname = one.authors[0]?.split(' ').at(-1)
    if (!surname || one.year === null || surname.length < 3) return null
    const same = all.filter(
      ({ authors, year }) =>
        year === one.year && authors.some((name) => fold(name).includes(fold(surname))),
    )
    return same.length === 1 ? `${surname} ${one.year}` : null
  },
  'translated-title': (one, all) => {
    const title = Object.entries(one.titles).find(([of]) => of !== one.language)?.[1]
    if (title === undefined) return null
    // The original and its translation may both have it: then either is right, and it asks for neither.
    return all.some(({ id, titles }) => id !== one.id && Object.values(titles).includes(title))
      ? null
      : title
  },
  acronym: (one, all) => {
    const found = titleOf(one).match(/(?<![\p{L}\p{N}])\p{Lu}{3,6}(?![\p{L}\p{N}])/u)?.[0]
    if (!found) return null
    return all.filter((other) => titleOf(other).includes(found)).length === 1 ? found : null
  },
}

/** Endings that a reader may remember instead of those in the title. */
const ENDINGS: Record<string, { of: RegExp; to: string }> = {
  sv: { of: /(?<=\p{L}{3})(ning|het|tion)$/u, to: '$1en' },
  en: { of: /(?<=\p{L}{3}[^syxz])$/u, to: 's' },
  es: { of: /(?<=\p{L}{3}[aeo])$/u, to: 's' },
  fr: { of: /(?<=\p{L}{3}[^sxz])$/u, to: 's' },
}

/** The title with its longest word that can be changed so; null where none can. */
const changeLongest = (title: string, change: (word: string) => string | null): string | null => {
  const words = title.match(/\p{L}+/gu) ?? []
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const changed = change(word)
    if (changed !== null && changed !== word) return clean(title.replace(word, changed))
  }
  return null
}

/** Two neighbours change places, after the first letters: the commonest slip. */
const swapped = (word: string): string | null => {
  for (let at = 3; at < word.length - 1; at += 1) {
    const [a = '', b = ''] = [word[at], word[at + 1]]
    if (a !== b) return `${word.slice(0, at)}${b}${a}${word.slice(at + 2)}`
  }
  return null
}

const clean = (text: string): string => text.replaceAll('"', ' ').replace(/\s+/g, ' ').trim()
