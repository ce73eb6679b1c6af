import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { deadline, formatBytes } from '../../views/format.ts'
import { actForm, acts, button, buttonLink, errorSummary, field } from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { links } from '../../views/lists.ts'
import { confirmation, note } from '../../views/notes.ts'
import { receivedTimes } from '../mail.ts'
import type { OwnApplication } from '../model.ts'
import type { Receipt } from '../revision-store.ts'
import { pageTexts } from '../texts-pages.ts'
import { participantNames, receiptTexts } from '../texts-receipt.ts'

/** The receipt: number, times, files and digest, and what happens next. */
export const receiptPage = (view: View, own: OwnApplication, receipt: Receipt): Html => {
  const t = receiptTexts[view.language]
  const { application } = own
  const { call, id } = application
  const { content } = receipt
  return layout(view, {
    title: t.receiptOf(receipt.reference),
    current: 'work',
    robots: 'noindex',
    main: html`${confirmation({
      title: t.received,
      reference: { term: t.number, value: `${receipt.reference}, ${t.version(receipt.number)}` },
      facts: [
        { term: t.call, value: call.title[view.language] },
        {
          term: t.receivedAt,
          value: receivedTimes(view.language, receipt.submittedAt, call.zone)
            .split('\n')
            .map((line, i) => html`${i > 0 && html`<br>`}${line}`),
        },
        { term: t.organisation, value: content.organisation?.name },
        { term: t.applicants, value: participantNames(content.participants, view.language) },
        ...content.attachments.map((file) => ({
          term: t.file,
          value: html`${file.name} <span class="soft">${formatBytes(view.language, file.size)}</span><br><code class="small">${grouped(file.sha256)}</code>`,
        })),
        { term: t.digest, value: html`<code>${grouped(receipt.sha256)}</code>` },
      ],
      body: html`<h2 class="h3">${t.next}</h2><p>${t.nextWhat}</p>${
        own.takingBack === null &&
        html`<p>${pageTexts[view.language].untilClose} ${deadline(view, call.closesAt, call.zone)}.</p>`
      }`,
      acts: [
        buttonLink(t.toApplication, view.to(`/applications/${id}`)),
        own.takingBack === null &&
          actForm(view, {
            action: view.to(`/applications/${id}/taking-back`),
            label: pageTexts[view.language].takeBack,
          }),
      ],
    })}${links(
      { label: t.pdf, href: view.to(`/applications/${id}/receipt.pdf`) },
      { label: t.content, href: view.to(`/applications/${id}/submitted.json`) },
      { label: t.check, href: view.to('/receipts') },
    )}`,
  })
}

export type Verified = 'matches' | 'differs' | null

/** Where anyone checks that a number and a digest belong together, and how a digest is made. */
export const receiptsPage = (view: View, form: FormState, verified: Verified): Html => {
  const t = receiptTexts[view.language]
  return layout(view, {
    title: t.check,
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { work: true, title: t.check, lede: t.checkLede })}
${verified === 'matches' && note('good', t.matchesWhat, t.matches)}${
  verified === 'differs' && note('bad', t.differsWhat, t.differs)
}
<form action="${view.to('/receipts')}" novalidate>
${errorSummary(view, form.problems)}
${field(view, form, 'reference', { label: t.reference, hint: t.referenceHint, maxlength: 20, short: true, autocomplete: 'off' })}
${field(view, form, 'digest', { label: t.digest, hint: t.digestHint, maxlength: 120, spellcheck: false, autocomplete: 'off' })}
${acts(button(t.verify))}
</form>
${group({
  id: 'recipe',
  title: t.recipe,
  body: html`<ol class="text">${t.recipeSteps.map((step) => html`<li>${step}</li>`)}</ol>`,
})}`,
  })
}

/** A digest in groups of four, for reading aloud and comparing. */
const grouped = (digest: string): string => digest.match(/.{1,4}/g)?.join(' ') ?? digest
