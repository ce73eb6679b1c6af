import { z } from 'zod'
import { VARIANT_KINDS } from '../../search/variants.ts'
import type { Language } from '../language.ts'
import type { About } from './about.ts'
import { originalPath, otherFilePath, readersFile } from './files.ts'
import type { InsideAnswer } from './inside.ts'
import { facetLabel } from './labels.ts'
import { type LibraryMatch, WHY_PLACES } from './matching.ts'
import { organisationOf } from './rules/contributors.ts'
import { RELATIONS, type Relation } from './rules/families.ts'
import { FILE_KINDS, NOTE_KINDS } from './rules/parts.ts'
import { PICTURE_WIDTHS, pictureFor, picturePath } from './rules/pictures.ts'
import { FACETS, type Facet, PUBLICATION_STATUSES, wordedFor } from './rules.ts'
import type { LibraryAnswer, SnippetPart } from './search.ts'
import type { Publication } from './store.ts'

const texts = z.record(z.string(), z.string())

export const common = {
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

const match = z
  .object({
    page: z.number(),
    snippet: z.string().meta({ description: 'Escaped HTML; what was found stands in <mark>.' }),
  })
  .meta({ id: 'PageMatch' })

export const foundView = z
  .object({
    ...common,
    matches: z.array(match),
    pages_found: z.number().meta({ description: 'Pages of it that have the words.' }),
    why: z
      .object({
        places: z.array(z.enum(WHY_PLACES)),
        kind: z.enum(VARIANT_KINDS).meta({
          description: 'As asked, by another form of the words, or by another language’s.',
        }),
      })
      .nullable(),
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
    also_asked: z
      .array(z.object({ text: z.string(), language: z.string() }))
      .meta({ description: 'Other languages’ words for a theme that the question names.' }),
    not_asked: z
      .array(z.string())
      .meta({ description: 'Words beyond the ten that are asked, the commonest first to go.' }),
    instead: z
      .string()
      .nullable()
      .meta({ description: 'Nothing had all the words: the question this is the answer to.' }),
    items: z.array(foundView),
    facets: z.object(
      Object.fromEntries(FACETS.map((facet) => [facet, facetCounts])) as Record<
        Facet,
        typeof facetCounts
      >,
    ),
  })
  .meta({ id: 'FoundPublications' })

export const insideView = z
  .object({
    total: z.number().meta({ description: 'Pages that have the words.' }),
    engine: z.enum(['meilisearch', 'postgresql']),
    items: z.array(match),
  })
  .meta({ id: 'PagesFound' })

export const publicationView = z
  .object({
    ...common,
    status: z.enum(PUBLICATION_STATUSES),
    version: z.number(),
    titles: texts,
    abstract: texts,
    key_messages: z.record(z.string(), z.array(z.string())),
    plain_summary: texts,
    contributors: z.array(
      z.object({
        name: z.string(),
        role: z.string(),
        orcid: z.string().nullable(),
        organisation: z.string().nullable(),
        ror: z.string().nullable(),
      }),
    ),
    municipalities: z.array(z.object({ name: z.string(), country: z.string() })),
    sdgs: z.array(z.number()),
    sdg_evidence: texts,
    core_values: z.array(z.string()),
    audiences: z.array(z.string()),
    tiers: z.array(z.string()),
    study_types: z.array(z.string()),
    funding: z.array(
      z.object({
        grant: z.string().nullable(),
        funder: z.string().nullable(),
        funder_id: z.string().nullable(),
        award_number: z.string().nullable(),
        award_title: z.string().nullable(),
        award_uri: z.string().nullable(),
      }),
    ),
    licence: z.string().nullable(),
    isbn: z.string().nullable(),
    doi: z.string().nullable(),
    held_at: z.string().nullable(),
    grant: z.string().nullable(),
    pages: z.number().nullable(),
    embargo_until: z
      .string()
      .nullable()
      .meta({ description: 'Until then neither file nor text is to be had.' }),
    file: z
      .object({
        url: z.string(),
        size: z.number(),
        sha256: z.string(),
        licence: z.string().nullable(),
      })
      .nullable(),
    original: z
      .object({ url: z.string(), size: z.number(), sha256: z.string() })
      .nullable()
      .describe(
        'The PDF as it was handed in; `file` is the copy that ends with a page on how to cite it.',
      ),
    picture: z
      .object({ url: z.string(), width: z.int(), height: z.int() })
      .nullable()
      .describe('The first page, as WebP.'),
    other_files: z.array(
      z.object({
        url: z.string(),
        kind: z.enum(FILE_KINDS),
        label: z.string().nullable(),
        language: z.string().nullable(),
        licence: z.string().nullable(),
        media_type: z.string(),
        size: z.number(),
        sha256: z.string(),
      }),
    ),
    relations: z.array(
      z.object({
        relation: z.enum(Object.keys(RELATIONS) as [Relation, ...Relation[]]),
        slug: z.string(),
        title: z.string(),
        type: z.string(),
        language: z.string(),
        url: z.string(),
      }),
    ),
    notes: z.array(z.object({ kind: z.enum(NOTE_KINDS), text: texts, noted_at: z.string() })),
    published_at: z.string().nullable(),
    changed_at: z
      .string()
      .nullable()
      .meta({ description: 'When anything public of it was last changed.' }),
  })
  .meta({ id: 'Publication' })

export type Speaking = { language: Language; baseUrl: string }

export const toFoundList = (
  answer: LibraryAnswer,
  speaking: Speaking,
): z.input<typeof foundListView> => ({
  total: answer.total,
  found_in_text: answer.foundInText,
  engine: answer.engine,
  also_asked: answer.alsoAsked,
  not_asked: answer.unasked,
  instead: answer.rescue?.query.words ?? null,
  items: answer.items.map(({ publication, matches, pagesFound, why }) => ({
    ...toCommon(publication, speaking),
    matches: matches.map(toMatch),
    pages_found: pagesFound,
    why: why ?? null,
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

export const toInside = (answer: InsideAnswer): z.input<typeof insideView> => ({
  total: answer.total,
  engine: answer.engine,
  items: answer.matches.map(toMatch),
})

export const toPublicationView = (
  publication: Publication,
  about: About,
  speaking: Speaking,
): z.input<typeof publicationView> => ({
  ...toCommon(publication, speaking),
  status: publication.status,
  version: publication.version,
  titles: publication.title,
  abstract: publication.abstract,
  key_messages: publication.keyMessages,
  plain_summary: publication.plainSummary,
  contributors: publication.contributors.map((contributor) => ({
    name: contributor.name,
    role: contributor.role,
    orcid: contributor.orcid,
    organisation: organisationOf(contributor),
    ror: contributor.affiliation?.ror ?? null,
  })),
  municipalities: publication.municipalities.map(({ name, country }) => ({ name, country })),
  sdgs: publication.sdgs,
  sdg_evidence: publication.sdgEvidence,
  core_values: publication.coreValues,
  audiences: publication.audiences,
  tiers: publication.tiers,
  study_types: publication.studyTypes,
  funding: publication.funding.map((row) => ({
    grant: row.grant,
    funder: row.funder,
    funder_id: row.funderId,
    award_number: row.awardNumber,
    award_title: row.awardTitle,
    award_uri: row.awardUri,
  })),
  licence: publication.licence,
  isbn: publication.isbn,
  doi: publication.doi,
  held_at: publication.url,
  grant: publication.grantReference,
  pages: publication.pageCount,
  embargo_until: publication.embargoUntil?.toISOString() ?? null,
  ...filesOf(publication, about, speaking),
  relations: about.relations.map(({ relation, to }) => {
    const { slug, title, type, url } = toCommon(to, speaking)
    return { relation, slug, title, type, language: to.language, url }
  }),
  notes: about.notes.map(({ kind, text, notedAt }) => ({
    kind,
    text,
    noted_at: notedAt.toISOString(),
  })),
  published_at: publication.publishedAt?.toISOString() ?? null,
  changed_at: publication.publicChangedAt?.toISOString() ?? null,
})

/** Files only while they may be read, for staff as for anyone: an address that answers 404 helps nobody. */
const filesOf = (publication: Publication, about: About, { baseUrl }: Speaking) => {
  const { slug, file, fileLicence, licence } = publication
  const sent = readersFile(publication)
  const picture = pictureFor(publication.pictures, PICTURE_WIDTHS.page)
  if (!about.isReadable && publication.status === 'published')
    return { file: null, original: null, picture: null, other_files: [] }
  return {
    file:
      sent === null
        ? null
        : {
            url: `${baseUrl}/publications/${slug}/${slug}.pdf`,
            size: sent.size,
            sha256: sent.sha256,
            licence: fileLicence ?? licence,
          },
    original:
      file === null
        ? null
        : {
            url: `${baseUrl}${originalPath(publication)}`,
            size: file.size,
            sha256: file.sha256,
          },
    picture:
      picture === undefined
        ? null
        : {
            url: `${baseUrl}${picturePath(slug, picture)}`,
            width: picture.width,
            height: picture.height,
          },
    other_files: publication.otherFiles.map((other) => ({
      // Of what is not public the office alone has an address.
      url: `${baseUrl}${publication.status === 'published' ? otherFilePath(publication, other) : `/api/v1/publications/${slug}/files/${other.id}`}`,
      kind: other.kind,
      label: other.label,
      language: other.language,
      licence: other.licence ?? licence,
      media_type: other.mediaType,
      size: other.size,
      sha256: other.sha256,
    })),
  }
}

export const toCommon = (publication: Publication, { language, baseUrl }: Speaking) => ({
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

const toMatch = ({ page, snippet }: LibraryMatch) => ({
  page,
  snippet: snippet.map(marked).join(''),
})

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const marked = ({ text, isMarked }: SnippetPart): string => {
  const safe = text.replace(/[&<>]/g, (char) => ENTITIES[char] ?? char)
  return isMarked ? `<mark>${safe}</mark>` : safe
}
