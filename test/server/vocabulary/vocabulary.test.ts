import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { AUDIENCES } from '../../../server/vocabulary/audiences.ts'
import {
  CONTRIBUTOR_ROLES,
  findContributorRole,
} from '../../../server/vocabulary/contributor-roles.ts'
import { CORE_VALUES, findCoreValue } from '../../../server/vocabulary/core-values.ts'
import {
  COUNTRY_CODES,
  countriesByName,
  countryName,
  findCountry,
  PARTNER_SETS,
  partnerSetsOn,
} from '../../../server/vocabulary/countries.ts'
import { CURRENCIES } from '../../../server/vocabulary/currencies.ts'
import { fold } from '../../../server/vocabulary/fold.ts'
import {
  findGovernmentTier,
  GOVERNMENT_TIERS,
} from '../../../server/vocabulary/government-tiers.ts'
import { INSTRUMENTS } from '../../../server/vocabulary/instruments.ts'
import { findLanguage, LANGUAGE_CODES, languageName } from '../../../server/vocabulary/languages.ts'
import { findLicence, LICENCES, licenceUrl } from '../../../server/vocabulary/licences.ts'
import {
  findSeries,
  PUBLICATION_TYPES,
  SERIES,
  seriesLabel,
} from '../../../server/vocabulary/publication-types.ts'
import { findReaderGroup, READER_GROUPS } from '../../../server/vocabulary/reader-groups.ts'
import { findSdg, SDGS, sdgLabel } from '../../../server/vocabulary/sdgs.ts'
import { findStudyType, STUDY_TYPES } from '../../../server/vocabulary/study-types.ts'
import type { Term } from '../../../server/vocabulary/term.ts'
import {
  broaderOf,
  findTheme,
  forestFaults,
  NETWORK_THEMES,
  narrowerOf,
  SYNONYM_LANGUAGES,
  synonymsOf,
  THEMES,
  themeLabel,
} from '../../../server/vocabulary/themes.ts'

type RecordLine = {
  themes: string[]
  countries: string[]
  series: string | null
  language: string
}
const records: RecordLine[] = readFileSync(
  new URL('../../../db/seed/content/publications.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

const LISTS: Record<string, readonly Term[]> = {
  themes: THEMES,
  'core values': CORE_VALUES,
  instruments: INSTRUMENTS,
  audiences: AUDIENCES,
  'publication types': PUBLICATION_TYPES,
  series: SERIES,
  licences: LICENCES,
  'contributor roles': CONTRIBUTOR_ROLES,
  'reader groups': READER_GROUPS,
  'government tiers': GOVERNMENT_TIERS,
  'study types': STUDY_TYPES,
  currencies: CURRENCIES,
}

test('every list has unique keys and a label in both languages', async (t) => {
  for (const [name, terms] of Object.entries(LISTS)) {
    t.equal(new Set(terms.map((term) => term.key)).size, terms.length, `${name}: keys unique`)
    for (const term of terms) {
      t.match(term.key, /^([a-z0-9]+([-.][a-z0-9]+)*|[A-Z]{3})$/, `${name}: ${term.key}`)
      t.ok(term.label.sv.trim() && term.label.en.trim(), `${name}: ${term.key} has both labels`)
    }
  }
})

test('no word of a list leads to two of its terms', async (t) => {
  for (const [name, terms] of Object.entries(LISTS)) {
    const owners = new Map<string, string>()
    for (const term of terms) {
      for (const word of [term.label.sv, term.label.en, ...(term.synonyms ?? [])].map(fold)) {
        const owner = owners.get(word) ?? term.key
        if (owner !== term.key) t.fail(`${name}: ${word} belongs to ${owner} and ${term.key}`)
        owners.set(word, term.key)
      }
    }
    t.ok(owners.size >= terms.length, name)
  }
})

test('every theme, country, series and language of the records is known', async (t) => {
  t.equal(records.length, 72)
  const unknown = {
    themes: records.flatMap((record) => record.themes.filter((text) => !findTheme(text))),
    countries: records.flatMap((record) => record.countries.filter((text) => !findCountry(text))),
    series: records.flatMap(({ series }) => (series && !findSeries(series) ? [series] : [])),
    languages: records.flatMap(({ language }) => (findLanguage(language) ? [] : [language])),
  }
  t.same(unknown, { themes: [], countries: [], series: [], languages: [] })
})

test('themes: network themes are themes, and the thesaurus is a forest', async (t) => {
  const keys = new Set(THEMES.map((theme) => theme.key))
  for (const key of NETWORK_THEMES) t.ok(keys.has(key), key)
  t.same(forestFaults(THEMES), [])
  t.same(forestFaults([{ key: 'a', broader: 'b' }]), ['a: b is no theme'])
  const circle = [
    { key: 'a', broader: 'b' },
    { key: 'b', broader: 'a' },
    { key: 'c', broader: 'c' },
  ]
  t.same(
    forestFaults(circle),
    ['a', 'b', 'c'].map((key) => `${key}: stands below itself`),
  )
  for (const { key } of THEMES)
    for (const narrower of narrowerOf(key)) t.equal(broaderOf(narrower), key)
  t.same(narrowerOf('accountability'), ['anti-corruption'])
  t.equal(broaderOf('accountability'), null)
  t.same(narrowerOf('no-theme'), [])
})

test('a theme has its words by language, tagged', async (t) => {
  t.same(synonymsOf('participatory-budgeting', 'sv').slice(0, 2), [
    'Medborgarbudget',
    'deltagande budget',
  ])
  t.same(synonymsOf('participatory-budgeting', 'bs'), ['participativno budžetiranje'])
  t.same(synonymsOf('participatory-budgeting', 'fi'), [])
  t.same(synonymsOf('no-theme', 'sv'), [])
  for (const { key, synonyms } of THEMES) {
    for (const language of ['sv', 'en', 'es', 'fr', 'uk'])
      t.ok(synonymsOf(key, language).length > 0, `${key} has a word in ${language}`)
    for (const language of SYNONYM_LANGUAGES)
      for (const word of synonymsOf(key, language)) t.equal(findTheme(word), key, word)
    t.ok(synonyms.length > 0, key)
  }
})

test('roles, readers, tiers and kinds of study are found by what people write', async (t) => {
  t.equal(findContributorRole('Ed.'), 'editor')
  t.equal(findContributorRole('king'), null)
  t.equal(findReaderGroup('politiker'), 'local-politicians')
  t.equal(findGovernmentTier('county'), 'region')
  t.equal(findStudyType('Qualitative'), 'interviews-and-fieldwork')
  for (const { key, datacite } of CONTRIBUTOR_ROLES) t.equal(datacite === null, key === 'author')
})

test('a theme is found by any of its words, without accents or capitals', async (t) => {
  t.equal(findTheme('PRESUPUESTO PARTICIPATIVO'), 'participatory-budgeting')
  t.equal(findTheme('jamstalldhet'), 'gender-equality')
  t.equal(findTheme('participacion  juvenil'), 'youth-and-children-inclusion')
  t.equal(findTheme('women’s leadership'), 'women-in-politics')
  t.equal(findTheme('basket weaving'), null)
  t.equal(themeLabel('human-rights', 'sv'), 'Mänskliga rättigheter')
  t.equal(themeLabel('rural-water-boards', 'en'), 'Rural water boards')
})

test('fold makes spellings equal that readers take for equal', async (t) => {
  t.equal(fold('  Łódź\u00a0och  Ærø '), 'lodz och aero')
  t.equal(fold('Đorđe Straße İstanbul'), 'dorde strasse istanbul')
  t.equal(fold('Öjendal'), fold('O\u0308jendal'))
  t.equal(fold('ﬁnans – “x”'), 'finans - "x"')
  t.equal(fold(fold('Čiščenje ’24')), fold('Čiščenje ’24'))
  t.equal(fold(''), '')
})

test('countries: 249 codes and Kosovo, each with a name in both languages', async (t) => {
  t.equal(COUNTRY_CODES.length, 250)
  t.equal(new Set(COUNTRY_CODES).size, 250)
  for (const language of ['sv', 'en'] as const) {
    t.same(
      COUNTRY_CODES.filter((code) => countryName(code, language) === code),
      [],
    )
  }
  t.equal(countryName('QQ', 'en'), 'QQ')
  t.equal(countryName('not a code', 'sv'), 'not a code')
  const swedish = countriesByName('sv').map(({ code }) => code)
  t.ok(swedish.indexOf('AT') > swedish.indexOf('ZW'), 'Österrike stands after Zimbabwe in Swedish')
  t.equal(countriesByName('en').at(-1)?.code, 'ZW')
})

test('a country is found by code, name in five languages, and older names', async (t) => {
  const names = {
    ZA: ['South Africa', 'Sydafrika', 'sudáfrica', 'Afrique du Sud', 'za', 'Південна Африка'],
    UA: ['Ukraine', 'ukraine-2', 'Ukraina', 'Ucrania', 'Україна'],
    MK: ['Macedonia', 'North Macedonia', 'Nordmakedonien'],
    BA: ['Bosnia & Herzegovina', 'Bosnien-Hercegovina', 'Bosnia and Herzegovina'],
    XK: ['Kosovo', 'Kosova'],
    PS: ['Palestine', 'Palestina'],
    TR: ['Turkey', 'Türkiye', 'Turkiet'],
  }
  for (const [code, texts] of Object.entries(names)) {
    for (const text of texts) t.equal(findCountry(text), code, text)
  }
  t.equal(findCountry('Atlantis'), null)
})

test('partner sets hold known countries, and a day decides which are in force', async (t) => {
  t.same(
    PARTNER_SETS.map((set) => set.countries.length),
    [21, 19, 13, 21, 4, 2],
  )
  for (const set of PARTNER_SETS) {
    t.same(
      set.countries.filter((code) => !COUNTRY_CODES.includes(code)),
      [],
      set.key,
    )
    t.equal(new Set(set.countries).size, set.countries.length, set.key)
    t.ok(set.label.sv && set.label.en && (set.to === null || set.from < set.to), set.key)
  }
  t.same(
    partnerSetsOn('2018-12-31').map((set) => set.key),
    ['partners-2009'],
  )
  t.same(
    partnerSetsOn('2019-01-01').map((set) => set.key),
    ['partners-2019'],
  )
  t.ok(partnerSetsOn('2026-12-31').some((set) => set.key === 'gender-equality-network-2023'))
  t.notOk(partnerSetsOn('2027-01-01').some((set) => set.key === 'gender-equality-network-2023'))
})

test('the global goals are numbered 1 to 17 and found in free text', async (t) => {
  t.same(
    SDGS.map((goal) => goal.number),
    Array.from({ length: 17 }, (_, index) => index + 1),
  )
  t.equal(findSdg('SDG 5'), 5)
  t.equal(findSdg('sdg#16'), 16)
  t.equal(findSdg('Mål 11'), 11)
  t.equal(findSdg('SDG 18'), null)
  t.equal(findSdg('SDG localisation'), null)
  t.equal(sdgLabel(16, 'sv'), 'Fredliga och inkluderande samhällen')
  t.equal(sdgLabel(0, 'en'), '0')
})

test('small lists keep their order and answer to other names', async (t) => {
  t.same(
    CORE_VALUES.map((value) => value.key),
    ['equity', 'participation', 'transparency', 'accountability'],
  )
  t.equal(findCoreValue('Transparens'), 'transparency')
  t.equal(findSeries('Guide'), 'handbook')
  t.equal(seriesLabel('policy-brief', 'en'), 'Policy Brief')
  t.equal(findLicence('CC BY 4.0'), 'cc-by-4.0')
  t.equal(licenceUrl('all-rights-reserved'), null)
  t.equal(licenceUrl('cc-by-4.0'), 'https://creativecommons.org/licenses/by/4.0/')
  t.ok(CURRENCIES.every((currency) => currency.minorUnits === 2))
})

test('languages have names in both languages', async (t) => {
  t.equal(new Set(LANGUAGE_CODES).size, LANGUAGE_CODES.length)
  for (const code of LANGUAGE_CODES) {
    for (const language of ['sv', 'en'] as const) t.not(languageName(code, language), code)
  }
  t.equal(languageName('uk', 'sv'), 'Ukrainska')
  t.equal(languageName('not a tag!', 'en'), 'Not a tag!')
  t.equal(findLanguage('Spanska'), 'es')
})
