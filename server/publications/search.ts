import {
  askEngine,
  type EngineAnswer,
  type EngineQuery,
  MARK_END,
  MARK_START,
  suggestFromEngine,
} from '../../search/query.ts'
import type { Context } from '../context.ts'
import { fold } from '../vocabulary/fold.ts'
import { isReadable } from './rules/embargo.ts'
import { type ChosenFacets, FACETS, type Facet, type Sort } from './rules.ts'
import { askPostgres, suggestFromPostgres } from './search-store.ts'
import { listPages, listPublished, type Publication } from './store.ts'

export const WORDS_MAX = 200
export const PER_PAGE = 20
export const PER_PAGE_MAX = 100
export const PAGE_MAX = 500

export type LibraryQuery = {
  words: string
  chosen: ChosenFacets
  sort: Sort
  page: number
  perPage: number
}

/** A piece of a snippet; what was found is marked. */
export type SnippetPart = { text: string; isMarked: boolean }
export type LibraryMatch = { page: number; snippet: SnippetPart[] }

export type LibraryAnswer = {
  engine: 'meilisearch' | 'postgresql'
  total: number
  foundInText: number
  isCapped: boolean
  isRelaxed: boolean
  items: { publication: Publication; matches: LibraryMatch[]; pagesFound: number }[]
  /** Most publications first. */
  facets: Record<Facet, { value: string; count: number }[]>
}

/**
 * Searches what is published: by the engine or, where there is none or it fails, by PostgreSQL. The rows are the
 * database's, so that what was withdrawn a moment ago is not shown.
 */
export const searchPublications = async (
  context: Context,
  query: LibraryQuery,
): Promise<LibraryAnswer> => {
  const asked: EngineQuery = {
    words: query.words.replace(MARKS, '').trim().slice(0, WORDS_MAX),
    chosen: query.chosen,
    sort: query.sort,
    offset: (query.page - 1) * query.perPage,
    limit: query.perPage,
  }
  const { engine, answer } = await answerTo(context, asked)
  const rows = await listPublished(
    context.db,
    answer.items.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const now = context.clock.now()
  // The engine may not have heard yet of an embargo or a withdrawal: nothing is shown of the text of those.
  const readable = new Set(rows.filter((row) => isReadable(row, now)).map(({ id }) => id))
  const matches = await markedMatches(context, asked.words, {
    ...answer,
    items: answer.items.filter(({ id }) => readable.has(id)),
  })
  return {
    engine,
    total: answer.total,
    foundInText: answer.foundInText,
    isCapped: answer.isCapped,
    isRelaxed: answer.isRelaxed,
    items: answer.items.flatMap(({ id, pagesFound }) => {
      const publication = byId.get(id)
      if (!publication) return []
      const text = readable.has(id)
        ? { pagesFound, matches: matches.get(id) ?? [] }
        : { pagesFound: 0, matches: [] }
      return [{ publication, ...text }]
    }),
    facets: countsOf(answer.facets),
  }
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

const MARKS = new RegExp(`[${MARK_START}${MARK_END}]`, 'g')

const answerTo = (context: Context, query: EngineQuery) =>
  orPostgres(
    context,
    (engine) => askEngine(engine, query),
    () => askPostgres(context.db, query, context.clock.now()),
  )

const orPostgres = async <T>(
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

/**
 * Snippets in parts. A page found by a folded word has nothing marked by the engine: the words are looked for in its
 * text here, folded.
 */
const markedMatches = async (
  context: Context,
  words: string,
  answer: EngineAnswer,
): Promise<Map<string, LibraryMatch[]>> => {
  const unmarked = answer.items.filter(({ matches }) =>
    matches.some(({ snippet }) => !snippet.includes(MARK_START)),
  )
  const pages = await listPages(
    context.db,
    unmarked.map(({ id }) => id),
  )
  const texts = new Map(pages.map((page) => [`${page.publicationId} ${page.number}`, page.text]))
  return new Map(
    answer.items.map(({ id, matches }) => [
      id,
      matches.map(({ page, snippet }) => ({
        page,
        snippet: partsOf(
          snippet.includes(MARK_START)
            ? snippet
            : markFolded(texts.get(`${id} ${page}`) ?? snippet, words),
        ),
      })),
    ]),
  )
}

const WORDS_AROUND = 14

/** A piece of the text around the first word that equals or begins with an asked one when both are folded. */
export const markFolded = (text: string, words: string): string => {
  const asked = fold(words).match(/[\p{L}\p{N}]+/gu) ?? []
  const pieces = text.match(/\s*\S+/g) ?? []
  const isFound = pieces.map((piece) => {
    const word = (fold(piece).match(/[\p{L}\p{N}]+/gu) ?? []).join('')
    return asked.some((one) => word.startsWith(one))
  })
  const first = Math.max(0, isFound.indexOf(true))
  const from = Math.max(0, first - WORDS_AROUND)
  const to = Math.min(pieces.length, first + WORDS_AROUND * 2)
  const marked = pieces
    .slice(from, to)
    .map((piece, index) =>
      isFound[from + index]
        ? piece.replace(
            /[\p{L}\p{M}\p{N}][\s\S]*[\p{L}\p{M}\p{N}]|[\p{L}\p{N}]/u,
            (word) => `${MARK_START}${word}${MARK_END}`,
          )
        : piece,
    )
  return `${from > 0 ? '…' : ''}${marked.join('').trim()}${to < pieces.length ? '…' : ''}`
}

const partsOf = (snippet: string): SnippetPart[] =>
  snippet
    .replace(/\s+/g, ' ')
    .split(MARK_START)
    .flatMap((piece, index): SnippetPart[] => {
      if (index === 0) return [{ text: piece, isMarked: false }]
      const [marked = '', rest = ''] = piece.split(MARK_END)
      return [
        { text: marked, isMarked: true },
        { text: rest, isMarked: false },
      ]
    })
    .filter(({ text }) => text !== '')
