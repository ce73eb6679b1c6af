import type { FormState } from '../../form.ts'
import { attribute, type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { button, errorSummary, field } from '../../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { links, rows } from '../../views/lists.ts'
import type { Cited } from '../citation.ts'
import { mainTitle } from '../citation.ts'
import { CITATION_FORMATS, type CitationFormatName } from '../citation-formats.ts'
import {
  CITATION_STYLES,
  type CitationPart,
  type CitationStyle,
  citationInStyle,
} from '../citation-styles.ts'
import type { Publication } from '../store.ts'
import { takingTexts } from '../taking-texts.ts'
import { texts } from '../texts.ts'
import { citationPath, publicationPath } from './search.ts'

/** Every style as text to mark, every format as a file; pinned to a page where one was asked for. */
export const citationPage = (
  view: View,
  publication: Publication,
  { cited, page, form }: { cited: Cited; page: number | null; form: FormState },
): Html => {
  const t = takingTexts[view.language]
  const title = mainTitle(cited)
  return layout(view, {
    title: page === null ? t.title(title) : t.titlePage(title, page),
    current: 'publications',
    robots: 'noindex, follow',
    scripts: ['copy.js'],
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: page === null ? t.heading : t.headingPage(page),
      work: true,
      crumbs: [
        { label: texts[view.language].back, href: view.to('/publications') },
        {
          label: title,
          href: view.to(publicationPath(publication)),
          lang: cited.language === view.language ? undefined : cited.language,
        },
      ],
      lede: t.lede,
    })}
${errorSummary(view, form.problems)}
${columns(
  'side',
  html`<div>${CITATION_STYLES.map((style) => styleGroup(view, cited, { style, page }))}</div>`,
  side(
    t.files,
    sideBlock(
      t.pin,
      html`<form action="${view.to(`${publicationPath(publication)}/citation`)}">
${field(view, form, 'page', { label: t.pin, hint: t.pinHint, optional: true, inputmode: 'numeric', maxlength: 4, short: true, autocomplete: 'off' })}
${button(t.pinButton, 'second')}</form>`,
    ),
    sideBlock(t.files, fileLinks(view, publication, page)),
  ),
)}`,
  })
}

/** One citation, with its title in italics. */
export const citationLine = (view: View, cited: Cited, parts: readonly CitationPart[]): Html =>
  html`${parts.map(({ text, isTitle }) =>
    isTitle
      ? html`<cite ${attribute('lang', cited.language !== view.language && cited.language)}>${text}</cite>`
      : text,
  )}`

/** The day on which the page is read, for styles that say so. */
export const accessedOn = (view: View): string => view.now.toISOString().slice(0, 10)

const styleGroup = (
  view: View,
  cited: Cited,
  { style, page }: { style: CitationStyle; page: number | null },
): Html => {
  const t = takingTexts[view.language]
  const { reference, inText } = citationInStyle(cited, style, {
    language: view.language,
    accessedOn: accessedOn(view),
    page,
  })
  const copied = (id: string, label: string, parts: readonly CitationPart[]) =>
    html`<p class="small soft" id="${id}-label">${label}</p>
<p class="cite" id="${id}" data-copy="${t.copy}" data-copied="${t.copied}">${citationLine(view, cited, parts)}</p>`
  return group({
    id: style,
    title: t.styles[style],
    small: true,
    body: html`${copied(`${style}-reference`, t.reference, reference)}
${copied(`${style}-text`, style === 'oxford' ? t.inNote : t.inText, inText)}`,
  })
}

const fileLinks = (view: View, publication: Publication, page: number | null): Html => {
  const { formats } = takingTexts[view.language]
  return rows(
    (Object.keys(CITATION_FORMATS) as CitationFormatName[])
      .filter((name) => page === null || name !== 'json')
      .map(
        (name) => html`<a href="${citationFilePath(publication, name, page)}">${formats[name]}</a>`,
      ),
  )
}

const citationFilePath = (
  publication: { slug: string },
  name: CitationFormatName,
  page: number | null,
): string =>
  `${publicationPath(publication)}/citation.${name}${page === null ? '' : `?page=${page}`}`

/** What stands beside a publication: the first style, and the way to the others. */
export const citationBrief = (view: View, publication: Publication, cited: Cited): Html => {
  const t = takingTexts[view.language]
  const { reference } = citationInStyle(cited, 'apa', {
    language: view.language,
    accessedOn: accessedOn(view),
  })
  return html`<p class="cite">${citationLine(view, cited, reference)}</p>
${links(
  { label: t.moreStyles, href: view.to(citationPath(publication)) },
  { label: t.formats.ris, href: citationFilePath(publication, 'ris', null) },
  { label: t.formats.bib, href: citationFilePath(publication, 'bib', null) },
)}`
}
