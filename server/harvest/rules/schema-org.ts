import { COAR_ACCESS } from '../../vocabulary/coar.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { licenceUrl } from '../../vocabulary/licences.ts'
import { splitName } from '../../vocabulary/person-names.ts'
import { seriesLabel } from '../../vocabulary/publication-types.ts'
import { readerGroupLabel } from '../../vocabulary/reader-groups.ts'
import { sdgLabel } from '../../vocabulary/sdgs.ts'
import { themeLabel } from '../../vocabulary/themes.ts'
import { dataciteOf, sdgUri } from './datacite.ts'
import {
  citedUrl,
  creatorsOf,
  doiUrl,
  knownIssuedOn,
  mainTitleOf,
  orcidUrl,
  othersOf,
  type PublicContributor,
  type PublicFunding,
  type PublicOrganisation,
  type PublicRecord,
  type PublicRelation,
  type RelationType,
  type Site,
  wordedAll,
} from './record.ts'

/** A publication as linked data in the words of https://schema.org, with its provenance in those of PROV and PAV. */
export const schemaOrgOf = (record: PublicRecord, site: Site): Record<string, unknown> => {
  const publisher = organisation({ name: site.funder, ror: site.funderRor })
  const licence = record.licence === null ? null : licenceUrl(record.licence)
  const creators = creatorsOf(record)
  return withoutEmpty({
    '@context': [
      'https://schema.org',
      {
        prov: 'http://www.w3.org/ns/prov#',
        pav: 'http://purl.org/pav/',
        dcterms: 'http://purl.org/dc/terms/',
      },
    ],
    '@type': dataciteOf(record, site).types.schemaOrg,
    '@id': citedUrl(record),
    url: record.url,
    identifier: identifiersOf(record),
    headline: mainTitleOf(record),
    name: worded(record.titles, record.language),
    abstract: worded(record.abstracts, record.language),
    description: worded(record.plainSummaries, record.language),
    inLanguage: record.language,
    datePublished: knownIssuedOn(record),
    dateModified: record.changedOn,
    author: creators.length > 0 ? creators.map(person) : [publisher],
    editor: othersOf(record)
      .filter(({ role }) => role === 'editor')
      .map(person),
    translator: othersOf(record)
      .filter(({ role }) => role === 'translator')
      .map(person),
    contributor: othersOf(record)
      .filter(({ role }) => role !== 'editor' && role !== 'translator')
      .map(person),
    publisher,
    reportNumber: record.number,
    isbn: record.isbn,
    numberOfPages: record.pages,
    isPartOf:
      record.series === null
        ? null
        : { '@type': 'CreativeWorkSeries', name: seriesLabel(record.series, 'en') },
    license: licence,
    isAccessibleForFree: record.access === 'open',
    conditionsOfAccess: COAR_ACCESS[record.access].uri,
    keywords: record.themes.map((theme) => themeLabel(theme, 'en')),
    about: record.sdgs.map((sdg) => ({
      '@type': 'DefinedTerm',
      '@id': sdgUri(sdg),
      name: sdgLabel(sdg, 'en'),
      termCode: String(sdg),
      inDefinedTermSet: 'http://metadata.un.org/sdg',
    })),
    audience: record.audiences.map((key) => ({
      '@type': 'Audience',
      audienceType: readerGroupLabel(key, 'en'),
    })),
    spatialCoverage: [
      ...record.municipalities.map(({ name, country: code }) => ({
        '@type': 'AdministrativeArea',
        name,
        containedInPlace: country(code),
      })),
      ...record.countries.map(country),
    ],
    encoding: record.files.map(({ url, mediaType, bytes, sha256, licence: own }) => ({
      '@type': 'MediaObject',
      contentUrl: url,
      encodingFormat: mediaType,
      contentSize: `${bytes} B`,
      sha256,
      ...(own === null || own === record.licence ? {} : { license: licenceUrl(own) }),
    })),
    sameAs: record.heldAt,
    funding: record.funding.map(grant),
    funder: uniqueFunders(record.funding).map(funder),
    ...related(record.relations),
    'prov:wasAttributedTo': { '@id': record.url, 'prov:label': site.funder },
    'prov:generatedAtTime': record.publishedOn,
    'pav:lastUpdateOn': record.changedOn,
  })
}

const country = (code: string) => ({
  '@type': 'Country',
  name: countryName(code, 'en'),
  identifier: code,
})

const identifiersOf = ({ doi, isbn, url, id }: PublicRecord) => {
  const value = (propertyID: string, text: string, at?: string) => ({
    '@type': 'PropertyValue',
    propertyID,
    value: text,
    ...(at === undefined ? {} : { url: at }),
  })
  return [
    ...(doi === null
      ? []
      : [value('https://registry.identifiers.org/registry/doi', doi, doiUrl(doi))]),
    ...(isbn === null ? [] : [value('ISBN', isbn)]),
    value('URL', url, url),
    value('UUID', `urn:uuid:${id}`),
  ]
}

const worded = (texts: Readonly<Record<string, string>>, main: string) =>
  wordedAll(texts, main).map(({ text, language }) => ({ '@language': language, '@value': text }))

const person = ({ name, orcid, organisation: where }: PublicContributor) => {
  const parts = splitName(name)
  return {
    '@type': parts === null && orcid === null ? 'Organization' : 'Person',
    ...(orcid === null ? {} : { '@id': orcidUrl(orcid), identifier: orcidUrl(orcid) }),
    name,
    ...(parts === null ? {} : { givenName: parts.given, familyName: parts.family }),
    ...(where === null ? {} : { affiliation: organisation(where) }),
  }
}

const organisation = ({ name, ror }: PublicOrganisation) => ({
  '@type': 'Organization',
  ...(ror === null ? {} : { '@id': ror, identifier: ror }),
  name,
})

const funder = ({ name, id }: PublicFunding['funder']) => organisation({ name, ror: id })

const uniqueFunders = (funding: readonly PublicFunding[]): PublicFunding['funder'][] => [
  ...new Map(funding.map((one) => [one.funder.id ?? one.funder.name, one.funder])).values(),
]

const grant = ({ funder: by, awardNumber, awardTitle, awardUrl }: PublicFunding) => ({
  '@type': 'Grant',
  ...(awardUrl === null ? {} : { '@id': awardUrl, url: awardUrl }),
  ...(awardNumber === null ? {} : { identifier: awardNumber }),
  ...(awardTitle === null ? {} : { name: awardTitle }),
  funder: funder(by),
})

const PROPERTIES: Record<RelationType, string> = {
  HasTranslation: 'workTranslation',
  IsTranslationOf: 'translationOfWork',
  IsNewVersionOf: 'isBasedOn',
  IsPreviousVersionOf: 'subjectOf',
  IsDerivedFrom: 'isBasedOn',
  IsSourceOf: 'subjectOf',
  IsSupplementTo: 'isPartOf',
  IsSupplementedBy: 'hasPart',
  // schema.org has no word for works that took another's place.
  Obsoletes: 'dcterms:replaces',
}

const related = (relations: readonly PublicRelation[]): Record<string, unknown> => {
  const found: Record<string, object[]> = {}
  for (const { type, url, doi, title, language } of relations) {
    const property = PROPERTIES[type]
    found[property] = [
      ...(found[property] ?? []),
      {
        '@type': 'CreativeWork',
        '@id': doi === null ? url : doiUrl(doi),
        url,
        name: title,
        inLanguage: language,
      },
    ]
  }
  return found
}

const withoutEmpty = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) =>
        value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
