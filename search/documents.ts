import { fold } from '../server/vocabulary/fold.ts'

/**
 * All that the engine may know of a publication. There is no field here for anything that is not public, and
 * only published publications are ever made into one.
 */
export type PublicPublication = {
  id: string
  /** Grows with every change. */
  version: number
  titles: readonly string[]
  authors: readonly string[]
  /** Words it goes by in both languages: series with number, type, places, themes, organisations, numbers. */
  keywords: readonly string[]
  keyMessages: readonly string[]
  abstracts: readonly string[]
  sortTitle: string
  /** Higher is newer. */
  newest: number
  facets: PublicFacets
  pages: readonly { number: number; text: string }[]
}

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
}

export type PublicationDocument = PublicFacets & {
  id: string
  version: number
  title: readonly string[]
  folded_title: string
  authors: readonly string[]
  keywords: readonly string[]
  key_messages: readonly string[]
  abstract: readonly string[]
  /** Words of all of it that lose something when folded, folded: for readers without å, ä and ö. */
  folded: string
  sort_title: string
  newest: number
}

export type PageDocument = PublicFacets & {
  id: string
  publication_id: string
  page: number
  version: number
  text: string
  folded: string
}

export const publicationDocument = (publication: PublicPublication): PublicationDocument => ({
  id: publication.id,
  version: publication.version,
  title: publication.titles,
  folded_title: foldedWords(publication.titles),
  authors: publication.authors,
  keywords: publication.keywords,
  key_messages: publication.keyMessages,
  abstract: publication.abstracts,
  folded: foldedWords([
    ...publication.authors,
    ...publication.keywords,
    ...publication.keyMessages,
    ...publication.abstracts,
  ]),
  sort_title: fold(publication.sortTitle),
  newest: publication.newest,
  ...publication.facets,
})

export const pageDocuments = (publication: PublicPublication): PageDocument[] =>
  publication.pages.map(({ number, text }) => ({
    id: pageDocumentId(publication.id, number),
    publication_id: publication.id,
    page: number,
    version: publication.version,
    text,
    folded: foldedWords([text]),
    ...publication.facets,
  }))

export const pageDocumentId = (publicationId: string, page: number): string =>
  `${publicationId}-${page}`

/** Each word that folding changes, folded, once. Text in plain letters gives nothing to store. */
export const foldedWords = (texts: readonly string[]): string => {
  const words = new Set<string>()
  for (const text of texts)
    for (const word of text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
      if (/\P{ASCII}/u.test(word)) words.add(fold(word))
  return [...words].join(' ')
}
