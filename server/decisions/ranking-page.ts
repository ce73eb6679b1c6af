import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { spread } from '../views/charts.ts'
import { formatInstant, formatMoney, formatNumber } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { links, type SeatKind, stateTag } from '../views/lists.ts'
import { emptyState, note } from '../views/notes.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { DecisionBrief, LoadedRanking, OfficeRow, RankingRow } from './loading.ts'
import type { Ranked } from './ranking-rules.ts'
import { texts } from './texts.ts'

const COLUMNS = 7
/** Readers this far apart, in steps of the scale, have something to talk about. */
const FAR_STEPS = 3

/** The call's applications by weighted mean, with the line where the money ends. */
export const rankingPage = (view: View, loaded: LoadedRanking): Html => {
  const t = texts[view.language].ranking
  const { call, ranking } = loaded
  const title = call.title[view.language] || call.title.en
  return layout(view, {
    title: `${t.title}: ${title}`,
    current: 'office',
    wide: true,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.title,
      work: true,
      crumbs: [
        { label: texts[view.language].office, href: view.to('/office') },
        { label: title, href: view.to(`/office/calls/${call.id}`) },
      ],
      facts: loaded.refusal === null ? factsOf(view, loaded) : [],
    })}
${loaded.refusal !== null ? tooEarly(view, loaded) : rankingBody(view, loaded)}
${ranking.rows.length > 0 && html`<p class="hint legend">${legendDrawing}<span>${t.legend}</span></p>`}
${loaded.refusal === null && loaded.ineligible.length > 0 && ineligibleGroup(view, loaded)}`,
  })
}

/** A decision's state in a word, with its amount where there is one. */
export const decisionState = (
  view: View,
  decision: DecisionBrief | null,
  currency: string,
): Html => {
  const t = texts[view.language]
  if (decision === null) return stateTag('none', t.ranking.none)
  const money =
    decision.amountCents === null ? '' : formatMoney(view.language, decision.amountCents, currency)
  return html`<span>${stateTag(SEATS[decision.status], `${t.outcomes[decision.outcome]}${decision.reserveRank === null ? '' : ` ${decision.reserveRank}`}`)} <span class="small soft">${t.statuses[decision.status]}${money !== '' && html`, <span class="num">${money}</span>`}</span></span>`
}

const SEATS: Record<DecisionBrief['status'], SeatKind> = {
  proposed: 'half',
  recorded: 'full',
  released: 'full',
}

const factsOf = (view: View, { call, ranking, shut }: LoadedRanking) => {
  const t = texts[view.language].ranking
  const money = (cents: number) => formatMoney(view.language, cents, call.currency)
  const asked = ranking.rows.reduce((sum, { requestedCents }) => sum + requestedCents, 0)
  const decided = (status: DecisionBrief['status']) =>
    ranking.rows.filter(({ decision }) => decision?.status === status).length
  return [
    {
      term: t.applications,
      value: html`<span class="num">${t.inReview(ranking.rows.length + shut, money(asked))}</span>`,
    },
    {
      term: t.envelope,
      value:
        call.envelopeCents === null
          ? t.noEnvelope
          : html`<span class="num">${money(call.envelopeCents)}</span>`,
    },
    {
      term: t.reviews,
      value: html`<span class="num">${ranking.rows.reduce((sum, { means }) => sum + means.length, 0)}</span>`,
    },
    {
      term: t.proposals,
      value: t.proposalsOf(decided('proposed'), decided('recorded') + decided('released')),
    },
  ]
}

const tooEarly = (view: View, { call }: LoadedRanking): Html => {
  const t = texts[view.language].ranking
  return emptyState(view, {
    title: t.early,
    body: t.earlyWhy(formatInstant(view, call.closesAt, call.zone)),
    acts: [buttonLink(t.toCall, view.to(`/office/calls/${call.id}`), 'second')],
  })
}

const rankingBody = (view: View, loaded: LoadedRanking): Html => {
  const t = texts[view.language].ranking
  const { call, ranking, shut, notYetReviewed } = loaded
  return html`${notYetReviewed > 0 && note('now', t.unhandled(notYetReviewed))}
${ranking.partsTie && note('now', t.partsTie)}
${
  ranking.rows.length + shut === 0
    ? emptyState(view, { title: t.empty })
    : html`<div class="tools-row"><p>${t.caption}</p>${links(
        { label: t.release, href: view.to(`/office/calls/${call.id}/release`) },
        { label: t.api, href: `/api/v1/calls/${call.id}/ranking` },
      )}</div>
${rankTable(view, loaded)}`
}`
}

const rankTable = (view: View, { call, ranking, shut, scale }: LoadedRanking): Html => {
  const t = texts[view.language].ranking
  const rows: Html[] = []
  for (const [index, row] of ranking.rows.entries()) {
    if (index === ranking.aboveLine) rows.push(lineRow(view, call, ranking))
    rows.push(rankRow(view, row, { currency: call.currency, scale }))
  }
  if (ranking.aboveLine !== null && ranking.aboveLine === ranking.rows.length && rows.length > 0)
    rows.push(lineRow(view, call, ranking))
  for (let i = 0; i < shut; i += 1) rows.push(shutRow(t.shut))
  return html`<div class="scroll" role="region" aria-label="${t.title}" tabindex="0"><table class="rank-table">
<caption class="vh">${t.caption}</caption>
<thead><tr><th scope="col" class="end">${t.columns.rank}</th><th scope="col">${t.columns.application}</th><th scope="col">${t.columns.scores}<span class="ends"><span>${scale.min}</span><span>${scale.max}</span></span></th><th scope="col" class="end" aria-sort="descending">${t.columns.mean}</th><th scope="col" class="end">${t.columns.asked(call.currency)}</th><th scope="col" class="end together">${t.columns.together}</th><th scope="col">${t.columns.proposed}</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>`
}

const rankRow = (
  view: View,
  row: Ranked<RankingRow>,
  { currency, scale }: { currency: string; scale: LoadedRanking['scale'] },
): Html => {
  const t = texts[view.language].ranking
  return html`<tr><td class="end rank">${rankOf(view, row)}</td><th scope="row">${titleLink(view, row)}${factsLine(view, row, t.reviewCount(row.means.length))}</th><td>${spread(view, { scores: row.means, mean: row.mean, min: scale.min, max: scale.max, farFrom: FAR_STEPS })}</td><td class="end">${row.mean === null ? '–' : formatNumber(view.language, row.mean, 2)}</td><td class="end">${wholeAmount(view, row.requestedCents)}</td><td class="end together">${wholeAmount(view, row.togetherCents)}</td><td>${stateLink(view, row, currency)}</td></tr>
`
}

const rankOf = (view: View, { rank, isTied }: Ranked<RankingRow>): Html => {
  const t = texts[view.language].ranking
  if (rank === null) return html`–`
  return isTied
    ? html`<span aria-hidden="true">${rank}${t.tiedMark}</span><span class="vh">${t.tied(rank)}</span>`
    : html`${rank}`
}

const titleLink = (view: View, row: OfficeRow): Html =>
  html`<a class="serif title" href="${view.to(`/office/applications/${row.applicationId}`)}">${row.title}</a>`

const factsLine = (view: View, row: OfficeRow, more?: string): Html =>
  html`<span class="facts">${row.country !== null && html`<span class="place">${countryName(row.country, view.language)}</span>`}${row.organisation !== null && html`<span>${row.organisation}</span>`}<span class="num">${row.reference}</span>${more !== undefined && html`<span>${more}</span>`}</span>`

const stateLink = (view: View, row: OfficeRow, currency: string): Html => {
  const t = texts[view.language].ranking
  const label = row.decision === null ? t.proposeFor(row.reference) : t.seeFor(row.reference)
  return html`<a class="plainly" href="${view.to(`/office/applications/${row.applicationId}/decision`)}"><span><span class="vh">${label}: </span>${decisionState(view, row.decision, currency)}</span></a>`
}

const lineRow = (
  view: View,
  call: LoadedRanking['call'],
  ranking: LoadedRanking['ranking'],
): Html => {
  const t = texts[view.language].ranking
  const money = (cents: number) => formatMoney(view.language, cents, call.currency)
  const words = t.line(money(call.envelopeCents ?? 0), money(ranking.aboveCents))
  return html`<tr class="cutline"><td colspan="${COLUMNS}"><div><b>${t.lineName}</b> <span>${words} <b>${t.left(money(ranking.leftCents ?? 0))}</b></span></div></td></tr>
`
}

const shutRow = (words: string): Html =>
  html`<tr class="shut"><td class="end rank">–</td><td colspan="${COLUMNS - 1}">${words}</td></tr>
`

const ineligibleGroup = (view: View, { ineligible, call }: LoadedRanking): Html => {
  const t = texts[view.language].ranking
  return group({
    id: 'ineligible',
    title: t.ineligible,
    body: html`<p class="soft">${t.ineligibleLede}</p>
<ul class="rows">${ineligible.map(
      (row) =>
        html`<li>${titleLink(view, row)} ${factsLine(view, row)} ${stateLink(view, row, call.currency)}</li>`,
    )}</ul>`,
  })
}

/** Amounts in a column stand without their currency: the heading has it. */
const wholeAmount = (view: View, cents: number): string =>
  formatNumber(view.language, cents / 100, cents % 100 === 0 ? 0 : 2)

const legendDrawing = html`<svg class="spread far" viewBox="0 0 160 28" aria-hidden="true"><path class="span" d="M56 18H128"/><path class="dots" d="M56 18h0M104 18h0M128 18h0"/><path class="mean" d="M96 9V27"/></svg>`
