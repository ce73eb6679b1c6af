import type { Shape } from './xml.ts'

const SAID = /\S/
const upTo = (max: number) => new RegExp(`^[\\s\\S]{1,${max}}$`)
const ROR = /^https:\/\/ror\.org\/0[a-z0-9]{8}$/
const ORCID = /^https:\/\/orcid\.org\/\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DOI = /^10\.\d{4,9}\/[a-z0-9-]+$/
const URL = /^https?:\/\/[^\s]+$/
const NAME_PART = /^(?=[\s\S]{1,60}$)[^\d?]*[^?\s]+\D*$/
const LANGUAGE = /^[a-z]{2,3}$/

const HEAD: Record<string, Shape> = {
  head: { children: ['doi_batch_id', 'timestamp', 'depositor', 'registrant'] },
  doi_batch_id: { text: /^[\s\S]{4,100}$/ },
  timestamp: { text: /^\d{17}$/ },
  depositor: { children: ['depositor_name', 'email_address'] },
  depositor_name: { text: upTo(130) },
  email_address: { text: /^[^@\s]+@[^@\s]+$/ },
  registrant: { text: upTo(255) },
  doi_data: { children: ['doi', 'resource'] },
  doi: { text: DOI },
  resource: { text: URL },
}

/** What `crossref5.4.0.xsd` asks of a report-paper: elements, their order and number, attributes and namespaces. */
export const REPORT_SHAPES: Readonly<Record<string, Shape>> = {
  ...HEAD,
  doi_batch: {
    children: ['head', 'body'],
    attributes: {
      version: /^5\.4\.0$/,
      xmlns: /^http:\/\/www\.crossref\.org\/schema\/5\.4\.0$/,
      'xmlns:xsi': /^http:\/\/www\.w3\.org\/2001\/XMLSchema-instance$/,
      'xmlns:jats': /^http:\/\/www\.ncbi\.nlm\.nih\.gov\/JATS1$/,
      'xmlns:fr': /^http:\/\/www\.crossref\.org\/fundref\.xsd$/,
      'xmlns:ai': /^http:\/\/www\.crossref\.org\/AccessIndicators\.xsd$/,
      'xsi:schemaLocation':
        /^http:\/\/www\.crossref\.org\/schema\/5\.4\.0 https:\/\/www\.crossref\.org\/schemas\/crossref5\.4\.0\.xsd$/,
    },
  },
  body: { children: ['book*', 'report-paper*'] },
  'report-paper': {
    children: ['report-paper_metadata'],
    attributes: { 'publication_type?': /^(full_text|abstract_only|bibliographic_record)$/ },
  },
  'report-paper_metadata': {
    children: [
      'contributors?',
      'titles',
      'edition_number?',
      'jats:abstract*',
      'publication_date+',
      'approval_date*',
      'isbn*',
      'publisher?',
      'institution*',
      'publisher_item?',
      'contract_number?',
      'fr:program?',
      'ai:program?',
      'rel:program?',
      'archive_locations?',
      'scn_policies?',
      'doi_data?',
      'citation_list?',
    ],
    attributes: { 'language?': LANGUAGE },
  },
  book: {
    children: ['book_metadata'],
    attributes: { book_type: /^(edited_book|monograph|reference|other)$/ },
  },
  book_metadata: {
    children: [
      'contributors?',
      'titles',
      'jats:abstract*',
      'edition_number?',
      'publication_date+',
      'acceptance_date?',
      'isbn*',
      'noisbn?',
      'publisher+',
      'publisher_item?',
      'fr:program?',
      'ai:program?',
      'rel:program?',
      'archive_locations?',
      'doi_data?',
      'citation_list?',
    ],
    attributes: { 'language?': LANGUAGE },
  },
  noisbn: { attributes: { reason: /^(archive_volume|monograph|simple_series)$/ } },
  contributors: { children: ['organization*', 'person_name*', 'organization*', 'person_name*'] },
  organization: {
    text: upTo(511),
    attributes: {
      sequence: /^(first|additional)$/,
      contributor_role: /^(author|editor|translator)$/,
    },
  },
  person_name: {
    children: ['given_name?', 'surname', 'affiliations?', 'ORCID?'],
    attributes: {
      sequence: /^(first|additional)$/,
      contributor_role: /^(author|editor|translator)$/,
    },
  },
  given_name: { text: NAME_PART },
  surname: { text: NAME_PART },
  affiliations: { children: ['institution+'] },
  ORCID: { text: ORCID },
  titles: { children: ['title'] },
  title: { text: SAID },
  'jats:abstract': { children: ['jats:p+'], attributes: { 'xml:lang?': LANGUAGE } },
  'jats:p': { text: SAID },
  publication_date: {
    children: ['month?', 'day?', 'year'],
    attributes: { 'media_type?': /^(online|print|other)$/ },
  },
  month: { text: /^(0[1-9]|1[0-2])$/ },
  day: { text: /^(0[1-9]|[12]\d|3[01])$/ },
  year: { text: /^(1[4-9]|2[01])\d{2}$/ },
  isbn: { text: /^[\dX -]{10,17}$/ },
  publisher: { children: ['publisher_name'] },
  publisher_name: { text: upTo(255) },
  institution: { children: ['institution_name?', 'institution_id*'] },
  institution_name: { text: upTo(1024) },
  institution_id: { text: ROR, attributes: { type: /^ror$/ } },
  publisher_item: { children: ['item_number*'] },
  item_number: { text: upTo(32), attributes: { 'item_number_type?': /^report-number$/ } },
  'fr:program': { children: ['fr:assertion+'], attributes: { name: /^fundref$/ } },
  'fr:assertion': {
    children: ['fr:assertion*'],
    attributes: {
      name: /^(fundgroup|ror|funder_name|funder_identifier|award_number|grant_doi)$/,
    },
    text: /^/,
  },
  'ai:program': { children: ['ai:license_ref+'], attributes: { name: /^AccessIndicators$/ } },
  'ai:license_ref': { text: URL, attributes: { 'start_date?': DAY } },
}

/** What `grant_id0.2.0.xsd` asks of a grant. */
export const GRANT_SHAPES: Readonly<Record<string, Shape>> = {
  ...HEAD,
  doi_batch: {
    children: ['head', 'body'],
    attributes: {
      version: /^0\.2\.0$/,
      xmlns: /^http:\/\/www\.crossref\.org\/grant_id\/0\.2\.0$/,
      'xmlns:xsi': /^http:\/\/www\.w3\.org\/2001\/XMLSchema-instance$/,
      'xsi:schemaLocation':
        /^http:\/\/www\.crossref\.org\/grant_id\/0\.2\.0 https:\/\/www\.crossref\.org\/schemas\/grant_id0\.2\.0\.xsd$/,
    },
  },
  body: { children: ['grant+'] },
  grant: {
    children: ['project+', 'award-number', 'award-start-date?', 'rel:program?', 'doi_data'],
  },
  project: {
    children: [
      'project-title+',
      'investigators',
      'description*',
      'award_amount?',
      'funding+',
      'award-dates?',
    ],
  },
  'project-title': { text: SAID, attributes: { 'xml:lang?': LANGUAGE } },
  investigators: { children: ['person+'] },
  person: {
    children: ['givenName?', 'familyName?', 'alternateName*', 'affiliation*', 'ORCID?'],
    attributes: { role: /^(lead_investigator|co-lead_investigator|investigator)$/ },
  },
  givenName: { text: SAID },
  familyName: { text: SAID },
  affiliation: { children: ['institution', 'ROR?'] },
  institution: { text: SAID, attributes: { 'country?': /^[A-Z]{2}$/ } },
  ROR: { text: ROR },
  ORCID: { text: ORCID },
  description: { text: SAID, attributes: { 'xml:lang?': LANGUAGE } },
  award_amount: { text: /^\d+(\.\d{2})?$/, attributes: { currency: /^[A-Z]{3}$/ } },
  funding: {
    children: ['ROR', 'funding-scheme?'],
    attributes: { 'funding-type': /^grant$/ },
  },
  'funding-scheme': { text: SAID },
  'award-dates': { attributes: { 'start-date?': DAY, 'end-date?': DAY } },
  'award-number': { text: SAID },
  'award-start-date': { text: DAY },
}

const said = { type: 'string', minLength: 1 }
const listOf = (items: object, minItems = 0) => ({ type: 'array', items, minItems })
const name = {
  type: 'object',
  required: ['name', 'nameType'],
  additionalProperties: false,
  properties: {
    name: said,
    nameType: { enum: ['Personal', 'Organizational'] },
    givenName: said,
    familyName: said,
    contributorType: {
      enum: ['Editor', 'Translator', 'Supervisor', 'Researcher', 'ContactPerson', 'Other'],
    },
    nameIdentifiers: listOf({
      type: 'object',
      required: ['nameIdentifier', 'nameIdentifierScheme', 'schemeUri'],
    }),
    affiliation: listOf({ type: 'object', required: ['name'] }),
  },
}

/** What DataCite's REST interface asks of a DOI that is to be published: kernel 4.6 as JSON:API. */
export const DATACITE_SHAPE = {
  type: 'object',
  required: ['data'],
  additionalProperties: false,
  properties: {
    data: {
      type: 'object',
      required: ['type', 'attributes'],
      additionalProperties: false,
      properties: {
        id: said,
        type: { const: 'dois' },
        attributes: {
          type: 'object',
          required: ['doi', 'event', 'url'],
          properties: {
            doi: { pattern: '^10\\.5072/[a-z0-9-]+$' },
            event: { enum: ['publish', 'register', 'hide'] },
            url: { type: 'string', format: 'uri' },
            creators: listOf(name, 1),
            titles: listOf({ type: 'object', required: ['title'], properties: { title: said } }, 1),
            publisher: { type: 'object', required: ['name'], properties: { name: said } },
            publicationYear: { type: 'integer', minimum: 1000, maximum: 2100 },
            types: {
              type: 'object',
              required: ['resourceTypeGeneral'],
              properties: {
                resourceTypeGeneral: {
                  enum: [
                    'Report',
                    'Text',
                    'Book',
                    'BookChapter',
                    'JournalArticle',
                    'Dissertation',
                    'Audiovisual',
                    'InteractiveResource',
                  ],
                },
              },
            },
            contributors: listOf({ ...name, required: ['name', 'contributorType'] }),
            dates: listOf({
              type: 'object',
              required: ['date', 'dateType'],
              properties: {
                date: { pattern: '^\\d{4}(-\\d{2}-\\d{2})?$' },
                dateType: { enum: ['Issued', 'Available', 'Updated'] },
              },
            }),
            language: said,
            rightsList: listOf({ type: 'object', required: ['rights', 'rightsUri'] }),
            descriptions: listOf({
              type: 'object',
              required: ['description', 'descriptionType'],
              properties: { descriptionType: { enum: ['Abstract', 'SeriesInformation'] } },
            }),
            fundingReferences: listOf({ type: 'object', required: ['funderName'] }),
            relatedIdentifiers: listOf({
              type: 'object',
              required: ['relatedIdentifier', 'relatedIdentifierType', 'relationType'],
            }),
            schemaVersion: { pattern: '^http://datacite.org/schema/kernel-4' },
          },
          // What is published must say whose it is, what it is called, who published it, when, and what it is.
          if: { properties: { event: { const: 'publish' } } },
          // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema’s word.
          then: { required: ['creators', 'titles', 'publisher', 'publicationYear', 'types'] },
        },
      },
    },
  },
}
