import { findContributorRole } from '../vocabulary/contributor-roles.ts'
import { findCountry } from '../vocabulary/countries.ts'
import { fold } from '../vocabulary/fold.ts'
import { findLanguage } from '../vocabulary/languages.ts'
import { findTheme, THEMES } from '../vocabulary/themes.ts'
import { oldAddressOf } from './rules/addresses.ts'
import type { ImportLine } from './schema.ts'

/** What one rule changed, or found for a person to see to (`to` is null). */
export type Cleaned = { rule: CleaningRule; field: string; from: string; to: string | null }
export type CleaningRule =
  | 'title_generation'
  | 'edition_in_title'
  | 'country_doubled'
  | 'label_mixed'
  | 'tag_misspelt'
  | 'name_without_diacritics'
  | 'authors_incomplete'
  | 'role_in_name'
  | 'listed_twice'
  | 'own_address'

/** What the rules know of the other records of the list. */
export type Surroundings = {
  /** The spelling with most diacritics of each folded name. */
  names: ReadonlyMap<string, string>
  /** Ids by folded title and language, in the order of the list. */
  titles: ReadonlyMap<string, readonly { id: string; language: string; year: number | null }[]>
  /** Hosts whose addresses were ours. */
  hosts: readonly string[]
}

export const surroundingsOf = (
  records: readonly ImportLine[],
  hosts: readonly string[],
): Surroundings => {
  const names = new Map<string, string>()
  const titles = new Map<string, { id: string; language: string; year: number | null }[]>()
  for (const record of records) {
    for (const author of record.authors ?? []) {
      const name = (typeof author === 'string' ? author : author.name).replace(
        /\s*\([^()]+\)$/u,
        '',
      )
      const known = names.get(fold(name))
      if (known === undefined || marksIn(name) > marksIn(known)) names.set(fold(name), name)
    }
    const [title] = textsOf(record)
    const key = titleKey(withoutEdition(title ?? '').title, record.year ?? null)
    const id = record.external_id ?? ''
    const language = record.language ?? 'en'
    titles.set(key, [...(titles.get(key) ?? []), { id, language, year: record.year ?? null }])
  }
  return { names, titles, hosts }
}

/**
 * A record of the old library without its known defects: three generations of titles, the same country under several
 * names, labels in two languages, typing errors in tags, names that lost their diacritics. What cannot be put right
 * by rule ("et al.", items listed twice) is told. Nothing is changed where nothing is wrong.
 */
export const cleanRecord = (
  record: ImportLine,
  around: Surroundings,
): { record: ImportLine; changes: Cleaned[] } => {
  const changes: Cleaned[] = []
  let cleaned: ImportLine = record
  for (const step of STEPS) {
    const after = step(cleaned, around)
    cleaned = { ...cleaned, ...after.record }
    changes.push(...after.changes)
  }
  return { record: cleaned, changes }
}

type Step = (
  record: ImportLine,
  around: Surroundings,
) => { record: Partial<ImportLine>; changes: Cleaned[] }
const UNTOUCHED = { record: {}, changes: [] }

/** "KC – Ek, A. (2019) Title" and "Ek, A. (2019). Title" are "Title"; year and authors are kept where they were missing. */
const titleStep: Step = (record) => {
  if (typeof record.title !== 'string') return UNTOUCHED
  const found = /^(KC\s*[–—-]\s*)?([^()]{2,200}?)\s*\((\d{4})\)[.,:]?\s+(\S.*)$/su.exec(
    record.title,
  )
  const [, prefix, makers = '', year = '', title = ''] = found ?? []
  const names = namesIn(makers)
  const known = (record.authors ?? []).map((author) =>
    fold(typeof author === 'string' ? author : author.name),
  )
  const isTheirs = names.some((name) => known.some((one) => one.includes(familyOf(name))))
  if (
    !found ||
    names.length === 0 ||
    (prefix === undefined && !isTheirs && !/,\s*\p{Lu}\./u.test(makers))
  )
    return UNTOUCHED
  return {
    record: {
      title,
      ...(record.year ? {} : { year: Number(year) }),
      ...(record.authors?.length ? {} : { authors: names }),
    },
    changes: [{ rule: 'title_generation', field: 'title', from: record.title, to: title }],
  }
}

/** "Title (Russian edition)" is the title in English of a translation of the record with that title. */
const editionStep: Step = (record, { titles }) => {
  if (typeof record.title !== 'string') return UNTOUCHED
  const { title, language } = withoutEdition(record.title)
  if (language === null || language !== record.language) return UNTOUCHED
  const main = titles
    .get(titleKey(title, record.year ?? null))
    ?.find((one) => one.language !== record.language && one.id !== '')
  return {
    record: {
      title: { en: title },
      ...(main && !record.family
        ? { family: { main: main.id, kind: 'translation' as const } }
        : {}),
    },
    changes: [{ rule: 'edition_in_title', field: 'title', from: record.title, to: title }],
  }
}

/** One country, one name: "South Africa/Sydafrika", "ukraine-2". */
const countryStep: Step = (record) => {
  const given = record.countries ?? []
  const changes: Cleaned[] = []
  const kept = new Map<string, string>()
  for (const name of given) {
    const parts = name.split(/\s*[/|]\s*/)
    const codes = new Set(
      parts.map((part) => findCountry(part) ?? findCountry(part.replace(/-\d+$/, ''))),
    )
    const [code] = codes
    if (codes.size !== 1 || !code) {
      kept.set(name, name)
      continue
    }
    const plain = findCountry(name) === null ? code : name
    if (plain !== name)
      changes.push({ rule: 'label_mixed', field: 'countries', from: name, to: code })
    const before = kept.get(code)
    if (before === undefined) kept.set(code, plain)
    else changes.push({ rule: 'country_doubled', field: 'countries', from: name, to: before })
  }
  return changes.length === 0 ? UNTOUCHED : { record: { countries: [...kept.values()] }, changes }
}

/** A tag in two languages is one tag; one that is nearly a word of the thesaurus is that word. */
const tagStep: Step = (record) => {
  const changes: Cleaned[] = []
  const themes = (record.themes ?? []).map((tag) => {
    if (findTheme(tag) !== null) return tag
    const [first, ...others] = new Set(tag.split(/\s*[/|]\s*/).map((part) => findTheme(part)))
    const mixed = first && others.length === 0 && tag.match(/[/|]/) ? first : null
    const meant = mixed ?? nearestWord(tag)
    if (meant === null) return tag
    changes.push({
      rule: mixed ? 'label_mixed' : 'tag_misspelt',
      field: 'themes',
      from: tag,
      to: meant,
    })
    return meant
  })
  return changes.length === 0 ? UNTOUCHED : { record: { themes: [...new Set(themes)] }, changes }
}

/** "Ojendal" is "Öjendal" where the list has that name elsewhere; "et al." is told of and left. */
const nameStep: Step = (record, { names }) => {
  const changes: Cleaned[] = []
  const authors = record.authors?.map((author) => {
    const name = typeof author === 'string' ? author : author.name
    if (/\bet al\b/i.test(name))
      changes.push({ rule: 'authors_incomplete', field: 'authors', from: name, to: null })
    const better = names.get(fold(name)) ?? name
    if (better === name) return author
    changes.push({ rule: 'name_without_diacritics', field: 'authors', from: name, to: better })
    return typeof author === 'string' ? better : { ...author, name: better }
  })
  return { record: authors ? { authors } : {}, changes }
}

/** "Anki Dellnäs (ed.)" signs as editor: the role is not part of the name. */
const roleStep: Step = (record) => {
  const changes: Cleaned[] = []
  const authors = record.authors?.map((author) => {
    const { name, ...rest } = typeof author === 'string' ? { name: author } : author
    const [, plain = '', said = ''] = /^(.*\S)\s*\(([^()]+)\)$/u.exec(name) ?? []
    const role = findContributorRole(said.replace(/^eds\b/i, 'ed'))
    if (role === null || ('role' in rest && rest.role)) return author
    changes.push({ rule: 'role_in_name', field: 'authors', from: name, to: `${plain}: ${role}` })
    return { ...rest, name: plain, role }
  })
  return changes.length === 0 || !authors ? UNTOUCHED : { record: { authors }, changes }
}

/** The same title, language and year under another id before it in the list. */
const doubleStep: Step = (record, { titles }) => {
  const [title = ''] = textsOf(record)
  const alike = titles.get(titleKey(title, record.year ?? null)) ?? []
  const first = alike.find(({ language }) => language === (record.language ?? 'en'))
  if (!first || first.id === '' || first.id === record.external_id) return UNTOUCHED
  return { record: {}, changes: [{ rule: 'listed_twice', field: 'title', from: title, to: null }] }
}

/** Where it stood on a host of ours leads here from now on. */
const addressStep: Step = (record, { hosts }) => {
  const [, host = ''] = /^https?:\/\/([^/]+)/.exec(record.url ?? '') ?? []
  const path = oldAddressOf(record.url ?? '')
  if (!record.url || !hosts.includes(host.replace(/^www\./, ''))) return UNTOUCHED
  if (path === null || !/^\/publications\/[^/]+$/.test(path)) return UNTOUCHED
  if (record.old_addresses?.includes(path)) return UNTOUCHED
  return {
    record: { old_addresses: [...(record.old_addresses ?? []), path] },
    changes: [{ rule: 'own_address', field: 'url', from: record.url, to: path }],
  }
}

const STEPS: readonly Step[] = [
  titleStep,
  editionStep,
  countryStep,
  tagStep,
  roleStep,
  nameStep,
  doubleStep,
  addressStep,
]

const textsOf = ({ title }: ImportLine): string[] =>
  typeof title === 'string' ? [title] : Object.values(title)

/** "Country Briefs" and "Country Briefs 2019" of 2019 are one title. */
const titleKey = (title: string, year: number | null): string => {
  const folded = (fold(title).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
  return `${year !== null && folded.endsWith(` ${year}`) ? folded.slice(0, -5) : folded} ${year ?? ''}`
}

const withoutEdition = (title: string): { title: string; language: string | null } => {
  const [, plain = title, name = ''] =
    /^(.*?)\s*(?:\((\p{L}+) edition\)|[–-] info in (\p{L}+))$/u.exec(title)?.filter(Boolean) ?? []
  const language = name === '' ? null : findLanguage(name)
  return language === null ? { title, language } : { title: plain, language }
}

const marksIn = (text: string): number => text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0

/** "Ek, A., Öjendal, J." as "A. Ek" and "J. Öjendal"; whole names as they stand. */
const namesIn = (makers: string): string[] => {
  const names: string[] = []
  for (const part of makers.split(/\s*[,;&]\s*|\s+(?:and|och)\s+/u)) {
    const isInitials = /^(?:\p{Lu}\.?[\s-]*){1,3}$/u.test(part)
    const last = isInitials ? names.pop() : undefined
    if (last !== undefined) names.push(`${part} ${last}`)
    else if (/^\p{Lu}/u.test(part)) names.push(part)
  }
  return names
}

const familyOf = (name: string): string => fold(name).split(' ').at(-1) ?? ''

/** Slips that are further from their word than one letter. */
const KNOWN_SLIPS: Readonly<Record<string, string>> = { agenda2023: 'Agenda 2030' }
const SLIP_LETTERS_MIN = 8

const dense = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

const WORDS = THEMES.flatMap(({ label, synonyms }) => [label.sv, label.en, ...synonyms]).map(
  (word) => [dense(word), word] as const,
)

/** The one word of the thesaurus that is a letter, a blank or a hyphen away; null where none or several are. */
const nearestWord = (tag: string): string | null => {
  const asked = dense(tag)
  const known = KNOWN_SLIPS[asked]
  if (known !== undefined) return known
  const same = WORDS.find(([word]) => word === asked)
  if (same) return same[1]
  if (asked.length < SLIP_LETTERS_MIN) return null
  const near = WORDS.filter(([word]) => isOneAway(asked, word))
  const themes = new Set(near.map(([, word]) => findTheme(word)))
  return themes.size === 1 ? (near[0]?.[1] ?? null) : null
}

/** One letter more, less, other, or two neighbours changed about. */
const isOneAway = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  const rest = (text: string, skip: number) => text.slice(from + skip)
  return (
    rest(a, 1) === rest(b, 1) ||
    rest(a, 1) === rest(b, 0) ||
    rest(a, 0) === rest(b, 1) ||
    (a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2))
  )
}
