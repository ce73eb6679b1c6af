import type { YearSpan } from '../../search/filters.ts'
import type { TextPart } from '../../search/marking.ts'
import {
  askEngine,
  countInEngine,
  type EngineAnswer,
  type EngineQuery,
  suggestFromEngine,
} from '../../search/query.ts'
import type { Context } from '../context.ts'
import { type LibraryMatch, markerOf, matchesOf, type Why, whyOf } from './matching.ts'
import { type Rescue, rescued } from './rescue.ts'
import { isReadable } from './rules/embargo.ts'
import { type ChosenFacets, FACETS, type Facet, type Sort } from './rules.ts'
import { type Asking, askPostgres, countInPostgres, suggestFromPostgres } from './search-store.ts'
import { listPublished, type Publication } from './store.ts'
import { type Understood, understand } from './understanding.ts'

export type { LibraryMatch, Why, WhyPlace } from './matching.ts'
export type { Rescue } from './rescue.ts'
export type SnippetPart = TextPart

export const WORDS_MAX = 300
export const PER_PAGE = 20
export const PER_PAGE_MAX = 100
export const PAGE_MAX = 500

export type LibraryQuery = {
  words: string
  chosen: ChosenFacets
  years?: YearSpan
  sort: Sort
  page: number
  perPage: number
  /** Only the words as they stand: no other forms, no other languages. */
  isExact?: boolean
}

export type LibraryItem = {
  publication: Publication
  matches: LibraryMatch[]
  pagesFound: number
  /** Undefined where nothing was asked for. */
  why: Why | undefined
}

export type LibraryAnswer = {
  engine: 'meilisearch' | 'postgresql'
  total: number
  foundInText: number
  isCapped: boolean
  items: LibraryItem[]
  /** Most publications first. */
  facets: Record<Facet, { value: string; count: number }[]>
  /** Words that were too many and left out, the frequent ones first to go. */
  unasked: string[]
  /** Other languages' words for a theme that the question names. */
  alsoAsked: { text: string; language: string }[]
  /** Nothing had all of it: what was searched instead. The answer is the answer to that. */
  rescue: Rescue | null
}

/** What may be searched instead where nothing is found: other words, or also without filters. */
export type RescueWanted = 'none' | 'words' | 'all'

/**
 * Searches what is published: by the engine or, where there is none or it fails, by PostgreSQL. The rows are the
 * database's, so that what was withdrawn a moment ago is not shown.
 */
export const searchPublications = async (
  context: Context,
  query: LibraryQuery,
  { rescue: wanted = 'none' }: { rescue?: RescueWanted } = {},
): Promise<LibraryAnswer> => {
  const words = query.words.trim().slice(0, WORDS_MAX)
  const isExact = query.isExact ?? false
  const understanding = await understand(context, words, { isExact })
  const { engine, answer } = await answerTo(context, engineQueryOf(query, understanding))
  if (answer.total === 0 && wanted !== 'none') {
    const rescue = await rescued(context, { ...query, words }, understanding, {
      mayLoosenFilters: wanted === 'all',
      count: (changed, of) => countOf(context, changed, of),
    })
    if (rescue) return { ...(await searchPublications(context, rescue.query)), rescue }
  }
  const rows = await listPublished(
    context.db,
    answer.items.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const now = context.clock.now()
  // The engine may not have heard yet of an embargo or a withdrawal: nothing is shown of the text of those.
  const readable = new Set(rows.filter((row) => isReadable(row, now)).map(({ id }) => id))
  const marker = markerOf(understanding)
  const matches = await matchesOf(
    context,
    answer.items.filter(({ id }) => readable.has(id)),
    marker,
  )
  return {
    engine,
    total: answer.total,
    foundInText: answer.foundInText,
    isCapped: answer.isCapped,
    items: answer.items.flatMap((item): LibraryItem[] => {
      const publication = byId.get(item.id)
      if (!publication) return []
      return [
        {
          publication,
          pagesFound: readable.has(item.id) ? item.pagesFound : 0,
          matches: matches.get(item.id) ?? [],
          why: understanding.variants.length === 0 ? undefined : whyOf(publication, item, marker),
        },
      ]
    }),
    facets: countsOf(answer.facets),
    unasked: understanding.unasked,
    alsoAsked: understanding.variants.flatMap(({ instead }) =>
      instead ? [{ text: instead.text, language: instead.language }] : [],
    ),
    rescue: null,
  }
}

/**
 * Ids of what a search finds, in its order and without searching for something else instead: for taking a list along
 * and, with `among`, where nothing but these is looked at, for telling what is new.
 */
export const searchIds = async (
  context: Context,
  query: LibraryQuery,
  { limit, among }: { limit: number; among?: readonly string[] },
): Promise<string[]> => {
  if (among?.length === 0) return []
  const words = query.words.trim().slice(0, WORDS_MAX)
  const understanding = await understand(context, words, { isExact: query.isExact ?? false })
  const asked = engineQueryOf({ ...query, words, page: 1, perPage: limit }, understanding)
  const { answer } = await answerTo(context, { ...asked, onlyIds: true, among })
  return answer.items.map(({ id }) => id)
}

/** Publications that a few first letters may mean. */
export const suggestPublications = async (
  context: Context,
  words: string,
  limit: number,
): Promise<Publication[]> => {
  const asked = words.trim().slice(0, WORDS_MAX)
  if (asked === '') return []
  const ids = await orPostgres(
    context,
    (engine) => suggestFromEngine(engine, asked, limit),
    () => suggestFromPostgres(context.db, asked, limit),
  )
  const rows = await listPublished(context.db, ids.answer)
  return ids.answer.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** The same as the engine and PostgreSQL are asked. */
export const engineQueryOf = (query: LibraryQuery, understanding: Understood): EngineQuery => ({
  variants: understanding.variants,
  words: understanding.question.words,
  phrases: understanding.question.phrases,
  excluded: understanding.question.excluded,
  conditions: understanding.conditions,
  chosen: query.chosen,
  years: query.years ?? {},
  sort: query.sort,
  offset: (query.page - 1) * query.perPage,
  limit: query.perPage,
})

/** What PostgreSQL is told beside the question. */
export const speakingOf = ({ language, clock }: Context): Asking => ({
  reader: language,
  now: clock.now(),
})

const answerTo = (context: Context, query: EngineQuery) =>
  orPostgres<EngineAnswer>(
    context,
    (engine) => askEngine(engine, query),
    () => askPostgres(context.db, query, speakingOf(context)),
  )

const countOf = async (
  context: Context,
  query: LibraryQuery,
  understanding: Understood,
): Promise<number> => {
  const asked = engineQueryOf(query, understanding)
  const { answer } = await orPostgres(
    context,
    (engine) => countInEngine(engine, asked),
    () => countInPostgres(context.db, asked, speakingOf(context)),
  )
  return answer
}

/** What the engine answers or, where there is none or it fails, PostgreSQL. */
export const orPostgres = async <T>(
  { search, log }: Context,
  byEngine: (engine: NonNullable<Context['search']>) => Promise<T>,
  byPostgres: () => Promise<T>,
): Promise<{ engine: LibraryAnswer['engine']; answer: T }> => {
  if (search) {
    try {
      return { engine: 'meilisearch', answer: await byEngine(search) }
    } catch (error) {
      log.warn({ err: error }, 'search.engine_failed')
    }
  }
  return { engine: 'postgresql', answer: await byPostgres() }
}

const countsOf = (facets: EngineAnswer['facets']): LibraryAnswer['facets'] => {
  const counts = {} as LibraryAnswer['facets']
  for (const facet of FACETS)
    counts[facet] = Object.entries(facets[facet])
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return counts
}
