/** Stored are acts of a person; upcoming, open and closed follow from the clock. */
export const CALL_STATUSES = ['draft', 'published', 'withdrawn', 'archived'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

export const callTransitions = {
  draft: { publish: 'published' },
  published: { withdraw: 'withdrawn', archive: 'archived' },
  withdrawn: {},
  archived: {},
} as const satisfies Record<CallStatus, Record<string, CallStatus>>
