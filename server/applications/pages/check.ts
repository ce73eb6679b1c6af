import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  textArea,
} from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { note, noteBlock } from '../../views/notes.ts'
import type { OwnApplication } from '../model.ts'
import { sectionPath } from '../paths.ts'
import type { RevisionContent } from '../rules.ts'
import { pageTexts } from '../texts-pages.ts'
import { contentParts } from './content.ts'
import { applicationPage, titleOf } from './frame.ts'
import { missingList } from './overview.ts'

/** Check your answers: what is missing first, then everything as readers will see it, then the one button. */
export const checkPage = (view: View, own: OwnApplication, content: RevisionContent): Html => {
  const t = pageTexts[view.language]
  const { application } = own
  const { id } = application
  const isDraft = own.status === 'draft'
  return applicationPage(view, own, {
    current: 'check',
    title: t.check,
    main: html`${
      isDraft &&
      own.lacks.length > 0 &&
      noteBlock('bad', html`<h2 class="h3">${t.missing}</h2>${missingList(view, own)}`)
    }
<p class="hint">${t.checkLede}</p>
${contentParts(view, content, {
  definition: application.definition,
  currency: application.call.currency,
  changeHref: own.editing === null ? (section) => view.to(sectionPath(id, section)) : undefined,
  fileHref: (slot) => {
    const file = application.attachments.find((one) => one.slot === slot)
    return file ? view.to(`/applications/${id}/attachments/${file.id}`) : null
  },
})}
${group({ id: 'send', title: t.send, body: sendPart(view, own) })}`,
  })
}

const sendPart = (view: View, own: OwnApplication): Html => {
  const t = pageTexts[view.language]
  const { id } = own.application
  if (own.submitting === null)
    return acts(
      actForm(view, {
        action: view.to(`/applications/${id}/submission`),
        label: t.send,
        kind: 'first',
      }),
      buttonLink(t.notYet, view.to(`/applications/${id}`), 'quiet'),
    )
  if (own.status !== 'draft' && own.application.revisionNumber !== null)
    return acts(buttonLink(t.seeReceipt, view.to(`/applications/${id}/receipt`)))
  return note('bad', explain(own.submitting, view.language), `${t.sendNot}.`)
}

/** Before the one act that cannot be undone: why, and the way back. */
export const withdrawalPage = (view: View, own: OwnApplication, form: FormState): Html => {
  const t = pageTexts[view.language]
  const { application } = own
  return applicationPage(view, own, {
    current: null,
    title: `${t.withdraw}: ${titleOf(application.title, view.language)}`,
    invalid: form.problems.length > 0,
    main:
      own.withdrawing === null
        ? html`<form method="post" action="${view.to(`/applications/${application.id}/withdrawal`)}" novalidate>${csrfField(view)}${errorSummary(view, form.problems)}
${note('bad', t.withdrawLede)}${own.takingBack === null && html`<p>${t.withdrawInstead}</p>`}
${textArea(view, form, 'reason', { label: t.withdrawReason, hint: t.withdrawReasonHint, rows: 3, maxlength: 2000 })}
${acts(button(t.withdraw, 'stop'), buttonLink(t.keep, view.to(`/applications/${application.id}`), 'quiet'))}
</form>`
        : group({
            id: 'refused',
            title: t.withdraw,
            body: note('plain', explain(own.withdrawing, view.language)),
          }),
  })
}
