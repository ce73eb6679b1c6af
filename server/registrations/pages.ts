import { attribute, type Html, html, type Renderable } from '../html.ts'
import { wordedFor } from '../publications/rules.ts'
import type { View } from '../view.ts'
import { timeTag } from '../views/format.ts'
import { button, csrfField } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { type SeatKind, stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { filterBar, keysetPager, table } from '../views/tables.ts'
import { OFFICE_PAGE_SIZE, type OfficeRegistration } from './office-store.ts'
import { REGISTRATION_STATUSES, type RegistrationStatus, refuseRetry } from './rules.ts'
import { texts } from './texts.ts'

export type OfficeRegistrations = {
  isOn: boolean
  rows: readonly OfficeRegistration[]
  counts: Partial<Record<RegistrationStatus, number>>
  status: RegistrationStatus | undefined
  page: number
  /** Imported publications without a DOI; empty where no agency would register them. */
  without: readonly { id: string; title: Record<string, string>; language: string }[]
  mayWrite: boolean
}

const SEATS: Record<RegistrationStatus, SeatKind> = {
  planned: 'none',
  sent: 'half',
  registered: 'full',
  failed: 'wrong',
}

/** The office's DOIs: how far each has come, and why one was given up. */
export const officeRegistrationsPage = (view: View, model: OfficeRegistrations): Html => {
  const t = texts[view.language]
  const rows = model.rows.slice(0, OFFICE_PAGE_SIZE)
  const href = (page: number) => {
    const parameters = new URLSearchParams({
      ...(model.status ? { status: model.status } : {}),
      ...(page > 1 ? { page: String(page) } : {}),
    })
    return view.to(`/office/registrations${parameters.size > 0 ? `?${parameters}` : ''}`)
  }
  return layout(view, {
    title: t.title,
    current: 'office',
    robots: 'noindex',
    wide: true,
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede,
      work: true,
      crumbs: [{ label: t.publications, href: view.to('/office/publications') }],
    })}
${!model.isOn && emptyState(view, { title: t.off, body: t.offHow })}
${filterBar(view, {
  action: view.to('/office/registrations'),
  label: t.filter,
  filters: [
    {
      kind: 'select',
      name: 'status',
      label: t.status,
      value: model.status,
      options: REGISTRATION_STATUSES.map((value) => ({
        value,
        label: `${t.statuses[value]} (${model.counts[value] ?? 0})`,
      })),
    },
  ],
})}
${table(view, {
  caption: t.title,
  hiddenCaption: true,
  headColumn: 1,
  columns: [
    { label: t.doi },
    { label: t.what },
    { label: t.agency },
    { label: t.status },
    { label: t.attempted },
    { label: t.why },
  ],
  rows: rows.map((row) => [
    doiOf(row),
    subjectOf(view, row),
    t.agencies[row.agency],
    stateTag(
      SEATS[row.status],
      row.visibility === 'hidden'
        ? `${t.statuses[row.status]}, ${t.hidden}`
        : t.statuses[row.status],
    ),
    row.attemptedAt && timeTag(view, row.attemptedAt),
    reasonOf(view, row, model.mayWrite),
  ]),
  empty: t.none,
})}
${keysetPager(view, {
  firstHref: model.page > 1 ? href(1) : null,
  nextHref: model.rows.length > OFFICE_PAGE_SIZE ? href(model.page + 1) : null,
})}
${model.without.length > 0 && withoutDoi(view, model)}`,
  })
}

const doiOf = ({ doi, registeredAt }: OfficeRegistration): Renderable =>
  registeredAt === null
    ? html`<span class="num">${doi}</span>`
    : html`<a class="num" href="https://doi.org/${doi}">${doi}</a>`

const subjectOf = (view: View, row: OfficeRegistration): Html => {
  if (row.publicationId === null)
    return html`<a href="${view.to(`/office/grants/${row.grantId}`)}">${row.grantReference} ${row.grantTitle}</a>`
  return publicationLink(view, {
    id: row.publicationId,
    title: row.publicationTitle ?? {},
    language: row.publicationLanguage ?? view.language,
  })
}

const publicationLink = (
  view: View,
  { id, title, language }: OfficeRegistrations['without'][number],
): Html => {
  const worded = wordedFor(title, language, language)
  return html`<a href="${view.to(`/office/publications/${id}`)}" ${attribute('lang', language === view.language ? undefined : language)}>${worded?.text ?? ''}</a>`
}

const reasonOf = (view: View, row: OfficeRegistration, mayWrite: boolean): Renderable => {
  const t = texts[view.language]
  if (row.failure === null) return null
  return html`<div>${t.failures[row.failure]}${row.failureDetail && html` <span class="soft">${row.failureDetail}</span>`}${
    row.nextAttemptAt !== null &&
    html`<br><span class="soft">${t.nextAt} ${timeTag(view, row.nextAttemptAt)}</span>`
  }${mayWrite && refuseRetry(row.status) === null && retryForm(view, row)}</div>`
}

const retryForm = (view: View, row: OfficeRegistration): Html => {
  const t = texts[view.language]
  return html`<form method="post" action="${view.to(`/office/registrations/${row.id}/retry`)}">${csrfField(view)}${button(html`${t.retry}<span class="vh"> ${row.doi}</span>`, 'second')}</form>`
}

const withoutDoi = (view: View, { without, mayWrite }: OfficeRegistrations): Html => {
  const t = texts[view.language]
  return group({
    id: 'without',
    title: t.without,
    body: html`<p class="text">${t.withoutHow}</p>
${table(view, {
  caption: t.without,
  hiddenCaption: true,
  columns: [{ label: t.what }, ...(mayWrite ? [{ label: t.act, hidden: true }] : [])],
  rows: without.map((one) => [
    publicationLink(view, one),
    ...(mayWrite
      ? [
          html`<form method="post" action="${view.to(`/office/publications/${one.id}/registration`)}">${csrfField(view)}${button(html`${t.register}<span class="vh"> ${wordedFor(one.title, one.language, one.language)?.text ?? ''}</span>`, 'second')}</form>`,
        ]
      : []),
  ]),
})}`,
  })
}
