export const DECISION_STATUSES = ['proposed', 'recorded', 'released'] as const
export type DecisionStatus = (typeof DECISION_STATUSES)[number]

export const DECISION_OUTCOMES = ['awarded', 'reserve', 'declined', 'ineligible'] as const
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number]

export const decisionTransitions = {
  proposed: { propose: 'proposed', record: 'recorded' },
  recorded: { reopen: 'proposed', release: 'released' },
  released: {},
} as const satisfies Record<DecisionStatus, Record<string, DecisionStatus>>
