import type { Html, Renderable } from '../../html.ts'
import { COAR_ACCESS, coarResourceType } from '../../vocabulary/coar.ts'
import { licenceUrl } from '../../vocabulary/licences.ts'
import { seriesLabel } from '../../vocabulary/publication-types.ts'
import { themeLabel } from '../../vocabulary/themes.ts'
import { element, xml } from '../../xml.ts'
import { dataciteCreators, nameOf, placeNames } from '../rules/datacite.ts'
import {
  doiUrl,
  knownIssuedOn,
  othersOf,
  type PublicRecord,
  type Site,
  wordedAll,
} from '../rules/record.ts'

/** Unqualified Dublin Core, which every harvester takes. */
export const oaiDc = (record: PublicRecord, site: Site): Html => {
  const { language } = record
  const type = coarResourceType(record.type, record.series)
  const access = COAR_ACCESS[record.access]
  const many = (name: string, texts: readonly (string | null)[]): Renderable =>
    texts.map((text) => element(name, text))
  const worded = (name: string, texts: Readonly<Record<string, string>>): Renderable =>
    wordedAll(texts, language).map((one) => element(name, one.text, { 'xml:lang': one.language }))
  return xml`<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
${worded('dc:title', record.titles)}${many(
  'dc:creator',
  dataciteCreators(record, site).map(({ name }) => name),
)}${many(
  'dc:contributor',
  othersOf(record).map((one) => nameOf(one).name),
)}${record.themes.map((theme) => [
  element('dc:subject', themeLabel(theme, 'en'), { 'xml:lang': 'en' }),
  element('dc:subject', themeLabel(theme, 'sv'), { 'xml:lang': 'sv' }),
])}${many(
  'dc:subject',
  record.sdgs.map((sdg) => `SDG ${sdg}`),
)}${worded('dc:description', record.abstracts)}${worded('dc:description', record.plainSummaries)}${many('dc:publisher', [site.funder])}${many(
  'dc:date',
  [knownIssuedOn(record)],
)}${many('dc:type', [type.uri, type.label])}${many(
  'dc:format',
  record.files.map(({ mediaType }) => mediaType),
)}${many('dc:identifier', [
  record.url,
  record.doi === null ? null : doiUrl(record.doi),
  record.isbn === null ? null : `urn:isbn:${record.isbn}`,
  ...record.files.map(({ url }) => url),
])}${many('dc:source', [
  record.series === null
    ? null
    : [seriesLabel(record.series, 'en'), record.number].filter(Boolean).join(' '),
])}${many('dc:language', [language])}${many('dc:relation', [
  record.heldAt,
  ...record.relations.map(({ doi, url }) => (doi === null ? url : doiUrl(doi))),
  ...record.funding.map(({ awardUrl, awardNumber }) => awardUrl ?? awardNumber),
])}${many('dc:coverage', placeNames(record))}${many('dc:rights', [
  access.uri,
  access.label,
  record.licence === null ? null : licenceUrl(record.licence),
  record.embargoUntil === null ? null : `Embargoed until ${record.embargoUntil}`,
])}</oai_dc:dc>
`
}
