import { html } from '../html.ts'
import type { Language } from '../language.ts'
import { xml } from '../xml.ts'
import { readersFile } from './files.ts'
import type { Found } from './pages/search.ts'
import { libraryPath } from './parameters.ts'
import { isReadable } from './rules/embargo.ts'
import { wordedFor } from './rules.ts'
import type { Publication } from './store.ts'
import { texts } from './texts.ts'

/**
 * A search as an Atom feed, in pages (RFC 5005) and with the figures of OpenSearch. Its id is the search's address, the
 * same on every page; the ids of entries are made of the publication's own and never change.
 */
export const atomFeed = (
  language: Language,
  { query, answer }: Found,
  { baseUrl, funder, now }: { baseUrl: string; funder: string; now: Date },
): string => {
  const t = texts[language]
  const address = (page: number, base?: string) =>
    `${baseUrl}/${language}${libraryPath({ ...query, page }, base)}`
  const feed = (page: number) => address(page, '/publications.atom')
  const pages = Math.max(1, Math.ceil(answer.total / query.perPage))
  const turns: [string, number | null][] = [
    ['self', query.page],
    ['first', 1],
    ['previous', query.page > 1 ? query.page - 1 : null],
    ['next', query.page < pages ? query.page + 1 : null],
    ['last', pages],
  ]
  const publications = answer.items.map(({ publication }) => publication)
  const title = query.words === '' ? t.publications : `${t.publications}: ${query.words}`
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xml:lang="${language}">
<id>${feed(1)}</id>
<title>${title} – ${funder}</title>
${turns.map(([rel, page]) => page !== null && html`<link rel="${rel}" type="application/atom+xml" href="${feed(page)}"/>\n`)}<link rel="alternate" type="text/html" href="${address(query.page)}"/>
<link rel="search" type="application/opensearchdescription+xml" href="${baseUrl}/${language}/opensearch.xml"/>
<updated>${updatedAt(answer).toISOString()}</updated>
<author><name>${funder}</name></author>
<opensearch:totalResults>${answer.total}</opensearch:totalResults>
<opensearch:startIndex>${(query.page - 1) * query.perPage + 1}</opensearch:startIndex>
<opensearch:itemsPerPage>${query.perPage}</opensearch:itemsPerPage>
${publications.map((publication) => feedEntry(language, publication, { baseUrl, now }))}</feed>
`.toString()
}

/** When the newest of its entries was changed; the same at every asking where there is none. */
const updatedAt = ({ items }: Found['answer']): Date =>
  new Date(Math.max(0, ...items.map(({ publication }) => publication.updatedAt.getTime())))

const feedEntry = (
  language: Language,
  publication: Publication,
  { baseUrl, now }: { baseUrl: string; now: Date },
) => {
  const title = wordedFor(publication.title, language, publication.language)
  const summary = wordedFor(publication.abstract, language, publication.language)
  const { slug } = publication
  const file = isReadable(publication, now) ? readersFile(publication) : null
  return xml`<entry>
<id>urn:uuid:${publication.id}</id>
<title xml:lang="${title?.language ?? language}">${title?.text}</title>
<link rel="alternate" type="text/html" href="${baseUrl}/${language}/publications/${slug}"/>
${file !== null && html`<link rel="enclosure" type="application/pdf" length="${file.size}" href="${baseUrl}/publications/${slug}/${slug}.pdf"/>`}
<published>${(publication.publishedAt ?? publication.createdAt).toISOString()}</published>
<updated>${publication.updatedAt.toISOString()}</updated>
${publication.authors.map(({ name }) => html`<author><name>${name}</name></author>`)}
${summary && html`<summary xml:lang="${summary.language}">${summary.text}</summary>`}
</entry>
`
}
