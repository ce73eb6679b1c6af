import { type Html, html } from '../html.ts'
import { type Language, LOCALES } from '../language.ts'
import type { View } from '../view.ts'
import { timeTexts } from './time-texts.ts'

/** The zone of the office: what is not said to be elsewhere happens here. */
export const OFFICE_ZONE = 'Europe/Stockholm'

/** What a page knows that a time or a figure needs. */
export type Speaking = Pick<View, 'language'>
export type Clocked = Pick<View, 'language' | 'now' | 'zone'>

/** A date: `2027-02-18`, a `Temporal.PlainDate`, or the day of an instant in `zone`. */
export type AnyDate = string | Date | Temporal.PlainDate

/** "18 February 2027" · "18 februari 2027". `short` leaves the year out, `weekday` names the day. */
export const formatDate = (
  language: Language,
  date: AnyDate,
  options: { zone?: string; short?: boolean; weekday?: boolean } = {},
): string =>
  dateFormat(language, options.short === true, options.weekday === true).format(
    toPlainDate(date, options.zone ?? OFFICE_ZONE),
  )

/** "1–18 February 2027", with what both dates share said once. */
export const formatDateRange = (language: Language, from: AnyDate, to: AnyDate): string =>
  dateFormat(language, false, false).formatRange(
    toPlainDate(from, OFFICE_ZONE),
    toPlainDate(to, OFFICE_ZONE),
  )

/** "February 2027" · "februari 2027", of `2027-02`; `short`: "Feb 2027" · "feb. 2027". */
export const formatMonth = (
  language: Language,
  month: string,
  options: { short?: boolean } = {},
): string =>
  Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .toLocaleString(LOCALES[language], {
      month: options.short ? 'short' : 'long',
      year: 'numeric',
    })

/** "14:00" · "14.00"; with `seconds`, "14:00:07" · "14.00.07". Hours always of twenty-four. */
export const formatClock = (
  language: Language,
  instant: Date,
  zone: string = OFFICE_ZONE,
  options: { seconds?: boolean } = {},
): string => {
  const { hour, minute, second } = inZone(instant, zone)
  const parts = options.seconds ? [hour, minute, second] : [hour, minute]
  return parts.map((part) => TWO_DIGITS.format(part)).join(timeTexts[language].clockSeparator)
}

/** "18 February 2027, 14:00" · "18 februari 2027 kl. 14.00", in a zone. */
export const formatInstant = (
  view: Speaking,
  instant: Date,
  zone: string = OFFICE_ZONE,
  options: { seconds?: boolean; short?: boolean } = {},
): string =>
  timeTexts[view.language].dateAndClock(
    formatDate(view.language, instant, { zone, short: options.short === true }),
    formatClock(view.language, instant, zone, options),
  )

/** The same in a `time` element, for machines and scripts. */
export const timeTag = (
  view: Speaking,
  instant: Date,
  zone: string = OFFICE_ZONE,
  options: { seconds?: boolean; short?: boolean } = {},
): Html =>
  html`<time datetime="${instant.toISOString()}">${formatInstant(view, instant, zone, options)}</time>`

/** A date in a `time` element. */
export const dateTag = (
  view: Speaking,
  date: AnyDate,
  options: { zone?: string; short?: boolean; weekday?: boolean } = {},
): Html =>
  html`<time datetime="${toPlainDate(date, options.zone ?? OFFICE_ZONE).toString()}">${formatDate(view.language, date, options)}</time>`

/**
 * A deadline as it is always said: place and clock, then UTC, then the reader's own clock where
 * it differs, with its own date where that differs too.
 */
export const deadline = (view: Clocked, instant: Date, zone: string = OFFICE_ZONE): Html => {
  const words = timeTexts[view.language]
  const others = otherClocks(view, instant, zone)
  return html`<time datetime="${instant.toISOString()}">${words.inPlace(formatInstant(view, instant, zone), zonePlace(zone))}</time>${
    others.length > 0 && ` (${others.map(({ clock, where }) => `${clock} ${where}`).join('; ')})`
  }`
}

/** The clocks of a deadline one by one, for a list: the call's, UTC, the reader's. */
export const deadlineClocks = (
  view: Clocked,
  instant: Date,
  zone: string = OFFICE_ZONE,
): { clock: string; where: string }[] => [
  { clock: formatClock(view.language, instant, zone), where: zonePlace(zone) },
  ...otherClocks(view, instant, zone),
]

/** What stands beside the reader's own clock. */
export const whereYouAre = (language: Language): string => timeTexts[language].whereYouAre

/** "9 days left", "3 hours left"; afterwards "3 days ago". Counted in whole units, never upwards. */
export const timeLeft = (view: Pick<View, 'language' | 'now'>, instant: Date): string => {
  const words = timeTexts[view.language]
  const { count, unit, isPast } = distance(view.now, instant)
  if (isPast) return relativeFormat(view.language).format(-count, unit)
  if (unit === 'minute' && count === 0) return words.lastMinute
  return words.left[unit](count)
}

/** "in 9 days" · "9 days ago" · "om 9 dagar" · "för 9 dagar sedan". */
export const relativeTime = (view: Pick<View, 'language' | 'now'>, instant: Date): string => {
  const { count, unit, isPast } = distance(view.now, instant)
  return relativeFormat(view.language).format(isPast ? -count : count, unit)
}

/** The place a zone is named for: "Visby/Stockholm", "Kampala". */
export const zonePlace = (zone: string): string =>
  zone === OFFICE_ZONE ? 'Visby/Stockholm' : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** "SEK 300,000" · "300 000 kr". Hundredths are shown only where there are some. */
export const formatMoney = (language: Language, amountCents: number, currency: string): string =>
  moneyFormat(language, currency, amountCents % 100 !== 0).format(amountCents / 100)

/** "SEK 300,000–1,000,000" · "300 000–1 000 000 kr". */
export const formatMoneyRange = (
  language: Language,
  { minCents, maxCents, currency }: { minCents: number; maxCents: number; currency: string },
): string =>
  moneyFormat(language, currency, minCents % 100 !== 0 || maxCents % 100 !== 0).formatRange(
    minCents / 100,
    maxCents / 100,
  )

/** "1,248" · "1 248"; `decimals` are always shown: "6.40". */
export const formatNumber = (language: Language, number: number, decimals?: number): string =>
  numberFormat(language, decimals).format(number)

/** "64 %" from 0.64. */
export const formatPercent = (language: Language, share: number): string =>
  `${numberFormat(language, 0).format(share * 100)}\u{a0}%`

/** "160 KB" · "160 kB"; with a kind of file "PDF, 160 KB". Thousands, as disks are sold. */
export const formatBytes = (language: Language, bytes: number, kind?: string): string => {
  const [divisor, unit] =
    bytes >= 999_500 ? [1_000_000, 'MB'] : [1000, timeTexts[language].kilobyte]
  const amount = bytes / divisor
  // What is there is never said to be nothing.
  const shown = amount < 10 ? Math.max(0.1, Math.round(amount * 10) / 10) : Math.round(amount)
  const size = `${formatNumber(language, bytes === 0 ? 0 : shown)}\u{a0}${unit}`
  return kind === undefined ? size : `${kind}, ${size}`
}

/** "Kenya, Uganda and Zimbabwe" · "Kenya, Uganda och Zimbabwe". */
export const formatList = (language: Language, items: readonly string[]): string =>
  listFormat(language).format(items)

/** A language's own name in the language of the page: "English" · "engelska". */
export const formatLanguage = (language: Language, tag: string): string =>
  languageNames(language).of(tag) ?? tag

type Unit = 'day' | 'hour' | 'minute'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const distance = (now: Date, instant: Date): { count: number; unit: Unit; isPast: boolean } => {
  const gap = instant.getTime() - now.getTime()
  const size = Math.abs(gap)
  const [unit, length]: [Unit, number] =
    size >= 2 * DAY ? ['day', DAY] : size >= 2 * HOUR ? ['hour', HOUR] : ['minute', MINUTE]
  return { count: Math.floor(size / length), unit, isPast: gap < 0 }
}

const otherClocks = (
  view: Clocked,
  instant: Date,
  zone: string,
): { clock: string; where: string }[] => {
  const own = inZone(instant, zone)
  const utc = inZone(instant, 'UTC')
  const words = timeTexts[view.language]
  const clockIn = (there: Temporal.ZonedDateTime) => {
    const clock = formatClock(view.language, instant, there.timeZoneId)
    return there.toPlainDate().equals(own.toPlainDate())
      ? words.clock(clock)
      : words.dateAndClock(formatDate(view.language, there.toPlainDate(), { short: true }), clock)
  }
  const others: { clock: string; where: string }[] = []
  if (own.offsetNanoseconds !== 0 || zone !== 'UTC')
    others.push({ clock: clockIn(utc), where: 'UTC' })
  const reader = view.zone === null ? null : inZone(instant, view.zone)
  if (
    reader !== null &&
    reader.offsetNanoseconds !== own.offsetNanoseconds &&
    reader.offsetNanoseconds !== utc.offsetNanoseconds
  )
    others.push({ clock: clockIn(reader), where: words.whereYouAre })
  return others
}

const inZone = (instant: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)

const toPlainDate = (date: AnyDate, zone: string): Temporal.PlainDate => {
  if (typeof date === 'string') return Temporal.PlainDate.from(date)
  return date instanceof Date ? inZone(date, zone).toPlainDate() : date
}

const remembered = <Key extends readonly unknown[], Value>(
  make: (...key: Key) => Value,
): ((...key: Key) => Value) => {
  // Making a format costs a thousand times as much as using it.
  const made = new Map<string, Value>()
  return (...key) => {
    const name = key.join('\u{0}')
    const value = made.get(name) ?? make(...key)
    made.set(name, value)
    return value
  }
}

const TWO_DIGITS = new Intl.NumberFormat('en', { minimumIntegerDigits: 2 })

const dateFormat = remembered(
  (language: Language, isShort: boolean, hasWeekday: boolean) =>
    new Intl.DateTimeFormat(LOCALES[language], {
      day: 'numeric',
      month: 'long',
      ...(isShort ? {} : { year: 'numeric' }),
      ...(hasWeekday ? { weekday: 'long' } : {}),
    }),
)

const moneyFormat = remembered(
  (language: Language, currency: string, hasHundredths: boolean) =>
    new Intl.NumberFormat(LOCALES[language], {
      style: 'currency',
      currency,
      currencyDisplay: language === 'sv' && currency === 'SEK' ? 'symbol' : 'code',
      minimumFractionDigits: hasHundredths ? 2 : 0,
      maximumFractionDigits: hasHundredths ? 2 : 0,
    }),
)

const numberFormat = remembered(
  (language: Language, decimals: number | undefined) =>
    new Intl.NumberFormat(
      LOCALES[language],
      decimals === undefined
        ? {}
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
    ),
)

const relativeFormat = remembered(
  (language: Language) => new Intl.RelativeTimeFormat(LOCALES[language]),
)

const listFormat = remembered((language: Language) => new Intl.ListFormat(LOCALES[language]))

const languageNames = remembered(
  (language: Language) => new Intl.DisplayNames(LOCALES[language], { type: 'language' }),
)
