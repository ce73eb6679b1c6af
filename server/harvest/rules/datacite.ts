import { COAR_ACCESS, coarResourceType } from '../../vocabulary/coar.ts'
import { CONTRIBUTOR_ROLES } from '../../vocabulary/contributor-roles.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { licenceLabel, licenceUrl, spdxOf } from '../../vocabulary/licences.ts'
import { splitName } from '../../vocabulary/person-names.ts'
import {
  type PublicationTypeKey,
  publicationTypeLabel,
  seriesLabel,
} from '../../vocabulary/publication-types.ts'
import { sdgLabel } from '../../vocabulary/sdgs.ts'
import { themeLabel } from '../../vocabulary/themes.ts'
import {
  creatorsOf,
  doiUrl,
  issuedOn,
  orcidUrl,
  othersOf,
  type PublicContributor,
  type PublicRecord,
  type RelationType,
  type Site,
  wordedAll,
} from './record.ts'

/** DataCite Metadata Schema 4.6, https://schema.datacite.org/meta/kernel-4.6/ */
export const DATACITE_VERSION = '4.6'
export const DATACITE_NAMESPACE = 'http://datacite.org/schema/kernel-4'

export type DataciteName = {
  name: string
  nameType: 'Personal' | 'Organizational'
  givenName?: string
  familyName?: string
  nameIdentifiers: { nameIdentifier: string; nameIdentifierScheme: string; schemeUri: string }[]
  affiliation: {
    name: string
    affiliationIdentifier?: string
    affiliationIdentifierScheme?: string
    schemeUri?: string
  }[]
}
type IdentifierType = 'DOI' | 'URL' | 'ISBN'

/** A publication in the words of DataCite, as its JSON has them; the XML is written from the same. */
export type Datacite = {
  id: string
  doi?: string
  url: string
  identifiers: { identifier: string; identifierType: IdentifierType }[]
  types: {
    resourceTypeGeneral: string
    resourceType: string
    schemaOrg: string
    citeproc: string
    bibtex: string
    ris: string
  }
  creators: DataciteName[]
  titles: { title: string; lang: string; titleType?: 'TranslatedTitle' }[]
  publisher: {
    name: string
    publisherIdentifier?: string
    publisherIdentifierScheme?: 'ROR'
    schemeUri?: string
  }
  publicationYear: number
  subjects: { subject: string; lang: string; subjectScheme: string; valueUri?: string }[]
  contributors: (DataciteName & { contributorType: string })[]
  dates: { date: string; dateType: 'Issued' | 'Available' | 'Updated' }[]
  language: string
  relatedIdentifiers: {
    relatedIdentifier: string
    relatedIdentifierType: 'DOI' | 'URL'
    relationType: RelationType
  }[]
  sizes: string[]
  formats: string[]
  rightsList: {
    rights: string
    rightsUri: string
    rightsIdentifier?: string
    rightsIdentifierScheme?: 'SPDX'
    schemeUri?: string
  }[]
  descriptions: {
    description: string
    lang?: string
    descriptionType: 'Abstract' | 'SeriesInformation' | 'Other'
  }[]
  geoLocations: { geoLocationPlace: string }[]
  fundingReferences: {
    funderName: string
    funderIdentifier?: string
    funderIdentifierType?: FunderIdentifierType
    schemeUri?: string
    awardNumber?: string
    awardUri?: string
    awardTitle?: string
  }[]
  schemaVersion: string
}
export type FunderIdentifierType = 'ROR' | 'Crossref Funder ID' | 'Other'

export const dataciteOf = (record: PublicRecord, site: Site): Datacite => ({
  id: record.doi === null ? record.url : doiUrl(record.doi),
  ...(record.doi === null ? {} : { doi: record.doi }),
  url: record.url,
  identifiers: [
    ...(record.doi === null ? [] : [{ identifier: record.url, identifierType: 'URL' as const }]),
    ...(record.isbn === null ? [] : [{ identifier: record.isbn, identifierType: 'ISBN' as const }]),
  ],
  types: typesOf(record),
  creators: dataciteCreators(record, site),
  titles: wordedAll(record.titles, record.language).map(({ text, language }) => ({
    title: text,
    lang: language,
    ...(language === record.language ? {} : { titleType: 'TranslatedTitle' as const }),
  })),
  publisher: {
    name: site.funder,
    ...(site.funderRor === null
      ? {}
      : {
          publisherIdentifier: site.funderRor,
          publisherIdentifierScheme: 'ROR' as const,
          schemeUri: ROR,
        }),
  },
  publicationYear: Number(issuedOn(record).slice(0, 4)),
  subjects: subjectsOf(record),
  contributors: othersOf(record).map((one) => ({
    ...nameOf(one),
    contributorType: contributorTypeOf(one.role),
  })),
  dates: [
    { date: issuedOn(record), dateType: 'Issued' },
    { date: record.embargoUntil ?? record.publishedOn, dateType: 'Available' },
    { date: record.changedOn, dateType: 'Updated' },
  ],
  language: record.language,
  relatedIdentifiers: record.relations.map(({ type, doi, url }) => ({
    relatedIdentifier: doi ?? url,
    relatedIdentifierType: doi === null ? 'URL' : 'DOI',
    relationType: type,
  })),
  sizes: [
    ...(record.pages === null ? [] : [`${record.pages} pages`]),
    ...record.files.map(({ bytes }) => `${bytes} bytes`),
  ],
  formats: [...new Set(record.files.map(({ mediaType }) => mediaType))],
  rightsList: rightsOf(record),
  descriptions: [
    ...wordedAll(record.abstracts, record.language).map(({ text, language }) => ({
      description: text,
      lang: language,
      descriptionType: 'Abstract' as const,
    })),
    ...wordedAll(record.plainSummaries, record.language).map(({ text, language }) => ({
      description: text,
      lang: language,
      descriptionType: 'Other' as const,
    })),
    ...(record.series === null
      ? []
      : [
          {
            description: [seriesLabel(record.series, 'en'), record.number]
              .filter(Boolean)
              .join(' '),
            descriptionType: 'SeriesInformation' as const,
          },
        ]),
  ],
  geoLocations: placeNames(record).map((geoLocationPlace) => ({ geoLocationPlace })),
  fundingReferences: record.funding.map(({ funder, awardNumber, awardTitle, awardUrl }) => ({
    funderName: funder.name,
    ...(funder.id === null
      ? {}
      : { funderIdentifier: funder.id, funderIdentifierType: funderIdentifierType(funder.id) }),
    ...(awardNumber === null ? {} : { awardNumber }),
    ...(awardUrl === null ? {} : { awardUri: awardUrl }),
    ...(awardTitle === null ? {} : { awardTitle }),
  })),
  schemaVersion: DATACITE_NAMESPACE,
})

/** Municipalities with their country, then countries, in English. */
export const placeNames = ({
  municipalities,
  countries,
}: Pick<PublicRecord, 'municipalities' | 'countries'>): string[] => [
  ...municipalities.map(({ name, country }) => `${name}, ${countryName(country, 'en')}`),
  ...countries.map((code) => countryName(code, 'en')),
]

export const dataciteCreators = (record: PublicRecord, site: Site): DataciteName[] => {
  const creators = creatorsOf(record)
  if (creators.length > 0) return creators.map(nameOf)
  const identifiers =
    site.funderRor === null
      ? []
      : [{ nameIdentifier: site.funderRor, nameIdentifierScheme: 'ROR', schemeUri: ROR }]
  return [
    {
      name: site.funder,
      nameType: 'Organizational',
      nameIdentifiers: identifiers,
      affiliation: [],
    },
  ]
}

export const nameOf = ({ name, orcid, organisation }: PublicContributor): DataciteName => {
  const parts = splitName(name)
  return {
    name: parts === null ? name : `${parts.family}, ${parts.given}`,
    nameType: parts === null && orcid === null ? 'Organizational' : 'Personal',
    ...(parts === null ? {} : { givenName: parts.given, familyName: parts.family }),
    nameIdentifiers:
      orcid === null
        ? []
        : [{ nameIdentifier: orcidUrl(orcid), nameIdentifierScheme: 'ORCID', schemeUri: ORCID }],
    affiliation:
      organisation === null
        ? []
        : [
            organisation.ror === null
              ? { name: organisation.name }
              : {
                  name: organisation.name,
                  affiliationIdentifier: organisation.ror,
                  affiliationIdentifierScheme: 'ROR',
                  schemeUri: ROR,
                },
          ],
  }
}

export const funderIdentifierType = (id: string): FunderIdentifierType => {
  if (id.startsWith(`${ROR}/`)) return 'ROR'
  return /10\.13039\//.test(id) ? 'Crossref Funder ID' : 'Other'
}

const contributorTypeOf = (role: string): string =>
  CONTRIBUTOR_ROLES.find(({ key }) => key === role)?.datacite ?? 'Other'

const ROR = 'https://ror.org'
const ORCID = 'https://orcid.org'
const SPDX = 'https://spdx.org/licenses/'

const subjectsOf = ({ themes, sdgs }: PublicRecord): Datacite['subjects'] => [
  ...themes.flatMap((theme) =>
    (['en', 'sv'] as const).map((lang) => ({
      subject: themeLabel(theme, lang),
      lang,
      subjectScheme: 'Themes',
    })),
  ),
  ...sdgs.map((sdg) => ({
    subject: `SDG ${sdg} ${sdgLabel(sdg, 'en')}`,
    lang: 'en',
    subjectScheme: 'Sustainable Development Goals',
    valueUri: sdgUri(sdg),
  })),
]

export const sdgUri = (sdg: number): string => `http://metadata.un.org/sdg/${sdg}`

const rightsOf = ({ licence, access }: PublicRecord): Datacite['rightsList'] => {
  const { uri, label } = COAR_ACCESS[access]
  const url = licence === null ? null : licenceUrl(licence)
  const spdx = licence === null ? null : spdxOf(licence)
  return [
    ...(licence === null || url === null
      ? []
      : [
          {
            rights: licenceLabel(licence, 'en'),
            rightsUri: url,
            ...(spdx === null
              ? {}
              : {
                  rightsIdentifier: spdx,
                  rightsIdentifierScheme: 'SPDX' as const,
                  schemeUri: SPDX,
                }),
          },
        ]),
    { rights: label, rightsUri: uri },
  ]
}

const typesOf = ({ type, series }: PublicRecord): Datacite['types'] => {
  const known = TYPES[type as PublicationTypeKey] ?? TYPES.report
  const [resourceTypeGeneral, schemaOrg, citeproc, bibtex, ris] = known
  const resourceType = `${publicationTypeLabel(type, 'en')} (${coarResourceType(type, series).label})`
  return { resourceTypeGeneral, resourceType, schemaOrg, citeproc, bibtex, ris }
}

const AS_REPORT = ['Report', 'Report', 'report', 'techreport', 'RPRT'] as const
const AS_TEXT = ['Text', 'CreativeWork', 'document', 'misc', 'GEN'] as const
const AS_LEARNING = ['InteractiveResource', 'LearningResource', 'document', 'misc', 'GEN'] as const

/** The general kind in DataCite, schema.org, citeproc, BibTeX and RIS. */
const TYPES: Record<PublicationTypeKey, readonly [string, string, string, string, string]> = {
  report: AS_REPORT,
  brief: AS_REPORT,
  'working-paper': AS_REPORT,
  toolbox: AS_LEARNING,
  handbook: ['Text', 'LearningResource', 'document', 'misc', 'GEN'],
  'learning-case': AS_TEXT,
  thesis: ['Dissertation', 'Thesis', 'thesis', 'mastersthesis', 'THES'],
  evaluation: AS_REPORT,
  'country-brief': AS_REPORT,
  'training-material': AS_LEARNING,
  book: ['Book', 'Book', 'book', 'book', 'BOOK'],
  chapter: ['BookChapter', 'Chapter', 'chapter', 'incollection', 'CHAP'],
  article: ['JournalArticle', 'ScholarlyArticle', 'article-journal', 'article', 'JOUR'],
  'annual-report': AS_REPORT,
  leaflet: AS_TEXT,
  video: ['Audiovisual', 'VideoObject', 'motion_picture', 'misc', 'VIDEO'],
}
