import type { Config } from '../config.ts'
import { isLanguage, type Language } from '../language.ts'
import type { AddedPages } from '../pdf/copy.ts'
import type { Block, Fact } from '../pdf/document.ts'
import { xmpPacket } from '../pdf/xmp.ts'
import { licenceLabel, licenceUrl } from '../vocabulary/licences.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import { mainTitle } from './citation.ts'
import { citationInStyle, citationText } from './citation-styles.ts'
import { citedOf } from './cited.ts'
import { copyTexts } from './copy-texts.ts'
import { originalPath } from './files.ts'
import { seriesLine } from './labels.ts'
import type { Publication } from './store.ts'

/**
 * The page that a reading copy ends with, and what the copy says of itself: in the publication's language where we
 * speak it, else in English. Nothing of it is taken from the clock, so that the same publication makes the same copy.
 */
export const copyPageOf = (publication: Publication, config: Config): AddedPages => {
  const language = isLanguage(publication.language) ? publication.language : 'en'
  const t = copyTexts[language]
  const cited = citedOf(publication, config)
  const title = mainTitle(cited)
  // APA says no day of reading where the text is meant to stay as it is.
  const accessedOn = (publication.publishedAt ?? publication.createdAt).toISOString().slice(0, 10)
  const { reference } = citationInStyle(cited, 'apa', { language, accessedOn })
  const names = publication.authors.map(({ name }) => name)
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: title },
    ...(names.length > 0
      ? [{ kind: 'paragraph' as const, style: 'lede' as const, text: names.join(', ') }]
      : []),
    { kind: 'facts', items: factsOf(publication, config, language) },
    { kind: 'heading', level: 2, text: t.cite },
    { kind: 'paragraph', text: citationText(reference) },
    { kind: 'heading', level: 2, text: t.about },
    { kind: 'paragraph', style: 'soft', text: t.aboutText(config.funder) },
  ]
  return {
    title,
    language,
    author: names.join(', '),
    subject: seriesLine(publication, language),
    footer: { start: title, end: cited.url },
    xmp: xmpOf(publication, config),
    blocks,
  }
}

const factsOf = (publication: Publication, config: Config, language: Language): Fact[] => {
  const { facts: t } = copyTexts[language]
  const { year, series, number, type, isbn, doi, file } = publication
  const { url } = citedOf(publication, config)
  const licence = publication.fileLicence ?? publication.licence
  const original = `${config.baseUrl}${originalPath(publication)}`
  const items: (Fact | false)[] = [
    year !== null && { term: t.year, text: String(year) },
    series === null
      ? { term: t.kind, text: publicationTypeLabel(type, language) }
      : { term: t.series, text: [seriesLabel(series, language), number].filter(Boolean).join(' ') },
    { term: t.publisher, text: config.funder },
    doi !== null && linked(t.doi, doi, `https://doi.org/${encodeURI(doi)}`),
    isbn !== null && { term: t.isbn, text: isbn },
    licence !== null && linked(t.licence, licenceLabel(licence, language), licenceUrl(licence)),
    linked(t.address, url, url),
    linked(t.original, original, original),
    file !== null && { term: t.digest, text: file.sha256 },
  ]
  return items.filter((item) => item !== false)
}

const linked = (term: string, text: string, href: string | null): Fact =>
  href === null ? { term, text } : { term, text, href }

/** What programs that keep files read from them. Claims nothing of the file itself: no conformance to any standard. */
const xmpOf = (publication: Publication, config: Config): string => {
  const { language, doi, isbn, series, number, year, themes } = publication
  const licence = publication.fileLicence ?? publication.licence
  const { url } = citedOf(publication, config)
  const others = publication.contributors.filter((one) => !publication.authors.includes(one))
  const rights =
    licence === null
      ? null
      : { byLanguage: [{ language: 'en', text: licenceLabel(licence, 'en') }] }
  return xmpPacket({
    'dc:format': 'application/pdf',
    'dc:title': { byLanguage: worded(publication.title, language) },
    'dc:creator': { sequence: publication.authors.map(({ name }) => name) },
    'dc:contributor': { bag: others.map(({ name }) => name) },
    'dc:publisher': { bag: [config.funder] },
    'dc:date': { sequence: year === null ? [] : [String(year)] },
    'dc:description': { byLanguage: worded(publication.abstract, language) },
    'dc:language': { bag: [language] },
    'dc:type': { bag: [publicationTypeLabel(publication.type, 'en')] },
    'dc:subject': { bag: themes.map((theme) => themeLabel(theme, 'en')) },
    'dc:identifier': doi === null ? url : `https://doi.org/${doi}`,
    'dc:source': `${config.baseUrl}${originalPath(publication)}`,
    'dc:rights': rights,
    'xmpRights:Marked': licence === null ? null : licence === PUBLIC_DOMAIN ? 'False' : 'True',
    'xmpRights:WebStatement': licence === null ? null : licenceUrl(licence),
    'xmpRights:UsageTerms': rights,
    'prism:doi': doi,
    'prism:isbn': isbn,
    'prism:url': url,
    'prism:seriesTitle': series === null ? null : seriesLabel(series, 'en'),
    'prism:seriesNumber': number,
  })
}

const PUBLIC_DOMAIN = 'cc0-1.0'

/** The main language first: it stands for all that are not there. */
const worded = (texts: Readonly<Record<string, string>>, main: string) =>
  Object.entries(texts)
    .filter(([, text]) => text !== '')
    .map(([language, text]) => ({ language, text }))
    .sort((a, b) => Number(b.language === main) - Number(a.language === main))
