import type { CitedName, CitedNames } from './citation.ts'

export type NamesToJoin = { written: string[]; andOthers: boolean }
type Joining = {
  and: string
  /** Before the last name of three or more, and after a first one that is inverted. */
  comma: boolean
  /** More names than `max`: the first `kept` and "et al.". */
  max?: number
  kept?: number
  /** After those the very last one stands in place of "et al.": APA. */
  keepsLast?: boolean
}

/** "A, B and C". */
export function joined(
  names: CitedNames | NamesToJoin,
  {
    and,
    comma,
    max = Number.POSITIVE_INFINITY,
    kept = max,
    keepsLast = false,
    write,
  }: Joining & {
    write?: (name: CitedName) => string
  },
): string {
  const written = 'written' in names ? names.written : names.names.map(write ?? inFull)
  if (written.length > max && keepsLast)
    return `${written.slice(0, kept).join(', ')}, … ${written.at(-1)}`
  const shown = written.length > max ? written.slice(0, kept) : written
  if (names.andOthers || written.length > max)
    return `${shown.join(', ')}${comma || and === ',' ? ',' : ''} et al.`
  if (and === ',') return shown.join(', ')
  const last = shown.at(-1) ?? ''
  if (shown.length < 2) return last
  const isInvertedPair = shown.length === 2 && (shown[0] ?? '').includes(', ')
  const before = comma && (shown.length > 2 || isInvertedPair) ? ',' : ''
  return `${shown.slice(0, -1).join(', ')}${before} ${and} ${last}`
}

export const inverted = (
  { names, andOthers }: CitedNames,
  givenAs: (name: CitedName) => string,
): NamesToJoin => ({
  written: names.map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${given(name, givenAs)}`,
  ),
  andOthers,
})

export const straight = (
  { names, andOthers }: CitedNames,
  givenAs: (name: CitedName) => string,
): NamesToJoin => ({
  written: names.map((name) =>
    'literal' in name ? name.literal : `${given(name, givenAs)} ${name.family}`,
  ),
  andOthers,
})

/** The first one by the family name, the others as they sign. */
export const firstInverted = ({ names, andOthers }: CitedNames): NamesToJoin => ({
  written: names.map((name, i) => {
    if ('literal' in name) return name.literal
    return i === 0 ? `${name.family}, ${name.given}` : `${name.given} ${name.family}`
  }),
  andOthers,
})

export function inFull(name: CitedName): string {
  return 'literal' in name ? name.literal : `${name.given} ${name.family}`
}

const given = (
  name: { given: string; family: string },
  givenAs: (name: CitedName) => string,
): string => (givenAs === inFull ? name.given : givenAs(name))

const initialsOf = (name: CitedName): string[] =>
  'literal' in name
    ? []
    : name.given.split(' ').map((part) =>
        part
          .split('-')
          .map((piece) => `${([...piece][0] ?? '').toLocaleUpperCase()}.`)
          .join('-'),
      )

export const initialsApart = (name: CitedName): string => initialsOf(name).join(' ')
export const initialsTogether = (name: CitedName): string => initialsOf(name).join('')

export const vancouverName = (name: CitedName): string =>
  'literal' in name
    ? name.literal
    : `${name.family} ${initialsOf(name).join('').replace(/[.-]/g, '')}`
