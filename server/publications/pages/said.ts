import { type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatList } from '../../views/format.ts'
import { libraryPath } from '../parameters.ts'
import type { LibraryAnswer, LibraryItem, LibraryQuery, Rescue } from '../search.ts'
import { searchTexts } from '../search-texts.ts'
import { texts } from '../texts.ts'

/** Under the search field: what was searched beyond or instead of what was written, with the way back. */
export const whatWasDone = (
  view: View,
  query: LibraryQuery,
  { rescue, alsoAsked, unasked }: LibraryAnswer,
): Html | null => {
  const s = searchTexts[view.language]
  const said: Renderable[] = []
  if (rescue) said.push(rescueLine(view, query, rescue))
  if (unasked.length > 0)
    said.push(
      s.unasked(
        formatList(
          view.language,
          unasked.map((word) => quoted(view, word)),
        ),
      ),
    )
  // What also was asked for after a rescue belongs to the other question.
  const shown = rescue ? rescue.query : query
  if (shown.isExact)
    said.push(
      html`${s.isExact} <a href="${view.to(libraryPath({ ...shown, isExact: false, page: 1 }))}">${s.notExact}</a>`,
    )
  else if (alsoAsked.length > 0)
    said.push(
      html`${s.alsoAsked} ${alsoAsked.map(
        ({ text, language }, at) =>
          html`${at > 0 && ', '}<span lang="${language}">${lowered(text, language)}</span>`,
      )}. <a href="${view.to(libraryPath({ ...shown, isExact: true, page: 1 }))}">${s.exactOnly}</a>`,
    )
  return said.length === 0
    ? null
    : html`${said.map((line) => html`<p class="wide wrote">${line}</p>`)}`
}

const rescueLine = (view: View, query: LibraryQuery, rescue: Rescue): Renderable => {
  const s = searchTexts[view.language]
  const path = view.to(libraryPath(rescue.query))
  const nothing = query.words === '' ? s.nothingSo : s.nothingOn(query.words)
  switch (rescue.by) {
    case 'spelling':
      return html`${nothing} ${s.insteadSpelling} <b><a href="${path}">${rescue.query.words}</a></b>.`
    case 'filter':
      return html`${s.nothingSo} <a href="${path}">${s.insteadFilter(texts[view.language].facets[rescue.facet].toLowerCase())}</a>`
    case 'filters':
      return html`${s.nothingSo} <a href="${path}">${s.insteadFilters}</a>`
    case 'words':
      return html`${nothing} <a href="${path}">${s.insteadWords(
        formatList(
          view.language,
          rescue.without.map((word) => quoted(view, word)),
        ),
      )}</a>`
  }
}

const PAGES_NAMED = 3

/** One line under a hit: where the words stand, and whether as they were written. */
export const whyLine = (view: View, { why, matches, pagesFound }: LibraryItem): Html | null => {
  if (!why) return null
  const s = searchTexts[view.language]
  const numbers = [...new Set(matches.map(({ page }) => page))].slice(0, PAGES_NAMED)
  const further = pagesFound - numbers.length
  const places = [
    ...why.places.map((place) => s.places[place]),
    ...(numbers.length > 0
      ? [
          `${s.pages(numbers.join(', '), numbers.length + further)}${further > 0 ? ` ${s.andMore(further)}` : ''}`,
        ]
      : []),
  ]
  if (places.length === 0) return null
  const how = why.kind === 'form' ? s.byForm : why.kind === 'translation' ? s.byTranslation : null
  return html`<p class="small soft">${s.why} ${places.join(' · ')}${how !== null && html` (${how})`}</p>`
}

/** Plain help, closed until it is wanted. */
export const searchHelp = (view: View): Html => {
  const s = searchTexts[view.language]
  return html`<details class="help"><summary class="small">${s.help}</summary><dl class="signs">${s.helpRows.map(
    ({ sign, what }) => html`<dt><code>${sign}</code></dt><dd>${what}</dd>`,
  )}</dl></details>
`
}

const quoted = (view: View, word: string): string =>
  view.language === 'sv' ? `”${word}”` : `“${word}”`

/** Names of themes begin with a capital as labels, not in a sentence; acronyms keep theirs. */
const lowered = (text: string, language: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLocaleLowerCase(language) + text.slice(1) : text
