import type { Language } from '../language.ts'

/** What the styles say in words, as manuals and libraries of either country write it. */
export const CITATION_WORDS = {
  en: {
    and: 'and',
    noYear: 'n.d.',
    editor: 'Ed.',
    editors: 'Eds.',
    translator: 'Trans.',
    translatedBy: 'Translated by',
    edited: 'ed.',
    editedMany: 'eds.',
    page: 'p.',
    number: 'No.',
    availableAt: 'Available at:',
    availableFrom: 'Available from:',
    accessed: 'Accessed:',
    accessedIn: 'accessed',
    cited: 'cited',
    unknownDate: '[date unknown]',
    numberInSeries: 'no.',
  },
  sv: {
    and: 'och',
    noYear: 'u.å.',
    editor: 'Red.',
    editors: 'Red.',
    translator: 'övers.',
    translatedBy: 'Översättning:',
    edited: 'red.',
    editedMany: 'red.',
    page: 's.',
    number: 'nr',
    availableAt: 'Tillgänglig på:',
    availableFrom: 'Tillgänglig från:',
    accessed: 'Hämtad:',
    accessedIn: 'hämtad',
    cited: 'citerad',
    unknownDate: '[u.å.]',
    numberInSeries: 'nr',
  },
} as const

export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))

/** "2026 Nov 25", as NLM writes it. */
export const shortDay = (day: string): string => {
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' })
  const [year, , date] = day.split('-')
  return `${year} ${month.format(new Date(`${day}T12:00:00Z`))} ${Number(date)}`
}
