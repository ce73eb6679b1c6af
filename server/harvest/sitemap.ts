import { type Html, html } from '../html.ts'
import { LANGUAGES } from '../language.ts'
import { xml } from '../xml.ts'
import { datestamp } from './rules/oai.ts'

/** Addresses in a sitemap may be 50,000; each publication has one per language. */
export const MAP_ADDRESSES_MAX = 50_000
export const MAP_PUBLICATIONS = 5_000

/** Pages that are no publication's, as paths without language. */
export const PLAIN_PAGES = [
  '',
  '/publications',
  '/calls',
  '/grants',
  '/about',
  '/accessibility',
  '/personal-data',
  '/contact',
  '/api',
] as const

export type MapEntry = { path: string; changedAt: Date | null }

/** https://www.sitemaps.org/protocol.html */
export const sitemapIndex = (baseUrl: string, changes: readonly Date[]): Html =>
  xml`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>${baseUrl}/sitemaps/pages.xml</loc></sitemap>
${changes.map(
  (at, index) =>
    html`<sitemap><loc>${baseUrl}/sitemaps/publications-${index + 1}.xml</loc><lastmod>${datestamp(at)}</lastmod></sitemap>
`,
)}</sitemapindex>
`

/** Each page in each language, and all of them named beside each. */
export const sitemap = (baseUrl: string, entries: readonly MapEntry[]): Html => {
  const address = (language: string, path: string) => `${baseUrl}/${language}${path}`
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.map(({ path, changedAt }) =>
  LANGUAGES.map(
    (language) =>
      xml`<url><loc>${address(language, path)}</loc>${
        changedAt !== null && html`<lastmod>${datestamp(changedAt)}</lastmod>`
      }${LANGUAGES.map(
        (other) =>
          html`<xhtml:link rel="alternate" hreflang="${other}" href="${address(other, path)}"/>`,
      )}</url>
`,
  ),
)}</urlset>
`
}
