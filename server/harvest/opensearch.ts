import { type Html, html } from '../html.ts'
import { catalogue, type Language } from '../language.ts'
import { xml } from '../xml.ts'

/** https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md: lets a browser search the library. */
export const openSearch = (
  language: Language,
  { baseUrl, funder, contactEmail }: { baseUrl: string; funder: string; contactEmail: string },
): Html => {
  const t = texts[language]
  const url = (path: string, type: string) =>
    html`<Url type="${type}" template="${baseUrl}/${language}${path}"/>\n`
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${[...funder].slice(0, SHORT_NAME_MAX).join('')}</ShortName>
<Description>${t.description}</Description>
<Contact>${contactEmail}</Contact>
${url('/publications?q={searchTerms}&page={startPage?}', 'text/html')}${url(
  '/publications.atom?q={searchTerms}&page={startPage?}',
  'application/atom+xml',
)}<Language>${language}</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
</OpenSearchDescription>
`
}

/** So many characters a browser shows. */
const SHORT_NAME_MAX = 16

const texts = catalogue({
  en: { description: 'Search the publications, down to the page' },
  sv: { description: 'Sök bland publikationerna, ända ner på sidan' },
})
