import { creatorsOf, knownIssuedOn, mainTitleOf, type PublicRecord, type Site } from './record.ts'

/**
 * The tags that scholarly search engines read, one for each author; the file's address lies under that of the page
 * on which they stand. https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
 */
export const scholarTags = (
  record: PublicRecord,
  { site, path }: { site: Site; path: string },
): [string, string][] => {
  const file = record.files.find(({ kind }) => kind === 'main')
  const page = `${site.baseUrl}${path}`
  const institution =
    record.type === 'thesis'
      ? 'citation_dissertation_institution'
      : 'citation_technical_report_institution'
  const tags: [string, string | null][] = [
    ['citation_title', mainTitleOf(record)],
    ...creatorsOf(record).map(({ name }): [string, string] => ['citation_author', name]),
    ['citation_publication_date', knownIssuedOn(record)?.replaceAll('-', '/') ?? null],
    ['citation_online_date', record.publishedOn.replaceAll('-', '/')],
    [institution, site.funder],
    ['citation_technical_report_number', record.number],
    ['citation_publisher', site.funder],
    ['citation_language', record.language],
    ['citation_isbn', record.isbn],
    ['citation_doi', record.doi],
    ['citation_abstract_html_url', page],
    ['citation_pdf_url', file === undefined ? null : page + file.url.slice(record.url.length)],
  ]
  return tags.flatMap(([name, content]): [string, string][] =>
    content === null || content === '' ? [] : [[name, content]],
  )
}
