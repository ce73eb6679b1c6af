import { fold } from '../server/vocabulary/fold.ts'
import { type Analyser, differentWordsOf } from './language/analyse.ts'
import { portionsOf } from './portions.ts'

/**
 * All that the engine may know of a publication. There is no field here for anything that is not public, and
 * only published publications are ever made into one.
 */
export type PublicPublication = {
  id: string
  /** Grows with every change. */
  version: number
  titles: readonly Worded[]
  authors: readonly string[]
  /** Words it goes by in both languages: series with number, type, places, themes, organisations. */
  keywords: readonly Worded[]
  /** Numbers that are looked for to the letter: ISBN, DOI, number in the series. */
  identifiers: readonly string[]
  keyMessages: readonly Worded[]
  abstracts: readonly Worded[]
  sortTitle: string
  /** Higher is newer. */
  newest: number
  facets: PublicFacets
  pages: readonly { number: number; text: string; language: string }[]
}

/** A text and the language it is in, ISO 639-1. */
export type Worded = { text: string; language: string }

export type PublicFacets = {
  country: readonly string[]
  theme: readonly string[]
  series: readonly string[]
  type: readonly string[]
  language: readonly string[]
  year: readonly number[]
  core_value: readonly string[]
  sdg: readonly number[]
  audience: readonly string[]
  tier: readonly string[]
  study_type: readonly string[]
  extent: readonly string[]
}

/** Counted up whenever documents are made in another way: a process that starts then has them made anew. */
export const ANALYSIS = 4

export type PublicationDocument = PublicFacets & {
  id: string
  version: number
  analysis: number
  title: readonly string[]
  folded_title: string
  authors: readonly string[]
  keywords: readonly string[]
  identifiers: readonly string[]
  key_messages: readonly string[]
  abstract: readonly string[]
  /** Words of all of it that lose something when folded, folded: for readers without å, ä and ö. */
  folded: string
  /** Stems and parts of compounds, for other forms of the words. */
  title_terms: string
  terms: string
  sort_title: string
  newest: number
}

export type PageDocument = {
  id: string
  publication_id: string
  page: number
  version: number
  text: string
  folded: string
  terms: string
}

export const publicationDocument = (
  publication: PublicPublication,
  analyser: Analyser,
): PublicationDocument => ({
  ...plainDocument(publication),
  analysis: ANALYSIS,
  folded_title: foldedWords(publication.titles),
  folded: foldedWords([
    ...publication.authors.map((text) => ({ text })),
    ...sayingsOf(publication),
  ]),
  title_terms: analyser.shadowOf(publication.titles),
  terms: analyser.shadowOf(sayingsOf(publication)),
})

/** What is in a document whatever words the library knows: the same publication always gives the same. */
export const plainDocument = (publication: PublicPublication) => ({
  id: publication.id,
  version: publication.version,
  title: publication.titles.map(textOf),
  authors: publication.authors,
  keywords: [...new Set(publication.keywords.map(textOf))],
  identifiers: publication.identifiers.flatMap(spellingsOf),
  key_messages: publication.keyMessages.map(textOf),
  abstract: publication.abstracts.map(textOf),
  sort_title: fold(publication.sortTitle),
  newest: publication.newest,
  ...publication.facets,
})

/** A page's documents: one, or several where the page is longer than the engine reads of one. */
export const pageDocuments = (publication: PublicPublication, analyser: Analyser): PageDocument[] =>
  publication.pages.flatMap((page) =>
    portionsOf(page.text).map((text, at) => {
      const portion = text === page.text ? page : { text, language: page.language }
      return {
        id: pageDocumentId(publication.id, page.number, at),
        publication_id: publication.id,
        page: page.number,
        version: publication.version,
        text,
        folded: foldedWords([portion]),
        terms: analyser.shadowOf([portion]),
      }
    }),
  )

export const pageDocumentId = (publicationId: string, page: number, portion = 0): string =>
  portion === 0 ? `${publicationId}-${page}` : `${publicationId}-${page}_${portion + 1}`

/** Each word that folding changes, folded, once. Text in plain letters gives nothing to store. */
export const foldedWords = (texts: readonly { text: string }[]): string => {
  const words = new Set<string>()
  for (const worded of texts)
    for (const word of differentWordsOf(worded))
      if (/\P{ASCII}/u.test(word)) words.add(foldedOnce(word))
  return [...words].join(' ')
}

/** Words come again from page to page; folding one is dear. */
const foldedOnce = (word: string): string => {
  const before = FOLDED.get(word)
  if (before !== undefined) return before
  const folded = fold(word)
  if (FOLDED.size >= FOLDED_MAX) FOLDED.clear()
  FOLDED.set(word, folded)
  return folded
}

const FOLDED = new Map<string, string>()
const FOLDED_MAX = 200_000

const textOf = ({ text }: Worded): string => text

const sayingsOf = ({ keywords, keyMessages, abstracts }: PublicPublication): Worded[] => [
  ...keywords,
  ...keyMessages,
  ...abstracts,
]

/** A number as it is written and in one piece, since nobody remembers where its hyphens are. */
const spellingsOf = (identifier: string): string[] => [
  ...new Set([identifier, identifier.replace(/[\s-]/g, '')]),
]
