import { attribute, type Html, html, multiline } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { dateTag } from '../../../views/format.ts'
import { group } from '../../../views/head.ts'
import { timeline } from '../../../views/lists.ts'
import type { Note } from '../../parts-store.ts'
import { wordedFor } from '../../rules.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** What was put right or changed since it was published, newest first. */
export const notes = (
  view: View,
  { language }: Publication,
  list: readonly Note[],
): Html | false => {
  const t = partsTexts[view.language]
  return (
    list.length > 0 &&
    group({
      id: 'notes',
      title: t.notes,
      body: timeline(
        list.map(({ kind, text, notedAt }) => {
          const worded = wordedFor(text, view.language, language)
          const foreign = worded?.language === view.language ? undefined : worded?.language
          return {
            when: dateTag(view, notedAt),
            what: html`<b>${t.noteKinds[kind]}</b><br><span ${attribute('lang', foreign)}>${multiline(worded?.text ?? '')}</span>`,
            state: 'done' as const,
          }
        }),
      ),
    })
  )
}
