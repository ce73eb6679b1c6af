import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import type { ListedCall } from './listing.ts'
import { texts } from './texts.ts'

export const FEED_ENTRIES_MAX = 50

/**
 * The feed of published calls, RFC 4287. An entry's id is the call's own, the same in both languages and at
 * every address; a published call does not change, so it was updated when it was published.
 */
export const callsFeed = (
  calls: readonly ListedCall[],
  given: { baseUrl: string; funder: string; language: Language; since: Date },
): Html => {
  const { baseUrl, funder, language } = given
  const t = texts[language]
  const updated = calls.reduce(
    (latest, { publishedAt }) => (publishedAt && publishedAt > latest ? publishedAt : latest),
    given.since,
  )
  const self = `${baseUrl}/${language}/calls.atom`
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<id>${self}</id>
<title>${plain(t.feedTitle(funder))}</title>
<updated>${updated.toISOString()}</updated>
<author><name>${plain(funder)}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" hreflang="${language}" href="${baseUrl}/${language}/calls"/>
${calls.map((call) => feedEntry(call, baseUrl, language))}</feed>
`
}

const feedEntry = (call: ListedCall, baseUrl: string, language: Language): Html => {
  const published = (call.publishedAt ?? call.opensAt).toISOString()
  const url = `${baseUrl}/${language}/calls/${call.slug}`
  return html`<entry>
<id>urn:uuid:${call.id}</id>
<title>${plain(call.title[language])}</title>
<published>${published}</published>
<updated>${published}</updated>
<link rel="alternate" type="text/html" hreflang="${language}" href="${url}"/>
${call.themes.map((key) => html`<category term="${key}" label="${themeLabel(key, language)}"/>\n`)}<summary>${plain(call.summary[language])}</summary>
</entry>
`
}

/** XML has no place for control characters, not even escaped. */
const plain = (text: string): string => text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
