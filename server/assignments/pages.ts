import { kindMeaning, kindName } from '../conflicts/rules/kinds.ts'
import { CONFLICT_KINDS, STATEMENT_MAX } from '../conflicts/rules.ts'
import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { dateTag, timeLeft } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { due, entries, entry, rows, stateTag } from '../views/lists.ts'
import { emptyState, note } from '../views/notes.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { loadOwnAssignment } from './loading.ts'
import { isOverdue, lastDay, REASON_MAX } from './rules.ts'
import type { OwnWork } from './store.ts'
import { texts } from './texts.ts'

export type OwnAssignment = Awaited<ReturnType<typeof loadOwnAssignment>>
export type Told = 'conflict' | 'declined' | undefined

/** A reviewer's work: what waits for an answer, what is to be read, what is sent. */
export const reviewsPage = (view: View, work: readonly OwnWork[], told: Told): Html => {
  const t = texts[view.language]
  const section = (id: string, title: string, items: readonly OwnWork[]) =>
    items.length > 0 &&
    group({ id, title, body: entries(items.map((item) => workEntry(view, item))) })
  const of = (status: OwnWork['status']) => work.filter((item) => item.status === status)
  return layout(view, {
    title: t.reviews,
    current: 'work',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.reviews,
      work: true,
      crumbs: [{ label: t.work, href: view.to('/work') }],
      lede: work.length > 0 && t.reviewsLede,
      below:
        work.length > 0 &&
        html`<p class="facts"><span>${t.progress(of('completed').length, work.length)}</span></p>`,
    })}
${told === 'conflict' && note('good', t.toldConflict)}${told === 'declined' && note('good', t.toldDeclined)}
${work.length === 0 && emptyState(view, { title: t.nothing, body: t.nothingWhy })}
${section('to-answer', t.toAnswer, of('invited'))}
${section('to-do', t.toDo, of('accepted'))}
${section('done', t.done, of('completed'))}`,
  })
}

/** Before anything opens: what one needs to know of a conflict of interest, and the three answers. */
export const declarationPage = (view: View, form: FormState, own: OwnAssignment): Html => {
  const t = texts[view.language]
  const path = view.to(`/assignments/${own.assignment.id}`)
  const isWrong = (...names: string[]) => form.problems.some(({ field }) => names.includes(field))
  return layout(view, {
    title: own.title,
    current: 'work',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${head(view, own)}
${columns(
  'side',
  html`<div>
${errorSummary(view, form.problems)}
${group({
  id: 'people',
  title: t.people,
  body: rows(
    own.people.map(
      ({ name, organisation, role }) =>
        html`<b>${name || t.nameless}</b>, ${t.participantRoles[role]}${organisation && html`<br><span class="soft">${organisation}</span>`}`,
    ),
  ),
})}
${group({
  id: 'answer',
  title: t.before,
  body: html`<p class="text">${t.beforeWhy}</p>
<div class="text below"><h3>${t.noConflict}</h3><p>${t.noConflictWhy}</p>
${actForm(view, { action: `${path}/acceptance`, label: t.accept, kind: 'first' })}</div>
${answerDetails(
  t.conflict,
  isWrong('kind', 'statement'),
  html`<p>${t.conflictWhy}</p>${conflictForm(view, form, path)}`,
)}
${answerDetails(
  t.otherReason,
  isWrong('reason'),
  html`<p>${t.otherReasonWhy}</p>
<form method="post" action="${path}/declination" novalidate>${csrfField(view)}
${textArea(view, form, 'reason', { label: t.reason, hint: t.reasonHint, rows: 3, maxlength: REASON_MAX })}
${acts(button(t.decline, 'second'))}</form>`,
)}`,
})}
</div>`,
  side(
    t.conflictGuide,
    sideBlock(
      t.conflictGuide,
      html`<p class="small">${t.conflictGuideLede}</p>${rows(
        CONFLICT_KINDS.map(
          (kind) =>
            html`<b>${kindName(kind, view.language)}</b><br><span class="small">${kindMeaning(kind, view.language)}</span>`,
        ),
      )}`,
    ),
  ),
)}`,
  })
}

/** After declaring: the document to read, the review to write, and the way out if something comes up. */
export const assignmentPage = (view: View, form: FormState, own: OwnAssignment): Html => {
  const t = texts[view.language]
  const { assignment, review, call } = own
  const path = view.to(`/assignments/${assignment.id}`)
  const isSent = review?.status === 'submitted'
  const act = isSent ? t.seeSent : review ? t.goOn : t.write
  return layout(view, {
    title: own.title,
    current: 'work',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${head(view, own)}
${errorSummary(view, form.problems)}
${review?.status === 'returned' && note('now', review.returnedReason, t.returnedWhy)}
<section class="dossier" aria-labelledby="dossier">
<h2 id="dossier" class="vh">${t.application}</h2>
<a class="big" href="${path}/dossier.pdf">${t.read}</a>
<p class="facts">${t.readFacts.map((fact) => html`<span>${fact}</span>`)}</p>
<p class="links small"><a href="${path}/dossier">${t.readAsPage}</a></p>
</section>
<section class="crit-block" aria-labelledby="review">
<p class="at small soft">${assignment.dueAt && html`${t.due}<br>${dateTag(view, lastDay(assignment.dueAt, call.zone), { short: true })}`}</p>
<div><h2 id="review" class="h3">${t.reviewTitle}</h2>
<p>${ownState(view, review?.status ?? null)}</p>
${acts(buttonLink(act, `${path}/review`, isSent ? 'second' : 'first'))}</div>
</section>
<section class="crit-block" aria-labelledby="conflict">
<p class="at small soft">${t.atAnyTime}</p>
<div><h2 id="conflict" class="h3">${t.conflictTitle}</h2>
<p>${stateTag('full', t.declaredNone)} ${
      assignment.declaredAt !== null &&
      html`${t.declaredOn} ${dateTag(view, assignment.declaredAt, { zone: call.zone })}, ${t.declaredBefore}`
    }</p>
<details class="plain" ${form.problems.length > 0 && html`open`}><summary>${t.somethingUp}</summary>
<p>${t.conflictWhy}</p>
${conflictForm(view, form, path)}</details></div>
</section>`,
  })
}

const head = (
  view: View,
  { assignment, call, title, country, organisation, review }: OwnAssignment,
): Html => {
  const t = texts[view.language]
  return pageHead(view, {
    title,
    work: true,
    crumbs: [{ label: t.reviews, href: view.to('/reviews') }],
    facts: [
      { term: t.application, value: html`<span class="num">${assignment.reference}</span>` },
      {
        term: t.call,
        value: html`<a href="${view.to(`/calls/${call.slug}`)}">${call.title[view.language]}</a>`,
      },
      { term: t.organisation, value: organisation },
      { term: t.place, value: country && countryName(country, view.language) },
      { term: t.youAre, value: t.roles[assignment.role] },
      { term: t.due, value: dueDay(view, assignment.dueAt, call.zone) },
      {
        term: t.state,
        value: stateOf(view, { ...assignment, reviewStatus: review?.status ?? null }),
      },
    ],
  })
}

const conflictForm = (view: View, form: FormState, path: string): Html => {
  const t = texts[view.language]
  return html`<form method="post" action="${path}/conflict" novalidate>${csrfField(view)}
${choiceField(view, form, 'kind', {
  label: t.chooseKind,
  choices: CONFLICT_KINDS.map((value) => ({ value, label: kindName(value, view.language) })),
})}
${textArea(view, form, 'statement', { label: t.statement, hint: t.statementHint, optional: true, rows: 3, maxlength: STATEMENT_MAX })}
${acts(button(t.declare, 'stop'))}</form>`
}

const answerDetails = (label: string, isOpen: boolean, body: Html): Html =>
  html`<details class="facet" ${isOpen && html`open`}><summary>${label}</summary><div>${body}</div></details>`

const workEntry = (view: View, item: OwnWork): Html => {
  const t = texts[view.language]
  return entry({
    atKind: 'due',
    at:
      item.dueAt !== null &&
      due(
        dayTag(view, lastDay(item.dueAt, item.zone)),
        isOverdue(item, view.now)
          ? stateTag('now', t.overdue)
          : item.status !== 'completed' && timeLeft(view, item.dueAt),
      ),
    title: item.title,
    href: view.to(`/assignments/${item.id}`),
    by: item.callTitle[view.language],
    facts: [
      html`<span class="num">${item.reference}</span>`,
      item.country && countryName(item.country, view.language),
      t.roles[item.role],
      stateOf(view, item),
    ],
  })
}

const stateOf = (
  view: View,
  { status, reviewStatus }: Pick<OwnWork, 'status' | 'reviewStatus'>,
): Html =>
  status === 'accepted' || status === 'completed'
    ? ownState(view, reviewStatus)
    : stateTag('open', texts[view.language].states[status])

const ownState = (view: View, status: OwnWork['reviewStatus']): Html => {
  const t = texts[view.language].ownStates
  switch (status) {
    case null:
      return stateTag('none', t.empty)
    case 'draft':
      return stateTag('half', t.draft)
    case 'submitted':
      return stateTag('full', t.submitted)
    case 'returned':
      return stateTag('now', t.returned)
  }
}

/** The year is said where it is another than this. */
const dayTag = (view: View, day: string): Html =>
  dateTag(view, day, { short: day.startsWith(String(view.now.getUTCFullYear())) })

const dueDay = (view: View, dueAt: Date | null, zone: string): Html | null =>
  dueAt && html`${dateTag(view, lastDay(dueAt, zone))}, ${timeLeft(view, dueAt)}`
