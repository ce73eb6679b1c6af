import { html } from '../html.ts'
import type { Language } from '../language.ts'
import type { Found } from './pages/search.ts'
import { libraryPath } from './parameters.ts'
import { isReadable } from './rules/embargo.ts'
import { wordedFor } from './rules.ts'
import type { Publication } from './store.ts'
import { texts } from './texts.ts'

/** A search as an Atom feed. Ids are made of the publication's own and never change. */
export const atomFeed = (
  language: Language,
  { query, answer }: Found,
  { baseUrl, funder, now }: { baseUrl: string; funder: string; now: Date },
): string => {
  const t = texts[language]
  const page = `${baseUrl}/${language}${libraryPath(query)}`
  const self = `${baseUrl}/${language}${libraryPath(query, '/publications.atom')}`
  const publications = answer.items.map(({ publication }) => publication)
  const updated = new Date(Math.max(0, ...publications.map(({ updatedAt }) => updatedAt.getTime())))
  const title = query.words === '' ? t.publications : `${t.publications}: ${query.words}`
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${self}</id>
<title>${title} – ${funder}</title>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${(publications.length === 0 ? now : updated).toISOString()}</updated>
<author><name>${funder}</name></author>
${publications.map((publication) => feedEntry(language, publication, { baseUrl, now }))}</feed>
`.toString()
}

const feedEntry = (
  language: Language,
  publication: Publication,
  { baseUrl, now }: { baseUrl: string; now: Date },
) => {
  const title = wordedFor(publication.title, language, publication.language)
  const summary = wordedFor(publication.abstract, language, publication.language)
  const { slug } = publication
  const file = isReadable(publication, now) ? publication.file : null
  return html`<entry>
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
