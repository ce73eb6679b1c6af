import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { note, noteBlock } from '../../views/notes.ts'
import { texts } from '../pdf-report-texts.ts'
import { type PdfFacts, pdfRemarks } from '../rules/pdf-report.ts'

/** What is amiss with a PDF for those who will read it, each with how to mend it. */
export const pdfReport = (view: View, facts: PdfFacts): Html => {
  const t = texts[view.language]
  const remarks = pdfRemarks(facts)
  if (remarks.length === 0) return note('plain', t.well)
  return noteBlock(
    'now',
    html`<p><b>${t.title}</b></p>
${remarks.map((remark) => html`<p>${t.remarks[remark].what} <span class="soft">${t.remarks[remark].how}</span></p>`)}`,
  )
}
