import { emptyForm, type FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { dateTag, formatNumber, timeTag } from '../views/format.ts'
import { acts, button, csrfField, errorSummary, field } from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { stateTag, tag, timeline } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { filterBar, pager, table, toolsRow } from '../views/tables.ts'
import type { ListedPerson } from './administration-store.ts'
import { ROLES, type Role } from './rules.ts'
import { REASON_MAX } from './schema.ts'
import { texts } from './texts.ts'

export const peoplePage = (
  view: View,
  list: {
    rows: readonly ListedPerson[]
    total: number
    q: string
    role: string
    page: number
    pages: number
  },
): Html => {
  const t = texts[view.language].administration
  const action = view.to('/administration')
  const href = (page: number) =>
    `${action}?${new URLSearchParams({ q: list.q, role: list.role, page: String(page) })}`
  return layout(view, {
    title: t.title,
    current: 'administration',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${filterBar(view, {
  action,
  label: t.filter,
  filters: [
    { kind: 'search', name: 'q', label: t.search, value: list.q },
    {
      kind: 'select',
      name: 'role',
      label: t.role,
      value: list.role,
      options: ROLES.map((role) => ({ value: role, label: t.names[role] })),
    },
  ],
})}
${toolsRow(t.count(formatNumber(view.language, list.total)))}
${table(view, {
  caption: t.title,
  hiddenCaption: true,
  columns: [{ label: t.person }, { label: t.email }, { label: t.organisation }, { label: t.roles }],
  rows: list.rows.map((row) => [
    html`<a href="${action}/people/${row.id}">${row.name || t.nameless}</a>${row.isDisabled && html` ${stateTag('wrong', t.shut)}`}`,
    row.email,
    row.organisation,
    row.roles.length > 0 &&
      html`<span>${row.roles.map((role) => html`${tag(t.names[role])} `)}</span>`,
  ]),
  empty: t.none,
})}
${pager(view, { page: list.page, pages: list.pages, href })}`,
  })
}

/** Which of the forms on the page came back. */
export type ActName = 'give' | 'take' | 'disable'

export type PersonView = {
  person: ListedPerson
  held: readonly { role: Role; givenAt: Date; reason: string; takenAt: Date | null }[]
  entries: readonly {
    type: string
    at: Date
    actorName: string | null
    fromStatus: string | null
    toStatus: string | null
    reason: string | null
  }[]
  said?: 'given' | 'taken' | 'disabled' | 'enabled' | undefined
  returned?: { act: ActName; form: FormState } | undefined
}

export const personPage = (view: View, given: PersonView): Html => {
  const t = texts[view.language].administration
  const { person, returned } = given
  const mayAct = view.person?.isAdministrator === true
  const name = person.name || t.nameless
  return layout(view, {
    title: name,
    current: 'administration',
    invalid: returned !== undefined && returned.form.problems.length > 0,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: name,
      work: true,
      crumbs: [{ label: t.title, href: view.to('/administration') }],
      facts: [
        { term: t.email, value: person.email },
        { term: t.organisation, value: person.organisation },
        { term: t.since, value: dateTag(view, person.createdAt) },
        {
          term: t.state,
          value: person.isDisabled ? stateTag('wrong', t.shut) : stateTag('full', t.open),
        },
      ],
    })}
${given.said && note('good', t[given.said])}
${
  returned &&
  errorSummary(
    view,
    returned.form.problems.map((problem) => ({
      ...problem,
      field: problem.field === '' ? '' : `${returned.act}-${problem.field}`,
    })),
  )
}
${columns(
  'side',
  html`<div>${heldPart(view, given)}${mayAct && givePart(view, given)}${mayAct && takePart(view, given)}${mayAct && person.id !== view.person?.id && accountPart(view, given)}</div>`,
  side(
    t.history,
    sideBlock(
      t.history,
      timeline(
        given.entries.toReversed().map((entry) => ({
          when: timeTag(view, entry.at),
          what: html`${t.acts[entry.type] ?? entry.type}${roleOf(view, entry)}${entry.actorName && `, ${entry.actorName}`}${
            entry.reason && html`<br><span class="soft">${entry.reason}</span>`
          }`,
          state: 'done' as const,
        })),
      ),
    ),
  ),
)}`,
  })
}

const heldPart = (view: View, given: PersonView): Html => {
  const t = texts[view.language].administration
  return group({
    id: 'held',
    title: t.held,
    body: table(view, {
      caption: t.held,
      hiddenCaption: true,
      columns: [{ label: t.role }, { label: t.since }, { label: t.reason }],
      rows: given.held
        .filter(({ takenAt }) => takenAt === null)
        .map(({ role, givenAt, reason }) => [t.names[role], dateTag(view, givenAt), reason]),
      empty: t.noRoles,
    }),
  })
}

const takePart = (view: View, given: PersonView): Html | null =>
  rolePart(view, given, 'take', given.person.roles)

const givePart = (view: View, given: PersonView): Html | null =>
  rolePart(
    view,
    given,
    'give',
    ROLES.filter((role) => !given.person.roles.includes(role)),
  )

/** The two acts are alike: which role, and why. */
const rolePart = (
  view: View,
  given: PersonView,
  act: 'give' | 'take',
  choices: readonly Role[],
): Html | null => {
  const t = texts[view.language].administration
  if (choices.length === 0) return null
  const form = formOf(given, act)
  const isGiving = act === 'give'
  return group({
    id: act,
    title: isGiving ? t.give : t.takeTitle,
    body: html`<form method="post" action="${placeOf(view, given)}/roles${isGiving ? '' : '/taking'}" novalidate>
${csrfField(view)}
${choiceField(view, form, `${act}-role`, {
  label: t.role,
  choices: choices.map((role) => ({ value: role, label: t.names[role], hint: t.duties[role] })),
})}
${field(view, form, `${act}-reason`, { label: t.reason, hint: t.reasonHint, autocomplete: 'off', maxlength: REASON_MAX })}
${acts(button(isGiving ? t.giveIt : t.take, isGiving ? 'first' : 'stop'))}
</form>`,
  })
}

const accountPart = (view: View, given: PersonView): Html => {
  const t = texts[view.language].administration
  const { isDisabled } = given.person
  return group({
    id: 'account',
    title: t.state,
    body: html`${!isDisabled && html`<p>${t.disableText}</p>`}${reasonForm(view, given, {
      act: 'disable',
      action: isDisabled ? 'opening' : 'closing',
      label: isDisabled ? t.enable : t.disable,
    })}`,
  })
}

const reasonForm = (
  view: View,
  given: PersonView,
  { act, action, label }: { act: ActName; action: string; label: string },
): Html => {
  const t = texts[view.language].administration
  return html`<form method="post" action="${placeOf(view, given)}/${action}" novalidate>
${csrfField(view)}
${field(view, formOf(given, act), `${act}-reason`, { label: t.reason, autocomplete: 'off', maxlength: REASON_MAX })}
${acts(button(label, 'stop'))}
</form>`
}

/** Several forms on a page have a field for the reason: each by the name of its act. */
const formOf = ({ returned }: PersonView, act: ActName): FormState => {
  if (returned?.act !== act) return emptyForm()
  const named = (name: string) => `${act}-${name}`
  return {
    values: Object.fromEntries(
      Object.entries(returned.form.values).map(([name, value]) => [named(name), value]),
    ),
    problems: returned.form.problems.map((problem) => ({
      ...problem,
      field: named(problem.field),
    })),
  }
}

const placeOf = (view: View, { person }: PersonView): string =>
  view.to(`/administration/people/${person.id}`)

const roleOf = (
  view: View,
  entry: { type: string; fromStatus: string | null; toStatus: string | null },
): string | null => {
  if (!entry.type.startsWith('person.role_')) return null
  const role = ROLES.find((known) => known === (entry.toStatus ?? entry.fromStatus))
  return role ? `: ${texts[view.language].administration.names[role]}` : null
}
