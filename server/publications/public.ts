import type { PublicPublication, Worded } from '../../search/documents.ts'
import type { Context } from '../context.ts'
import { LANGUAGES } from '../language.ts'
import { extentsOf } from '../vocabulary/extents.ts'
import { isReadable } from './rules/embargo.ts'
import { listPages, listPublishedAfter, type Publication } from './store.ts'
import { identifiersOf, keywordsIn, organisationsOf } from './words.ts'

type Reading = Pick<Context, 'db' | 'clock'>

const READ_AT_ONCE = 50
const DAY_MS = 86_400_000

/** All that is published, in portions. */
export async function* allPublic(context: Reading): AsyncGenerator<PublicPublication[]> {
  let last: string | null = null
  for (;;) {
    const rows: Publication[] = await listPublishedAfter(context.db, last, READ_AT_ONCE)
    const final = rows.at(-1)
    if (!final) return
    last = final.id
    yield await publicOnes(context, rows)
  }
}

/** Rows of published ones as the search may know them; the text of what is under embargo does not go there at all. */
export const publicOnes = async (
  { db, clock }: Reading,
  publications: readonly Publication[],
): Promise<PublicPublication[]> => {
  const now = clock.now()
  const pages = await listPages(
    db,
    publications.filter((publication) => isReadable(publication, now)).map(({ id }) => id),
  )
  const byId = Map.groupBy(pages, ({ publicationId }) => publicationId)
  return publications.map((publication) => ({
    id: publication.id,
    version: publication.updatedAt.getTime(),
    titles: wordedOf(publication.title),
    authors: publication.contributors.map(({ name }) => name),
    keywords: [
      ...LANGUAGES.flatMap((language) =>
        keywordsIn(publication, language).map((text) => ({ text, language })),
      ),
      ...organisationsOf(publication).map((text) => ({ text, language: publication.language })),
    ],
    identifiers: identifiersOf(publication),
    keyMessages: wordedOf(publication.keyMessages),
    abstracts: [...wordedOf(publication.plainSummary), ...wordedOf(publication.abstract)],
    sortTitle: publication.title[publication.language] ?? Object.values(publication.title)[0] ?? '',
    newest:
      (publication.year ?? 0) * 1_000_000 +
      Math.floor((publication.publishedAt?.getTime() ?? 0) / DAY_MS),
    facets: {
      country: publication.countries,
      theme: publication.themes,
      series: publication.series ? [publication.series] : [],
      type: [publication.type],
      language: publication.languages,
      year: publication.year === null ? [] : [publication.year],
      core_value: publication.coreValues,
      sdg: publication.sdgs,
      audience: publication.audiences,
      tier: publication.tiers,
      study_type: publication.studyTypes,
      extent: extentsOf(publication.pageCount),
    },
    pages: byId.get(publication.id) ?? [],
  }))
}

const wordedOf = (texts: Readonly<Record<string, string | readonly string[]>>): Worded[] =>
  Object.entries(texts).flatMap(([language, given]) =>
    (typeof given === 'string' ? [given] : given).map((text) => ({ text, language })),
  )
