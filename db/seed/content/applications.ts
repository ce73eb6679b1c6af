import { democracyUnderPressureApplications } from './applications/democracy-under-pressure.ts'
import { oneMunicipalityAfrica } from './applications/one-municipality-africa.ts'
import { oneMunicipalityEuropeAmerica } from './applications/one-municipality-europe-america.ts'
import { readableBudgetsAwarded } from './applications/readable-budgets-awarded.ts'
import { readableBudgetsOthers } from './applications/readable-budgets-others.ts'
import type { SampleApplication } from './types.ts'

/** The sample applications: a draft, five in review, four decided. All persons are invented. */
export const SAMPLE_APPLICATIONS: readonly SampleApplication[] = [
  ...democracyUnderPressureApplications,
  ...oneMunicipalityAfrica,
  ...oneMunicipalityEuropeAmerica,
  ...readableBudgetsAwarded,
  ...readableBudgetsOthers,
]
