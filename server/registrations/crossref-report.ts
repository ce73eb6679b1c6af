import {
  creatorsOf,
  issuedOn,
  type PublicContributor,
  type PublicRecord,
  type Site,
} from '../harvest/rules/record.ts'
import type { Html } from '../html.ts'
import { licenceUrl } from '../vocabulary/licences.ts'
import { splitName } from '../vocabulary/person-names.ts'
import { attributesOf, element, xml } from '../xml.ts'
import { type BatchHead, batchHead, REGISTRANT_MAX } from './crossref-batch.ts'
import type { Visibility } from './rules.ts'

/**
 * Crossref's deposit schema. 5.5.0 takes affiliations only as institutions with a name or an identifier, which is all
 * that is written here: its number can be put in without another change.
 */
export const CROSSREF_SCHEMA = '5.4.0'
const NAMESPACE = `http://www.crossref.org/schema/${CROSSREF_SCHEMA}`

const TITLE_MARK = 'WITHDRAWN: '
const ITEM_NUMBER_MAX = 32
const NAME_PART_MAX = 60
// What `given_name` and `surname` take.
const NAME_PART = /^[^\p{Nd}?]*[^?\s]+\P{Nd}*$/u
const ROLES: Readonly<Record<string, string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
}

/**
 * A book as `book`, every other publication as `report-paper`, which Crossref means for working papers, briefs and
 * the like too. Not as one of a series: `series_metadata` demands an ISSN, which our series do not have; the number
 * within it stands in `publisher_item`. What was withdrawn keeps its DOI and its landing page, and says so before its title,
 * as Crossref asks; its abstract and licence are left out.
 */
export const crossrefReport = (
  record: PublicRecord,
  given: {
    doi: string
    visibility: Visibility
    site: Site
    head: BatchHead
    /** DOIs of our grants, by reference. */
    grantDois: ReadonlyMap<string, string>
  },
): string => {
  const { doi, visibility, site, head } = given
  const isHidden = visibility === 'hidden'
  const title = record.titles[record.language] ?? Object.values(record.titles)[0] ?? record.slug
  const said: Said = {
    beginning: xml`${contributors(record, site)}<titles>
${element('title', `${isHidden ? TITLE_MARK : ''}${title}`)}</titles>
${!isHidden && abstracts(record)}${publicationDate(issuedOn(record))}`,
    publisher: xml`<publisher>
${element('publisher_name', site.funder.slice(0, REGISTRANT_MAX))}</publisher>
`,
    ending: xml`${publisherItem(record)}${funding(record, given.grantDois)}${!isHidden && licence(record)}<doi_data>
${element('doi', doi)}${element('resource', record.url)}</doi_data>
`,
  }
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="${CROSSREF_SCHEMA}" xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1" xmlns:fr="http://www.crossref.org/fundref.xsd" xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" xsi:schemaLocation="${NAMESPACE} https://www.crossref.org/schemas/crossref${CROSSREF_SCHEMA}.xsd">
${batchHead(head)}<body>
${record.type === 'book' ? asBook(record, said) : asReport(record, site, said)}</body>
</doi_batch>
`.toString()
}

/** Parts that both kinds have, in the order in which both have them. */
type Said = { beginning: Html; publisher: Html; ending: Html }

const asReport = (record: PublicRecord, site: Site, { beginning, publisher, ending }: Said): Html =>
  xml`<report-paper publication_type="full_text">
<report-paper_metadata language="${record.language}">
${beginning}${element('isbn', record.isbn)}${publisher}${institution(site.funder, site.funderRor)}${ending}</report-paper_metadata>
</report-paper>
`

const asBook = (record: PublicRecord, { beginning, publisher, ending }: Said): Html => {
  const creators = creatorsOf(record)
  const isEdited = creators.length > 0 && creators.every(({ role }) => role === 'editor')
  return xml`<book${attributesOf({ book_type: isEdited ? 'edited_book' : 'monograph' })}>
<book_metadata language="${record.language}">
${beginning}${record.isbn === null ? xml`<noisbn reason="monograph"/>\n` : element('isbn', record.isbn)}${publisher}${ending}</book_metadata>
</book>
`
}

const contributors = (record: PublicRecord, site: Site): Html => {
  const creators = creatorsOf(record)
  const named = [
    ...creators.map((one) => ({ one, role: ROLES[one.role] ?? 'author' })),
    ...record.contributors.flatMap((one) => {
      const role = creators.includes(one) ? undefined : ROLES[one.role]
      return role === undefined ? [] : [{ one, role }]
    }),
  ]
  const signed = creators.length > 0 ? named : [funderAsAuthor(site), ...named]
  return xml`<contributors>
${signed.map(({ one, role }, index) => contributor(one, role, index === 0 ? 'first' : 'additional'))}</contributors>
`
}

const funderAsAuthor = (site: Site): { one: PublicContributor; role: string } => ({
  one: { name: site.funder, role: 'author', orcid: null, organisation: null },
  role: 'author',
})

const contributor = (
  { name, orcid, organisation }: PublicContributor,
  role: string,
  sequence: string,
): Html => {
  const attributes = attributesOf({ sequence, contributor_role: role })
  const person = personOf(name, orcid !== null)
  if (person === null) return xml`<organization${attributes}>${name}</organization>\n`
  return xml`<person_name${attributes}>
${element('given_name', person.given)}${element('surname', person.family)}${
  organisation !== null &&
  xml`<affiliations>
${institution(organisation.name, organisation.ror)}</affiliations>
`
}${element('ORCID', orcid === null ? null : `https://orcid.org/${orcid}`)}</person_name>
`
}

/** The two parts of a name as Crossref takes them; null for what is told as an organisation. */
const personOf = (
  name: string,
  isSure: boolean,
): { given: string | null; family: string } | null => {
  const { given, family } = splitName(name) ?? { given: null, family: name }
  if (!isSure) return given !== null && isPart(given) && isPart(family) ? { given, family } : null
  const surname = partOf(family)
  return surname === '' ? null : { given: given === null ? null : partOf(given), family: surname }
}

const isPart = (text: string): boolean => text.length <= NAME_PART_MAX && NAME_PART.test(text)

const partOf = (text: string): string =>
  isPart(text)
    ? text
    : text
        .replace(/[\p{Nd}?]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, NAME_PART_MAX)
        .trim()

const institution = (name: string, ror: string | null): Html => xml`<institution>
${element('institution_name', name)}${element('institution_id', ror, { type: 'ror' })}</institution>
`

const abstracts = ({ abstracts }: PublicRecord): Html[] =>
  Object.entries(abstracts).map(
    ([language, text]) => xml`<jats:abstract xml:lang="${language}">
${text
  .split(/\n\s*\n/)
  .filter((paragraph) => paragraph.trim() !== '')
  .map((paragraph) => element('jats:p', paragraph.trim()))}</jats:abstract>
`,
  )

/** Of a day or of a year. */
const publicationDate = (issued: string): Html => {
  const [year = '', month, day] = issued.split('-')
  return xml`<publication_date media_type="online">
${element('month', month)}${element('day', day)}${element('year', year)}</publication_date>
`
}

const publisherItem = ({ number }: PublicRecord): Html | false =>
  number !== null &&
  xml`<publisher_item>
${element('item_number', number.slice(0, ITEM_NUMBER_MAX), { item_number_type: 'report-number' })}</publisher_item>
`

/** Each award in a group of its own: whom by, which, and where it resolves. */
const funding = (
  { funding }: PublicRecord,
  grantDois: ReadonlyMap<string, string>,
): Html | false => {
  const assertion = (name: string, text: string | null | undefined) =>
    element('fr:assertion', text, { name })
  return (
    funding.length > 0 &&
    xml`<fr:program name="fundref">
${funding.map(({ funder, awardNumber }) => {
  const isRor = funder.id?.startsWith('https://ror.org/') === true
  const grantDoi = awardNumber === null ? undefined : grantDois.get(awardNumber)
  return xml`<fr:assertion name="fundgroup">
${isRor ? assertion('ror', funder.id) : xml`<fr:assertion name="funder_name">${funder.name}${funder.id !== null && assertion('funder_identifier', funder.id)}</fr:assertion>\n`}${assertion('award_number', awardNumber)}${assertion('grant_doi', grantDoi && `https://doi.org/${grantDoi}`)}</fr:assertion>
`
})}</fr:program>
`
  )
}

const licence = (record: PublicRecord): Html | false => {
  const url = record.licence === null ? null : licenceUrl(record.licence)
  return (
    url !== null &&
    xml`<ai:program name="AccessIndicators">
${element('ai:license_ref', url, { start_date: record.publishedOn })}</ai:program>
`
  )
}
