import { kindName } from '../conflicts/rules/kinds.ts'
import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { dateTag } from '../views/format.ts'
import { acts, button, csrfField, errorSummary, field } from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { entries, entry, rows, type SeatKind, stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { reasonPage } from '../views/reason.ts'
import { pager, table } from '../views/tables.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { loadAsOfficer, loadAssigning, loadCallAssignments } from './loading.ts'
import {
  ASSIGNMENT_ROLES,
  type AssignmentStatus,
  isOverdue,
  lastDay,
  OFFICE_PAGE_SIZE,
  REASON_MAX,
  refuseAssignment,
  refuseLeaving,
} from './rules.ts'
import { texts } from './texts.ts'

export type CallAssignments = Awaited<ReturnType<typeof loadCallAssignments>>
export type Cancelling = Awaited<ReturnType<typeof loadAsOfficer>>
export type Assigning = Awaited<ReturnType<typeof loadAssigning>>

/** Who reads what in a call, and how much each reviewer has. */
export const callAssignmentsPage = (
  view: View,
  { call, applications, total, loads }: CallAssignments,
  page: number,
): Html => {
  const t = texts[view.language]
  const path = view.to(`/office/calls/${call.id}/assignments`)
  return layout(view, {
    title: `${t.assignments}: ${call.title[view.language]}`,
    current: 'office',
    wide: true,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.assignments,
      work: true,
      crumbs: [
        { label: t.office, href: view.to('/office') },
        { label: call.title[view.language], href: view.to(`/office/calls/${call.id}`) },
      ],
      lede: t.assignmentsLede,
    })}
${group({
  id: 'applications',
  title: t.applications,
  body:
    applications.length === 0
      ? emptyState(view, { title: t.noApplications, body: t.noApplicationsWhy })
      : html`${table(view, {
          caption: t.applications,
          hiddenCaption: true,
          columns: [
            { label: t.application },
            { label: t.readers },
            { label: t.conflicts },
            { label: t.assign, hidden: true },
            { label: t.seeReviews, hidden: true },
          ],
          rows: applications.map((row) => [
            html`<span class="num soft">${row.reference}</span> <a href="${view.to(`/office/applications/${row.id}/dossier`)}">${row.title}</a><br><span class="soft small">${[row.organisation, row.country && countryName(row.country, view.language)].filter(Boolean).join(', ')}</span>`,
            readersCell(view, row.readers),
            row.conflicts.length > 0 &&
              html`<ul class="plain">${row.conflicts.map(({ name, email, kind }) => html`<li>${name || email}, <span class="soft">${kindName(kind, view.language).toLowerCase()}</span></li>`)}</ul>`,
            html`<a href="${view.to(`/office/applications/${row.id}/assignments`)}">${t.assign}<span class="vh">: ${row.reference}</span></a>`,
            html`<a href="${view.to(`/office/applications/${row.id}/reviews`)}">${t.seeReviews}<span class="vh">: ${row.reference}</span></a>`,
          ]),
        })}${pager(view, { page, pages: Math.ceil(total / OFFICE_PAGE_SIZE), href: (n) => `${path}?page=${n}` })}`,
})}
${group({
  id: 'loads',
  title: t.loads,
  body: table(view, {
    caption: t.loads,
    hiddenCaption: true,
    columns: [
      { label: t.reviewer },
      { label: t.waiting, align: 'end' },
      { label: t.reading, align: 'end' },
      { label: t.sent, align: 'end' },
      { label: t.refused, align: 'end' },
    ],
    empty: t.noReviewers,
    rows: loads.map(({ name, email, invited, accepted, completed, declined }) => [
      name || email,
      invited,
      accepted,
      completed,
      declined,
    ]),
  }),
})}`,
  })
}

/** One application: who reads it, and everyone who could, with the reason where they cannot. */
export const assigningPage = (
  view: View,
  form: FormState,
  { application, call, readers, candidates, hasRapporteur }: Assigning,
): Html => {
  const t = texts[view.language]
  const path = view.to(`/office/applications/${application.id}`)
  const shown = readers.filter(({ status }) => status !== 'cancelled')
  return layout(view, {
    title: `${t.assignTitle}: ${application.reference}`,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: application.title,
      work: true,
      crumbs: [
        { label: call.title[view.language], href: view.to(`/office/calls/${call.id}`) },
        { label: t.assignments, href: view.to(`/office/calls/${call.id}/assignments`) },
      ],
      facts: [
        { term: t.application, value: html`<span class="num">${application.reference}</span>` },
        { term: t.organisation, value: application.organisation },
        {
          term: t.place,
          value: application.country && countryName(application.country, view.language),
        },
      ],
    })}
${columns(
  'side',
  html`<div>
${errorSummary(view, form.problems)}
${group({
  id: 'now',
  title: t.now,
  body:
    shown.length === 0
      ? html`<p class="soft">${t.noReaders}</p>`
      : entries(
          shown.map((reader) =>
            entry({
              at: t.roles[reader.role],
              title: reader.name || reader.email,
              facts: [
                stateTag(SEATS[reader.status], t.states[reader.status]),
                isOverdue(reader, view.now) && stateTag('now', t.overdue),
                reader.dueAt && html`${t.due} ${dateTag(view, lastDay(reader.dueAt, call.zone))}`,
              ],
              body:
                refuseLeaving(
                  { status: reader.status, applicationStatus: application.status },
                  'cancel',
                ) === null &&
                html`<p><a href="${view.to(`/office/assignments/${reader.id}/cancellation`)}">${t.cancel}<span class="vh">: ${reader.name || reader.email}</span></a></p>`,
            }),
          ),
        ),
})}
${group({ id: 'assign', title: t.assignTitle, body: assignForm(view, form, { application, candidates, hasRapporteur, path }) })}
</div>`,
  side(
    t.conflicts,
    sideBlock(t.conflicts, html`<p><a href="${path}/conflicts">${t.editConflicts}</a></p>`),
    sideBlock(
      t.application,
      rows([
        html`<a href="${path}/dossier">${t.dossier}</a>`,
        html`<a href="${path}/reviews">${t.seeReviews}</a>`,
      ]),
    ),
  ),
)}`,
  })
}

const SEATS: Record<AssignmentStatus, SeatKind> = {
  suggested: 'none',
  invited: 'open',
  accepted: 'half',
  declined: 'none',
  expired: 'wrong',
  completed: 'full',
  cancelled: 'none',
}

const readersCell = (
  view: View,
  readers: CallAssignments['applications'][number]['readers'],
): Html => {
  const t = texts[view.language]
  const shown = readers.filter(({ status }) => status !== 'cancelled')
  if (shown.length === 0) return stateTag('none', t.noReaders)
  return html`<ul class="plain">${shown.map(
    (reader) =>
      html`<li>${reader.name || reader.email}${reader.role === 'rapporteur' && html`, <span class="soft">${t.roles.rapporteur.toLowerCase()}</span>`} ${stateTag(SEATS[reader.status], t.states[reader.status])}${isOverdue(reader, view.now) && html` ${stateTag('now', t.overdue)}`}</li>`,
  )}</ul>`
}

const assignForm = (
  view: View,
  form: FormState,
  given: Pick<Assigning, 'application' | 'candidates' | 'hasRapporteur'> & { path: string },
): Html => {
  const t = texts[view.language]
  const { application, candidates, path } = given
  const facts = { status: application.status, hasRapporteur: false }
  const refused = refuseAssignment(
    facts,
    { isReviewer: true, takesPart: false, conflicts: [], status: null },
    'reader',
  )
  if (refused) return html`<p>${explain(refused, view.language)}</p>`
  if (candidates.length === 0) return html`<p>${t.noReviewers}</p>`
  return html`<form method="post" action="${path}/assignments" novalidate>${csrfField(view)}
${choiceField(view, form, 'personId', {
  label: t.who,
  choices: candidates.map((candidate) => {
    const refusal = refuseAssignment(facts, candidate, 'reader')
    return {
      value: candidate.personId,
      label: candidate.name || candidate.email,
      hint: refusal
        ? sayRefusal(view, refusal)
        : [candidate.organisation, t.loadOf(candidate.load)].filter(Boolean).join(', '),
      disabled: refusal !== null,
    }
  }),
})}
${choiceField(view, form, 'role', {
  label: t.as,
  value: 'reader',
  choices: ASSIGNMENT_ROLES.map((value) => ({
    value,
    label: t.roles[value],
    hint:
      value === 'rapporteur' && given.hasRapporteur
        ? explain({ reason: 'rapporteur_taken' }, view.language)
        : t.asHints[value],
    disabled: value === 'rapporteur' && given.hasRapporteur,
  })),
})}
${field(view, form, 'dueOn', { label: t.dueOn, hint: t.dueOnHint, type: 'date', short: true })}
${acts(button(t.ask))}</form>`
}

const sayRefusal = (
  view: View,
  refusal: NonNullable<ReturnType<typeof refuseAssignment>>,
): string => {
  const t = texts[view.language]
  const sentence = explain(refusal, view.language)
  if (refusal.reason === 'has_conflict') {
    const kinds = refusal.kinds.map((kind) => kindName(kind, view.language).toLowerCase())
    return `${sentence.replace(/\.$/, '')}: ${kinds.join(', ')}.`
  }
  if (refusal.reason === 'already_assigned')
    return `${sentence.replace(/\.$/, '')}: ${t.states[refusal.status].toLowerCase()}.`
  return sentence
}

/** Asks for the reason before an assignment is taken back. */
export const cancellationPage = (view: View, form: FormState, assignment: Cancelling): Html => {
  const t = texts[view.language]
  return reasonPage(view, form, {
    act: t.cancelAct,
    stops: true,
    from: {
      label: `${t.assignments}, ${assignment.reference}`,
      path: `/office/applications/${assignment.applicationId}/assignments`,
    },
    action: `/office/assignments/${assignment.id}/cancellation`,
    facts: [
      { term: t.reviewer, value: assignment.reviewer || assignment.email },
      { term: t.application, value: assignment.title },
      { term: t.state, value: stateTag(SEATS[assignment.status], t.states[assignment.status]) },
    ],
    label: t.cancelLabel,
    hint: t.cancelHint,
    keep: t.keep,
    rows: 3,
    maxlength: REASON_MAX,
  })
}
