import type { FormState } from '../../form.ts'
import { type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { fileField } from '../../views/choices.ts'
import { formatBytes } from '../../views/format.ts'
import { acts, button, csrfField } from '../../views/forms.ts'
import { note } from '../../views/notes.ts'
import { copyTexts } from '../copy-texts.ts'
import { FILE_BYTES_MAX } from '../files.ts'
import { isBeingRead } from '../rules/checks.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { pdfReport } from './pdf-report.ts'

/** How it stands with a publication's PDF, and how it can be made better. `href`: where it can be opened. */
export const fileState = (
  view: View,
  publication: Publication,
  href: string | null,
): Renderable => {
  const { office: t, pages } = texts[view.language]
  const { file } = publication
  if (file === null) return html`<p class="soft">${t.fileNone}</p>`
  if (isBeingRead(publication)) return note('now', t.fileReading)
  const reasons: Readonly<Record<string, string>> = t.fileReasons
  if (file.state === 'attention')
    return note('bad', `${t.fileWrong} ${reasons[String(file.findings?.['reason'])] ?? ''}.`)
  const size = formatBytes(view.language, file.size, 'PDF')
  return html`${note('good', html`${t.fileRead(pages(file.pages ?? 0), size)}${href !== null && html` <a href="${href}">PDF</a>`}`)}${copyState(view, publication)}${pdfReport(view, file)}`
}

/** What readers get in place of the file, or why they get the file itself. */
const copyState = (view: View, { status, copy }: Publication): Html | false => {
  const t = copyTexts[view.language]
  if (status !== 'published') return false
  if (copy === null) return note('plain', t.making)
  return 'reason' in copy
    ? note('now', `${t.notMade} ${t.reasons[copy.reason]}.`)
    : note('plain', t.made)
}

/** A form that gives it a PDF, or another one. */
export const attachForm = (
  view: View,
  publication: Publication,
  form: FormState,
  given: { action: string; label: string; button: string; more?: Renderable; isFirst?: boolean },
): Html => html`<form method="post" action="${view.to(given.action)}" enctype="multipart/form-data" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${fileField(view, form, 'file', { label: given.label, accept: 'application/pdf', kinds: 'PDF', sizeMax: FILE_BYTES_MAX })}
${given.more}
${acts(button(given.button, given.isFirst ? 'first' : 'second'))}
</form>`
