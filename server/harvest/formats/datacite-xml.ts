import { type Html, html, type Renderable } from '../../html.ts'
import { attributesOf, element, xml } from '../../xml.ts'
import {
  DATACITE_NAMESPACE,
  DATACITE_VERSION,
  type Datacite,
  type DataciteName,
  dataciteOf,
} from '../rules/datacite.ts'
import type { PublicRecord, Site } from '../rules/record.ts'

/** DataCite's own envelope for harvesting, https://schema.datacite.org/oai/oai-1.1/ */
export const oaiDatacite = (record: PublicRecord, site: Site): Html =>
  xml`<oai_datacite xmlns="http://schema.datacite.org/oai/oai-1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://schema.datacite.org/oai/oai-1.1/ http://schema.datacite.org/oai/oai-1.1/oai.xsd">
<schemaVersion>${DATACITE_VERSION}</schemaVersion>
<datacentreSymbol>${site.funder}</datacentreSymbol>
<payload>
${dataciteXml(dataciteOf(record, site))}</payload>
</oai_datacite>
`

export const dataciteXml = (said: Datacite): Html =>
  xml`<resource xmlns="${DATACITE_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${DATACITE_NAMESPACE} https://schema.datacite.org/meta/kernel-${DATACITE_VERSION}/metadata.xsd">
${element('identifier', said.doi ?? said.url, { identifierType: said.doi === undefined ? 'URL' : 'DOI' })}${list(
  'creators',
  said.creators.map((one) => name(one, 'creator', {})),
)}${list(
  'titles',
  said.titles.map(({ title, lang, titleType }) =>
    element('title', title, { 'xml:lang': lang, titleType }),
  ),
)}${element('publisher', said.publisher.name, {
  publisherIdentifier: said.publisher.publisherIdentifier,
  publisherIdentifierScheme: said.publisher.publisherIdentifierScheme,
  schemeURI: said.publisher.schemeUri,
})}${element('publicationYear', said.publicationYear)}${element(
  'resourceType',
  said.types.resourceType,
  { resourceTypeGeneral: said.types.resourceTypeGeneral },
)}${list(
  'subjects',
  said.subjects.map(({ subject, lang, subjectScheme, valueUri }) =>
    element('subject', subject, { 'xml:lang': lang, subjectScheme, valueURI: valueUri }),
  ),
)}${list(
  'contributors',
  said.contributors.map((one) =>
    name(one, 'contributor', { contributorType: one.contributorType }),
  ),
)}${list(
  'dates',
  said.dates.map(({ date, dateType }) => element('date', date, { dateType })),
)}${element('language', said.language)}${list(
  'alternateIdentifiers',
  said.identifiers.map(({ identifier, identifierType }) =>
    element('alternateIdentifier', identifier, { alternateIdentifierType: identifierType }),
  ),
)}${list(
  'relatedIdentifiers',
  said.relatedIdentifiers.map(({ relatedIdentifier, relatedIdentifierType, relationType }) =>
    element('relatedIdentifier', relatedIdentifier, { relatedIdentifierType, relationType }),
  ),
)}${list(
  'sizes',
  said.sizes.map((size) => element('size', size)),
)}${list(
  'formats',
  said.formats.map((format) => element('format', format)),
)}${list(
  'rightsList',
  said.rightsList.map((one) =>
    element('rights', one.rights, {
      rightsURI: one.rightsUri,
      rightsIdentifier: one.rightsIdentifier,
      rightsIdentifierScheme: one.rightsIdentifierScheme,
      schemeURI: one.schemeUri,
    }),
  ),
)}${list(
  'descriptions',
  said.descriptions.map(({ description, lang, descriptionType }) =>
    element('description', description, { 'xml:lang': lang, descriptionType }),
  ),
)}${list(
  'geoLocations',
  said.geoLocations.map(
    ({ geoLocationPlace }) =>
      html`<geoLocation>${element('geoLocationPlace', geoLocationPlace)}</geoLocation>`,
  ),
)}${list(
  'fundingReferences',
  said.fundingReferences.map(
    (one) =>
      html`<fundingReference>${element('funderName', one.funderName)}${element(
        'funderIdentifier',
        one.funderIdentifier,
        { funderIdentifierType: one.funderIdentifierType },
      )}${element('awardNumber', one.awardNumber, { awardURI: one.awardUri })}${element(
        'awardTitle',
        one.awardTitle,
      )}</fundingReference>\n`,
  ),
)}</resource>
`

const list = (name: string, children: readonly (Html | false)[]): Renderable =>
  children.length > 0 && html`<${name}>${children}</${name}>\n`

const name = (
  { name: full, nameType, givenName, familyName, nameIdentifiers, affiliation }: DataciteName,
  kind: 'creator' | 'contributor',
  attributes: Record<string, string>,
): Html =>
  xml`<${kind}${attributesOf(attributes)}>${element(`${kind}Name`, full, { nameType })}${element(
    'givenName',
    givenName,
  )}${element('familyName', familyName)}${nameIdentifiers.map(
    ({ nameIdentifier, nameIdentifierScheme, schemeUri }) =>
      element('nameIdentifier', nameIdentifier, {
        nameIdentifierScheme,
        schemeURI: schemeUri,
      }),
  )}${affiliation.map((one) =>
    element('affiliation', one.name, {
      affiliationIdentifier: one.affiliationIdentifier,
      affiliationIdentifierScheme: one.affiliationIdentifierScheme,
      schemeURI: one.schemeUri,
    }),
  )}</${kind}>\n`
