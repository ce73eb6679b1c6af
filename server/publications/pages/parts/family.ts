import { attribute, type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { formatLanguage } from '../../../views/format.ts'
import { group } from '../../../views/head.ts'
import { rows } from '../../../views/lists.ts'
import type { About } from '../../about.ts'
import { seriesLine } from '../../labels.ts'
import { wordedFor } from '../../rules.ts'
import { publicationPath } from '../search.ts'
import { partsTexts } from './texts.ts'

/** The others of its family, each with what it is to this one. */
export const family = (view: View, { relations }: Pick<About, 'relations'>): Html | false => {
  const t = partsTexts[view.language]
  return (
    relations.length > 0 &&
    group({
      id: 'family',
      title: t.family,
      body: rows(
        relations.map(({ relation, to }) => {
          const title = wordedFor(to.title, to.language, to.language) ?? {
            text: to.slug,
            language: to.language,
          }
          const foreign = title.language === view.language ? undefined : title.language
          const facts = [
            seriesLine(to, view.language),
            to.year,
            formatLanguage(view.language, to.language),
          ]
          return html`<span class="soft">${t.relations[relation]}:</span> <a href="${view.to(publicationPath(to))}" ${attribute('lang', foreign)}>${title.text}</a> <span class="soft">${facts.filter((fact) => fact !== null).join(', ')}</span>`
        }),
      ),
    })
  )
}
