import { attribute, type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { group } from '../../../views/head.ts'
import { readingTexts } from '../../reading-texts.ts'
import { headingId, partWith, type TextHeading, type TextPart } from '../../rules/text-parts.ts'
import type { Publication } from '../../store.ts'
import { textPath } from '../search.ts'

const CHAPTERS_SHOWN = 24
/** A text with a single heading has no contents. */
const CHAPTERS_MIN = 2

/** The chapters, each a way into the text. */
export const chapters = (
  view: View,
  publication: Publication,
  { headings, parts }: { headings: readonly TextHeading[]; parts: readonly TextPart[] },
): Html | false => {
  const t = readingTexts[view.language]
  const own = headings.filter(({ level }) => level === 2)
  if (own.length < CHAPTERS_MIN) return false
  const further = own.length - CHAPTERS_SHOWN
  const lang = publication.language === view.language ? undefined : publication.language
  return group({
    id: 'contents',
    title: t.chapters,
    more: { label: t.readHere, href: view.to(textPath(publication, 1)) },
    body: html`<ol class="contents" ${attribute('lang', lang)}>${own
      .slice(0, CHAPTERS_SHOWN)
      .map((heading) => {
        const from = partWith(parts, heading.page)?.from ?? heading.page
        return html`<li><a href="${view.to(textPath(publication, from))}#${headingId(heading)}" dir="auto">${heading.text}</a> <span class="soft">${heading.page}</span></li>\n`
      })}</ol>${further > 0 && html`<p class="small soft">${t.furtherChapters(further)}</p>`}`,
  })
}
