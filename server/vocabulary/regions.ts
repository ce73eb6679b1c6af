import { COUNTRY_CODES } from './countries.ts'
import { labeller, type Term } from './term.ts'

/**
 * Regions as the United Nations' statisticians part the world (M49), with Europe, Oceania, and Latin America with the
 * Caribbean each as one. Kosovo and Taiwan, which M49 does not list, stand with their neighbours.
 */
export const REGIONS = [
  { key: 'europe', label: { sv: 'Europa', en: 'Europe' } },
  { key: 'eastern-africa', label: { sv: 'Östra Afrika', en: 'Eastern Africa' } },
  { key: 'southern-africa', label: { sv: 'Södra Afrika', en: 'Southern Africa' } },
  { key: 'western-africa', label: { sv: 'Västra Afrika', en: 'Western Africa' } },
  { key: 'middle-africa', label: { sv: 'Centrala Afrika', en: 'Middle Africa' } },
  { key: 'northern-africa', label: { sv: 'Norra Afrika', en: 'Northern Africa' } },
  {
    key: 'latin-america',
    label: { sv: 'Latinamerika och Västindien', en: 'Latin America and the Caribbean' },
  },
  { key: 'northern-america', label: { sv: 'Norra Amerika', en: 'Northern America' } },
  { key: 'western-asia', label: { sv: 'Västra Asien', en: 'Western Asia' } },
  { key: 'central-asia', label: { sv: 'Centralasien', en: 'Central Asia' } },
  { key: 'southern-asia', label: { sv: 'Södra Asien', en: 'Southern Asia' } },
  { key: 'south-eastern-asia', label: { sv: 'Sydostasien', en: 'South-eastern Asia' } },
  { key: 'eastern-asia', label: { sv: 'Östra Asien', en: 'Eastern Asia' } },
  { key: 'oceania', label: { sv: 'Oceanien', en: 'Oceania' } },
  { key: 'elsewhere', label: { sv: 'Annorstädes', en: 'Elsewhere' } },
] as const satisfies readonly Term[]

export type RegionKey = (typeof REGIONS)[number]['key']

export const regionLabel = labeller(REGIONS)

export const isRegion = (text: string): text is RegionKey => REGIONS.some(({ key }) => key === text)

/** The region of a country; of a code that is none, elsewhere. */
export const regionOf = (country: string): RegionKey =>
  REGION_BY_COUNTRY.get(country) ?? 'elsewhere'

/** The countries of a region, by code. */
export const countriesOfRegion = (region: RegionKey): readonly string[] =>
  COUNTRY_CODES.filter((code) => regionOf(code) === region)

const COUNTRIES: Record<Exclude<RegionKey, 'elsewhere'>, string> = {
  europe:
    'AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK',
  'eastern-africa': 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW',
  'southern-africa': 'BW LS NA SZ ZA',
  'western-africa': 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG',
  'middle-africa': 'AO CD CF CG CM GA GQ ST TD',
  'northern-africa': 'DZ EG EH LY MA SD TN',
  'latin-america':
    'AG AI AR AW BB BL BO BQ BR BS BV BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI',
  'northern-america': 'BM CA GL PM US',
  'western-asia': 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE',
  'central-asia': 'KG KZ TJ TM UZ',
  'southern-asia': 'AF BD BT IN IR LK MV NP PK',
  'south-eastern-asia': 'BN ID KH LA MM MY PH SG TH TL VN',
  'eastern-asia': 'CN HK JP KP KR MN MO TW',
  oceania: 'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
}

const REGION_BY_COUNTRY = new Map(
  Object.entries(COUNTRIES).flatMap(([region, codes]) =>
    codes.split(' ').map((code) => [code, region as RegionKey] as const),
  ),
)
