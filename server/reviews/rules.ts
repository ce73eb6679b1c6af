export const REVIEW_STATUSES = ['draft', 'submitted', 'returned'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]

export const reviewTransitions = {
  draft: { submit: 'submitted' },
  submitted: { return: 'returned' },
  returned: { submit: 'submitted' },
} as const satisfies Record<ReviewStatus, Record<string, ReviewStatus>>
