import { oneOf } from '../../search/filters.ts'
import { PAGES_LOOKED_AT_MAX } from '../../search/indexes.ts'
import { askPages } from '../../search/pages.ts'
import type { Context } from '../context.ts'
import { type LibraryMatch, markerOf, matchesOn } from './matching.ts'
import { listPageTexts } from './page-store.ts'
import { engineQueryOf, orPostgres, speakingOf, WORDS_MAX } from './search.ts'
import { findPagesInPostgres } from './search-store.ts'
import type { Publication } from './store.ts'
import { understand } from './understanding.ts'

export const INSIDE_PAGES_SHOWN = 20
const PASSAGES_OF_A_PAGE = 2

export type InsideAnswer = {
  engine: 'meilisearch' | 'postgresql'
  /** Pages that have the words. */
  total: number
  isCapped: boolean
  /** In the order of the pages. */
  matches: LibraryMatch[]
}

/** Searches one publication: every page that has the words, in order. */
export const searchInside = async (
  context: Context,
  publication: Publication,
  { words, page, perPage = INSIDE_PAGES_SHOWN }: { words: string; page: number; perPage?: number },
): Promise<InsideAnswer> => {
  const understanding = await understand(context, words.trim().slice(0, WORDS_MAX))
  if (understanding.variants.length === 0)
    return { engine: 'postgresql', total: 0, isCapped: false, matches: [] }
  // Fields are of publications; inside one they say nothing.
  const query = engineQueryOf(
    { words, chosen: {}, sort: 'relevance', page: 1, perPage },
    { ...understanding, conditions: [] },
  )
  const { engine, answer } = await orPostgres(
    context,
    async (search) => {
      const { hits, isCapped } = await askPages(search, query, {
        filter: [oneOf('publication_id', [publication.id])],
        limit: PAGES_LOOKED_AT_MAX,
      })
      return { numbers: hits.map((hit) => hit.page), isCapped }
    },
    async () => ({
      numbers: await findPagesInPostgres(context.db, publication.id, query, speakingOf(context)),
      isCapped: false,
    }),
  )
  const numbers = [...new Set(answer.numbers)].sort((a, b) => a - b)
  const shown = numbers.slice((page - 1) * perPage, page * perPage)
  const marker = markerOf(understanding)
  const texts = new Map(
    (
      await listPageTexts(
        context.db,
        shown.map((number) => ({ id: publication.id, number })),
        context.clock.now(),
      )
    ).map((text) => [text.number, text]),
  )
  return {
    engine,
    total: numbers.length,
    isCapped: answer.isCapped,
    matches: shown.flatMap((number) => {
      const text = texts.get(number)
      return text ? matchesOn(text, marker, PASSAGES_OF_A_PAGE) : []
    }),
  }
}
