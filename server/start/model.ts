import { type QuickChoice, quickLabel } from '../publications/rules/quick.ts'
import type { View } from '../view.ts'
import { formatList, formatMoney, formatMoneyRange } from '../views/format.ts'
import type { Start } from '../views/start.ts'
import { countryName } from '../vocabulary/countries.ts'
import { languageName } from '../vocabulary/languages.ts'
import { seriesLabel } from '../vocabulary/publication-types.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import type { countByCountry, listNewest, listOpenCalls } from './store.ts'
import { texts } from './texts.ts'

type Rows<Q extends (...values: never[]) => PromiseLike<unknown>> = Awaited<ReturnType<Q>>

/** Stones on the shore: as many as stand side by side on a wide page. */
const PLACES_MAX = 13
const AUTHORS_SHOWN = 5
const THEMES_MAX = 9

/** What the start page says, from what the library and the calls hold. */
export const startModel = (
  view: View,
  found: {
    publicationCount: number
    byCountry: Rows<typeof countByCountry>
    byTheme: Rows<typeof countByCountry>
    quick: readonly (QuickChoice & { count: number })[]
    openCalls: Rows<typeof listOpenCalls>
    newest: Rows<typeof listNewest>
  },
): Start => {
  const { language } = view
  const t = texts[language]
  const search = (query: Record<string, string>) =>
    view.to(`/publications?${new URLSearchParams(query)}`)
  const place = (code: string) => ({
    name: countryName(code, language),
    href: search({ country: code }),
  })
  return {
    publicationCount: found.publicationCount,
    countryCount: found.byCountry.length,
    places: found.byCountry
      .slice(0, PLACES_MAX)
      .map(({ value, count }) => ({ code: value, count, ...place(value) })),
    tries: t.tries.map(({ label, lang }) => ({
      label,
      href: search({ q: label }),
      ...(lang === language ? {} : { lang }),
    })),
    quick: found.quick.map((choice) => ({
      label: quickLabel(choice, language),
      count: choice.count,
      href: search({ [choice.facet]: choice.value }),
    })),
    openCalls: found.openCalls.map((call) => ({
      href: view.to(`/calls/${call.slug}`),
      title: call.title[language],
      summary: call.summary[language],
      opensAt: call.opensAt,
      closesAt: call.audience === 'rolling' ? null : call.closesAt,
      zone: call.zone,
      facts: [
        amountFact(call, view),
        call.durationMonthsMax !== null && t.months(call.durationMonthsMin, call.durationMonthsMax),
      ].filter((fact) => fact !== false),
    })),
    newest: found.newest.map((item) => ({
      href: view.to(`/publications/${item.slug}`),
      title: item.title[item.language] ?? Object.values(item.title)[0] ?? item.slug,
      lang: item.language,
      authors: authorLine(item.authors, view),
      places: item.countries.map(place),
      facts: [
        item.series !== null &&
          [seriesLabel(item.series, language), item.number].filter(Boolean).join(' '),
        item.year !== null && String(item.year),
        item.pageCount !== null && t.pages(item.pageCount),
        languageName(item.language, language),
      ].filter((fact) => fact !== false),
    })),
    themes: found.byTheme.slice(0, THEMES_MAX).map(({ value, count }) => ({
      label: themeLabel(value, language),
      count,
      href: search({ theme: value }),
    })),
  }
}

/** A range, or at most so much where the call sets no least amount. */
const amountFact = (call: Rows<typeof listOpenCalls>[number], view: View): string | false => {
  const { amountMinCents: minCents, amountMaxCents: maxCents, currency } = call
  if (maxCents === null) return false
  return minCents === null || minCents === 0
    ? texts[view.language].atMost(formatMoney(view.language, maxCents, currency))
    : formatMoneyRange(view.language, { minCents, maxCents, currency })
}

const authorLine = (authors: readonly string[], view: View): string =>
  authors.length > AUTHORS_SHOWN
    ? `${authors[0]} ${texts[view.language].andOthers}`
    : formatList(view.language, authors)
