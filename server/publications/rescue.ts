import { distance, ONE_TYPO_MIN, TWO_TYPOS_MIN } from '../../search/misspelling.ts'
import { type Question, writeQuestion } from '../../search/question.ts'
import { frequencyOf } from '../../search/variants.ts'
import type { Context } from '../context.ts'
import { fold } from '../vocabulary/fold.ts'
import { findNeighbours, type KnownWord } from './lexicon.ts'
import { FACETS, type Facet } from './rules.ts'
import type { LibraryQuery } from './search.ts'
import { type Understood, understood } from './understanding.ts'

/** What was searched instead of a question that nothing answered. */
export type Rescue = { query: LibraryQuery } & (
  | { by: 'spelling' }
  | { by: 'filter'; facet: Facet }
  | { by: 'filters' }
  | { by: 'words'; without: string[] }
)

type Count = (query: LibraryQuery, understanding: Understood) => Promise<number>

/** Questions tried before giving up: each costs a search. */
const TRIED_MAX = 12

/**
 * The nearest question that has an answer: other spellings first, then without the filter that stands most in the way,
 * then without the rarest word, then without more. Each is tried before it is offered.
 */
export const rescued = async (
  context: Context,
  query: LibraryQuery,
  understanding: Understood,
  { mayLoosenFilters, count }: { mayLoosenFilters: boolean; count: Count },
): Promise<Rescue | null> => {
  const isExact = query.isExact ?? false
  let tried = 0
  const has = async (changed: LibraryQuery, question: Question): Promise<number> => {
    tried += 1
    if (tried > TRIED_MAX) return 0
    return count({ ...changed, page: 1 }, await understood(context, question, isExact))
  }
  const { question } = understanding
  const fresh = { ...query, page: 1 }

  const corrected = await correctedQuestion(context, understanding)
  if (corrected && (await has(fresh, corrected)) > 0)
    return { by: 'spelling', query: { ...fresh, words: writeQuestion(corrected) } }

  const filters = FACETS.filter(
    (facet) =>
      (query.chosen[facet]?.length ?? 0) > 0 ||
      (facet === 'year' && (query.years?.from ?? query.years?.to) !== undefined),
  )
  if (mayLoosenFilters && filters.length > 0) {
    const loosened: { facet: Facet; found: number; query: LibraryQuery }[] = []
    for (const facet of filters) {
      const looser = withoutFilter(fresh, facet)
      loosened.push({ facet, query: looser, found: await has(looser, question) })
    }
    const best = loosened.sort((a, b) => b.found - a.found)[0]
    if (best && best.found > 0)
      return filters.length === 1
        ? { by: 'filters', query: best.query }
        : { by: 'filter', facet: best.facet, query: best.query }
    const bare = { ...fresh, chosen: {}, years: {} }
    if (filters.length > 1 && (await has(bare, question)) > 0) return { by: 'filters', query: bare }
  }

  const bare = mayLoosenFilters ? { ...fresh, chosen: {}, years: {} } : fresh
  const byRarity = [...question.words].sort(
    (a, b) => frequencyOf(a, understanding.known) - frequencyOf(b, understanding.known),
  )
  // Alone first: without one word, the rarest before the others; then without ever more.
  const dropped = [
    ...byRarity.map((word) => [word]),
    ...byRarity.slice(1, -1).map((_, at) => byRarity.slice(0, at + 2)),
  ]
  for (const without of dropped) {
    const words = question.words.filter((word) => !without.includes(word))
    const fewer = { ...question, words }
    if (words.length + question.phrases.length + question.fields.length === 0) continue
    if ((await has(bare, fewer)) > 0)
      return { by: 'words', without, query: { ...bare, words: writeQuestion(fewer) } }
  }
  return null
}

const withoutFilter = (query: LibraryQuery, facet: Facet): LibraryQuery => ({
  ...query,
  chosen: { ...query.chosen, [facet]: [] },
  ...(facet === 'year' ? { years: {} } : {}),
})

/** The question with each word that no publication has replaced by its nearest neighbour, if one is near. */
const correctedQuestion = async (
  { db }: Context,
  { question, known }: Understood,
): Promise<Question | null> => {
  let isChanged = false
  const words: string[] = []
  for (const word of question.words) {
    const isKnown = frequencyOf(word, known) > 0
    const nearest = isKnown ? null : nearestOf(word, await findNeighbours(db, fold(word)))
    words.push(nearest ?? word)
    isChanged ||= nearest !== null
  }
  return isChanged ? { ...question, words } : null
}

/** The neighbour with the fewest letters changed, of several the most frequent; null where all are too far. */
export const nearestOf = (word: string, neighbours: readonly KnownWord[]): string | null => {
  const asked = fold(word)
  if (asked.length < ONE_TYPO_MIN - 1 || /\d/.test(asked)) return null
  const allowed = asked.length < TWO_TYPOS_MIN ? 2 : 3
  const near = neighbours
    .map((one) => ({ ...one, changes: distance(asked, one.folded) }))
    .filter(({ changes }) => changes > 0 && changes <= allowed)
    .sort((a, b) => a.changes - b.changes || b.publications - a.publications)
  return near[0]?.word ?? null
}
