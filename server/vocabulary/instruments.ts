import { labeller, type Term } from './term.ts'

/** The kinds of support, from the largest to the smallest. */
export const INSTRUMENTS = [
  {
    key: 'project',
    label: { sv: 'Forskningsprojekt', en: 'Research project' },
  },
  { key: 'pre-study', label: { sv: 'Förstudie', en: 'Pre-study' } },
  {
    key: 'impact-grant',
    label: { sv: 'Bidrag till verkan', en: 'Impact grant' },
  },
  {
    key: 'voluntary-local-review',
    label: { sv: 'Frivillig lokal granskning', en: 'Voluntary local review' },
  },
  {
    key: 'after-lab-grant',
    label: { sv: 'Bidrag efter labb', en: 'After-lab grant' },
  },
  {
    key: 'fieldwork-grant',
    label: { sv: 'Resestipendium', en: 'Fieldwork grant' },
  },
] as const satisfies readonly Term[]

export type InstrumentKey = (typeof INSTRUMENTS)[number]['key']

export const instrumentLabel = labeller(INSTRUMENTS)
