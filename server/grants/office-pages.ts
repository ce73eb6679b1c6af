import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { formatDate, formatInstant, formatMoney } from '../views/format.ts'
import { acts, button, csrfField, errorSummary, selectField, textArea } from '../views/forms.ts'
import { columns, group, pageHead, pairs, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { entries, entry, links, rows, timeline } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { pager, table, toolsRow } from '../views/tables.ts'
import { countryName } from '../vocabulary/countries.ts'
import { LANGUAGE_CODES, languageName } from '../vocabulary/languages.ts'
import { awardFilters, grantState, periodOf, queryOf } from './award-pages.ts'
import { languageOfReport } from './known.ts'
import type { Awards, OfficeGrant } from './loading.ts'
import { fileWords, reportState } from './pages.ts'
import { isHandedIn, RETURN_REASON_MAX } from './rules.ts'
import type { Report } from './store.ts'
import { texts } from './texts.ts'

/** All grants, to find one by. */
export const officeGrantsPage = (view: View, awards: Awards): Html => {
  const t = texts[view.language].officeList
  const { items, total, totals, page, pages, filter } = awards
  return layout(view, {
    title: t.title,
    current: 'office',
    wide: true,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede,
      work: true,
      crumbs: [{ label: texts[view.language].office, href: view.to('/office') }],
    })}
${awardFilters(view, '/office/grants', awards, true)}
${toolsRow(
  html`<span class="num">${texts[view.language].awards.total(
    total,
    totals
      .map(({ currency, amountCents }) => formatMoney(view.language, amountCents, currency))
      .join(', '),
  )}</span>`,
)}
${table(view, {
  caption: t.caption,
  hiddenCaption: true,
  columns: [
    { label: t.columns.grant },
    { label: t.columns.place },
    { label: t.columns.call },
    { label: t.columns.amount, align: 'end' },
    { label: t.columns.state },
  ],
  rows: items.map((award) => [
    html`<a class="serif" href="${view.to(`/office/grants/${award.id}`)}">${award.title}</a> <span class="num small soft">${award.reference}</span>`,
    html`<span>${award.country !== null && countryName(award.country, view.language)}${award.organisation !== null && html`<br><span class="small soft">${award.organisation}</span>`}</span>`,
    award.callTitle[view.language] || award.callTitle.en,
    html`<span class="num">${formatMoney(view.language, award.amountCents, award.currency)}</span>`,
    grantState(view, award.status),
  ]),
})}
${pager(view, {
  page,
  pages,
  href: (number) => view.to(`/office/grants${queryOf({ ...filter, page: String(number) })}`),
})}`,
  })
}

/** One grant: its people, its reports and all that has happened. */
export const officeGrantPage = (view: View, loaded: OfficeGrant): Html => {
  const t = texts[view.language]
  const { grant, reports, grantees } = loaded
  return officeLayout(view, loaded, {
    title: grant.title,
    body: columns(
      'side',
      html`<div>${group({
        id: 'reports',
        title: t.own.reports,
        body: entries(
          reports.map((report) =>
            entry({
              at: html`<b>${formatDate(view.language, report.dueOn, { short: true })}</b> ${report.dueOn.slice(0, 4)}`,
              atKind: 'due',
              title: t.reportKinds[report.kind],
              href: view.to(`/office/reports/${report.id}`),
              by: isHandedIn(report) ? report.title : '',
              facts: [reportState(view, report, loaded.today)],
            }),
          ),
        ),
      })}
${group({ id: 'history', title: t.officeOne.history, body: historyOf(view, loaded) })}</div>`,
      side(
        t.facts.people,
        sideBlock(
          t.facts.people,
          rows(
            grantees.map(
              ({ name, email, organisation }) =>
                html`${name || email}${organisation && html`<br><span class="small soft">${organisation}</span>`}`,
            ),
          ),
        ),
        sideBlock(
          t.facts.conditions,
          grant.conditions === ''
            ? html`<p class="soft">–</p>`
            : html`<p>${multiline(grant.conditions)}</p>`,
        ),
        sideBlock(
          t.officeOne.application,
          links(
            {
              label: grant.applicationReference,
              href: view.to(`/office/applications/${grant.applicationId}`),
            },
            {
              label: t.own.decision,
              href: view.to(`/applications/${grant.applicationId}/decision`),
            },
            { label: t.own.public, href: view.to(`/grants/${grant.reference}`) },
          ),
        ),
      ),
    ),
  })
}

export type OfficeReportForms = { return: FormState; publication: FormState }

/** A report as the office reads it: to accept, to return, to publish. */
export const officeReportPage = (
  view: View,
  loaded: OfficeGrant & { report: Report },
  forms: OfficeReportForms,
): Html => {
  const t = texts[view.language]
  const { report, grant, mayAct } = loaded
  const problems = [...forms.return.problems, ...forms.publication.problems]
  const title = t.report.title(t.reportKinds[report.kind], grant.reference)
  return officeLayout(view, loaded, {
    title,
    invalid: problems.length > 0,
    crumb: { label: grant.title, href: view.to(`/office/grants/${grant.id}`) },
    body: html`${errorSummary(view, problems)}
${pairs(
  [
    { term: t.facts.state, value: reportState(view, report, loaded.today) },
    { term: t.own.due, value: formatDate(view.language, report.dueOn) },
    ...(isHandedIn(report)
      ? [
          { term: t.report.heading, value: report.title },
          { term: t.report.summary, value: multiline(report.summary) },
          {
            term: t.report.fileNow,
            value: html`${fileWords(view, report)}${report.filePages !== null && html` <span class="soft">${t.officeOne.pages(report.filePages)}</span>`}`,
          },
          {
            term: t.report.receivedAt,
            value: report.submittedAt === null ? null : formatInstant(view, report.submittedAt),
          },
        ]
      : []),
    { term: t.report.returned, value: report.returnedReason },
  ],
  { wide: true },
)}
${report.fileFindings?.['ok'] === false && note('now', t.report.unreadable)}
${mayAct && report.status === 'submitted' && judging(view, report, forms.return)}
${report.status === 'accepted' && publishing(view, loaded, forms.publication)}`,
  })
}

const judging = (view: View, report: Report, form: FormState): Html => {
  const t = texts[view.language].officeOne
  const hidden = html`${csrfField(view)}<input type="hidden" name="version" value="${report.version}">`
  return html`${group({
    id: 'accept',
    title: t.accept,
    body: html`<p class="text">${t.acceptLede}</p>
<form method="post" action="${view.to(`/office/reports/${report.id}/acceptance`)}">${hidden}${acts(button(t.accept))}</form>`,
  })}
${group({
  id: 'return',
  title: t.return,
  body: html`<form method="post" action="${view.to(`/office/reports/${report.id}/return`)}" novalidate>${hidden}
${textArea(view, form, 'reason', { label: t.returnReason, hint: t.returnHint, rows: 4, maxlength: RETURN_REASON_MAX })}
${acts(button(t.return, 'second'))}</form>`,
})}`
}

const publishing = (
  view: View,
  { report, mayAct }: OfficeGrant & { report: Report },
  form: FormState,
): Html | null => {
  const t = texts[view.language].officeOne
  if (report.publicationSlug !== null)
    return note(
      'good',
      html`${t.published} <a href="${view.to(`/office/publications/${report.publicationId}`)}">${t.toPublication}</a>`,
    )
  if (!mayAct) return null
  const byName = new Intl.Collator(view.language).compare
  return group({
    id: 'publish',
    title: t.publish,
    body: html`<p class="text">${t.publishLede}</p>
<form method="post" action="${view.to(`/office/reports/${report.id}/publication`)}" novalidate>${csrfField(view)}
${selectField(view, form, 'language', {
  label: t.language,
  empty: null,
  value: languageOfReport(report),
  options: LANGUAGE_CODES.map((code) => ({
    value: code,
    label: languageName(code, view.language),
  })).sort((a, b) => byName(a.label, b.label)),
})}
${acts(button(t.begin))}</form>`,
  })
}

const historyOf = (view: View, { history }: OfficeGrant): Html => {
  const words: Record<string, string> = texts[view.language].officeOne.happened
  return timeline(
    history.map(({ type, at, actorName, reason }) => ({
      when: formatInstant(view, at),
      what: html`${words[type] ?? type}${actorName && html`, <span class="soft">${actorName}</span>`}${reason && html`<br><span class="soft">${reason}</span>`}`,
      state: 'done' as const,
    })),
  )
}

const officeLayout = (
  view: View,
  { grant }: OfficeGrant,
  page: {
    title: string
    invalid?: boolean
    crumb?: { label: string; href: string }
    body: Html
  },
): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: page.title,
    current: 'office',
    robots: 'noindex',
    invalid: page.invalid,
    main: html`${pageHead(view, {
      title: page.title,
      work: true,
      crumbs: [
        { label: t.office, href: view.to('/office') },
        { label: t.officeList.title, href: view.to('/office/grants') },
        ...(page.crumb ? [page.crumb] : []),
      ],
      facts: [
        { term: t.facts.reference, value: html`<span class="num">${grant.reference}</span>` },
        {
          term: t.facts.amount,
          value: html`<span class="num">${formatMoney(view.language, grant.amountCents, grant.currency)}</span>`,
        },
        { term: t.facts.organisation, value: grant.organisation },
        { term: t.facts.period, value: periodOf(view, grant) },
        { term: t.facts.state, value: grantState(view, grant.status) },
      ],
    })}
${page.body}`,
  })
}
