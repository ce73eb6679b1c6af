import { splitName } from '../../vocabulary/person-names.ts'
import { seriesLabel } from '../../vocabulary/publication-types.ts'
import { dataciteOf } from './datacite.ts'
import {
  citedUrl,
  creatorsOf,
  knownIssuedOn,
  mainTitleOf,
  othersOf,
  type PublicRecord,
  type Site,
} from './record.ts'

/** An item of CSL-JSON, https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types */
export const cslOf = (record: PublicRecord, site: Site): Record<string, unknown> => {
  const editors = othersOf(record).filter(({ role }) => role === 'editor')
  const authors = creatorsOf(record)
  const issued = knownIssuedOn(record)
  return {
    id: record.url,
    type: dataciteOf(record, site).types.citeproc,
    title: mainTitleOf(record),
    author: authors.length > 0 ? authors.map(nameOf) : [{ literal: site.funder }],
    ...(editors.length > 0 ? { editor: editors.map(nameOf) } : {}),
    ...(issued === null ? {} : { issued: { 'date-parts': [issued.split('-').map(Number)] } }),
    publisher: site.funder,
    ...(record.series === null ? {} : { 'collection-title': seriesLabel(record.series, 'en') }),
    ...(record.number === null ? {} : { number: record.number }),
    ...(record.pages === null ? {} : { 'number-of-pages': String(record.pages) }),
    ...(record.isbn === null ? {} : { ISBN: record.isbn }),
    ...(record.doi === null ? {} : { DOI: record.doi }),
    URL: citedUrl(record),
    language: record.language,
    ...(record.abstracts[record.language] === undefined
      ? {}
      : { abstract: record.abstracts[record.language] }),
  }
}

const nameOf = ({ name }: { name: string }) => splitName(name) ?? { literal: name }
