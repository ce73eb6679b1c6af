import { finder, labeller, type Term } from './term.ts'

/** The four values, always in this order. */
export const CORE_VALUES = [
  {
    key: 'equity',
    label: { sv: 'Jämlikhet', en: 'Equity' },
    synonyms: ['inclusion', 'equality', 'rättvis och inkluderande behandling', 'equidad'],
  },
  {
    key: 'participation',
    label: { sv: 'Delaktighet', en: 'Participation' },
    synonyms: ['deltagande', 'participación'],
  },
  {
    key: 'transparency',
    label: { sv: 'Öppenhet', en: 'Transparency' },
    synonyms: ['transparens', 'transparencia'],
  },
  {
    key: 'accountability',
    label: { sv: 'Ansvarsutkrävande', en: 'Accountability' },
    synonyms: ['möjlighet till ansvarsutkrävande', 'rendición de cuentas'],
  },
] as const satisfies readonly Term[]

export type CoreValueKey = (typeof CORE_VALUES)[number]['key']

export const findCoreValue = finder(CORE_VALUES)
export const coreValueLabel = labeller(CORE_VALUES)
