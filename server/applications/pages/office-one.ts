import type { FormState } from '../../form.ts'
import type { FormDefinition } from '../../forms/rules.ts'
import { type Html, html } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import { choiceField } from '../../views/choices.ts'
import { formatMoney, OFFICE_ZONE, timeTag } from '../../views/format.ts'
import { acts, button, csrfField, errorSummary, textArea } from '../../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { rows, timeline } from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import { totalCents } from '../budget-rules.ts'
import type { Receipt } from '../revision-store.ts'
import { refuseScreening } from '../rules.ts'
import { texts } from '../texts.ts'
import { officeTexts } from '../texts-office.ts'
import type { Application } from '../whole.ts'
import { contentParts } from './content.ts'
import { titleOf } from './frame.ts'
import { officeStatusTag } from './office-list.ts'

export type HistoryLine = {
  type: string
  at: Date
  actorName: string | null
  reason: string | null
}

export type OfficeApplication = {
  application: Application
  receipt: Receipt
  definition: FormDefinition
  history: readonly HistoryLine[]
  form: FormState
  mayHandle: boolean
}

/** One application as the office handles it: what was submitted, by whom, and what has happened since. */
export const officeApplicationPage = (view: View, shown: OfficeApplication): Html => {
  const { language } = view
  const t = officeTexts[language]
  const { application, receipt } = shown
  const { call } = application
  const { content } = receipt
  return layout(view, {
    title: `${receipt.reference}: ${titleOf(content.title, language)}`,
    current: 'office',
    robots: 'noindex',
    invalid: shown.form.problems.length > 0,
    main: html`${pageHead(view, {
      work: true,
      title: titleOf(content.title, language),
      crumbs: [
        { label: t.office, href: view.to('/office') },
        { label: call.title[language], href: view.to(`/office/calls/${call.id}`) },
        { label: t.applications, href: view.to(`/office/calls/${call.id}/applications`) },
      ],
      facts: [
        {
          term: t.reference,
          value: html`<span class="num">${receipt.reference}</span>, ${t.version(receipt.number)}`,
        },
        { term: t.status, value: officeStatusTag(view, application.status) },
        {
          term: t.amount,
          value: formatMoney(language, totalCents(content.budget), call.currency),
        },
        {
          term: t.submitted,
          value: timeTag(view, receipt.submittedAt, call.zone, { seconds: true }),
        },
      ],
    })}${errorSummary(view, shown.form.problems)}${columns(
      'side',
      html`<div>${screeningPart(view, shown)}${contentParts(view, content, {
        definition: shown.definition,
        currency: call.currency,
        fileHref: (slot) =>
          content.attachments.some((file) => file.slot === slot)
            ? view.to(`/office/applications/${application.id}/files/${encodeURIComponent(slot)}`)
            : null,
      })}</div>`,
      side(
        t.history,
        handlingBlock(view, application),
        sideBlock(
          t.participants,
          rows(
            application.participants.map(
              ({ name, email, role }) =>
                html`${name}<br><span class="soft small">${texts[language].roles[role]}, ${email}</span>`,
            ),
          ),
        ),
        sideBlock(t.history, timeline(shown.history.map((line) => historyItem(view, line)))),
        sideBlock(t.digest, html`<p><code class="small">${receipt.sha256}</code></p>`),
      ),
    )}`,
  })
}

/** The pages where an application that passed the formal check is handled further. */
const handlingBlock = (view: View, { id, status }: OfficeApplication['application']) => {
  const t = officeTexts[view.language]
  if (!['eligible', 'in_review', 'decided'].includes(status)) return null
  return sideBlock(
    t.handlingTitle,
    rows(
      HANDLING.map(
        (step) =>
          html`<a href="${view.to(`/office/applications/${id}/${step}`)}">${t.handling[step]}</a>`,
      ),
    ),
  )
}

const HANDLING = ['dossier', 'assignments', 'conflicts', 'reviews', 'decision'] as const

const screeningPart = (view: View, shown: OfficeApplication): Html | null => {
  if (!shown.mayHandle) return null
  const t = officeTexts[view.language]
  const { application, form } = shown
  const { status, call } = application
  const act =
    status === 'submitted' ? 'screen' : status === 'ineligible' ? 'reconsider' : 'findEligible'
  const refusal = refuseScreening({ status }, act, call, view.now)
  if (refusal)
    return refusal.reason === 'wrong_status'
      ? null
      : group({
          id: 'screening',
          title: t.screening,
          body: note('plain', explain(refusal, view.language)),
        })
  return group({
    id: 'screening',
    title: t.screening,
    body: html`<form method="post" action="${view.to(`/office/applications/${application.id}/screening`)}" novalidate>${csrfField(view)}
<p class="hint">${t.screeningLede}</p>
${choiceField(view, form, 'outcome', {
  label: t.outcome,
  choices: [
    { value: 'eligible', label: t.eligible },
    { value: 'ineligible', label: t.ineligible },
  ],
})}
${textArea(view, form, 'reason', { label: t.reason, hint: t.reasonHint, rows: 3, maxlength: 2000 })}
${acts(button(t.record))}
</form>`,
  })
}

const historyItem = (view: View, line: HistoryLine) => {
  const t = officeTexts[view.language]
  const names: Record<string, string> = t.events
  return {
    state: 'done' as const,
    when: timeTag(view, line.at, OFFICE_ZONE, { short: true }),
    what: html`${names[line.type] ?? line.type}<br><span class="soft small">${line.actorName || t.portal}</span>${
      line.reason && html`<br><span class="small">${line.reason}</span>`
    }`,
  }
}
