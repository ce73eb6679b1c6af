import { attribute, type Html, html, multiline } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { group } from '../../../views/head.ts'
import { wordedFor } from '../../rules.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

export const plainSummary = (view: View, { plainSummary, language }: Publication): Html | false => {
  const worded = wordedFor(plainSummary, view.language, language)
  return (
    worded !== undefined &&
    group({
      id: 'plain',
      title: partsTexts[view.language].plainSummary,
      body: html`<div class="read" ${attribute('lang', worded.language === view.language ? undefined : worded.language)}>${worded.text
        .split(/\n\s*\n/)
        .map((paragraph) => html`<p>${multiline(paragraph)}</p>`)}</div>`,
    })
  )
}
