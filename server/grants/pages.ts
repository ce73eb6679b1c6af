import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { fileField, tickField } from '../views/choices.ts'
import { formatBytes, formatDate, formatInstant, formatMoney } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  textArea,
} from '../views/forms.ts'
import { group, pageHead, pairs } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { entries, entry, links, type SeatKind, stateTag } from '../views/lists.ts'
import { confirmation, note, noteBlock } from '../views/notes.ts'
import { grantState, periodOf } from './award-pages.ts'
import { depositGroup, reportDeposit } from './deposit-group.ts'
import type { OwnGrant, OwnReport } from './loading.ts'
import {
  isOverdue,
  lacksOf,
  REPORT_FILE_BYTES_MAX,
  REPORT_SUMMARY_MAX,
  REPORT_TITLE_MAX,
  type ReportStatus,
  refuseWriting,
} from './rules.ts'
import type { Report } from './store.ts'
import { texts } from './texts.ts'

/** A grant as its grantees see it: to accept, then to report on. */
export const ownGrantPage = (view: View, own: OwnGrant, form: FormState): Html => {
  const t = texts[view.language]
  const { grant, reports } = own
  return layout(view, {
    title: `${grant.reference}, ${grant.title}`,
    current: 'work',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: grant.title,
      work: true,
      crumbs: [{ label: t.work, href: view.to('/work') }],
      facts: [
        { term: t.facts.reference, value: html`<span class="num">${grant.reference}</span>` },
        {
          term: t.facts.amount,
          value: html`<span class="num">${formatMoney(view.language, grant.amountCents, grant.currency)}</span>`,
        },
        { term: t.facts.period, value: periodOf(view, grant) },
        { term: t.facts.state, value: grantState(view, grant.status) },
      ],
    })}
${errorSummary(view, form.problems)}
${own.refusal === null && acceptanceGroup(view, own, form)}
${group({
  id: 'reports',
  title: t.own.reports,
  body:
    reports.length === 0
      ? html`<p class="soft">${t.own.noReports}</p>`
      : entries(reports.map((report) => reportEntry(view, own, report))),
})}
${depositGroup(view, own)}
${grant.conditions !== '' && group({ id: 'conditions', title: t.facts.conditions, body: html`<p class="text">${multiline(grant.conditions)}</p>` })}
${links(
  { label: t.own.decision, href: view.to(`/applications/${grant.applicationId}/decision`) },
  { label: t.own.public, href: view.to(`/grants/${grant.reference}`) },
)}`,
  })
}

/** A report in the hands of its grantee: to begin, to write, or as it was handed in. */
export const ownReportPage = (view: View, own: OwnReport, form: FormState): Html => {
  const t = texts[view.language].report
  const { report, grant } = own
  if (report.status === 'submitted' || report.status === 'accepted') return handedInPage(view, own)
  const path = `/reports/${report.id}`
  return reportLayout(view, own, {
    invalid: form.problems.length > 0,
    body: html`${errorSummary(view, form.problems)}
${report.returnedReason !== null && noteBlock('now', html`<p><b>${t.returned}</b></p><p>${multiline(report.returnedReason)}</p>`)}
${
  own.writing !== null
    ? note('plain', explain(own.writing, view.language), t.notNow)
    : report.status === 'scheduled' && own.mayWrite
      ? html`<p class="text">${t.beginLede}</p>${actForm(view, {
          action: view.to(`${path}/opening`),
          label: t.begin,
          kind: 'first',
        })}`
      : own.mayWrite &&
        html`<form method="post" action="${view.to(path)}" enctype="multipart/form-data" novalidate>
${csrfField(view)}<input type="hidden" name="version" value="${report.version}">
${field(view, form, 'title', { label: t.heading, hint: t.headingHint, maxlength: REPORT_TITLE_MAX, value: report.title || grant.title })}
${textArea(view, form, 'summary', { label: t.summary, hint: t.summaryHint, rows: 10, wordsMax: 400, maxlength: REPORT_SUMMARY_MAX, value: report.summary })}
${fileField(view, form, 'file', {
  label: t.file,
  accept: 'application/pdf',
  kinds: 'PDF',
  sizeMax: REPORT_FILE_BYTES_MAX,
  attached:
    report.fileName === null
      ? undefined
      : { label: report.fileName, href: view.to(`${path}/file`) },
})}
${acts(button(t.save))}
</form>`
}`,
  })
}

/** All of it once more, before it is handed in. */
export const reportCheckPage = (view: View, own: OwnReport): Html => {
  const t = texts[view.language].report
  const { report, grant } = own
  const edit = (id: string, what: string) => ({
    href: `${view.to(`/my-grants/${grant.id}/reports/${report.id}`)}#${id}`,
    label: t.change,
    what,
  })
  const lacks = lacksOf({ ...report, hasFile: report.fileName !== null })
  return reportLayout(view, own, {
    title: t.check,
    body: html`${
      lacks.length > 0 &&
      noteBlock(
        'now',
        html`<p><b>${t.missing}</b></p><ul>${lacks.map((lack) => html`<li>${t.lacks[lack]}</li>`)}</ul>`,
      )
    }
${report.fileFindings?.['ok'] === false && note('now', t.unreadable)}
${pairs(
  [
    { term: t.heading, value: report.title || '–', change: edit('title', t.heading) },
    {
      term: t.summary,
      value: report.summary === '' ? '–' : multiline(report.summary),
      change: edit('summary', t.summary),
    },
    { term: t.file, value: fileWords(view, report) ?? '–', change: edit('file', t.file) },
  ],
  { wide: true },
)}
${
  lacks.length === 0 &&
  own.writing === null &&
  own.mayWrite &&
  html`<form method="post" action="${view.to(`/reports/${report.id}/submission`)}">${csrfField(view)}<input type="hidden" name="version" value="${report.version}">${acts(button(t.submit))}</form>`
}`,
  })
}

export const reportState = (
  view: View,
  report: Pick<Report, 'status' | 'dueOn'>,
  today: string,
): Html =>
  isOverdue(report, today)
    ? stateTag(
        'wrong',
        `${texts[view.language].reportStatuses[report.status]}, ${texts[view.language].overdue}`,
      )
    : stateTag(SEATS[report.status], texts[view.language].reportStatuses[report.status])

/** The file with its size, as a link. */
export const fileWords = (view: View, report: Report): Html | null =>
  report.fileName === null
    ? null
    : html`<a href="${view.to(`/reports/${report.id}/file`)}">${report.fileName}</a> <span class="soft num">${formatBytes(view.language, report.fileSize ?? 0, 'PDF')}</span>`

const SEATS: Record<ReportStatus, SeatKind> = {
  scheduled: 'none',
  open: 'half',
  submitted: 'open',
  returned: 'now',
  accepted: 'full',
}

const acceptanceGroup = (view: View, own: OwnGrant, form: FormState): Html => {
  const t = texts[view.language].own
  if (!own.mayAccept) return note('plain', t.waits)
  return group({
    id: 'accept',
    title: t.offered,
    body: html`<p class="text">${t.offeredLede}</p>
<form method="post" action="${view.to(`/grants/${own.grant.id}/acceptance`)}" novalidate>
${csrfField(view)}<input type="hidden" name="version" value="${own.grant.version}">
${field(view, form, 'startsOn', { label: t.startsOn, type: 'date', short: true, hint: t.startsOnHint(formatDate(view.language, own.releasedOn)) })}
${tickField(view, form, 'agreed', { label: t.agreed, value: 'yes' })}
${acts(button(t.accept))}
</form>`,
  })
}

const reportEntry = (view: View, own: OwnGrant, report: Report): Html => {
  const t = texts[view.language]
  const { grant, today } = own
  const href = view.to(`/my-grants/${grant.id}/reports/${report.id}`)
  const isToWrite =
    own.mayWrite && refuseWriting({ status: report.status, grantStatus: grant.status }) === null
  return entry({
    at: html`<b>${formatDate(view.language, report.dueOn, { short: true })}</b> ${report.dueOn.slice(0, 4)}`,
    atKind: 'due',
    title: t.reportKinds[report.kind],
    href,
    by: report.title,
    facts: [reportState(view, report, today)],
    body: isToWrite
      ? acts(buttonLink(report.status === 'scheduled' ? t.own.write : t.own.goOn, href, 'second'))
      : reportDeposit(view, own, report),
  })
}

const handedInPage = (view: View, own: OwnReport): Html => {
  const t = texts[view.language].report
  const { report, grant } = own
  const isAccepted = report.status === 'accepted'
  return layout(view, {
    title: isAccepted ? t.acceptedTitle : t.received,
    current: 'work',
    robots: 'noindex',
    main: confirmation({
      title: isAccepted ? t.acceptedTitle : t.received,
      reference: { term: texts[view.language].facts.reference, value: grant.reference },
      facts: [
        { term: t.heading, value: report.title },
        {
          term: t.receivedAt,
          value: report.submittedAt === null ? null : formatInstant(view, report.submittedAt),
        },
        { term: t.summary, value: multiline(report.summary) },
        { term: t.fileNow, value: fileWords(view, report) },
      ],
      body: isAccepted ? null : html`<p>${t.next}</p>`,
      acts: [
        buttonLink(t.backToGrant, view.to(`/my-grants/${grant.id}`), 'second'),
        ...[reportDeposit(view, own, report)].filter((act) => act !== false),
      ],
    }),
  })
}

const reportLayout = (
  view: View,
  { grant, report, today }: OwnReport,
  page: { title?: string; invalid?: boolean; body: Html },
): Html => {
  const t = texts[view.language]
  const title = page.title ?? t.report.title(t.reportKinds[report.kind], grant.reference)
  return layout(view, {
    title,
    current: 'work',
    robots: 'noindex',
    invalid: page.invalid,
    main: html`${pageHead(view, {
      title,
      work: true,
      crumbs: [
        { label: t.work, href: view.to('/work') },
        { label: grant.title, href: view.to(`/my-grants/${grant.id}`) },
      ],
      facts: [
        { term: t.own.due, value: formatDate(view.language, report.dueOn) },
        { term: t.facts.state, value: reportState(view, report, today) },
      ],
    })}
${page.body}`,
  })
}
