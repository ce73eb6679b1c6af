import type { Award } from './award-store.ts'
import { isOverdue } from './rules.ts'
import type { Grant, Report } from './store.ts'

/** What leaves the API; the schemas choose among it. */
export const toAward = ({ callSlug, callTitle, ...award }: Award) => ({
  ...award,
  call: { slug: callSlug, title: callTitle },
})

export const toGrant = (grant: Grant) => ({
  ...grant,
  acceptedAt: grant.acceptedAt?.toISOString() ?? null,
})

export const toReport = (report: Report, day: string) => ({
  ...report,
  isOverdue: isOverdue(report, day),
  submittedAt: report.submittedAt?.toISOString() ?? null,
})
