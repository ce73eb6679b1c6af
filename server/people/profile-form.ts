import { decodeForm, emptyForm, type FormState, type Problem } from '../form.ts'
import type { Language } from '../language.ts'
import { MAIL_KINDS } from '../mail/rules.ts'
import { findLanguage, languageName } from '../vocabulary/languages.ts'
import type { ProfileFields, ProfileRow } from './profile-store.ts'
import { readOrcid } from './rules.ts'
import { KEYWORD_MAX, KEYWORDS_MAX, LANGUAGES_MAX, profileForm } from './schema.ts'
import { texts } from './texts.ts'

/** The stored profile as its form shows it. */
export const formOfProfile = (profile: ProfileRow, language: Language): FormState =>
  emptyForm({
    name: profile.name,
    country: profile.country ?? '',
    languages: profile.languages.map((code) => languageName(code, language)).join(', '),
    orcid: profile.orcid ?? '',
    keywords: profile.keywords.join(', '),
    language: profile.language,
    mails: MAIL_KINDS.filter((kind) => !profile.mutedMails.includes(kind)),
    version: String(profile.version),
  })

/** The problems in the order of the page, where the organisation's stands too. */
export const withProblem = (form: FormState, problem: Problem): FormState => ({
  ...form,
  problems: inOrder([...form.problems, problem]),
})

export type ReadProfile =
  | {
      ok: true
      version: number
      changes: Omit<ProfileFields, 'organisationId'>
      form: FormState
    }
  | { ok: false; form: FormState }

/** Reads the posted profile, but for the organisation: names of languages become codes, lists are parted. */
export const readProfileForm = (body: unknown, language: Language): ReadProfile => {
  const t = texts[language]
  const decoded = decodeForm(profileForm, body, { language, texts: t.problems })
  const { values } = decoded.form
  // A box that nobody ticked is not sent; shown again, it must stay so.
  const form: FormState = { values: { ...values, mails: values['mails'] ?? [] }, problems: [] }
  const languages = readLanguages(textOf(values, 'languages'))
  const keywords = readList(textOf(values, 'keywords'))
  const orcid = textOf(values, 'orcid')
  const problems = inOrder([
    ...decoded.form.problems,
    ...(languages.unknown.length > 0
      ? [{ field: 'languages', message: t.profile.languageUnknown(languages.unknown.join(', ')) }]
      : []),
    ...(languages.codes.length > LANGUAGES_MAX
      ? [{ field: 'languages', message: t.problems.languages_many }]
      : []),
    ...(orcid !== '' && readOrcid(orcid) === null
      ? [{ field: 'orcid', message: t.problems.orcid }]
      : []),
    ...(keywords.some((word) => word.length > KEYWORD_MAX)
      ? [{ field: 'keywords', message: t.problems.keyword_long }]
      : []),
    ...(keywords.length > KEYWORDS_MAX
      ? [{ field: 'keywords', message: t.problems.keywords_many }]
      : []),
  ])
  if (!decoded.ok || problems.length > 0) return { ok: false, form: { ...form, problems } }
  const { name, country, mails, version } = decoded.value
  return {
    ok: true,
    version,
    form,
    changes: {
      name,
      country: country ?? null,
      languages: languages.codes,
      orcid: readOrcid(orcid),
      keywords,
      language: decoded.value.language,
      mutedMails: MAIL_KINDS.filter((kind) => !mails.includes(kind)),
    },
  }
}

/** As the fields stand on the page, one problem a field. */
const inOrder = (problems: readonly Problem[]): Problem[] =>
  ORDER.flatMap((field) => problems.find((problem) => problem.field === field) ?? [])

const ORDER = [
  'name',
  'organisation',
  'country',
  'orcid',
  'languages',
  'keywords',
  'language',
  'mails',
  'version',
]

const textOf = (values: FormState['values'], name: string): string => {
  const value = values[name]
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? ''
}

const readList = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.replace(/\s+/g, ' ').trim())
      .filter((word) => word !== ''),
  ),
]

const readLanguages = (text: string): { codes: string[]; unknown: string[] } => {
  const words = readList(text)
  const codes = words.map((word) => findLanguage(word))
  return {
    codes: [...new Set(codes.filter((code) => code !== null))],
    unknown: words.filter((_, i) => codes[i] === null),
  }
}
