import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatNumber } from '../../views/format.ts'
import { buttonLink } from '../../views/forms.ts'
import { pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { links } from '../../views/lists.ts'
import { emptyState, note } from '../../views/notes.ts'
import { pager } from '../../views/tables.ts'
import { INSIDE_PAGES_SHOWN, type InsideAnswer } from '../inside.ts'
import { libraryPath } from '../parameters.ts'
import { wordedFor } from '../rules.ts'
import { searchTexts } from '../search-texts.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { hitLines, insidePath, publicationPath } from './search.ts'

/** The field of the search inside one publication, on its own page and on that of its hits. */
export const insideForm = (view: View, publication: { slug: string }, words = ''): Html => {
  const s = searchTexts[view.language].inside
  return html`<form class="inside" action="${view.to(`${publicationPath(publication)}/search`)}" role="search" aria-label="${s.title}">
<label for="inside">${s.label}</label>
<div class="search"><input id="inside" name="q" type="search" value="${words}" autocomplete="off" maxlength="300"><button class="btn second" type="submit">${s.search}</button></div>
</form>
`
}

/** All pages of one publication that have the words. */
export const insidePage = (
  view: View,
  publication: Publication,
  { words, page, answer }: { words: string; page: number; answer: InsideAnswer },
): Html => {
  const [t, s] = [texts[view.language], searchTexts[view.language].inside]
  const title = wordedFor(publication.title, view.language, publication.language)
  const figure = formatNumber(view.language, answer.total)
  const heading =
    words === ''
      ? s.title
      : answer.total === 0
        ? s.none(words)
        : s.found(answer.total, figure, words)
  const isElsewhere = title !== undefined && title.language !== view.language
  return layout(view, {
    title: `${heading} – ${title?.text ?? ''}`,
    current: 'publications',
    robots: 'noindex, follow',
    main: html`${pageHead(view, {
      title: title?.text ?? '',
      lang: isElsewhere ? title?.language : undefined,
      work: true,
      crumbs: [{ label: t.back, href: view.to('/publications') }],
      below: html`${insideForm(view, publication, words)}${links({ label: s.back, href: view.to(publicationPath(publication)) })}`,
    })}
<section aria-labelledby="hits"><h2 id="hits" class="h3">${heading}</h2>
${words !== '' && answer.engine === 'postgresql' && note('now', t.byPostgres)}
${answer.isCapped && note('plain', t.capped)}
${
  answer.total === 0
    ? words === ''
      ? html`<p class="soft">${s.ask}</p>`
      : emptyState(view, {
          title: s.noneHow,
          acts: [
            buttonLink(
              s.everywhere,
              view.to(libraryPath({ words, chosen: {}, sort: 'relevance' })),
              'second',
            ),
          ],
        })
    : html`<ol class="hits">${hitLines(view, publication, answer.matches)}</ol>`
}
${pager(view, {
  page,
  pages: Math.ceil(answer.total / INSIDE_PAGES_SHOWN),
  href: (to) => view.to(insidePath(publication, words, to)),
  label: s.pages,
})}
</section>`,
  })
}
