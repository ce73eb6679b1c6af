import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const publicationsRefusals: RefusalTexts = { en: {}, sv: {} }
