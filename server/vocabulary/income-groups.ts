import { labeller, type Term } from './term.ts'

/**
 * Income groups of the World Bank, "Country and Lending Groups" of fiscal year 2026 (published 1 July 2025, in force to
 * 30 June 2026), by gross national income a head in 2024: https://datahelpdesk.worldbank.org/knowledgebase/articles/906519.
 * Compared with the list of fiscal year 2023 and what the three later ones announced as changed. Ethiopia and
 * Venezuela are not classified that year; the Channel Islands are one economy there and two countries here, and like
 * territories that the list leaves out have no group. The list of another year is put in whole, under its year.
 */
export const INCOME_GROUPS_YEAR = 2026

export const INCOME_GROUPS = [
  { key: 'low', label: { sv: 'Låginkomstländer', en: 'Low-income countries' } },
  {
    key: 'lower-middle',
    label: { sv: 'Lägre medelinkomstländer', en: 'Lower-middle-income countries' },
  },
  {
    key: 'upper-middle',
    label: { sv: 'Högre medelinkomstländer', en: 'Upper-middle-income countries' },
  },
  { key: 'high', label: { sv: 'Höginkomstländer', en: 'High-income countries' } },
] as const satisfies readonly Term[]

export type IncomeGroup = (typeof INCOME_GROUPS)[number]['key']

export const incomeGroupLabel = labeller(INCOME_GROUPS)

/** The group of a country, or null where the list has none. */
export const incomeGroupOf = (country: string): IncomeGroup | null =>
  GROUP_BY_COUNTRY.get(country) ?? null

const COUNTRIES: Record<IncomeGroup, string> = {
  low: 'AF BF BI CD CF ER GM GW KP LR MG ML MW MZ NE RW SD SL SO SS SY TD TG UG YE',
  'lower-middle':
    'AO BD BJ BO BT CG CI CM DJ EG FM GH GN HN HT IN JO KE KG KH KI KM LA LB LK LS MA MM MR NA NG NI NP PG PH PK PS SB SN ST SZ TJ TL TN TZ UZ VN VU ZM ZW',
  'upper-middle':
    'AL AM AR AZ BA BR BW BY BZ CN CO CU CV DM DO DZ EC FJ GA GD GE GQ GT ID IQ IR JM KZ LC LY MD ME MH MK MN MU MV MX MY PE PY RS SR SV TH TM TO TR TV UA VC WS XK ZA',
  high: 'AD AE AG AS AT AU AW BB BE BG BH BM BN BS CA CH CL CR CW CY CZ DE DK EE ES FI FO FR GB GI GL GR GU GY HK HR HU IE IL IM IS IT JP KN KR KW KY LI LT LU LV MC MF MO MP MT NC NL NO NR NZ OM PA PF PL PR PT PW QA RO RU SA SC SE SG SI SK SM SX TC TT TW US UY VG VI',
}

const GROUP_BY_COUNTRY = new Map(
  Object.entries(COUNTRIES).flatMap(([group, codes]) =>
    codes.split(' ').map((code) => [code, group as IncomeGroup] as const),
  ),
)
