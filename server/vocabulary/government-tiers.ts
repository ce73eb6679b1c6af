import { finder, labeller, type Term } from './term.ts'

/** The tier of government that a publication is about, from the nearest to the furthest. */
export const GOVERNMENT_TIERS = [
  {
    key: 'neighbourhood',
    label: { sv: 'Stadsdel och by', en: 'Neighbourhood and village' },
    synonyms: ['ward', 'village', 'community', 'sub-municipal', 'stadsdel'],
  },
  {
    key: 'municipality',
    label: { sv: 'Kommun', en: 'Municipality' },
    synonyms: ['local', 'city', 'town', 'district council', 'kommunal'],
  },
  {
    key: 'region',
    label: { sv: 'Region', en: 'Region' },
    synonyms: ['county', 'province', 'district', 'subnational', 'provins', 'län'],
  },
  { key: 'national', label: { sv: 'Stat', en: 'National' }, synonyms: ['state', 'central'] },
  {
    key: 'international',
    label: { sv: 'Mellan stater', en: 'International' },
    synonyms: ['global', 'internationell'],
  },
] as const satisfies readonly Term[]

export type GovernmentTierKey = (typeof GOVERNMENT_TIERS)[number]['key']

export const findGovernmentTier = finder(GOVERNMENT_TIERS)
export const governmentTierLabel = labeller(GOVERNMENT_TIERS)
