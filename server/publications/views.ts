import { z } from 'zod'
import type { Language } from '../language.ts'
import { facetLabel } from './labels.ts'
import { FACETS, type Facet, PUBLICATION_STATUSES, wordedFor } from './rules.ts'
import type { LibraryAnswer, SnippetPart } from './search.ts'
import type { Publication } from './store.ts'

const texts = z.record(z.string(), z.string())

const common = {
  id: z.uuid(),
  slug: z.string(),
  /** In the language of the answer where there is one, else in the publication's own. */
  title: z.string(),
  authors: z.array(z.string()),
  year: z.number().nullable(),
  series: z.string().nullable(),
  number: z.string().nullable(),
  type: z.string(),
  languages: z.array(z.string()),
  countries: z.array(z.string()),
  themes: z.array(z.string()),
  /** Its page. */
  url: z.string(),
}

export const foundView = z
  .object({
    ...common,
    matches: z.array(
      z.object({
        page: z.number(),
        snippet: z.string().meta({ description: 'Escaped HTML; what was found stands in <mark>.' }),
      }),
    ),
  })
  .meta({ id: 'FoundPublication' })

const facetCounts = z
  .array(z.object({ value: z.string(), label: z.string(), count: z.number() }))
  .meta({ id: 'FacetCounts' })

export const foundListView = z
  .object({
    total: z.number(),
    found_in_text: z
      .number()
      .meta({ description: 'Of the total, those that have the words in their pages only.' }),
    engine: z.enum(['meilisearch', 'postgresql']),
    items: z.array(foundView),
    facets: z.object(
      Object.fromEntries(FACETS.map((facet) => [facet, facetCounts])) as Record<
        Facet,
        typeof facetCounts
      >,
    ),
  })
  .meta({ id: 'FoundPublications' })

export const publicationView = z
  .object({
    ...common,
    status: z.enum(PUBLICATION_STATUSES),
    version: z.number(),
    titles: texts,
    abstract: texts,
    key_messages: z.record(z.string(), z.array(z.string())),
    contributors: z.array(
      z.object({
        name: z.string(),
        orcid: z.string().nullable(),
        organisation: z.string().nullable(),
      }),
    ),
    sdgs: z.array(z.number()),
    core_values: z.array(z.string()),
    licence: z.string().nullable(),
    isbn: z.string().nullable(),
    doi: z.string().nullable(),
    held_at: z.string().nullable(),
    grant: z.string().nullable(),
    pages: z.number().nullable(),
    file: z.object({ url: z.string(), size: z.number(), sha256: z.string() }).nullable(),
    published_at: z.string().nullable(),
  })
  .meta({ id: 'Publication' })

type Speaking = { language: Language; baseUrl: string }

export const toFoundList = (
  answer: LibraryAnswer,
  speaking: Speaking,
): z.input<typeof foundListView> => ({
  total: answer.total,
  found_in_text: answer.foundInText,
  engine: answer.engine,
  items: answer.items.map(({ publication, matches }) => ({
    ...toCommon(publication, speaking),
    matches: matches.map(({ page, snippet }) => ({ page, snippet: snippet.map(marked).join('') })),
  })),
  facets: Object.fromEntries(
    FACETS.map((facet) => [
      facet,
      answer.facets[facet].map(({ value, count }) => ({
        value,
        label: facetLabel(facet, value, speaking.language),
        count,
      })),
    ]),
  ) as z.input<typeof foundListView>['facets'],
})

export const toPublicationView = (
  publication: Publication,
  speaking: Speaking,
): z.input<typeof publicationView> => ({
  ...toCommon(publication, speaking),
  status: publication.status,
  version: publication.version,
  titles: publication.title,
  abstract: publication.abstract,
  key_messages: publication.keyMessages,
  contributors: publication.authors,
  sdgs: publication.sdgs,
  core_values: publication.coreValues,
  licence: publication.licence,
  isbn: publication.isbn,
  doi: publication.doi,
  held_at: publication.url,
  grant: publication.grantReference,
  pages: publication.pageCount,
  file:
    publication.file === null
      ? null
      : {
          url: `${speaking.baseUrl}/publications/${publication.slug}/${publication.slug}.pdf`,
          size: publication.file.size,
          sha256: publication.file.sha256,
        },
  published_at: publication.publishedAt?.toISOString() ?? null,
})

const toCommon = (publication: Publication, { language, baseUrl }: Speaking) => ({
  id: publication.id,
  slug: publication.slug,
  title: wordedFor(publication.title, language, publication.language)?.text ?? '',
  authors: publication.authors.map(({ name }) => name),
  year: publication.year,
  series: publication.series,
  number: publication.number,
  type: publication.type,
  languages: publication.languages,
  countries: publication.countries,
  themes: publication.themes,
  url: `${baseUrl}/publications/${publication.slug}`,
})

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const marked = ({ text, isMarked }: SnippetPart): string => {
  const safe = text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)
  return isMarked ? `<mark>${safe}</mark>` : safe
}
