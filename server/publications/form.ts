import { z } from 'zod'
import { decodeForm, type FormState, type Problem } from '../form.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { problemsOf } from '../problems.ts'
import { CORE_VALUES } from '../vocabulary/core-values.ts'
import { countryName } from '../vocabulary/countries.ts'
import { GOVERNMENT_TIERS } from '../vocabulary/government-tiers.ts'
import { LANGUAGE_CODES } from '../vocabulary/languages.ts'
import { LICENCES } from '../vocabulary/licences.ts'
import { PUBLICATION_TYPES, SERIES } from '../vocabulary/publication-types.ts'
import { READER_GROUPS } from '../vocabulary/reader-groups.ts'
import { SDGS } from '../vocabulary/sdgs.ts'
import { STUDY_TYPES } from '../vocabulary/study-types.ts'
import { draftOf, municipalityLine, type PublicationDraft, recordOf } from './draft.ts'
import { afterAct, postedRows, type Row, type Rows, rowAct, rowValues } from './rows.ts'
import { isbnOf } from './rules/numbers.ts'
import {
  CONTRIBUTORS_MAX,
  FUNDING_MAX,
  NOTE_MAX,
  publicationRecord,
  YEAR_MAX,
  YEAR_MIN,
} from './schema.ts'
import { texts } from './texts.ts'

const text = (max: number) => z.string().max(max).optional()
const keys = (terms: readonly { key: string }[]) => z.enum(terms.map(({ key }) => key))

/** What the officer's form sends beside its rows and its texts by language. */
export const publicationForm = z.strictObject({
  version: z.int().optional(),
  /** What is changed, for readers of something published. */
  note: text(NOTE_MAX),
  type: keys(PUBLICATION_TYPES),
  series: keys(SERIES).optional(),
  number: text(30),
  language: z.enum(LANGUAGE_CODES),
  year: z.int().min(YEAR_MIN).max(YEAR_MAX),
  countries: text(2_000),
  municipalities: text(4_000),
  themes: z.array(z.string().max(120)).max(60).optional(),
  sdgs: z.array(z.int()).max(17).optional(),
  core_values: z.array(keys(CORE_VALUES)).optional(),
  audiences: z.array(keys(READER_GROUPS)).optional(),
  tiers: z.array(keys(GOVERNMENT_TIERS)).optional(),
  study_types: z.array(keys(STUDY_TYPES)).optional(),
  licence: keys(LICENCES).optional(),
  isbn: text(40),
  take_isbn: z.boolean(),
  doi: text(300),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  embargo_on: z.iso.date().optional(),
})

export const CONTRIBUTOR_ROWS: Rows<'name' | 'orcid' | 'organisation' | 'role'> = {
  name: 'contributor',
  fields: ['name', 'orcid', 'organisation', 'role'],
  most: CONTRIBUTORS_MAX,
}
export const FUNDING_ROWS: Rows<
  'grant' | 'funder' | 'funder_id' | 'award_number' | 'award_title' | 'award_uri'
> = {
  name: 'funding',
  fields: ['grant', 'funder', 'funder_id', 'award_number', 'award_title', 'award_uri'],
  most: FUNDING_MAX,
}
/** Texts that may be written in any language: `title_uk`. */
export const WORDED_FIELDS = ['title', 'plain_summary', 'abstract', 'key_messages'] as const

export type PublicationFormAnswer =
  | {
      ok: true
      draft: PublicationDraft
      version: number
      note: string | undefined
      takesIsbn: boolean
      form: FormState
    }
  /** `isAsked`: a button asked for another row or language; nothing is wrong yet. */
  | { ok: false; isAsked: boolean; form: FormState }

/** The form by its schema, then by the rules that imports and the API obey too. */
export const decodePublication = (
  body: unknown,
  language: Language,
  before?: PublicationDraft,
): PublicationFormAnswer => {
  const posted: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {}
  const act = posted['act']
  const words = texts[language].problems
  const decoded = decodeForm(publicationForm, posted, { language, texts: words })
  const rowsAfter = <Field extends string>(rows: Rows<Field>): Row<Field>[] => {
    const list = postedRows(posted, rows)
    const asked = rowAct(act, rows.name)
    return asked ? afterAct(list, asked) : list
  }
  const contributors = rowsAfter(CONTRIBUTOR_ROWS)
  const funding = rowsAfter(FUNDING_ROWS)
  const worded = wordedOf(posted)
  const evidence = evidenceOf(posted)
  const values: FormState['values'] = {
    ...decoded.form.values,
    ...rowValues(contributors, CONTRIBUTOR_ROWS),
    ...rowValues(funding, FUNDING_ROWS),
    ...worded.values,
    ...Object.fromEntries(
      Object.entries(evidence).map(([goal, said]) => [`evidence_${goal}`, said]),
    ),
    languages: worded.languages,
  }
  const isAsked = typeof act === 'string' && act !== 'save'
  if (isAsked) return { ok: false, isAsked, form: { values, problems: [] } }
  const problems: Problem[] = decoded.ok ? [] : [...decoded.form.problems]
  const form = decoded.ok ? decoded.value : undefined
  const record = publicationRecord.safeParse({
    ...(before ? { external_id: before.externalId } : {}),
    type: form?.type ?? null,
    series: form?.series ?? null,
    number: form?.number ?? null,
    language: form?.language ?? null,
    year: form?.year ?? null,
    ...worded.record,
    authors: contributors.map((row) => ({ ...row, role: row.role || null })),
    countries: listOf(form?.countries, /[,;\n]/),
    municipalities: listOf(form?.municipalities, /[;\n]/),
    themes: form?.themes ?? [],
    sdgs: form?.sdgs ?? [],
    sdg_evidence: Object.fromEntries(
      Object.entries(evidence).filter(([goal]) => form?.sdgs?.includes(Number(goal))),
    ),
    core_values: form?.core_values ?? [],
    audiences: form?.audiences ?? [],
    tiers: form?.tiers ?? [],
    study_types: form?.study_types ?? [],
    funding: funding.map((row) => ({ ...row, award_uri: row.award_uri || null })),
    licence: form?.licence ?? null,
    isbn: form?.isbn ?? null,
    doi: form?.doi ?? null,
    url: form?.url ?? null,
    embargo_until: form?.embargo_on ?? null,
  })
  if (!record.success) {
    problems.push(
      ...problemsOf(record.error, language, words).map(({ field, message }) => ({
        field: fieldOf(field),
        message,
      })),
    )
    return { ok: false, isAsked: false, form: { values, problems } }
  }
  const { draft, problems: found } = draftOf(record.data)
  problems.push(
    ...found.map(({ field, code, value }) => ({
      field: fieldOf(field, code),
      message: value === '' ? words[code] : `${words[code]} (${value})`,
    })),
  )
  // Others' lists hold ISBNs that were printed wrong; what is typed here is a slip of the pen.
  if (draft.isbn !== null && draft.isbn !== before?.isbn && isbnOf(draft.isbn) === null)
    problems.push({ field: 'isbn', message: words.isbn_wrong })
  if (!form || problems.length > 0) return { ok: false, isAsked: false, form: { values, problems } }
  const { version = 0, note, take_isbn: takesIsbn } = form
  // The form knows days; an embargo that ends at another hour keeps it unless the day is changed.
  if (before?.embargoUntil && form.embargo_on === dayOf(before.embargoUntil))
    draft.embargoUntil = before.embargoUntil
  return { ok: true, draft, version, note, takesIsbn, form: { values, problems: [] } }
}

/** The form's values for a publication that is to be edited. */
export const valuesOf = (
  draft: PublicationDraft & { version?: number },
  language: Language,
): FormState['values'] => {
  const record = recordOf(draft)
  const languages = languagesOf(draft)
  const day = draft.embargoUntil && dayOf(draft.embargoUntil)
  return {
    version: draft.version === undefined ? undefined : String(draft.version),
    type: draft.type,
    series: draft.series ?? undefined,
    number: draft.number ?? undefined,
    language: draft.language,
    year: draft.year === null ? undefined : String(draft.year),
    languages,
    ...Object.fromEntries(
      languages.flatMap((one) => [
        [`title_${one}`, draft.title[one]],
        [`plain_summary_${one}`, draft.plainSummary[one]],
        [`abstract_${one}`, draft.abstract[one]],
        [`key_messages_${one}`, draft.keyMessages[one]?.join('\n')],
      ]),
    ),
    ...rowValues(
      draft.contributors.map(({ name, orcid, organisation, role }) => ({
        name,
        orcid: orcid ?? '',
        organisation: organisation ?? '',
        role,
      })),
      CONTRIBUTOR_ROWS,
    ),
    ...rowValues(
      (record.funding ?? []).map((row) => ({
        grant: row.grant ?? '',
        funder: row.funder ?? '',
        funder_id: row.funder_id ?? '',
        award_number: row.award_number ?? '',
        award_title: row.award_title ?? '',
        award_uri: row.award_uri ?? '',
      })),
      FUNDING_ROWS,
    ),
    ...Object.fromEntries(
      Object.entries(draft.sdgEvidence).map(([goal, said]) => [`evidence_${goal}`, said]),
    ),
    countries: draft.countries.map((code) => countryName(code, language)).join(', '),
    municipalities: draft.municipalities.map((one) => municipalityLine(one, language)).join('\n'),
    themes: draft.themes,
    sdgs: draft.sdgs.map(String),
    core_values: draft.coreValues,
    audiences: draft.audiences,
    tiers: draft.tiers,
    study_types: draft.studyTypes,
    licence: draft.licence ?? undefined,
    isbn: draft.isbn ?? undefined,
    doi: draft.doi ?? undefined,
    url: draft.url ?? undefined,
    embargo_on: day ?? undefined,
  }
}

/** Languages that the form has fields for: the portal's two, the publication's own, and all that were asked for. */
const wordedOf = (posted: Readonly<Record<string, unknown>>) => {
  const given = [posted['languages'] ?? []].flat().map(String)
  const asked = posted['act'] === 'language-add' ? [String(posted['add_language'] ?? '')] : []
  const languages = [
    ...new Set([...LANGUAGES, String(posted['language'] ?? ''), ...given, ...asked]),
  ].filter(isLanguageCode)
  const values: FormState['values'] = {}
  const record: Record<string, Record<string, string | string[]>> = {}
  for (const field of WORDED_FIELDS) {
    record[field] = {}
    for (const language of languages) {
      const said = String([posted[`${field}_${language}`] ?? ''].flat()[0])
        .replace(/\r\n/g, '\n')
        .trim()
      if (said === '') continue
      values[`${field}_${language}`] = said
      record[field][language] = field === 'key_messages' ? listOf(said, /\n/) : said
    }
  }
  return { languages, values, record }
}

const languagesOf = (draft: PublicationDraft): string[] => [
  ...new Set([
    ...LANGUAGES,
    draft.language,
    ...[draft.title, draft.plainSummary, draft.abstract, draft.keyMessages].flatMap(Object.keys),
  ]),
]

const isLanguageCode = (text: string): boolean => LANGUAGE_CODES.some((code) => code === text)

const evidenceOf = (posted: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    SDGS.flatMap(({ number }) => {
      const said = String([posted[`evidence_${number}`] ?? ''].flat()[0]).trim()
      return said === '' ? [] : [[String(number), said]]
    }),
  )

const listOf = (text: string | undefined, between: RegExp): string[] =>
  (text ?? '')
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The form's own name of the field that a problem of the record is about. */
const fieldOf = (field: string, code?: string): string => {
  const [first = '', index = '', part] = field.split('.')
  if (first === 'authors') return `contributor_${index}_${part ?? 'name'}`
  if (first === 'funding')
    return `funding_${index}_${part ?? (code === 'funder_missing' ? 'funder' : 'grant')}`
  if (first === 'sdg_evidence') return `evidence_${index}`
  if (first === 'embargo_until') return 'embargo_on'
  if (first === 'title' && index === '') return 'title_sv'
  if (WORDED_FIELDS.some((one) => one === first) && index !== '') return `${first}_${index}`
  return first
}

const EMBARGO_ZONE = 'Europe/Stockholm'

const dayOf = (instant: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(EMBARGO_ZONE)
    .toPlainDate()
    .toString()
