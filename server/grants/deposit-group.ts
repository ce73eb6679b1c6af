import { type Html, html } from '../html.ts'
import { depositTag } from '../publications/library.ts'
import { refuseDeposit } from '../publications/rules/deposits.ts'
import { wordedFor } from '../publications/rules.ts'
import type { View } from '../view.ts'
import { timeTag } from '../views/format.ts'
import { actForm, acts, buttonLink } from '../views/forms.ts'
import { group } from '../views/head.ts'
import { entries, entry } from '../views/lists.ts'
import { publicationTypeLabel } from '../vocabulary/publication-types.ts'
import { depositTexts } from './deposit-texts.ts'
import type { OwnGrant } from './loading.ts'
import { refuseReport } from './rules.ts'
import type { Report } from './store.ts'

/** What its holders deposited in the library, and the way to deposit more. Nothing before the grant is accepted. */
export const depositGroup = (view: View, { grant, deposits, mayWrite }: OwnGrant): Html | false => {
  const t = depositTexts[view.language]
  const isOpen = refuseDeposit(grant.status) === null
  return (
    (isOpen || deposits.length > 0) &&
    group({
      id: 'library',
      title: t.title,
      body: html`<p class="text">${t.lede}</p>
${deposits.length === 0 ? html`<p class="soft">${t.none}</p>` : entries(deposits.map((one) => depositEntry(view, one, mayWrite)))}
${isOpen && mayWrite && acts(actForm(view, { action: view.to(`/grants/${grant.id}/deposits`), label: t.begin }))}`,
    })
  )
}

const depositEntry = (
  view: View,
  deposit: OwnGrant['deposits'][number],
  mayWrite: boolean,
): Html => {
  const t = depositTexts[view.language]
  const worded = wordedFor(deposit.title, view.language, deposit.language)
  const href = view.to(`/deposits/${deposit.id}`)
  const isTheirs = deposit.status === 'draft'
  return entry({
    at: publicationTypeLabel(deposit.type, view.language),
    title: worded?.text ?? t.untitled,
    lang: worded && worded.language !== view.language ? worded.language : undefined,
    href,
    facts: [depositTag(view, deposit), timeTag(view, deposit.updatedAt)],
    body: isTheirs && mayWrite && acts(buttonLink(t.goOn, href, 'second')),
  })
}

/** Under a report that was handed in: it need not be written twice. */
export const reportDeposit = (
  view: View,
  { grant, mayWrite }: OwnGrant,
  report: Report,
): Html | false =>
  mayWrite &&
  refuseDeposit(grant.status) === null &&
  refuseReport({ ...report, isPublished: report.publicationId !== null }) === null &&
  actForm(view, {
    action: view.to(`/grants/${grant.id}/deposits`),
    label: depositTexts[view.language].fromReport,
    hidden: { report: report.id },
  })
