import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { dateTag } from '../views/format.ts'
import { acts, button, csrfField, errorSummary, selectField, textArea } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { reasonPage } from '../views/reason.ts'
import { table } from '../views/tables.ts'
import type { loadClearing, loadConflicts } from './loading.ts'
import { kindName } from './rules/kinds.ts'
import { CONFLICT_KINDS, refuseClearance, STATEMENT_MAX } from './rules.ts'
import { texts } from './texts.ts'

type Loaded = Awaited<ReturnType<typeof loadConflicts>>

/** What the office knows of conflicts of interest with one application, and the form to add one. */
export const conflictsPage = (view: View, form: FormState, loaded: Loaded): Html => {
  const t = texts[view.language]
  const { application, call, conflicts } = loaded
  const path = `/office/applications/${application.id}`
  return layout(view, {
    title: `${t.title}: ${application.reference}`,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: t.title,
      work: true,
      crumbs: [
        { label: call.title[view.language], href: view.to(`/office/calls/${call.id}`) },
        { label: t.assignments, href: view.to(`${path}/assignments`) },
      ],
      lede: t.lede,
      facts: [
        {
          term: t.application,
          value: html`<span class="num">${application.reference}</span> ${application.title}`,
        },
      ],
    })}
${errorSummary(view, form.problems)}
${group({
  id: 'known',
  title: t.known,
  body:
    conflicts.length === 0
      ? emptyState(view, { title: t.none, body: t.noneWhy })
      : table(view, {
          caption: t.known,
          hiddenCaption: true,
          columns: [
            { label: t.person },
            { label: t.kind },
            { label: t.source },
            { label: t.state },
            { label: t.clear, hidden: true },
          ],
          rows: conflicts.map((conflict) => row(view, conflict)),
        }),
})}
${group({ id: 'set', title: t.set, body: setForm(view, form, loaded) })}`,
  })
}

/** Asks why there is no conflict after all. */
export const clearancePage = (
  view: View,
  form: FormState,
  conflict: Awaited<ReturnType<typeof loadClearing>>,
): Html => {
  const t = texts[view.language]
  return reasonPage(view, form, {
    act: t.clearAct,
    from: {
      label: `${t.title}, ${conflict.reference}`,
      path: `/office/applications/${conflict.applicationId}/conflicts`,
    },
    action: `/office/conflicts/${conflict.id}/clearance`,
    facts: [
      { term: t.person, value: conflict.name || conflict.email },
      { term: t.kind, value: kindName(conflict.kind, view.language) },
      { term: t.source, value: t.sources[conflict.source] },
    ],
    quoted:
      conflict.statement !== '' && html`<blockquote>${multiline(conflict.statement)}</blockquote>`,
    label: t.clearLabel,
    hint: t.clearHint,
    keep: t.keep,
    rows: 3,
    maxlength: STATEMENT_MAX,
  })
}

const row = (view: View, conflict: Loaded['conflicts'][number]) => {
  const t = texts[view.language]
  const isClearable = refuseClearance(conflict, view.person?.id ?? null) === null
  return [
    conflict.name || conflict.email,
    html`${kindName(conflict.kind, view.language)}${conflict.statement !== '' && html`<br><span class="soft small">${multiline(conflict.statement)}</span>`}`,
    html`${t.sources[conflict.source]}<br><span class="soft small">${dateTag(view, conflict.createdAt)}</span>`,
    conflict.status === 'standing'
      ? stateTag('wrong', t.standing)
      : html`${stateTag('full', t.cleared)}<br><span class="soft small">${multiline(conflict.clearedReason ?? '')}</span>`,
    isClearable &&
      view.person?.isOfficer === true &&
      html`<a href="${view.to(`/office/conflicts/${conflict.id}/clearance`)}">${t.clear}<span class="vh">: ${conflict.name || conflict.email}</span></a>`,
  ]
}

const setForm = (view: View, form: FormState, { application, people }: Loaded): Html => {
  const t = texts[view.language]
  return html`<form method="post" action="${view.to(`/office/applications/${application.id}/conflicts`)}" novalidate>${csrfField(view)}
<p class="hint">${t.setHint}</p>
${selectField(view, form, 'personId', {
  label: t.choosePerson,
  options: people.map(({ id, name, email }) => ({
    value: id,
    label: name === '' ? email : `${name}, ${email}`,
  })),
})}
${selectField(view, form, 'kind', {
  label: t.chooseKind,
  options: CONFLICT_KINDS.map((value) => ({ value, label: kindName(value, view.language) })),
})}
${textArea(view, form, 'statement', { label: t.statement, hint: t.statementHint, rows: 3, maxlength: STATEMENT_MAX })}
${acts(button(t.setAct, 'stop'))}</form>`
}
