import { type Html, html, multiline, safeUrl } from '../html.ts'
import type { View } from '../view.ts'
import { formatDate, formatDateRange, formatList, formatMoney } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { columns, group, pageHead, prose, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { entries, entry, links, placeLinks, type SeatKind, stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { filterBar, pager, toolsRow } from '../views/tables.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { Award, AwardFilter } from './award-store.ts'
import type { Awards, loadAward } from './loading.ts'
import type { GrantStatus } from './rules.ts'
import { texts } from './texts.ts'

/** The public list of what has been awarded. */
export const awardsPage = (view: View, awards: Awards): Html => {
  const t = texts[view.language].awards
  const { items, total, totals, page, pages, filter } = awards
  const sums = formatList(
    view.language,
    totals.map(({ currency, amountCents }) => formatMoney(view.language, amountCents, currency)),
  )
  const address = (changed: Record<string, string>) =>
    `/grants${queryOf({ ...filter, ...changed })}`
  return layout(view, {
    title: t.title,
    current: 'grants',
    description: t.lede,
    main: html`${pageHead(view, { title: t.title, lede: t.lede })}
${awards.choices.years.length > 0 && awardFilters(view, '/grants', awards)}
${toolsRow(
  total > 0 && html`<span class="num">${t.total(total, sums)}</span>`,
  total > 0 &&
    links(
      { label: t.csv, href: view.to(`/grants.csv${queryOf(filter)}`) },
      { label: t.json, href: `/api/v1/grants${queryOf(filter)}` },
    ),
)}
${
  items.length === 0
    ? awards.choices.years.length === 0
      ? emptyState(view, { title: t.empty, body: t.emptyWhy })
      : emptyState(view, {
          title: t.none,
          body: t.noneWhy,
          acts: [buttonLink(t.all, view.to('/grants'), 'second')],
        })
    : entries(items.map((award) => awardEntry(view, award)))
}
${pager(view, { page, pages, href: (number) => view.to(address({ page: String(number) })) })}`,
  })
}

/** One award as anyone may see it. */
export const awardPage = (view: View, found: Awaited<ReturnType<typeof loadAward>>): Html => {
  const t = texts[view.language]
  const { award, publications } = found
  return layout(view, {
    title: award.title,
    current: 'grants',
    main: html`${pageHead(view, {
      title: award.title,
      crumbs: [
        { label: t.awards.title, href: view.to('/grants') },
        { label: callTitle(view, award), href: view.to(`/calls/${award.callSlug}`) },
      ],
      above:
        award.country !== null &&
        html`<p class="place lead">${placeLinks([
          {
            name: countryName(award.country, view.language),
            href: view.to(`/grants?country=${award.country}`),
          },
        ])}</p>`,
      facts: [
        { term: t.facts.reference, value: html`<span class="num">${award.reference}</span>` },
        {
          term: t.facts.amount,
          value: html`<span class="num">${formatMoney(view.language, award.amountCents, award.currency)}</span>`,
        },
        { term: t.facts.organisation, value: award.organisation },
        { term: t.facts.mainApplicant, value: award.mainApplicant },
        { term: t.facts.period, value: periodOf(view, award) },
        { term: t.facts.state, value: grantState(view, award.status) },
        {
          term: 'DOI',
          value:
            award.doi !== null &&
            html`<a class="num" href="${safeUrl(`https://doi.org/${award.doi}`)}">${award.doi}</a>`,
        },
      ],
    })}
${columns(
  'side',
  html`<div>${
    award.summary !== null &&
    group({
      id: 'summary',
      title: t.awards.summary,
      body: prose(
        award.summary.split(/\n\s*\n/).map((paragraph) => html`<p>${multiline(paragraph)}</p>`),
      ),
    })
  }
${group({
  id: 'publications',
  title: t.awards.publications,
  body:
    publications.length === 0
      ? html`<p class="soft">${t.awards.noPublications}</p>`
      : entries(
          publications.map(({ slug, title, language, year }) =>
            entry({
              at: year === null ? '' : String(year),
              title: title[view.language] ?? title[language] ?? slug,
              ...(title[view.language] === undefined ? { lang: language } : {}),
              href: view.to(`/publications/${slug}`),
            }),
          ),
        ),
})}</div>`,
  side(
    t.facts.call,
    sideBlock(
      t.facts.call,
      html`<p><a href="${view.to(`/calls/${award.callSlug}`)}">${callTitle(view, award)}</a></p>`,
    ),
    sideBlock(
      t.facts.year,
      html`<p><a href="${view.to(`/grants?year=${award.year}`)}">${award.year}</a></p>`,
    ),
  ),
)}`,
  })
}

export const awardFilters = (
  view: View,
  path: string,
  { choices, filter }: Pick<Awards, 'choices' | 'filter'>,
  withState = false,
): Html => {
  const t = texts[view.language]
  const byName = new Intl.Collator(view.language).compare
  return filterBar(view, {
    action: view.to(path),
    label: t.awards.filters,
    filters: [
      ...(withState
        ? [
            {
              kind: 'search' as const,
              name: 'q',
              label: t.awards.search,
              value: filter.q,
            },
          ]
        : []),
      {
        kind: 'select',
        name: 'call',
        label: t.awards.call,
        value: filter.call,
        options: choices.calls
          .map(({ slug, title }) => ({ value: slug, label: title[view.language] || title.en }))
          .sort((a, b) => byName(a.label, b.label)),
      },
      {
        kind: 'select',
        name: 'country',
        label: t.awards.country,
        value: filter.country,
        options: choices.countries
          .map((code) => ({ value: code, label: countryName(code, view.language) }))
          .sort((a, b) => byName(a.label, b.label)),
      },
      {
        kind: 'select',
        name: 'year',
        label: t.awards.year,
        value: filter.year,
        options: choices.years.map((year) => ({ value: String(year), label: String(year) })),
      },
      ...(withState
        ? [
            {
              kind: 'select' as const,
              name: 'status',
              label: t.awards.status,
              value: filter.status,
              options: Object.entries(t.statuses).map(([value, label]) => ({ value, label })),
            },
          ]
        : []),
    ],
  })
}

export const grantState = (view: View, status: GrantStatus): Html =>
  stateTag(SEATS[status], texts[view.language].statuses[status])

export const periodOf = (
  view: View,
  { startsOn, endsOn }: { startsOn: string | null; endsOn: string | null },
): string =>
  startsOn === null || endsOn === null
    ? texts[view.language].awards.ongoing
    : formatDateRange(view.language, startsOn, endsOn)

/** `?a=b`, with what is empty left out; nothing at all where all is. */
export const queryOf = (values: AwardFilter & Record<string, string | undefined>): string => {
  const given = Object.entries(values).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

const SEATS: Record<GrantStatus, SeatKind> = {
  offered: 'open',
  accepted: 'half',
  active: 'half',
  suspended: 'now',
  closing: 'half',
  closed: 'full',
  terminated: 'none',
}

const awardEntry = (view: View, award: Award): Html =>
  entry({
    at: award.country === null ? '' : countryName(award.country, view.language),
    atKind: 'place',
    title: award.title,
    href: view.to(`/grants/${award.reference}`),
    level: 2,
    by: award.organisation,
    facts: [
      html`<b class="num">${formatMoney(view.language, award.amountCents, award.currency)}</b>`,
      callTitle(view, award),
      String(award.year),
      grantState(view, award.status),
    ],
  })

const callTitle = (view: View, award: Pick<Award, 'callTitle'>): string =>
  award.callTitle[view.language] || award.callTitle.en

/** A day in the words of the page. */
export const dayWords = (view: View, day: string): string => formatDate(view.language, day)
