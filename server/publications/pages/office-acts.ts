import { emptyForm, type FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import { actForm, acts, button, buttonLink, csrfField, field, textArea } from '../../views/forms.ts'
import { disclosure } from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import { RETURN_REASON_MAX, refuseOffice } from '../rules/deposits.ts'
import {
  ACT_NOUNS,
  type ActFacts,
  PUBLICATION_ACTS,
  type PublicationAct,
  refuseAct,
  refuseEdit,
  statusAfter,
} from '../rules.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { confirmation, type ShownDuplicate } from './duplicates.ts'

export const officePath = (publication: { id: string }): string =>
  `/office/publications/${publication.id}`

/** With the forms that came back. */
export type ActsGiven = {
  facts: ActFacts
  withdrawal?: FormState
  returning?: FormState
  publishing?: FormState
  duplicates: { found: readonly ShownDuplicate[] }
}

/** What can be done with it now, what cannot and why, and for what a reason is asked. */
export const possibleActs = (
  view: View,
  publication: Publication,
  { facts, withdrawal, returning, publishing, duplicates }: ActsGiven,
): Html => {
  const t = texts[view.language].office
  if (facts.deposit && facts.status === 'draft') return takingOver(view, publication)
  const possible = PUBLICATION_ACTS.filter((act) => refuseAct(act, facts) === null)
  const form = (act: PublicationAct, kind: 'first' | 'second') =>
    actForm(view, {
      action: view.to(`${officePath(publication)}/${ACT_NOUNS[act]}`),
      label: t.act[act],
      kind,
      hidden: { version: String(publication.version) },
    })
  // Those who deposited it are told why it comes back.
  const isExplained = facts.deposit !== undefined && possible.includes('return')
  const confirming = confirmation(view, duplicates.found, publishing)
  const isConfirming = confirming && possible.includes('publish')
  const simple = possible.filter(
    (act) =>
      act !== 'withdraw' &&
      !(act === 'publish' && isConfirming) &&
      !(act === 'return' && isExplained),
  )
  const withheld = PUBLICATION_ACTS.flatMap((act) => {
    const refusal = refuseAct(act, facts)
    const isOnTheWay = statusAfter(facts.status, act) !== undefined
    return isOnTheWay && refusal ? [{ act, refusal }] : []
  })
  // What leads on comes first; the way back is never the first choice.
  const first = isConfirming ? undefined : simple.findLast((act) => act !== 'return')
  const mayEdit =
    refuseEdit(publication.status) === null &&
    (facts.deposit === undefined || refuseOffice(publication.status) === null)
  return html`${withheld.map(({ act, refusal }) => note('now', explain(refusal, view.language), `${t.act[act]}:`))}${
    isConfirming &&
    html`<form method="post" action="${view.to(`${officePath(publication)}/${ACT_NOUNS.publish}`)}" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${confirming}
${acts(button(t.act.publish))}
</form>`
  }${acts(
    ...(first ? [form(first, 'first')] : []),
    ...simple.filter((act) => act !== first).map((act) => form(act, 'second')),
    ...(mayEdit ? [buttonLink(t.edit, view.to(`${officePath(publication)}/edit`), 'second')] : []),
  )}
${
  isExplained &&
  disclosure(
    t.returnWithReason,
    html`<form method="post" action="${view.to(`${officePath(publication)}/return`)}" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${textArea(view, returning ?? emptyForm(), 'return_reason', { label: t.returnReason, hint: t.returnReasonHint, rows: 4, maxlength: RETURN_REASON_MAX })}
${acts(button(t.returnWithReason, 'second'))}
</form>`,
    { open: returning !== undefined },
  )
}
${
  possible.includes('withdraw') &&
  disclosure(
    t.act.withdraw,
    html`<form method="post" action="${view.to(`${officePath(publication)}/withdrawal`)}" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${textArea(view, withdrawal ?? emptyForm(), 'reason', { label: t.reason, hint: t.withdrawHow, rows: 3, maxlength: 2000 })}
${field(view, withdrawal ?? emptyForm(), 'replaced_by', { label: t.replacedBy, hint: t.replacedByHint, optional: true, maxlength: 200 })}
${acts(button(t.act.withdraw, 'stop'))}
</form>`,
    { open: withdrawal !== undefined },
  )
}`
}

/** While its authors have it nothing is the office's to do, unless they are gone. */
const takingOver = (view: View, publication: Publication): Html => {
  const t = texts[view.language].office.deposit
  return html`<p class="text">${t.nothing}</p>${disclosure(
    t.takeOver,
    html`<p>${t.takeOverHow}</p>${acts(
      actForm(view, {
        action: view.to(`${officePath(publication)}/submission`),
        label: t.takeOver,
        hidden: { version: String(publication.version) },
      }),
    )}`,
  )}`
}
