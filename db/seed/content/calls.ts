import { democracyUnderPressure } from './calls/democracy-under-pressure.ts'
import { fieldwork } from './calls/fieldwork.ts'
import { oneMunicipality } from './calls/one-municipality.ts'
import { readableBudgets } from './calls/readable-budgets.ts'
import type { SampleCall } from './types.ts'

/** The sample calls: two open, one in review, one decided. */
export const SAMPLE_CALLS: readonly SampleCall[] = [
  democracyUnderPressure,
  oneMunicipality,
  readableBudgets,
  fieldwork,
]
