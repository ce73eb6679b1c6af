import { labeller, type Term } from './term.ts'

/** Whom a call is for: all who fulfil its rules, those invited, or anyone at any time. */
export const AUDIENCES = [
  { key: 'open', label: { sv: 'Öppen', en: 'Open' } },
  { key: 'invited', label: { sv: 'På inbjudan', en: 'By invitation' } },
  { key: 'rolling', label: { sv: 'Löpande', en: 'Rolling' } },
] as const satisfies readonly Term[]

export type AudienceKey = (typeof AUDIENCES)[number]['key']

export const audienceLabel = labeller(AUDIENCES)
