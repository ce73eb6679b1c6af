export const GRANT_STATUSES = [
  'offered',
  'accepted',
  'active',
  'suspended',
  'closing',
  'closed',
  'terminated',
] as const
export type GrantStatus = (typeof GRANT_STATUSES)[number]

export const grantTransitions = {
  offered: { accept: 'accepted', terminate: 'terminated' },
  accepted: { start: 'active', terminate: 'terminated' },
  active: { suspend: 'suspended', startClosing: 'closing', terminate: 'terminated' },
  suspended: { resume: 'active', terminate: 'terminated' },
  closing: { close: 'closed', terminate: 'terminated' },
  closed: {},
  terminated: {},
} as const satisfies Record<GrantStatus, Record<string, GrantStatus>>

/** A report is an account owed under a grant; what the library holds is a publication. */
export const REPORT_KINDS = ['annual', 'final', 'financial'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

export const REPORT_STATUSES = ['scheduled', 'open', 'submitted', 'returned', 'accepted'] as const
export type ReportStatus = (typeof REPORT_STATUSES)[number]

export const reportTransitions = {
  scheduled: { open: 'open' },
  open: { submit: 'submitted' },
  submitted: { return: 'returned', accept: 'accepted' },
  returned: { submit: 'submitted' },
  accepted: {},
} as const satisfies Record<ReportStatus, Record<string, ReportStatus>>

/** A final report is due so long after the grant's last day. */
export const REPORT_GRACE_MONTHS = 2
/** Where an application does not say how long it lasts. */
export const DURATION_MONTHS_DEFAULT = 12
/** A project may begin so long after the decision was released, at most. */
export const START_MONTHS_MAX = 12
export const REPORT_TITLE_MAX = 300
export const REPORT_SUMMARY_MAX = 6000
export const REPORT_FILE_BYTES_MAX = 20_000_000
export const RETURN_REASON_MAX = 2000
/** Fewer words than this tell the public nothing. */
export const SUMMARY_WORDS_MIN = 20

export type GrantAct = {
  [Status in GrantStatus]: keyof (typeof grantTransitions)[Status]
}[GrantStatus]
export type ReportAct = {
  [Status in ReportStatus]: keyof (typeof reportTransitions)[Status]
}[ReportStatus]

/** Where an act leads from a status; null where it is not possible. */
export const grantAfter = (status: GrantStatus, act: GrantAct): GrantStatus | null => {
  const possible: Partial<Record<GrantAct, GrantStatus>> = grantTransitions[status]
  return possible[act] ?? null
}

export const reportAfter = (status: ReportStatus, act: ReportAct): ReportStatus | null => {
  const possible: Partial<Record<ReportAct, ReportStatus>> = reportTransitions[status]
  return possible[act] ?? null
}

export type GrantRefusal =
  | { reason: 'grant_wrong_status'; status: GrantStatus; act: GrantAct }
  | { reason: 'report_wrong_status'; status: ReportStatus; act: ReportAct }
  | { reason: 'report_grant_not_active'; status: GrantStatus }
  | { reason: 'report_incomplete'; missing: readonly ReportLack[] }
  | { reason: 'report_not_accepted' }
  | { reason: 'report_published_already' }
  | { reason: 'report_not_handed_in' }

export const refuseAcceptance = ({ status }: { status: GrantStatus }): GrantRefusal | null =>
  grantAfter(status, 'accept') === null
    ? { reason: 'grant_wrong_status', status, act: 'accept' }
    : null

export type StartCode = 'start_early' | 'start_late'

/** Dates as `2027-02-18`. A project starts on the day of the release at the earliest. */
export const startProblem = (startsOn: string, releasedOn: string): StartCode | null => {
  const start = Temporal.PlainDate.from(startsOn)
  const released = Temporal.PlainDate.from(releasedOn)
  if (Temporal.PlainDate.compare(start, released) < 0) return 'start_early'
  const last = released.add({ months: START_MONTHS_MAX })
  return Temporal.PlainDate.compare(start, last) > 0 ? 'start_late' : null
}

/** The last day of a grant. */
export const endsOn = (startsOn: string, durationMonths: number | null): string =>
  Temporal.PlainDate.from(startsOn)
    .add({ months: durationMonths ?? DURATION_MONTHS_DEFAULT })
    .subtract({ days: 1 })
    .toString()

/** The day on which the final report is due: two months after the last day. */
export const finalReportDueOn = (startsOn: string, durationMonths: number | null): string =>
  Temporal.PlainDate.from(startsOn)
    .add({ months: (durationMonths ?? DURATION_MONTHS_DEFAULT) + REPORT_GRACE_MONTHS })
    .toString()

/** Owed, and past its day; what has been handed in is not late any more. */
export const isOverdue = (
  report: { status: ReportStatus; dueOn: string },
  today: string,
): boolean => report.dueOn < today && report.status !== 'submitted' && report.status !== 'accepted'

/** The office reads what was handed in once; what is being written is its writers' own. */
export const isHandedIn = ({ status }: { status: ReportStatus }): boolean =>
  status !== 'scheduled' && status !== 'open'

type Standing = { status: ReportStatus; grantStatus: GrantStatus }

/** Beginning or writing in a report: while the grant runs, until it is handed in. */
export const refuseWriting = ({ status, grantStatus }: Standing): GrantRefusal | null => {
  if (grantStatus !== 'active' && grantStatus !== 'closing')
    return { reason: 'report_grant_not_active', status: grantStatus }
  return status === 'scheduled' || reportAfter(status, 'submit') !== null
    ? null
    : { reason: 'report_wrong_status', status, act: 'submit' }
}

export type ReportLack = 'title' | 'summary' | 'file'

export const lacksOf = (report: {
  title: string
  summary: string
  hasFile: boolean
}): ReportLack[] => [
  ...(report.title.trim() === '' ? (['title'] as const) : []),
  ...(countWords(report.summary) < SUMMARY_WORDS_MIN ? (['summary'] as const) : []),
  ...(report.hasFile ? [] : (['file'] as const)),
]

export const refuseSubmission = (
  report: Standing & { title: string; summary: string; hasFile: boolean },
): GrantRefusal | null => {
  const refusal = refuseWriting(report)
  if (refusal) return refusal
  if (reportAfter(report.status, 'submit') === null)
    return { reason: 'report_wrong_status', status: report.status, act: 'submit' }
  const missing = lacksOf(report)
  return missing.length > 0 ? { reason: 'report_incomplete', missing } : null
}

/** The office takes a report or sends it back: only what was handed in. */
export const refuseJudging = (
  { status }: { status: ReportStatus },
  act: 'return' | 'accept',
): GrantRefusal | null =>
  reportAfter(status, act) === null ? { reason: 'report_wrong_status', status, act } : null

/** What is accepted may be published in the library, once. */
export const refusePublication = (report: {
  status: ReportStatus
  isPublished: boolean
}): GrantRefusal | null => {
  if (report.status !== 'accepted') return { reason: 'report_not_accepted' }
  return report.isPublished ? { reason: 'report_published_already' } : null
}

/** A report that was handed in may be deposited in the library by its writers, once. */
export const refuseReport = (report: {
  status: ReportStatus
  isPublished: boolean
}): GrantRefusal | null => {
  if (report.isPublished) return { reason: 'report_published_already' }
  return report.status === 'submitted' || report.status === 'accepted'
    ? null
    : { reason: 'report_not_handed_in' }
}

/**
 * What happens to a grant when a report of it has been accepted: with the final one it begins to close, and with
 * nothing owed any more it closes.
 */
export const actsAfterAcceptance = (
  status: GrantStatus,
  reports: readonly { kind: ReportKind; status: ReportStatus }[],
): GrantAct[] => {
  const hasFinal = reports.some((one) => one.kind === 'final' && one.status === 'accepted')
  const owesNothing = reports.every((one) => one.status === 'accepted')
  const acts: GrantAct[] = []
  if (status === 'active' && hasFinal) acts.push('startClosing')
  if ((status === 'closing' || acts.length > 0) && owesNothing) acts.push('close')
  return acts
}

/** Question of a form whose answer is published when the application is awarded. */
export const PUBLIC_SUMMARY_KEY = 'summary'
/** Question of a form that asks whether names must be kept off public pages. */
export const HIDE_NAMES_KEY = 'hide-names'

export const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0
