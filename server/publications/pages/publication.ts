import type { Described } from '../../harvest/operations.ts'
import { scholarTags } from '../../harvest/rules/scholar.ts'
import {
  attribute,
  dataBlock,
  type Html,
  html,
  multiline,
  type Renderable,
  safeUrl,
} from '../../html.ts'
import type { Use } from '../../usage/rules.ts'
import type { View } from '../../view.ts'
import { formatBytes, formatDate } from '../../views/format.ts'
import { acts, buttonLink } from '../../views/forms.ts'
import { columns, group, pageHead, pairs, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { factLine, placeLinks } from '../../views/lists.ts'
import { emptyState, noteBlock } from '../../views/notes.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { languageName } from '../../vocabulary/languages.ts'
import { licenceLabel, licenceUrl } from '../../vocabulary/licences.ts'
import { publicationTypeLabel } from '../../vocabulary/publication-types.ts'
import type { About } from '../about.ts'
import type { Cited } from '../citation.ts'
import { copyTexts } from '../copy-texts.ts'
import { originalPath, readersFile } from '../files.ts'
import { facetLabel } from '../labels.ts'
import { readingTexts } from '../reading-texts.ts'
import type { FromLike } from '../related.ts'
import type { TextHeading, TextPart } from '../rules/text-parts.ts'
import { type Facet, wordedFor } from '../rules.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { citationBrief } from './citation.ts'
import { insideForm } from './inside.ts'
import { chapters } from './parts/chapters.ts'
import { embargoNote } from './parts/embargo.ts'
import { fundingFacts, placeFacts, sdgFact } from './parts/facts.ts'
import { family } from './parts/family.ts'
import { byLine } from './parts/makers.ts'
import { notes } from './parts/notes.ts'
import { otherFiles } from './parts/other-files.ts'
import { pagePicture } from './parts/picture.ts'
import { plainSummary } from './parts/plain-summary.ts'
import { fromLike, related } from './parts/related.ts'
import { partsTexts } from './parts/texts.ts'
import { addLink, factsOf, filePath, publicationPath, textPath } from './search.ts'
import { useBlock } from './use.ts'

/** What its page shows beside the publication itself. */
export type Beside = About & {
  cited: Cited
  /** What its text consists of; without parts where there is none to be read. */
  contents: { headings: TextHeading[]; parts: TextPart[] }
  use: Use
  described: Described | null
  related: Publication[]
  /** Null where the reader has chosen no country. */
  like: FromLike | null
}

/** A publication: what it says first, then what it is. A withdrawn one keeps its citation and says why. */
export const publicationPage = (view: View, publication: Publication, about: Beside): Html => {
  const t = texts[view.language]
  const title = titleOf(view, publication)
  const isWithdrawn = publication.status === 'withdrawn'
  return layout(view, {
    title: title.text,
    current: 'publications',
    ...(isWithdrawn || about.like !== null ? { robots: 'noindex' } : {}),
    description: abstractOf(view, publication)?.text.slice(0, DESCRIPTION_MAX),
    head: about.described === null ? undefined : metadata(view, about.described),
    main: html`${pageHead(view, {
      title: title.text,
      lang: foreign(view, title.language),
      crumbs: [{ label: t.back, href: view.to('/publications') }],
      above:
        publication.countries.length > 0 &&
        html`<p class="place lead">${placeLinks(
          publication.countries.map((code) => ({
            name: countryName(code, view.language),
            href: view.to(`/publications?country=${code}`),
          })),
        )}</p>`,
      below: html`${byLine(view, publication)}${factLine(factsOf(view, publication))}${forWhom(view, publication)}${embargoNote(view, publication, about)}${!isWithdrawn && reading(view, publication, about)}${!isWithdrawn && hasText(about) && insideForm(view, publication)}`,
    })}
${columns(
  'side',
  isWithdrawn ? tombstone(view, publication, about) : saying(view, publication, about),
  side(
    t.aboutThis,
    pagePicture(view, publication),
    html`<div id="cite">${sideBlock(
      t.cite,
      html`${citationBrief(view, publication, about.cited)}${!isWithdrawn && html`<p>${addLink(view, publication)}</p>`}`,
    )}</div>`,
    sideBlock(t.facts, facts(view, publication, about)),
    useBlock(view, about.use),
  ),
)}`,
  })
}

const DESCRIPTION_MAX = 300

const titleOf = (view: View, { title, language }: Publication) =>
  wordedFor(title, view.language, language) ?? { text: '', language }

const abstractOf = (view: View, { abstract, language }: Publication) =>
  wordedFor(abstract, view.language, language)

const foreign = (view: View, language: string): string | undefined =>
  language === view.language ? undefined : language

const hasText = ({ contents }: Pick<Beside, 'contents'>): boolean => contents.parts.length > 0

/** Whom it is written for and what it builds on: whether to read on at all. */
const forWhom = (view: View, { audiences, studyTypes, tiers }: Publication): Html | null => {
  const t = readingTexts[view.language]
  const named = (facet: Facet, values: readonly string[]) =>
    values.map(
      (value, i) =>
        html`${i > 0 && ', '}<a href="${view.to(`/publications?${facet}=${encodeURIComponent(value)}`)}">${facetLabel(facet, value, view.language)}</a>`,
    )
  return factLine([
    audiences.length > 0 && html`${t.forWhom}: ${named('audience', audiences)}`,
    studyTypes.length > 0 && html`${t.method}: ${named('study_type', studyTypes)}`,
    tiers.length > 0 && html`${named('tier', tiers)}`,
  ])
}

/** Ways to read it, with pages and size said before anything is fetched. */
const reading = (view: View, publication: Publication, about: Beside): Html | false => {
  const t = texts[view.language]
  const { pageCount, url } = publication
  const file = about.isReadable ? readersFile(publication) : null
  const size = file === null ? '' : formatBytes(view.language, file.size)
  const isHere = hasText(about)
  const buttons = [
    isHere && buttonLink(readingTexts[view.language].readHere, view.to(textPath(publication, 1))),
    file !== null &&
      buttonLink(
        t.openPdf([pageCount !== null && t.pages(pageCount), size].filter(Boolean).join(', ')),
        filePath(publication),
        isHere ? 'second' : 'first',
      ),
    file !== null &&
      html`<a class="btn quiet" href="${filePath(publication)}?download">${t.download}<span class="vh">, PDF, ${size}</span></a>`,
    url !== null && buttonLink(t.toHolder, url, file === null && !isHere ? 'first' : 'quiet'),
  ].filter((one) => one !== false)
  return html`${buttons.length > 0 && acts(...buttons)}${about.isReadable && original(view, publication)}`
}

/** Only where the copy that readers get is another one. */
const original = (view: View, publication: Publication): Html | null => {
  const c = copyTexts[view.language]
  const { file, copy } = publication
  if (file === null || copy === null || 'reason' in copy) return null
  return factLine([
    html`<a href="${originalPath(publication)}">${c.originalFile(formatBytes(view.language, file.size, 'PDF'))}</a>, ${c.originalHint}`,
  ])
}

const saying = (view: View, publication: Publication, about: Beside): Html => {
  const t = texts[view.language]
  const language = [
    view.language,
    publication.language,
    'en',
    'sv',
    ...Object.keys(publication.keyMessages),
  ].find((one) => (publication.keyMessages[one]?.length ?? 0) > 0)
  const messages = language === undefined ? [] : (publication.keyMessages[language] ?? [])
  const abstract = abstractOf(view, publication)
  return html`<div>
${
  messages.length > 0 &&
  language !== undefined &&
  group({
    id: 'keys',
    title: t.keyMessages,
    body: html`<ol class="keys" ${attribute('lang', foreign(view, language))}>${messages.map((message) => html`<li dir="auto">${message}</li>`)}</ol>`,
  })
}
${plainSummary(view, publication)}
${
  abstract &&
  group({
    id: 'summary',
    title: t.abstract,
    body: html`<div class="read" ${attribute('lang', foreign(view, abstract.language))}>${abstract.text
      .split(/\n\s*\n/)
      .map((paragraph) => html`<p dir="auto">${multiline(paragraph)}</p>`)}</div>`,
  })
}
${messages.length === 0 && !abstract && isEmpty(publication.plainSummary) && emptyState(view, { title: t.nothingToSay })}
${chapters(view, publication, about.contents)}
${family(view, about)}
${otherFiles(view, publication, about)}
${notes(view, publication, about.notes)}
${related(view, about.related)}
${fromLike(view, publication, about.like)}
</div>`
}

const isEmpty = (texts: Readonly<Record<string, string>>): boolean =>
  Object.keys(texts).length === 0

const tombstone = (view: View, publication: Publication, { replacedBy }: About): Html => {
  const t = texts[view.language]
  return html`<div>${noteBlock(
    'bad',
    html`<p><b>${t.withdrawn(publication.withdrawnAt === null ? '' : formatDate(view.language, publication.withdrawnAt))}</b></p>
${publication.withdrawnReason && html`<p>${t.withdrawnReason} ${multiline(publication.withdrawnReason)}</p>`}
<p>${t.withdrawnKept}</p>
${replacedBy && html`<p>${partsTexts[view.language].replacedBy} <a href="${view.to(publicationPath(replacedBy))}">${titleOf(view, replacedBy).text}</a></p>`}`,
  )}</div>`
}

const facts = (view: View, publication: Publication, about: About): Html => {
  const t = texts[view.language]
  const names = t.factNames
  const p = partsTexts[view.language]
  const { licence, doi } = publication
  const licenceHref = licence === null ? null : licenceUrl(licence)
  const listed = (facet: Facet, values: readonly (string | number)[]): Renderable =>
    values.map(
      (value, i) =>
        html`${i > 0 && ', '}<a href="${view.to(`/publications?${facet}=${encodeURIComponent(value)}`)}">${facetLabel(facet, String(value), view.language)}</a>`,
    )
  return pairs([
    { term: names.kind, value: publicationTypeLabel(publication.type, view.language) },
    { term: names.language, value: languageName(publication.language, view.language) },
    { term: names.theme, value: listed('theme', publication.themes) },
    { term: names.coreValue, value: listed('core_value', publication.coreValues) },
    { term: names.sdg, value: sdgFact(view, publication) },
    { term: p.audience, value: listed('audience', publication.audiences) },
    { term: p.tier, value: listed('tier', publication.tiers) },
    { term: p.studyType, value: listed('study_type', publication.studyTypes) },
    ...placeFacts(view, publication, about.periods),
    ...fundingFacts(view, publication),
    { term: names.isbn, value: publication.isbn },
    {
      term: names.doi,
      value: doi !== null && html`<a href="${safeUrl(`https://doi.org/${doi}`)}">${doi}</a>`,
    },
    {
      term: names.licence,
      value:
        licence !== null &&
        (licenceHref === null
          ? licenceLabel(licence, view.language)
          : html`<a rel="license" href="${licenceHref}">${licenceLabel(licence, view.language)}</a>`),
    },
    {
      term: names.published,
      value:
        publication.status === 'published' &&
        publication.publishedAt !== null &&
        formatDate(view.language, publication.publishedAt),
    },
  ])
}

/** What search engines read: the tags of the scholarly ones, and linked data for all. */
const metadata = (view: View, { record, site, linkedData }: Described): Html =>
  html`${scholarTags(record, { site, path: view.to(publicationPath(record)) }).map(
    ([name, content]) => html`<meta name="${name}" content="${content}">\n`,
  )}${dataBlock('application/ld+json', linkedData)}
`
