import type { Bilingual, Language } from '../language.ts'
import { LOCALES } from '../language.ts'
import { fold } from './fold.ts'

/** ISO 3166-1 alpha-2, with the user-assigned XK for Kosovo. Never shortened: old reports need them. */
export const COUNTRY_CODES: readonly string[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR ' +
  'BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ ' +
  'EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW ' +
  'GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY ' +
  'KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV ' +
  'MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY ' +
  'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG ' +
  'TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ' +
  'ZM ZW'
).split(' ')

/** A country's name in Swedish or English; an unknown code as it stands. */
export const countryName = (code: string, language: Language): string => {
  const known = named[language].get(code)
  if (known !== undefined) return known
  if (!isCountryCode(code)) return OVERRIDES[code]?.[language] ?? code
  const name = OVERRIDES[code]?.[language] ?? NAMES[language].of(code) ?? code
  named[language].set(code, name)
  return name
}

/** Asked once a row in long lists, and looked up slowly by the system. */
const named: Record<Language, Map<string, string>> = { en: new Map(), sv: new Map() }

/** All countries by name, in the alphabetical order of the language. */
export const countriesByName = (language: Language): readonly { code: string; name: string }[] => {
  const { compare } = new Intl.Collator(LOCALES[language])
  return COUNTRY_CODES.map((code) => ({
    code,
    name: countryName(code, language),
  })).sort((a, b) => compare(a.name, b.name))
}

/** The code of a country written by code or by name in Swedish, English, Spanish, French or Ukrainian. */
export const findCountry = (text: string): string | null => CODES_BY_NAME.get(fold(text)) ?? null

export const isCountryCode = (code: string): boolean => KNOWN_CODES.has(code)

/** Countries that a call or programme meant in a period; `to` is null while the set is in force. */
export type PartnerSet = {
  key: string
  label: Bilingual
  from: string
  to: string | null
  countries: readonly string[]
}

/** Dated sets. A set is closed and a new one added; none is ever changed or deleted. */
export const PARTNER_SETS: readonly PartnerSet[] = [
  {
    key: 'partners-2009',
    label: { sv: 'Partnerländer 2009–2018', en: 'Partner countries 2009–2018' },
    from: '2009-01-01',
    to: '2018-12-31',
    countries: codes('BA GE XK MK MD RS TR UA BY IN ID CN VN BW KE MZ NA ZA TZ UG ZM'),
  },
  {
    key: 'partners-2019',
    label: { sv: 'Partnerländer 2019–2021', en: 'Partner countries 2019–2021' },
    from: '2019-01-01',
    to: '2021-12-31',
    countries: codes('BA GE XK MK MD RS TR UA ID CN VN BW KE MZ NA ZA TZ UG ZM'),
  },
  {
    key: 'partners-2022',
    label: { sv: 'Partnerländer från 2022', en: 'Partner countries from 2022' },
    from: '2022-01-01',
    to: null,
    countries: codes('BA XK RS UA CO GT KE TZ UG BW ZA ZM ZW'),
  },
  {
    key: 'fieldwork-2022',
    label: {
      sv: 'Länder för resestipendier',
      en: 'Countries for fieldwork grants',
    },
    from: '2022-01-01',
    to: null,
    countries: codes('BA XK RS UA CO GT KE TZ UG BW ZA ZM ZW BO HN GE ID MD MZ NA MK'),
  },
  {
    key: 'human-rights-network-2022',
    label: {
      sv: 'Nätverket för mänskliga rättigheter',
      en: 'Human Rights Network',
    },
    from: '2022-01-01',
    to: '2025-12-31',
    countries: codes('ZA ZM ZW BW'),
  },
  {
    key: 'gender-equality-network-2023',
    label: { sv: 'Nätverket för jämställdhet', en: 'Gender Equality Network' },
    from: '2023-01-01',
    to: '2026-12-31',
    countries: codes('CO GT'),
  },
]

/** The sets in force on a day (`2027-03-01`), first and last day included. */
export const partnerSetsOn = (day: string): readonly PartnerSet[] =>
  PARTNER_SETS.filter((set) => set.from <= day && (set.to === null || day <= set.to))

// Names that the organisation writes otherwise than the common tables do.
const OVERRIDES: Record<string, Bilingual> = {
  BA: { sv: 'Bosnien och Hercegovina', en: 'Bosnia and Herzegovina' },
  BO: { sv: 'Bolivia', en: 'Bolivia' },
  HK: { sv: 'Hongkong', en: 'Hong Kong' },
  MD: { sv: 'Moldavien', en: 'Moldova' },
  MM: { sv: 'Myanmar', en: 'Myanmar' },
  MO: { sv: 'Macao', en: 'Macao' },
  PS: { sv: 'Palestina', en: 'Palestine' },
  TR: { sv: 'Turkiet', en: 'Türkiye' },
  XK: { sv: 'Kosovo', en: 'Kosovo' },
}

// Older names, short names and endonyms met in records and in what people type.
const ALIASES: Record<string, readonly string[]> = {
  BA: [
    'Bosnia',
    'Bosnien-Hercegovina',
    'Bosnien & Hercegovina',
    'Bosnien',
    'Bosna i Hercegovina',
    'Bosnia & Herzegovina',
    'BiH',
  ],
  BY: ['Vitryssland', 'Belorussia'],
  CD: ['DR Congo', 'DRC', 'Kinshasa', 'Demokratiska republiken Kongo'],
  CI: ['Ivory Coast'],
  CZ: ['Czech Republic'],
  GB: ['UK', 'Great Britain', 'England', 'Storbritannien'],
  KR: ['Republic of Korea', 'Korea'],
  LA: ['Lao PDR'],
  MD: ['Republic of Moldova', 'Moldova'],
  MK: ['Macedonia', 'FYROM', 'Makedonien', 'Former Yugoslav Republic of Macedonia'],
  MM: ['Burma'],
  PS: ['Palestinian Territories', 'State of Palestine', 'Palestinska territorierna'],
  RU: ['Russian Federation', 'Ryska federationen'],
  SZ: ['Swaziland'],
  TR: ['Turkey', 'Turquía'],
  TZ: ['United Republic of Tanzania'],
  UA: ['Ukraine-2', 'Ukraina'],
  US: ['USA', 'United States of America', 'Förenta staterna'],
  VN: ['Viet Nam'],
  XK: ['Kosova'],
  ZA: ['Sydafrika', 'RSA', 'Republic of South Africa', 'Південна Африка'],
}

const NAMES = {
  sv: new Intl.DisplayNames('sv', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

const KNOWN_CODES = new Set(COUNTRY_CODES)
const CODES_BY_NAME = codesByName()

function codes(list: string): readonly string[] {
  return list.split(' ')
}

function codesByName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const locale of ['sv', 'en', 'es', 'fr', 'uk']) {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    for (const code of COUNTRY_CODES) found.set(fold(names.of(code) ?? code), code)
  }
  for (const code of COUNTRY_CODES) {
    for (const language of ['sv', 'en'] as const) found.set(fold(countryName(code, language)), code)
    for (const alias of ALIASES[code] ?? []) found.set(fold(alias), code)
    found.set(fold(code), code)
  }
  return found
}
