/** How the portal came to know of a conflict of interest. */
export const CONFLICT_SOURCES = ['declared', 'found', 'set'] as const
export type ConflictSource = (typeof CONFLICT_SOURCES)[number]

export const CONFLICT_STATUSES = ['standing', 'cleared'] as const
export type ConflictStatus = (typeof CONFLICT_STATUSES)[number]

/** Kinds after the Administrative Procedure Act (2017:900) 16 § and the Swedish councils' practice. */
export const CONFLICT_KINDS = [
  'party',
  'family',
  'representative',
  'same_environment',
  'supervision',
  'joint_work',
  'economic',
  'friendship_or_hostility',
  'other',
] as const
export type ConflictKind = (typeof CONFLICT_KINDS)[number]

/** Characters of what is said of a conflict. */
export const STATEMENT_MAX = 2000

export const conflictTransitions = {
  standing: { clear: 'cleared' },
  cleared: { reinstate: 'standing' },
} as const satisfies Record<ConflictStatus, Record<string, ConflictStatus>>

export type ConflictRefusal =
  | { reason: 'conflict_cleared_already' }
  | { reason: 'own_conflict' }
  | { reason: 'conflict_person_unknown' }

/** Nobody rules on their own impartiality (18 §). */
export const refuseClearance = (
  conflict: { personId: string; status: ConflictStatus },
  actorId: string | null,
): ConflictRefusal | null => {
  if (!('clear' in conflictTransitions[conflict.status]))
    return { reason: 'conflict_cleared_already' }
  return conflict.personId === actorId ? { reason: 'own_conflict' } : null
}

/** A conflict binds those who could come near the application: reviewers and the office. */
export const refuseConflict = (
  person: { holdsRole: boolean } | undefined,
): ConflictRefusal | null => (person?.holdsRole ? null : { reason: 'conflict_person_unknown' })
