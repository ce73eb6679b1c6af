import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { note, noteBlock } from '../../views/notes.ts'
import { texts as reportTexts } from '../pdf-report-texts.ts'
import { type PdfFacts, pdfDetails, pdfRemarks } from '../rules/pdf-report.ts'
import { texts } from '../texts.ts'

/** For the office: what is amiss with a PDF for those who will read it, each with how to mend it. */
export const pdfReport = (view: View, facts: PdfFacts): Html => {
  const t = reportTexts[view.language]
  return pdfRemarks(facts).length === 0
    ? note('plain', t.well)
    : noteBlock('now', html`<p><b>${t.title}</b></p>\n${remarks(view, facts)}`)
}

/**
 * The same for whoever made the PDF, from the moment it is there: that it is being read, why it could not be, or how
 * it is for its readers. `state` is the file's.
 */
export const pdfReportForAuthor = (view: View, file: PdfFacts & { state: string }): Html => {
  const t = reportTexts[view.language].author
  const { findings } = file
  if (findings === null || file.state === 'received') return note('now', t.reading)
  const reasons: Readonly<Record<string, string>> = texts[view.language].office.fileReasons
  if (findings['ok'] !== true)
    return note('bad', t.wrong(reasons[String(findings['reason'])] ?? reasons['damaged'] ?? ''))
  return pdfRemarks(file).length === 0
    ? note('good', t.well)
    : noteBlock('now', html`<p><b>${t.title}</b> ${t.lede}</p>\n${remarks(view, file)}`)
}

const remarks = (view: View, facts: PdfFacts): Html => {
  const t = reportTexts[view.language].remarks
  const details = pdfDetails(facts)
  return html`${pdfRemarks(facts).map((remark) => {
    const { what, how } = t[remark]
    return html`<p>${typeof what === 'string' ? what : what(details[remark] ?? '')} <span class="soft">${how}</span></p>`
  })}`
}
