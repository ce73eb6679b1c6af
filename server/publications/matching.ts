import { type Marker, markerFor, type TextPart } from '../../search/marking.ts'
import { beginningOf, passagesOf } from '../../search/passages.ts'
import type { EngineItem } from '../../search/query.ts'
import { VARIANT_KINDS, type VariantKind } from '../../search/variants.ts'
import type { Context } from '../context.ts'
import { listPageTexts } from './page-store.ts'
import type { Publication } from './store.ts'
import { ANALYSER, type Understood } from './understanding.ts'
import { keywordsIn, organisationsOf } from './words.ts'

export type LibraryMatch = { page: number; snippet: TextPart[] }

/** Why a publication is in the answer. */
export type Why = {
  /** Where the words stand beside the pages, in the order in which they count. */
  places: WhyPlace[]
  /** Otherwise than as asked: in another form, or by another word for the same theme. */
  kind: VariantKind
}
export const WHY_PLACES = ['title', 'author', 'keywords', 'messages', 'summary'] as const
export type WhyPlace = (typeof WHY_PLACES)[number]

/** Pages of one publication that are shown with a piece of their text. */
export const MATCHES_SHOWN = 3
/** Pieces of one page where it is the only one. */
const PASSAGES_OF_ONE_PAGE = 2

export const markerOf = ({ question, known, variants }: Understood): Marker =>
  markerFor(question, { known, analyser: ANALYSER, variants })

/** Pieces of the best pages of what is shown, what was found marked in them. */
export const matchesOf = async (
  { db, clock }: Context,
  items: readonly Pick<EngineItem, 'id' | 'pages'>[],
  marker: Marker,
): Promise<Map<string, LibraryMatch[]>> => {
  const wanted = items.flatMap(({ id, pages }) =>
    pages.slice(0, MATCHES_SHOWN).map((number) => ({ id, number })),
  )
  const texts = new Map(
    (await listPageTexts(db, wanted, clock.now())).map((page) => [
      `${page.publicationId} ${page.number}`,
      page,
    ]),
  )
  return new Map(
    items.map(({ id, pages }) => {
      // The best ones, in the order in which one turns them.
      const shown = pages.slice(0, MATCHES_SHOWN).sort((a, b) => a - b)
      const pieces = shown.length === 1 ? PASSAGES_OF_ONE_PAGE : 1
      return [
        id,
        shown.flatMap((number) => {
          const page = texts.get(`${id} ${number}`)
          return page ? matchesOn(page, marker, pieces) : []
        }),
      ]
    }),
  )
}

/** The pieces of a page that answer; its beginning where the words are spread out of sight. */
export const matchesOn = (
  { number, text, language }: { number: number; text: string; language: string },
  marker: Marker,
  pieces: number,
): LibraryMatch[] => {
  const passages = passagesOf(text, marker.marksIn(text, language), pieces)
  return passages.length === 0
    ? [{ page: number, snippet: beginningOf(text) }]
    : passages
        .sort((a, b) => a.start - b.start)
        .map(({ parts }) => ({ page: number, snippet: parts }))
}

/** Where in what is said of a publication the words stand. */
export const whyOf = (
  publication: Publication,
  { kind }: Pick<EngineItem, 'kind'>,
  marker: Marker,
): Why => {
  const { title, authors, keyMessages, abstract, language } = publication
  const texts: Record<WhyPlace, readonly (readonly [string, string])[]> = {
    title: Object.entries(title).map(([of, text]) => [text, of] as const),
    author: authors.map(({ name }) => [name, language] as const),
    keywords: [
      ...(['sv', 'en'] as const).flatMap((of) =>
        keywordsIn(publication, of).map((text) => [text, of] as const),
      ),
      ...organisationsOf(publication).map((text) => [text, language] as const),
    ],
    messages: Object.entries(keyMessages).flatMap(([of, list]) =>
      list.map((text) => [text, of] as const),
    ),
    summary: Object.entries(abstract).map(([of, text]) => [text, of] as const),
  }
  const rank = VARIANT_KINDS.indexOf(kind)
  const within = (rankMax: number): WhyPlace[] =>
    WHY_PLACES.filter((place) =>
      texts[place].some(([text, of]) =>
        marker.marksIn(text, of).some((mark) => VARIANT_KINDS.indexOf(mark.kind) <= rankMax),
      ),
    )
  // PostgreSQL's dictionaries take more forms for the word itself than are marked as such.
  const own = within(rank)
  const places = own.length > 0 ? own : within(VARIANT_KINDS.length)
  return { places, kind }
}
