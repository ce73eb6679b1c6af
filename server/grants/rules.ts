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
