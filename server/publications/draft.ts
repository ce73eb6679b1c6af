import type { ContributorRoleKey } from '../vocabulary/contributor-roles.ts'
import { findContributorRole } from '../vocabulary/contributor-roles.ts'
import { CORE_VALUES, findCoreValue } from '../vocabulary/core-values.ts'
import { countryName, findCountry } from '../vocabulary/countries.ts'
import { fold } from '../vocabulary/fold.ts'
import { findGovernmentTier, GOVERNMENT_TIERS } from '../vocabulary/government-tiers.ts'
import { findLanguage } from '../vocabulary/languages.ts'
import { findLicence } from '../vocabulary/licences.ts'
import { findSeries, PUBLICATION_TYPES, SERIES } from '../vocabulary/publication-types.ts'
import { findReaderGroup, READER_GROUPS } from '../vocabulary/reader-groups.ts'
import { findSdg } from '../vocabulary/sdgs.ts'
import { findStudyType, STUDY_TYPES } from '../vocabulary/study-types.ts'
import { findTheme } from '../vocabulary/themes.ts'
import { type Contributor, orcidOf } from './rules/contributors.ts'
import type { Funding } from './rules/parts.ts'
import { type Municipality, municipalityCode } from './rules/places.ts'
import { doiOf } from './rules.ts'
import type { PublicationRecord } from './schema.ts'

/** A publication as it is stored: keys and codes only. Texts are by language, ISO 639-1. */
export type PublicationDraft = {
  type: string
  series: string | null
  number: string | null
  language: string
  title: Record<string, string>
  abstract: Record<string, string>
  keyMessages: Record<string, string[]>
  plainSummary: Record<string, string>
  contributors: Contributor[]
  year: number | null
  countries: string[]
  municipalities: Municipality[]
  themes: string[]
  sdgs: number[]
  /** By the goal's number. */
  sdgEvidence: Record<string, string>
  coreValues: string[]
  audiences: string[]
  tiers: string[]
  studyTypes: string[]
  funding: Funding[]
  licence: string | null
  isbn: string | null
  doi: string | null
  url: string | null
  embargoUntil: Date | null
  externalId: string | null
}

/** A draft that says nothing but its kind and language; whoever makes one by hand begins here. */
export const emptyDraft = (language: string): PublicationDraft => ({
  type: 'report',
  series: null,
  number: null,
  language,
  title: {},
  abstract: {},
  keyMessages: {},
  plainSummary: {},
  contributors: [],
  year: null,
  countries: [],
  municipalities: [],
  themes: [],
  sdgs: [],
  sdgEvidence: {},
  coreValues: [],
  audiences: [],
  tiers: [],
  studyTypes: [],
  funding: [],
  licence: null,
  isbn: null,
  doi: null,
  url: null,
  embargoUntil: null,
  externalId: null,
})

/** What of a publication a draft says, without all that hangs on it. */
export const draftWithin = (publication: PublicationDraft): PublicationDraft => {
  const { language } = publication
  const fields = Object.keys(emptyDraft(language)) as (keyof PublicationDraft)[]
  return Object.assign(
    emptyDraft(language),
    Object.fromEntries(fields.map((field) => [field, publication[field]])),
  )
}

/** Which field cannot be taken, and a code for its sentence. */
export type DraftProblem = { field: string; code: DraftProblemCode; value: string }
export type DraftProblemCode =
  | 'title_missing'
  | 'language_unknown'
  | 'country_unknown'
  | 'municipality_unplaced'
  | 'sdg_unknown'
  | 'sdg_evidence_alone'
  | 'core_value_unknown'
  | 'audience_unknown'
  | 'tier_unknown'
  | 'study_type_unknown'
  | 'licence_unknown'
  | 'orcid_wrong'
  | 'role_unknown'
  | 'author_nameless'
  | 'funder_missing'
  | 'funder_id_wrong'
  | 'doi_wrong'

/** Names become keys; a theme or series that is in no list is kept as a slug. Problems come all at once. */
export const draftOf = (
  record: PublicationRecord,
): { draft: PublicationDraft; problems: DraftProblem[] } => {
  const problems: DraftProblem[] = []
  const known = <T>(
    found: T | null,
    field: string,
    code: DraftProblemCode,
    value: unknown,
  ): T[] => {
    if (found !== null) return [found]
    problems.push({ field, code, value: String(value) })
    return []
  }
  /** Of a small vocabulary, in its own order. */
  const chosen = (
    field: 'core_values' | 'audiences' | 'tiers' | 'study_types',
    terms: readonly { key: string }[],
    find: (word: string) => string | null,
    code: DraftProblemCode,
  ): string[] => {
    const found = (record[field] ?? []).flatMap((word) => known(find(word), field, code, word))
    return terms.map(({ key }) => key).filter((key) => found.includes(key))
  }
  const given = record.language ?? mainLanguageOf(record.title)
  const [language = 'en'] = known(languageOf(given), 'language', 'language_unknown', given)
  const title = textsOf(record.title, language)
  if (Object.keys(title).length === 0)
    problems.push({ field: 'title', code: 'title_missing', value: '' })
  const series = record.series ? (findSeries(record.series) ?? keyOf(record.series)) : null
  const doi = record.doi ? known(doiOf(record.doi), 'doi', 'doi_wrong', record.doi) : []
  const licence = record.licence
    ? known(findLicence(record.licence), 'licence', 'licence_unknown', record.licence)
    : []
  const contributors = (record.authors ?? []).flatMap((author, index) =>
    known(contributorOf(author), `authors.${index}`, 'author_nameless', '').map((found) => {
      const { orcid, role } = typeof author === 'string' ? {} : author
      if (orcid) known(found.orcid, `authors.${index}.orcid`, 'orcid_wrong', orcid)
      if (role) known(findContributorRole(role), `authors.${index}.role`, 'role_unknown', role)
      return found
    }),
  )
  const municipalities = uniqueBy(
    (record.municipalities ?? []).flatMap((place, index) =>
      known(
        municipalityOf(place),
        `municipalities.${index}`,
        'municipality_unplaced',
        typeof place === 'string' ? place : place.name,
      ),
    ),
    ({ code }) => code,
  )
  const countries = (record.countries ?? []).flatMap((name) =>
    known(findCountry(name), 'countries', 'country_unknown', name),
  )
  const sdgs = unique(
    (record.sdgs ?? []).flatMap((goal) =>
      known(findSdg(String(goal)), 'sdgs', 'sdg_unknown', goal),
    ),
  ).sort((a, b) => a - b)
  const sdgEvidence = Object.fromEntries(
    Object.entries(record.sdg_evidence ?? {}).filter(([, text]) => text !== ''),
  )
  for (const goal of Object.keys(sdgEvidence))
    if (!sdgs.includes(Number(goal)))
      problems.push({ field: `sdg_evidence.${goal}`, code: 'sdg_evidence_alone', value: goal })
  const funding = (record.funding ?? []).flatMap((row, index) =>
    known(fundingOf(row), `funding.${index}`, 'funder_missing', '').map((found) => {
      if (row.funder_id)
        known(
          funderIdOf(row.funder_id),
          `funding.${index}.funder_id`,
          'funder_id_wrong',
          row.funder_id,
        )
      return found
    }),
  )
  const draft: PublicationDraft = {
    type: record.type ?? SERIES.find(({ key }) => key === series)?.type ?? 'report',
    series: series === '' ? null : series,
    number: record.number === null || record.number === undefined ? null : `${record.number}`,
    language,
    title,
    abstract: textsOf(record.abstract ?? {}, language),
    keyMessages: messagesOf(record.key_messages ?? [], language),
    plainSummary: textsOf(record.plain_summary ?? {}, language),
    contributors,
    year: record.year ?? null,
    // A municipality is in a country, so the publication is about that too.
    countries: unique([...countries, ...municipalities.map(({ country }) => country)]),
    municipalities,
    themes: unique(
      (record.themes ?? [])
        .map((word) => findTheme(word) ?? keyOf(word))
        .filter((key) => key !== ''),
    ),
    sdgs,
    sdgEvidence,
    coreValues: chosen('core_values', CORE_VALUES, findCoreValue, 'core_value_unknown'),
    audiences: chosen('audiences', READER_GROUPS, findReaderGroup, 'audience_unknown'),
    tiers: chosen('tiers', GOVERNMENT_TIERS, findGovernmentTier, 'tier_unknown'),
    studyTypes: chosen('study_types', STUDY_TYPES, findStudyType, 'study_type_unknown'),
    funding,
    licence: licence[0] ?? null,
    isbn: record.isbn || null,
    doi: doi[0] ?? null,
    url: record.url ?? null,
    embargoUntil: record.embargo_until ? instantOf(record.embargo_until) : null,
    externalId: record.external_id || null,
  }
  return { draft, problems: uniqueBy(problems, (one) => JSON.stringify(one)) }
}

/** A stored publication as a record, for a change of some of it. */
export const recordOf = (draft: PublicationDraft): PublicationRecord => ({
  title: draft.title,
  authors: draft.contributors.map(({ name, orcid, organisation, role }) => ({
    name,
    orcid,
    organisation,
    role,
  })),
  year: draft.year,
  type: PUBLICATION_TYPES.find(({ key }) => key === draft.type)?.key ?? null,
  series: draft.series,
  number: draft.number,
  countries: draft.countries,
  municipalities: draft.municipalities.map(({ name, country }) => ({ name, country })),
  language: draft.language,
  themes: draft.themes,
  sdgs: draft.sdgs,
  sdg_evidence: draft.sdgEvidence,
  core_values: draft.coreValues,
  audiences: draft.audiences,
  tiers: draft.tiers,
  study_types: draft.studyTypes,
  abstract: draft.abstract,
  key_messages: draft.keyMessages,
  plain_summary: draft.plainSummary,
  funding: draft.funding.map((row) => ({
    grant: row.grant,
    funder: row.funder,
    funder_id: row.funderId,
    award_number: row.awardNumber,
    award_title: row.awardTitle,
    award_uri: row.awardUri,
  })),
  url: draft.url,
  doi: draft.doi,
  isbn: draft.isbn,
  licence: draft.licence,
  embargo_until: draft.embargoUntil?.toISOString() ?? null,
  external_id: draft.externalId,
})

/** "Kisumu, Kenya", as `municipalityOf` reads it. */
export const municipalityLine = ({ name, country }: Municipality, language: 'sv' | 'en'): string =>
  `${name}, ${countryName(country, language)}`

const languageOf = (text: string): string | null =>
  findLanguage(text) ?? (/^[a-z]{2,3}$/.test(text) ? text : null)

const mainLanguageOf = (title: PublicationRecord['title']): string =>
  typeof title === 'string' ? 'en' : (Object.keys(title)[0] ?? 'en')

/** What was not said is left out, so that the reader is shown a language that has something. */
const textsOf = (
  given: string | Readonly<Record<string, string>>,
  language: string,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typeof given === 'string' ? { [language]: given } : given).filter(
      ([, text]) => text !== '',
    ),
  )

const messagesOf = (
  given: readonly string[] | Readonly<Record<string, string[]>>,
  language: string,
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(isList(given) ? { [language]: given } : given)
      .map(([key, list]): [string, string[]] => [key, list.filter((message) => message !== '')])
      .filter(([, list]) => list.length > 0),
  )

const isList = (
  given: readonly string[] | Readonly<Record<string, string[]>>,
): given is readonly string[] => Array.isArray(given)

const contributorOf = (
  author: NonNullable<PublicationRecord['authors']>[number],
): Contributor | null => {
  const given = typeof author === 'string' ? { name: author } : author
  if (given.name === '') return null
  const role: ContributorRoleKey | null = given.role ? findContributorRole(given.role) : null
  return {
    name: given.name,
    orcid: given.orcid ? orcidOf(given.orcid) : null,
    organisation: given.organisation || null,
    role: role ?? 'author',
  }
}

/** The country stands after the last comma, or by itself. */
const municipalityOf = (
  place: NonNullable<PublicationRecord['municipalities']>[number],
): Municipality | null => {
  const comma = typeof place === 'string' ? place.lastIndexOf(',') : -1
  const name = typeof place === 'string' ? place.slice(0, Math.max(0, comma)) : place.name
  const country = findCountry(typeof place === 'string' ? place.slice(comma + 1) : place.country)
  const code = country === null ? '' : municipalityCode(country, fold(name))
  return country === null || code === '' ? null : { code, country, name: name.trim() }
}

const fundingOf = (row: NonNullable<PublicationRecord['funding']>[number]): Funding | null => {
  const empty = {
    funder: null,
    funderId: null,
    awardNumber: null,
    awardTitle: null,
    awardUri: null,
  }
  if (row.grant) return { ...empty, grant: row.grant }
  if (!row.funder) return null
  return {
    grant: null,
    funder: row.funder,
    funderId: row.funder_id ? funderIdOf(row.funder_id) : null,
    awardNumber: row.award_number || null,
    awardTitle: row.award_title || null,
    awardUri: row.award_uri ?? null,
  }
}

/** ROR (https://ror.org, nine characters) or a DOI of the funder registry, as an address. */
const funderIdOf = (text: string): string | null => {
  const ror = /^(?:https?:\/\/)?(?:ror\.org\/)?(0[a-hj-km-np-tv-z0-9]{6}\d{2})$/i.exec(
    text.trim(),
  )?.[1]
  if (ror) return `https://ror.org/${ror.toLowerCase()}`
  const doi = doiOf(text)
  return doi === null ? null : `https://doi.org/${doi}`
}

const EMBARGO_ZONE = 'Europe/Stockholm'

const instantOf = (text: string): Date =>
  new Date(
    /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? Temporal.PlainDate.from(text).toZonedDateTime(EMBARGO_ZONE).epochMilliseconds
      : Date.parse(text),
  )

const KEY_MAX = 120

const keyOf = (text: string): string =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join('-').slice(0, KEY_MAX)

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

const uniqueBy = <T>(values: readonly T[], keyed: (value: T) => string): T[] =>
  [...new Map(values.toReversed().map((value) => [keyed(value), value])).values()].toReversed()
