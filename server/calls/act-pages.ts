import type { FormState } from '../form.ts'
import { type Html, html, type Renderable } from '../html.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { formatInstant } from '../views/format.ts'
import { acts, button, csrfField, errorSummary, field } from '../views/forms.ts'
import { pageHead, pairs } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { note, noteBlock } from '../views/notes.ts'
import { instrumentLabel } from '../vocabulary/instruments.ts'
import { amountText, said } from './facts.ts'
import { callCrumbs, gapList, officePath } from './office-pages.ts'
import { officeTexts } from './office-texts.ts'
import { type Call, publicationGaps, refusePublication } from './rules.ts'
import { texts } from './texts.ts'

/** Before the one act that cannot be taken back: the facts once more, and what stands in the way. */
export const publicationPage = (
  view: View,
  call: Call,
  { preparedBy, problem }: { preparedBy: string; problem?: Renderable },
): Html => {
  const { language, now } = view
  const t = officeTexts[language]
  const refusal = view.person && refusePublication(call, { publisherId: view.person.id, now })
  const gaps = publicationGaps(call, now)
  return layout(view, {
    title: t.checkTitle,
    current: 'office',
    main: html`${pageHead(view, { title: t.checkTitle, crumbs: callCrumbs(view, call), lede: t.checkLede, work: true })}
${problem}${pairs(
  [
    { term: t.title, value: said(call.title, language) },
    { term: t.kind, value: instrumentLabel(call.instrument, language) },
    { term: texts[language].perApplication, value: amountText(call, language) },
    { term: texts[language].opensWord, value: inZone(view, call.opensAt, call.zone) },
    { term: t.closes, value: inZone(view, call.closesAt, call.zone) },
    {
      term: t.parts.criteria,
      value: call.criteria
        .map(({ title, weight }) => `${said(title, language)} ${weight} %`)
        .join(', '),
    },
    { term: t.address, value: html`<code>/calls/${call.slug}</code>` },
    { term: t.preparedBy, value: preparedBy },
    { term: t.version, value: String(call.version) },
  ],
  { wide: true },
)}
<p class="links"><a href="${view.to(officePath(call, '/preview'))}">${t.preview}</a> <a href="${view.to(officePath(call, '/preview/form'))}">${t.previewForm}</a></p>
${gaps.length > 0 && noteBlock('bad', html`<p><b>${t.missingTitle}</b></p>${gapList(view, call, gaps)}`)}
${refusal && refusal.reason !== 'call_incomplete' && note('bad', explain(refusal, language))}
${
  refusal === null &&
  html`<form method="post" action="${view.to(officePath(call, '/publication'))}">${csrfField(view)}<input type="hidden" name="version" value="${call.version}">${acts(button(t.publish), html`<a href="${view.to(officePath(call))}">${t.backToCall}</a>`)}</form>`
}`,
  })
}

const inZone = (view: View, instant: Date, zone: string): string =>
  `${formatInstant(view, instant, zone)} (${zone})`

export const withdrawalPage = (view: View, call: Call, form: FormState): Html => {
  const t = officeTexts[view.language]
  const reason = (name: 'reasonSv' | 'reasonEn', lang: string) =>
    field(view, form, name, { label: t[name], lang, wide: true, maxlength: 2000 })
  return layout(view, {
    title: t.withdraw,
    current: 'office',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.withdraw, crumbs: callCrumbs(view, call), lede: t.withdrawLede, work: true })}
<form method="post" action="${view.to(officePath(call, '/withdrawal'))}" novalidate>
${csrfField(view)}${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${call.version}">
${reason('reasonSv', 'sv')}${reason('reasonEn', 'en')}
${acts(button(t.withdraw, 'stop'), html`<a href="${view.to(officePath(call))}">${t.cancel}</a>`)}
</form>`,
  })
}
