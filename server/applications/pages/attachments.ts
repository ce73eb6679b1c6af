import type { FormState } from '../../form.ts'
import type { AttachmentSlot } from '../../forms/rules.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { fileField } from '../../views/choices.ts'
import { formatBytes } from '../../views/format.ts'
import { actForm, acts, button, csrfField, errorSummary } from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { stateTag } from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import type { OwnApplication } from '../model.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'
import type { SavedAttachment } from '../whole.ts'
import { applicationPage, goOnLink, sectionTitle } from './frame.ts'
import { readOnlyNotice } from './notices.ts'

/** The files of an application, slot by slot; each slot is a form of its own. */
export const attachmentsPage = (view: View, own: OwnApplication, form: FormState): Html => {
  const t = pageTexts[view.language]
  const { application } = own
  return applicationPage(view, own, {
    current: 'attachments',
    title: sectionTitle(own, 'attachments', view.language),
    invalid: form.problems.length > 0,
    main: html`${readOnlyNotice(view, own)}${errorSummary(view, form.problems)}
<p class="hint">${t.attachmentsLede}</p>
${application.definition.attachments.map((slot) => slotPart(view, own, slot, form))}
${acts(goOnLink(view, own, 'attachments'))}`,
  })
}

/** What is known of an attached file, in a word and a sentence. */
export const attachmentState = (view: View, own: OwnApplication, file: SavedAttachment): Html => {
  const t = texts[view.language].attachments
  const finding = attachmentFinding(view, own, file)
  const state =
    file.state === 'received'
      ? stateTag('half', t.checking)
      : finding === null
        ? stateTag('full', t.clean)
        : stateTag('now', t.attention)
  return html`${state}${finding && html` <span class="soft">${finding}</span>`}`
}

/** Why a file needs attention; null while nothing is known against it. */
export const attachmentFinding = (
  view: View,
  own: OwnApplication,
  file: SavedAttachment,
): string | null => {
  const t = texts[view.language].attachments.findings
  const slot = own.application.definition.attachments.find(({ key }) => key === file.slot)
  const found = file.findings
  if (found?.['ok'] === false) {
    const reasons: Record<string, unknown> = t
    const reason = reasons[String(found['reason'])]
    return typeof reason === 'string' ? reason : t.damaged
  }
  const sentences = [
    slot && file.pages !== null && file.pages > slot.pagesMax && t.pages(file.pages, slot.pagesMax),
    found?.['hasText'] === false && t.noText,
    found?.['hasScripts'] === true && t.scripts,
    found?.['hasAttachments'] === true && t.embedded,
    found?.['mergeable'] === false && t.damaged,
  ].filter((sentence) => typeof sentence === 'string')
  return sentences.length > 0 ? sentences.join(' ') : null
}

const slotPart = (view: View, own: OwnApplication, slot: AttachmentSlot, form: FormState): Html => {
  const { language } = view
  const t = pageTexts[language]
  const { id, attachments } = own.application
  const file = attachments.find((one) => one.slot === slot.key)
  const label = slot.label[language]
  const isOpen = own.editing === null
  return group({
    id: `slot-${slot.key}`,
    title: label,
    small: true,
    body: html`${
      file &&
      html`<p><a href="${view.to(`/applications/${id}/attachments/${file.id}`)}">${file.name}</a> <span class="soft">${[
        formatBytes(language, file.size),
        file.pages !== null && texts[language].attachments.pages(file.pages),
      ]
        .filter(Boolean)
        .join(', ')}</span></p><p>${attachmentState(view, own, file)}</p>`
    }${
      isOpen &&
      html`<form method="post" enctype="multipart/form-data" action="${view.to(`/applications/${id}/attachments/${slot.key}`)}" novalidate>${csrfField(view)}
${fileField(view, form, `file-${slot.key}`, {
  label: file
    ? html`${t.replace}<span class="vh">: ${label}</span>`
    : html`${t.file}<span class="vh">: ${label}</span>`,
  optional: !slot.required,
  hint: slot.hint?.[language],
  accept: 'application/pdf,.pdf',
  kinds: 'PDF',
  sizeMax: slot.bytesMax,
  pagesMax: slot.pagesMax,
})}${acts(button(file ? t.replace : t.attach, 'second'))}</form>`
    }${
      isOpen &&
      file &&
      actForm(view, {
        action: view.to(`/applications/${id}/attachments/${file.id}/removal`),
        label: html`${t.remove}<span class="vh"> ${file.name}</span>`,
        kind: 'quiet',
      })
    }${!file && !isOpen && note('plain', t.noAttachments)}`,
  })
}
