import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const decisionsRefusals: RefusalTexts = { en: {}, sv: {} }
