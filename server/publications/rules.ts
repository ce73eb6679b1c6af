export const PUBLICATION_STATUSES = [
  'draft',
  'submitted',
  'approved',
  'published',
  'withdrawn',
] as const
export type PublicationStatus = (typeof PUBLICATION_STATUSES)[number]

/** Withdrawal leaves a tombstone that keeps the citation. */
export const publicationTransitions = {
  draft: { submit: 'submitted', approve: 'approved' },
  submitted: { return: 'draft', approve: 'approved' },
  approved: { publish: 'published', return: 'draft' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { reinstate: 'published' },
} as const satisfies Record<PublicationStatus, Record<string, PublicationStatus>>
