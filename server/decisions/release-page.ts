import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { tickField } from '../views/choices.ts'
import { formatInstant, formatMoney } from '../views/format.ts'
import { acts, button, buttonLink, csrfField, errorSummary } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { confirmation, note } from '../views/notes.ts'
import { type Row, table } from '../views/tables.ts'
import type { OfficeRow, ReleaseCheck } from './loading.ts'
import { rankingLink } from './pages.ts'
import { decisionState } from './ranking-page.ts'
import { DECISION_OUTCOMES } from './rules.ts'
import { texts } from './texts.ts'

/** What would be released, each letter to be read, and why it cannot be yet. */
export const releasePage = (view: View, check: ReleaseCheck, form: FormState): Html => {
  const t = texts[view.language].release
  const { call, refusal, count } = check
  const title = call.title[view.language] || call.title.en
  return layout(view, {
    title: `${t.title}: ${title}`,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: t.title,
      work: true,
      lede: t.lede,
      crumbs: [
        { label: texts[view.language].office, href: view.to('/office') },
        { label: title, href: view.to(`/office/calls/${call.id}`) },
        {
          label: texts[view.language].ranking.title,
          href: view.to(`/office/calls/${call.id}/ranking`),
        },
      ],
      facts: countsOf(view, check),
    })}
${errorSummary(view, form.problems)}
${
  refusal === null
    ? note('good', t.ready(count.ready))
    : note(
        refusal.reason === 'release_done' ? 'good' : 'now',
        explain(refusal, view.language),
        refusal.reason === 'release_done' ? t.done : t.cannot,
      )
}
${group({ id: 'letters', title: t.letters, body: lettersTable(view, check) })}
${refusal === null && view.person?.isOfficer && releaseForm(view, check, form)}`,
  })
}

/** After the release: its instant, for the record. */
export const releasedPage = (view: View, check: ReleaseCheck, releasedAt: Date): Html => {
  const t = texts[view.language].release
  return layout(view, {
    title: t.confirmed,
    current: 'office',
    robots: 'noindex',
    main: confirmation({
      title: t.confirmed,
      reference: {
        term: t.confirmedAt,
        value: formatInstant(view, releasedAt, check.call.zone, { seconds: true }),
      },
      facts: [
        ...countsOf(view, check),
        { term: t.confirmedCount, value: String(check.count.released) },
      ],
      acts: [
        buttonLink(t.toGrants, view.to(`/office/grants?call=${check.call.slug}`)),
        rankingLink(view, check.call.id),
      ],
    }),
  })
}

const countsOf = (view: View, { call, rows }: ReleaseCheck) => {
  const t = texts[view.language].release
  return DECISION_OUTCOMES.map((outcome) => {
    const those = rows.filter(({ decision }) => decision?.outcome === outcome)
    const cents = those.reduce((sum, { decision }) => sum + (decision?.amountCents ?? 0), 0)
    return {
      term: t[outcome],
      value: html`<span class="num">${t.count(
        those.length,
        cents === 0 ? '' : formatMoney(view.language, cents, call.currency),
      )}</span>`,
    }
  })
}

const lettersTable = (view: View, { call, rows, shut }: ReleaseCheck): Html => {
  const t = texts[view.language].release
  return table(view, {
    caption: t.lettersCaption,
    hiddenCaption: true,
    columns: [
      { label: t.columns.application },
      { label: t.columns.outcome },
      { label: t.columns.letter },
    ],
    rows: [
      ...rows.map(
        (row): Row => [
          html`<a class="serif" href="${view.to(`/office/applications/${row.applicationId}/decision`)}">${row.title}</a> <span class="num small soft">${row.reference}</span>`,
          decisionState(view, row.decision, call.currency),
          letterLink(view, row),
        ],
      ),
      ...Array.from({ length: shut }, (): Row => ({ whole: t.shut, kind: 'shut' })),
    ],
  })
}

const letterLink = (view: View, row: OfficeRow): Html => {
  const t = texts[view.language].release
  return row.decision === null
    ? html`<span class="soft">${t.missing}</span>`
    : html`<a href="${view.to(`/applications/${row.applicationId}/decision`)}">${t.readLetter}<span class="vh">: ${row.reference}</span></a>`
}

const releaseForm = (view: View, { call, seen }: ReleaseCheck, form: FormState): Html => {
  const t = texts[view.language].release
  return group({
    id: 'release',
    title: t.title,
    body: html`<form method="post" action="${view.to(`/office/calls/${call.id}/release`)}" novalidate>
${csrfField(view)}<input type="hidden" name="seen" value="${seen}">
${tickField(view, form, 'confirmed', { label: t.confirm, value: 'yes' })}
${acts(button(t.button))}
</form>`,
  })
}
