/** What of a publication was used: its page, its citation, its text page by page, its file. */
export const USE_KINDS = ['page', 'citation', 'text', 'file'] as const
export type UseKind = (typeof USE_KINDS)[number]

/** Whose use it was. Only people's is in COUNTER's reports; the others are shown apart. */
export const AUDIENCES = ['person', 'assistant', 'machine'] as const
export type Audience = (typeof AUDIENCES)[number]

/** COUNTER 5.1: open under a licence that stays open, or free to read without one. */
export const ACCESS_TYPES = ['Open', 'Free_To_Read'] as const
export type AccessType = (typeof ACCESS_TYPES)[number]

export const accessTypeOf = (isOpenLicence: boolean): AccessType =>
  isOpenLicence ? 'Open' : 'Free_To_Read'

/** Two clicks on the same by the same person within so long are one; the later counts (COUNTER 5.1, 7.2). */
export const DOUBLE_CLICK_SECONDS = 30
/** Single uses are kept for so many days after their own, for what comes late; then only figures. */
export const EVENTS_KEPT_DAYS = 2

/** What an answered request says about being a use. */
export type Answered = {
  method: string
  status: number
  /** Of the answer, where it is a part. */
  contentRange?: string | undefined
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/**
 * Whether an answer counts: given in full (200), still fresh (304), or the first bytes of a file that a viewer asks for in
 * parts, so that reading it is one use. Never HEAD, and never what a browser fetches before anyone asks for it.
 */
export const isUse = ({ method, status, contentRange, headers }: Answered): boolean => {
  if (method !== 'GET' || isAhead(headers)) return false
  if (status === 206) return contentRange?.startsWith('bytes 0-') === true
  return status === 200 || status === 304
}

const AHEAD_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'] as const

const isAhead = (headers: Answered['headers']): boolean =>
  AHEAD_HEADERS.some((name) => /prefetch|prerender|preview/i.test(String(headers[name] ?? '')))

/** Fetch a text because a person just asked them to, and say so by these names. */
const ASSISTANTS =
  /\b(?:ChatGPT-User|Claude-User|Perplexity-?User|MistralAI-User|Amzn-User|DuckAssistBot|Gemini-Deep-Research|Google-NotebookLM|kagi-fetcher|meta-externalfetcher)\b/i
/** Every browser that people read in begins so, but for those without pictures. */
const BROWSERS = /^(?:Mozilla\/|Opera\/|Lynx\/|w3m\/|E?Links\b)/

/** Whose use it is by what the client calls itself; `isListed` by the list of robots. */
export const audienceOf = (agent: string, isListed: boolean): Audience => {
  if (ASSISTANTS.test(agent)) return 'assistant'
  return isListed || !BROWSERS.test(agent) ? 'machine' : 'person'
}

/** The UTC day of an instant, `2027-03-31`. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)
/** The UTC month of a day or an instant, `2027-03`. */
export const monthOf = (at: Date | string): string =>
  (typeof at === 'string' ? at : at.toISOString()).slice(0, 7)

export const addDays = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000))

export const addMonths = (month: string, months: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

export const firstDay = (month: string): string => `${month}-01`
export const lastDay = (month: string): string => addDays(firstDay(addMonths(month, 1)), -1)

export const earlierOf = (a: string, b: string): string => [a, b].sort()[0] ?? a
export const laterOf = (a: string, b: string): string => [a, b].sort()[1] ?? a

/** From one month to another, both among them. */
export const monthsBetween = (from: string, to: string): string[] => {
  const months: string[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

/** Figures of one publication, month and audience. */
export type Figures = {
  totalInvestigations: number
  uniqueInvestigations: number
  totalRequests: number
  uniqueRequests: number
}

export type MonthFigures = Figures & { month: string; audience: Audience }

/** What a reader is told of a publication's use: people by month, the others in sum. */
export type Use = {
  /** The first month with any use, or null where there was none. */
  since: string | null
  views: number
  downloads: number
  months: readonly { month: string; views: number; downloads: number }[]
  assistants: number
  machines: number
}

/** Months shown on a publication's page, the present one last. */
export const MONTHS_SHOWN = 12

/** A view is a visit of a person within an hour, a download one in which the text itself was opened. */
export const useOf = (figures: readonly MonthFigures[], now: Date): Use => {
  const people = figures.filter(({ audience }) => audience === 'person')
  const sum = (rows: readonly MonthFigures[], field: keyof Figures) =>
    rows.reduce((total, row) => total + row[field], 0)
  const among = (audience: Audience) =>
    sum(
      figures.filter((row) => row.audience === audience),
      'totalInvestigations',
    )
  const present = monthOf(now)
  const since = people.map(({ month }) => month).sort()[0] ?? null
  const from = addMonths(present, 1 - MONTHS_SHOWN)
  const months = since === null ? [] : monthsBetween(laterOf(since, from), present)
  return {
    since,
    views: sum(people, 'uniqueInvestigations'),
    downloads: sum(people, 'uniqueRequests'),
    months: months.map((month) => {
      const rows = people.filter((row) => row.month === month)
      return {
        month,
        views: sum(rows, 'uniqueInvestigations'),
        downloads: sum(rows, 'uniqueRequests'),
      }
    }),
    assistants: among('assistant'),
    machines: among('machine'),
  }
}
