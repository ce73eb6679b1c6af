import { type Html, html, type Renderable } from '../../html.ts'
import type { FileKind } from '../../publications/rules/parts.ts'
import { COAR_ACCESS, openaireResourceType } from '../../vocabulary/coar.ts'
import { licenceLabel, licenceUrl } from '../../vocabulary/licences.ts'
import { seriesLabel } from '../../vocabulary/publication-types.ts'
import { readerGroupLabel } from '../../vocabulary/reader-groups.ts'
import { attributesOf, element, xml } from '../../xml.ts'
import { type Datacite, type DataciteName, dataciteOf } from '../rules/datacite.ts'
import {
  issuedOn,
  type PublicRecord,
  type RelationType,
  type Site,
  wordedAll,
} from '../rules/record.ts'

/**
 * OpenAIRE Guidelines for Literature Repository Managers 4.0,
 * https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/
 */
export const oaiOpenaire = (record: PublicRecord, site: Site): Html => {
  const said = dataciteOf(record, site)
  return xml`<oaire:resource xmlns:oaire="http://namespace.openaire.eu/schema/oaire/" xmlns:datacite="http://datacite.org/schema/kernel-4" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://namespace.openaire.eu/schema/oaire/ https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd">
${wrapped(
  'datacite:titles',
  said.titles.map(({ title, lang, titleType }) =>
    element('datacite:title', title, {
      'xml:lang': lang,
      // The kernel that OpenAIRE builds on knows translated titles as DataCite does.
      titleType,
    }),
  ),
)}${wrapped(
  'datacite:creators',
  said.creators.map((one) => name(one, 'creator', {})),
)}${wrapped(
  'datacite:contributors',
  said.contributors.map((one) =>
    name(one, 'contributor', { contributorType: contributorType(one.contributorType) }),
  ),
)}${funding(said.fundingReferences)}${wrapped(
  'datacite:alternateIdentifiers',
  said.identifiers.map(({ identifier, identifierType }) =>
    element('datacite:alternateIdentifier', identifier, {
      alternateIdentifierType: identifierType,
    }),
  ),
)}${wrapped(
  'datacite:relatedIdentifiers',
  said.relatedIdentifiers.map(({ relatedIdentifier, relatedIdentifierType, relationType }) =>
    element('datacite:relatedIdentifier', relatedIdentifier, {
      relatedIdentifierType,
      relationType: OPENAIRE_RELATIONS[relationType],
    }),
  ),
)}${dates(record)}${element('dc:language', record.language)}${element(
  'dc:publisher',
  site.funder,
)}${resourceType(record)}${[record.abstracts, record.plainSummaries].map((texts) =>
  wordedAll(texts, record.language).map(({ text, language }) =>
    element('dc:description', text, { 'xml:lang': language }),
  ),
)}${said.formats.map((format) => element('dc:format', format))}${element(
  'datacite:identifier',
  record.doi ?? record.url,
  { identifierType: record.doi === null ? 'URL' : 'DOI' },
)}${element('datacite:rights', COAR_ACCESS[record.access].label, {
  rightsURI: COAR_ACCESS[record.access].uri,
})}${wrapped(
  'datacite:subjects',
  said.subjects.map(({ subject, lang, subjectScheme, valueUri }) =>
    element('datacite:subject', subject, {
      'xml:lang': lang,
      subjectScheme,
      valueURI: valueUri,
    }),
  ),
)}${wrapped(
  'datacite:sizes',
  said.sizes.map((size) => element('datacite:size', size)),
)}${wrapped(
  'datacite:geoLocations',
  said.geoLocations.map(
    ({ geoLocationPlace }) =>
      html`<datacite:geoLocation>${element('datacite:geoLocationPlace', geoLocationPlace)}</datacite:geoLocation>`,
  ),
)}${record.audiences.map((key) =>
  element('dcterms:audience', readerGroupLabel(key, 'en'), { 'xml:lang': 'en' }),
)}${
  record.series !== null &&
  html`${element('oaire:citationTitle', seriesLabel(record.series, 'en'))}${element('oaire:citationIssue', record.number)}`
}${licence(record)}${record.files.map(({ url, mediaType, kind }) =>
  element('oaire:file', url, {
    accessRightsURI: COAR_ACCESS[record.access].uri,
    mimeType: mediaType,
    objectType: OBJECT_TYPES[kind],
  }),
)}</oaire:resource>
`
}

/** What it is to others in the words of DataCite 4.1, on which OpenAIRE 4 builds: it has none for translations. */
const OPENAIRE_RELATIONS: Record<RelationType, string> = {
  IsTranslationOf: 'IsVariantFormOf',
  HasTranslation: 'IsOriginalFormOf',
  IsNewVersionOf: 'IsNewVersionOf',
  IsPreviousVersionOf: 'IsPreviousVersionOf',
  IsDerivedFrom: 'IsDerivedFrom',
  IsSourceOf: 'IsSourceOf',
  IsSupplementTo: 'IsSupplementTo',
  IsSupplementedBy: 'IsSupplementedBy',
  // That something took another's place came with DataCite 4.2.
  Obsoletes: 'IsNewVersionOf',
}

const OBJECT_TYPES: Record<FileKind, string> = {
  main: 'fulltext',
  dataset: 'dataset',
  annex: 'other',
  slides: 'other',
  summary: 'other',
  cover: 'other',
  other: 'other',
}

const contributorType = (type: string): string => (type === 'Translator' ? 'Other' : type)

const wrapped = (name: string, children: readonly (Html | false)[]): Renderable =>
  children.some((child) => child !== false) && html`<${name}>${children}</${name}>\n`

const name = (
  { name: full, nameType, givenName, familyName, nameIdentifiers, affiliation }: DataciteName,
  kind: 'creator' | 'contributor',
  attributes: Record<string, string>,
): Html =>
  xml`<datacite:${kind}${attributesOf(attributes)}>${element(`datacite:${kind}Name`, full, { nameType })}${element(
    'datacite:givenName',
    givenName,
  )}${element('datacite:familyName', familyName)}${nameIdentifiers.map(
    ({ nameIdentifier, nameIdentifierScheme, schemeUri }) =>
      element('datacite:nameIdentifier', nameIdentifier, {
        nameIdentifierScheme,
        schemeURI: schemeUri,
      }),
  )}${affiliation.map((one) => element('datacite:affiliation', one.name))}</datacite:${kind}>\n`

const funding = (references: Datacite['fundingReferences']): Renderable =>
  wrapped(
    'oaire:fundingReferences',
    references.map(
      (one) =>
        html`<oaire:fundingReference>${element('oaire:funderName', one.funderName)}${element(
          'oaire:funderIdentifier',
          one.funderIdentifier,
          { funderIdentifierType: one.funderIdentifierType },
        )}${element('oaire:awardNumber', one.awardNumber, { awardURI: one.awardUri })}${element(
          'oaire:awardTitle',
          one.awardTitle,
        )}</oaire:fundingReference>\n`,
    ),
  )

/** Of an embargo both ends: accepted is its first day, available its last. */
const dates = (record: PublicRecord): Renderable =>
  wrapped('datacite:dates', [
    ...(record.embargoUntil === null
      ? []
      : [
          element('datacite:date', record.publishedOn, { dateType: 'Accepted' }),
          element('datacite:date', record.embargoUntil, { dateType: 'Available' }),
        ]),
    element('datacite:date', issuedOn(record), { dateType: 'Issued' }),
  ])

const resourceType = ({ type, series }: PublicRecord): Renderable => {
  const { uri, label, isLiterature } = openaireResourceType(type, series)
  return element('oaire:resourceType', label, {
    resourceTypeGeneral: isLiterature ? 'literature' : 'other research product',
    uri,
  })
}

const licence = ({ licence: key, publishedOn, embargoUntil }: PublicRecord): Renderable => {
  const uri = key === null ? null : licenceUrl(key)
  return (
    key !== null &&
    uri !== null &&
    element('oaire:licenseCondition', licenceLabel(key, 'en'), {
      startDate: embargoUntil ?? publishedOn,
      uri,
    })
  )
}
