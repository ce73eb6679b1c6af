import { type Html, html } from '../html.ts'
import type { Bilingual, Language } from '../language.ts'
import {
  formatDate,
  formatList,
  formatMoney,
  formatMoneyRange,
  formatNumber,
} from '../views/format.ts'
import { type SeatKind, stateTag } from '../views/lists.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { ListedCall } from './listing.ts'
import type { CallPhase } from './rules.ts'
import { texts } from './texts.ts'

type Money = Pick<ListedCall, 'amountMinCents' | 'amountMaxCents' | 'currency'>

/** What one application may ask for, or null where nothing is said. */
export const amountText = (call: Money, language: Language): string | null => {
  const t = texts[language]
  const { amountMinCents: minCents, amountMaxCents: maxCents, currency } = call
  if (minCents !== null && maxCents !== null)
    return minCents === maxCents
      ? formatMoney(language, maxCents, currency)
      : formatMoneyRange(language, { minCents, maxCents, currency })
  if (maxCents !== null) return t.atMost(formatMoney(language, maxCents, currency))
  return minCents === null ? null : t.atLeast(formatMoney(language, minCents, currency))
}

export const durationText = (
  {
    durationMonthsMin: from,
    durationMonthsMax: to,
  }: Pick<ListedCall, 'durationMonthsMin' | 'durationMonthsMax'>,
  language: Language,
): string | null => (from === null && to === null ? null : texts[language].months(from, to))

export const overheadText = (percent: number | null, language: Language): string | null =>
  percent === null ? null : texts[language].overheadMax(`${formatNumber(language, percent)}\u{a0}%`)

export const countriesText = (codes: readonly string[], language: Language): string =>
  codes.length === 0
    ? texts[language].anywhere
    : formatList(
        language,
        codes.map((code) => countryName(code, language)).sort(new Intl.Collator(language).compare),
      )

export const shortDate = (instant: Date, zone: string, language: Language): string =>
  formatDate(language, instant, { zone, short: true })

export const phaseTag = (phase: CallPhase, language: Language): Html =>
  stateTag(PHASE_SEATS[phase], texts[language].states[phase])

/** A draft may lack one of the languages: the other one then stands in its place. */
export const said = (text: Bilingual, language: Language): string =>
  text[language] || text.sv || text.en

/** Where a line is narrow, a very long word may break; the mark is not seen elsewhere. */
export const breakable = (text: string): string =>
  text.replace(LONG_WORD, (word) => word.replace(/.{12}(?=.{6})/gu, '$&\u00ad'))

const LONG_WORD = /[\p{L}\p{M}]{25,}/gu

/** Paragraphs are parted by blank lines. */
export const paragraphs = (text: string): Html =>
  html`${text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => html`<p>${part}</p>`)}`

const PHASE_SEATS: Record<CallPhase, SeatKind> = {
  draft: 'none',
  upcoming: 'open',
  open: 'now',
  closed: 'full',
  archived: 'full',
  withdrawn: 'wrong',
}
