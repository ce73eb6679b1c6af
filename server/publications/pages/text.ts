import { attribute, type Html, html, multiline } from '../../html.ts'
import type { View } from '../../view.ts'
import { columns, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { factLine } from '../../views/lists.ts'
import { toolsRow } from '../../views/tables.ts'
import { readingTexts } from '../reading-texts.ts'
import type { TextBlock } from '../rules/text-blocks.ts'
import { headingId, type TextHeading, type TextPart } from '../rules/text-parts.ts'
import { wordedFor } from '../rules.ts'
import { takingTexts } from '../taking-texts.ts'
import type { BlockPage } from '../text-store.ts'
import type { TextView } from '../text-view.ts'
import { citationPath, filePath, publicationPath, textPath } from './search.ts'

/** Headings in the contents: of a handbook with thousands, the chapters. */
const CONTENTS_MAX = 60

/** A part of the text of a publication, with the pages of the PDF marked, for those who read it here. */
export const textPage = (view: View, text: TextView): Html => {
  const t = readingTexts[view.language]
  const { publication, part, parts, pageCount } = text
  const title = wordedFor(publication.title, view.language, publication.language)
  const at = parts.indexOf(part)
  const [before, after] = [parts[at - 1], parts[at + 1]]
  const path = publicationPath(publication)
  const lang = foreign(view, title?.language ?? publication.language)
  return layout(view, {
    title: t.textTitle(title?.text ?? '', part.from, part.to),
    current: 'publications',
    robots: 'noindex, follow',
    head: html`${before && html`<link rel="prev" href="${view.to(textPath(publication, before.from))}">\n`}${after && html`<link rel="next" href="${view.to(textPath(publication, after.from))}">\n`}`,
    main: html`${pageHead(view, {
      title: html`<a class="plain" href="${view.to(path)}">${title?.text}</a>`,
      lang,
      work: true,
      crumbs: [{ label: t.about, href: view.to(path) }],
      below: html`${factLine([t.pagesOf(part.from, part.to, pageCount)])}<p class="small soft">${publication.file === null ? t.noteNoFile : t.note}</p>`,
    })}
${columns(
  'first',
  contents(view, text),
  html`<article class="leaves" ${attribute('lang', foreign(view, publication.language))}>
${text.pages.length === 0 ? html`<p class="soft">${t.emptyPart}</p>` : sheets(view, text)}
<nav lang="${view.language}" aria-label="${t.turn}">${toolsRow(
    before
      ? html`<a class="btn second" rel="prev" href="${view.to(textPath(publication, before.from))}">${t.previous(before.from, before.to)}</a>`
      : html`<span></span>`,
    after
      ? html`<a class="btn" rel="next" href="${view.to(textPath(publication, after.from))}">${t.next(after.from, after.to)}</a>`
      : html`<span></span>`,
  )}</nav>
</article>`,
)}`,
  })
}

const foreign = (view: View, language: string): string | undefined =>
  language === view.language ? undefined : language

/** One sheet a page; a paragraph that runs over the end of a page stays whole, with the new page marked inside. */
const sheets = (view: View, { publication, pages }: TextView): Html[] => {
  const begun = new Set<number>()
  return pages.map((page, index) => {
    const blocks = begun.has(page.number) ? page.blocks.slice(1) : page.blocks
    const next = pages[index + 1]
    const first = next?.blocks[0]
    const runsOn =
      next !== undefined &&
      next.number === page.number + 1 &&
      first?.kind === 'paragraph' &&
      first.goesOn === true &&
      blocks.some(({ kind }) => kind === 'paragraph')
    const last = runsOn ? blocks.findLastIndex(({ kind }) => kind === 'paragraph') : -1
    if (runsOn) begun.add(next.number)
    const offset = page.blocks.length - blocks.length
    const body = blocks.map((block, at) =>
      at === last && block.kind === 'paragraph' && first?.kind === 'paragraph' && next
        ? html`<p dir="auto">${multiline(block.text)} ${pageMark(view, next.number)} ${multiline(first.text)}</p>\n`
        : blockHtml(view, page, block, at + offset),
    )
    if (body.length === 0) return html``
    const isMarked = begun.has(page.number)
    return html`<section class="sheet" ${attribute('id', !isMarked && `p${page.number}`)}>
<p class="pageno" lang="${view.language}"><a href="#p${page.number}">${readingTexts[view.language].page} ${page.number}</a>${pdfLink(view, publication, page.number)}${citeLink(view, publication, page.number)}</p>
<div class="read" ${attribute('lang', page.language !== publication.language && page.language)}>${body}</div>
</section>
`
  })
}

const pdfLink = (view: View, publication: TextView['publication'], page: number): Html | false => {
  const t = readingTexts[view.language]
  return (
    publication.file !== null &&
    html`<a href="${filePath(publication)}#page=${page}">${t.inPdf}<span class="vh">, ${t.inPdfOf(page)}</span></a>`
  )
}

const citeLink = (view: View, publication: TextView['publication'], page: number): Html =>
  html`<a href="${view.to(citationPath(publication, page))}" rel="nofollow">${takingTexts[view.language].heading}<span class="vh">, ${readingTexts[view.language].inPdfOf(page)}</span></a>`

/** Inside a paragraph, where a page of the PDF ends. */
const pageMark = (view: View, number: number): Html =>
  html`<a class="leafmark" id="p${number}" href="#p${number}" lang="${view.language}"><span class="vh">${readingTexts[view.language].page} </span>${number}</a>`

const blockHtml = (view: View, page: BlockPage, block: TextBlock, at: number): Html => {
  switch (block.kind) {
    case 'heading': {
      const id = headingId({ page: page.number, at })
      if (block.level === 2) return html`<h2 id="${id}" dir="auto">${block.text}</h2>\n`
      if (block.level === 3) return html`<h3 id="${id}" dir="auto">${block.text}</h3>\n`
      return html`<h4 id="${id}" dir="auto">${block.text}</h4>\n`
    }
    case 'paragraph':
      return html`<p dir="auto">${multiline(block.text)}</p>\n`
    case 'quote':
      return html`<blockquote dir="auto"><p>${block.text}</p></blockquote>\n`
    case 'note':
      return html`<p class="note-line" dir="auto">${block.text}</p>\n`
    case 'list':
      return block.start === null
        ? html`<ul class="points">${block.items.map((item) => html`<li dir="auto">${item}</li>`)}</ul>\n`
        : html`<ol class="points" ${attribute('start', block.start !== 1 && block.start)}>${block.items.map((item) => html`<li dir="auto">${item}</li>`)}</ol>\n`
    case 'table':
      return tableHtml(view, page, block)
  }
}

const tableHtml = (
  view: View,
  page: BlockPage,
  { head, rows }: Extract<TextBlock, { kind: 'table' }>,
): Html => {
  const label = readingTexts[view.language].table(page.number)
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>${
    head &&
    html`<thead><tr>${head.map((cell) => (cell === '' ? html`<td></td>` : html`<th scope="col" dir="auto">${cell}</th>`))}</tr></thead>`
  }<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td dir="auto">${cell}</td>`)}</tr>\n`)}</tbody></table></div>
`
}

/** Chapters of the whole, and what lies below them in the part that is open; without headings the parts. */
const contents = (view: View, text: TextView): Html => {
  const t = readingTexts[view.language]
  const { publication, headings, parts, part } = text
  const isHere = ({ page }: TextHeading) => page >= part.from && page <= part.to
  const shown = headings.filter((one) => one.level === 2 || (one.level === 3 && isHere(one)))
  const body =
    shown.length === 0
      ? html`<ul class="contents">${parts.map(
          (one) =>
            html`<li><a href="${view.to(textPath(publication, one.from))}" ${attribute('aria-current', one === part && 'true')}>${t.whole(one.from, one.to)}</a></li>\n`,
        )}</ul>`
      : html`<ul class="contents" ${attribute('lang', foreign(view, publication.language))}>${shown
          .slice(0, CONTENTS_MAX)
          .map((heading) => contentsLine(view, text, heading))}</ul>${
          shown.length > CONTENTS_MAX &&
          html`<p class="small soft">${t.further(shown.length - CONTENTS_MAX)}</p>`
        }`
  return html`<nav class="sticky" aria-label="${t.contents}"><details class="fold"><summary>${t.contents}</summary>
<h2 class="h3">${t.contents}</h2>
${body}</details></nav>
`
}

const contentsLine = (view: View, { publication, parts, part }: TextView, heading: TextHeading) => {
  const { from } = partOf(parts, heading.page) ?? part
  const id = headingId(heading)
  const href = from === part.from ? `#${id}` : `${view.to(textPath(publication, from))}#${id}`
  return html`<li ${attribute('class', heading.level > 2 && 'sub')}><a href="${href}" dir="auto">${heading.text}</a> <span class="soft">${heading.page}</span></li>\n`
}

const partOf = (parts: readonly TextPart[], page: number): TextPart | undefined =>
  parts.findLast(({ from }) => from <= page)
