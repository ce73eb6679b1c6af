import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import type { Language } from '../language.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { formatInstant, formatMoney, formatNumber, timeTag } from '../views/format.ts'
import {
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  moneyField,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, pairs, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { timeline } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import type { LoadedProposal } from './loading.ts'
import { decisionState } from './ranking-page.ts'
import {
  CONDITIONS_MAX,
  DECISION_OUTCOMES,
  type DecisionRefusal,
  REASONS_MAX,
  RETURN_REASON_MAX,
} from './rules.ts'
import type { StaffDecision } from './store.ts'
import { texts } from './texts.ts'

export type ProposalForms = { proposal: FormState; return: FormState }

/** One application's decision, as the office proposes, records or returns it. */
export const proposalPage = (view: View, loaded: LoadedProposal, forms: ProposalForms): Html => {
  const t = texts[view.language].proposal
  const { application, call, decision, mayAct } = loaded
  const title = t.title(application.reference)
  const problems = [...forms.proposal.problems, ...forms.return.problems]
  return layout(view, {
    title,
    current: 'office',
    robots: 'noindex',
    invalid: problems.length > 0,
    main: html`${pageHead(view, {
      title,
      work: true,
      lede: application.title,
      crumbs: [
        { label: texts[view.language].office, href: view.to('/office') },
        {
          label: call.title[view.language] || call.title.en,
          href: view.to(`/office/calls/${call.id}`),
        },
        { label: t.toRanking, href: view.to(`/office/calls/${call.id}/ranking`) },
      ],
    })}
${columns(
  'side',
  html`<div>${errorSummary(view, problems)}${decision && decisionGroup(view, loaded, decision)}
${decision && mayAct && recordingGroup(view, loaded, decision)}
${mayAct && proposalGroup(view, loaded, forms.proposal)}
${decision && mayAct && loaded.refusals.return === null && returnGroup(view, decision, forms.return)}</div>`,
  side(
    t.applicationFacts,
    sideBlock(t.applicationFacts, factPairs(view, loaded)),
    sideBlock(
      t.reviewsTitle,
      loaded.comments.length === 0
        ? html`<p class="soft">${t.noReviews}</p>`
        : html`${loaded.comments.map((comment) => html`<blockquote class="small"><p>${multiline(comment)}</p></blockquote>`)}`,
    ),
    decision ? sideBlock(t.history, historyOf(view, loaded)) : html``,
  ),
)}`,
  })
}

const factPairs = (view: View, { application, call, mean, means }: LoadedProposal): Html => {
  const t = texts[view.language].proposal
  return html`${pairs([
    { term: texts[view.language].letter.organisation, value: application.organisation },
    {
      term: t.asked,
      value: formatMoney(view.language, application.requestedCents, call.currency),
    },
    {
      term: t.duration,
      value: application.durationMonths === null ? null : t.months(application.durationMonths),
    },
    {
      term: t.mean,
      value:
        mean === null
          ? null
          : html`${formatNumber(view.language, mean, 2)} <span class="soft">(${means.map((one) => formatNumber(view.language, one, 2)).join('; ')})</span>`,
    },
  ])}<p><a href="${view.to(`/office/applications/${application.id}`)}">${t.read}</a></p>`
}

const decisionGroup = (view: View, { call }: LoadedProposal, decision: StaffDecision): Html => {
  const t = texts[view.language].proposal
  const when = (name: string | null, at: Date | null) =>
    at === null ? null : t.by(name ?? '', formatInstant(view, at))
  return group({
    id: 'now',
    title: t.now,
    more: {
      label: t.preview,
      href: view.to(`/applications/${decision.applicationId}/decision`),
    },
    body: pairs(
      [
        { term: t.outcome, value: decisionState(view, decision, call.currency) },
        { term: t.reasons, value: multiline(decision.reasons) },
        {
          term: t.conditions,
          value: decision.conditions === '' ? null : multiline(decision.conditions),
        },
        { term: t.proposedBy, value: when(decision.proposedBy, decision.proposedAt) },
        { term: t.recordedBy, value: when(decision.recordedBy, decision.recordedAt) },
        {
          term: t.releasedAt,
          value: decision.releasedAt === null ? null : timeTag(view, decision.releasedAt),
        },
      ],
      { wide: true },
    ),
  })
}

const recordingGroup = (
  view: View,
  { refusals }: LoadedProposal,
  decision: StaffDecision,
): Html | null => {
  const t = texts[view.language].proposal
  if (decision.status !== 'proposed') return null
  if (refusals.record !== null)
    return note('plain', said(refusals.record, view.language), t.cannotRecord)
  return group({
    id: 'record',
    title: t.record,
    body: html`<p class="text">${t.recordLede}</p>
<form method="post" action="${view.to(`/office/decisions/${decision.id}/recording`)}">${csrfField(view)}<input type="hidden" name="version" value="${decision.version}">${acts(button(t.record))}</form>`,
  })
}

const proposalGroup = (view: View, loaded: LoadedProposal, form: FormState): Html | null => {
  const t = texts[view.language].proposal
  const { application, call, decision } = loaded
  if (decision && decision.status !== 'proposed') return null
  if (!decision && loaded.refusals.propose !== null)
    return note('now', said(loaded.refusals.propose, view.language))
  const most = Math.min(application.requestedCents, call.amountMaxCents ?? Infinity)
  const outcomes = DECISION_OUTCOMES.filter(
    (outcome) => (outcome === 'ineligible') === (application.status === 'ineligible'),
  )
  const isOther = decision !== undefined && loaded.refusals.record === null
  return group({
    id: 'propose',
    title: decision ? t.change : t.propose,
    body: html`${isOther && note('plain', t.changeNote)}
<form method="post" action="${view.to(`/office/applications/${application.id}/decision`)}" novalidate>
${csrfField(view)}${decision && html`<input type="hidden" name="version" value="${decision.version}">`}
${choiceField(view, form, 'outcome', {
  label: t.outcome,
  value: decision?.outcome ?? (outcomes.length === 1 ? outcomes[0] : undefined),
  choices: outcomes.map((outcome) => ({
    value: outcome,
    label: texts[view.language].outcomes[outcome],
    hint: t.outcomeHints[outcome],
  })),
})}
${
  application.status !== 'ineligible' &&
  html`${moneyField(view, form, 'amount', {
    label: t.amount,
    hint: t.amountHint(formatMoney(view.language, most, call.currency)),
    currency: call.currency,
    value: String((decision?.amountCents ?? most) / 100),
  })}
${field(view, form, 'reserveRank', {
  label: t.reserveRank,
  optional: true,
  short: true,
  inputmode: 'numeric',
  value: decision?.reserveRank ? String(decision.reserveRank) : '',
})}`
}
${textArea(view, form, 'reasons', { label: t.reasons, hint: t.reasonsHint, rows: 8, maxlength: REASONS_MAX, value: decision?.reasons })}
${
  application.status !== 'ineligible' &&
  textArea(view, form, 'conditions', {
    label: t.conditions,
    hint: t.conditionsHint,
    optional: true,
    rows: 4,
    maxlength: CONDITIONS_MAX,
    value: decision?.conditions,
  })
}
${acts(button(decision ? t.saveChange : t.save, isOther ? 'second' : 'first'))}
</form>`,
  })
}

const returnGroup = (view: View, decision: StaffDecision, form: FormState): Html => {
  const t = texts[view.language].proposal
  return group({
    id: 'return',
    title: t.return,
    body: html`<form method="post" action="${view.to(`/office/decisions/${decision.id}/return`)}" novalidate>
${csrfField(view)}<input type="hidden" name="version" value="${decision.version}">
${textArea(view, form, 'reason', { label: t.returnReason, hint: t.returnHint, rows: 3, maxlength: RETURN_REASON_MAX })}
${acts(button(t.return, 'second'))}
</form>`,
  })
}

const historyOf = (view: View, { history }: LoadedProposal): Html => {
  const { happened } = texts[view.language].proposal
  const words: Record<string, string> = happened
  return timeline(
    history.map(({ type, at, actorName, reason }) => ({
      when: formatInstant(view, at),
      what: html`${words[type] ?? type}${actorName && html`, ${actorName}`}${reason && html`<br><span class="soft">${reason}</span>`}`,
      state: 'done' as const,
    })),
  )
}

const said = (refusal: DecisionRefusal, language: Language): string => explain(refusal, language)

/** Where the office goes on from a decision. */
export const rankingLink = (view: View, callId: string): Html =>
  buttonLink(
    texts[view.language].release.toRanking,
    view.to(`/office/calls/${callId}/ranking`),
    'second',
  )
