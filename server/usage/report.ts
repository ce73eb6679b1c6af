import type { PublicationTypeKey } from '../vocabulary/publication-types.ts'
import { type Asked, METRICS, type Metric, REPORTS, type ReportId } from './report-query.ts'
import type { Figures } from './rules.ts'
import type { ReportedPublication, ReportRow } from './store.ts'

/** The COUNTER_API 5.1 reports, as JSON. Nothing in them names or implies a reader. */

export const RELEASE = '5.1'
/** The namespace of our own identifiers in COUNTER's `Proprietary`. */
export const NAMESPACE = 'radslag'
export const THE_WORLD = { id: '0000000000000000', name: 'The World' } as const

const FIELDS: Record<Metric, keyof Figures> = {
  Total_Item_Investigations: 'totalInvestigations',
  Total_Item_Requests: 'totalRequests',
  Unique_Item_Investigations: 'uniqueInvestigations',
  Unique_Item_Requests: 'uniqueRequests',
}

/** COUNTER's Data_Type of a publication's form (Code of Practice 5.1, 3.3.2 and table 10.a). */
const DATA_TYPES: Partial<Record<PublicationTypeKey, string>> = {
  thesis: 'Thesis_or_Dissertation',
  book: 'Book',
  handbook: 'Book',
  chapter: 'Book_Segment',
  article: 'Article',
  video: 'Audiovisual',
  toolbox: 'Other',
  'training-material': 'Other',
  leaflet: 'Other',
}

export const dataTypeOf = (type: string): string =>
  DATA_TYPES[type as PublicationTypeKey] ?? 'Report'

/** COUNTER writes an unknown year of publication so. */
export const yopOf = (year: number | null): string => String(year ?? 1).padStart(4, '0')

export type Platform = { name: string; baseUrl: string }

type Found = { rows: readonly ReportRow[]; publications: readonly ReportedPublication[] }
type Made = { platform: Platform; now: Date }

export const itemReport = (asked: Asked, found: Found, made: Made): object => {
  const byPublication = Map.groupBy(found.rows, ({ publicationId }) => publicationId)
  const items = found.publications.flatMap((publication) => {
    const performance = performanceOf(asked, publication, byPublication.get(publication.id) ?? [])
    return performance.length === 0
      ? []
      : [itemOf(asked, publication, { platform: made.platform, performance })]
  })
  return {
    Report_Header: headerOf('IR', asked, { ...made, isEmpty: items.length === 0 }),
    Report_Items: items.length === 0 ? [] : [{ Items: items }],
  }
}

/**
 * The library as a whole, by kinds of publication. Of searches nothing is counted, so that there is no
 * `Searches_Platform`; nor are there `Unique_Title` metrics, which are for books whose parts are items of their own.
 */
export const platformReport = (asked: Asked, found: Found, made: Made): object => {
  const typeOf = new Map(found.publications.map(({ id, type }) => [id, dataTypeOf(type)]))
  const byType = Map.groupBy(
    found.rows.filter(({ publicationId }) => typeOf.has(publicationId)),
    ({ publicationId }) => typeOf.get(publicationId) ?? '',
  )
  const performance = [...byType]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([dataType, rows]) => {
      const ofType = metricsOf(asked, rows)
      return ofType === null
        ? []
        : [
            {
              Data_Type: dataType,
              ...(asked.shown.includes('Access_Method') ? { Access_Method: 'Regular' } : {}),
              Performance: ofType,
            },
          ]
    })
  return {
    Report_Header: headerOf('PR', asked, { ...made, isEmpty: performance.length === 0 }),
    Report_Items:
      performance.length === 0
        ? []
        : [{ Platform: made.platform.name, Attribute_Performance: performance }],
  }
}

const headerOf = (
  report: ReportId,
  asked: Asked,
  { platform, now, isEmpty }: Made & { isEmpty: boolean },
): object => {
  // Said of the months that are reported on, beside what is said of others: no report is empty without a word.
  const none = {
    Code: 3030,
    Message: 'No Usage Available for Requested Dates',
    Data: `${asked.from} to ${asked.to}`,
  }
  const exceptions = isEmpty ? [none, ...asked.exceptions] : asked.exceptions
  return {
    Release: RELEASE,
    Report_ID: report,
    Report_Name: REPORTS[report].name,
    Created: `${now.toISOString().slice(0, 19)}Z`,
    Created_By: platform.name,
    Institution_ID: { Proprietary: [`${NAMESPACE}:${THE_WORLD.id}`] },
    Institution_Name: THE_WORLD.name,
    Registry_Record: '',
    ...(Object.keys(asked.attributes).length > 0 ? { Report_Attributes: asked.attributes } : {}),
    Report_Filters: asked.filters,
    ...(exceptions.length > 0 ? { Exceptions: exceptions } : {}),
  }
}

const itemOf = (
  asked: Asked,
  publication: ReportedPublication,
  { platform, performance }: { platform: Platform; performance: object[] },
): object => {
  const { title, language, authors, publishedAt, doi, isbn, slug } = publication
  const shows = (attribute: string) => asked.shown.includes(attribute)
  return {
    Item: title[language] ?? Object.values(title)[0] ?? slug,
    Publisher: platform.name,
    Platform: platform.name,
    ...(shows('Authors') && authors.length > 0
      ? {
          Authors: authors.slice(0, AUTHORS_MAX).map(({ name, orcid }) => ({
            Name: name,
            ...(orcid === null ? {} : { ORCID: orcid }),
          })),
        }
      : {}),
    ...(shows('Publication_Date') && publishedAt !== null
      ? { Publication_Date: publishedAt.toISOString().slice(0, 10) }
      : {}),
    Item_ID: {
      ...(doi === null ? {} : { DOI: doi }),
      Proprietary: `${NAMESPACE}:${slug}`,
      ...(isbn === null ? {} : { ISBN: isbn }),
      URI: `${platform.baseUrl}/publications/${slug}`,
    },
    Attribute_Performance: performance,
  }
}

/** The Code of Practice asks for no more than three authors. */
const AUTHORS_MAX = 3

const performanceOf = (
  asked: Asked,
  publication: ReportedPublication,
  rows: readonly ReportRow[],
): object[] => {
  const groups = new Map<string, ReportRow[]>()
  for (const row of rows) {
    const key = asked.shown.includes('Access_Type') ? row.accessType : ''
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].flatMap(([accessType, ofAccess]) => {
    const performance = metricsOf(asked, ofAccess)
    if (performance === null) return []
    return [
      {
        Data_Type: dataTypeOf(publication.type),
        ...(asked.shown.includes('YOP') ? { YOP: yopOf(publication.year) } : {}),
        ...(accessType === '' ? {} : { Access_Type: accessType }),
        ...(asked.shown.includes('Access_Method') ? { Access_Method: 'Regular' } : {}),
        Performance: performance,
      },
    ]
  })
}

/** What was asked for of these rows by month; null where there was none of it. */
const metricsOf = (
  asked: Asked,
  rows: readonly ReportRow[],
): Record<string, Record<string, number>> | null => {
  const found = METRICS.filter((metric) => asked.metrics.includes(metric)).flatMap((metric) => {
    const months = sumByMonth(asked, rows, FIELDS[metric])
    return Object.keys(months).length === 0 ? [] : [[metric, months] as const]
  })
  return found.length === 0 ? null : Object.fromEntries(found)
}

/** Months without use are left out; totals stand under the first month of the period. */
const sumByMonth = (
  asked: Asked,
  rows: readonly ReportRow[],
  field: keyof Figures,
): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const row of rows) {
    const month = asked.isTotals ? asked.from : row.month
    if (row[field] > 0) sums[month] = (sums[month] ?? 0) + row[field]
  }
  return sums
}
