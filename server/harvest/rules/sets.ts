import { languageName } from '../../vocabulary/languages.ts'
import { publicationTypeLabel, seriesLabel } from '../../vocabulary/publication-types.ts'
import { themeLabel } from '../../vocabulary/themes.ts'

/** The set that OpenAIRE asks for: everything here has what its guidelines demand. */
export const OPENAIRE_SET = 'openaire'

/** Kinds of sets, each the parent of the sets of its values: `theme` holds all of `theme:participation`. */
export const SET_KINDS = ['series', 'theme', 'language', 'type'] as const
export type SetKind = (typeof SET_KINDS)[number]

/** What decides in which sets a publication is: it stays in them when it is withdrawn. */
export type SetFacts = {
  series: string | null
  themes: readonly string[]
  languages: readonly string[]
  type: string
}

const SEGMENT = /^[A-Za-z0-9\-_.!~*'()]+$/

export const isSetSpec = (text: string): boolean =>
  text.split(':').every((segment) => SEGMENT.test(segment))

/** The sets of a publication. A value that cannot be written in the name of a set makes none. */
export const setsOf = ({ series, themes, languages, type }: SetFacts): string[] => {
  const spec = (kind: SetKind, values: readonly string[]) =>
    values.filter((value) => SEGMENT.test(value)).map((value) => `${kind}:${value}`)
  return [
    OPENAIRE_SET,
    ...spec('series', series === null ? [] : [series]),
    ...spec('theme', themes),
    ...spec('language', languages),
    ...spec('type', [type]),
  ]
}

export type SetWanted = { kind: SetKind; value: string | null } | 'all' | 'none'

/** What a set holds: everything, those with a value of that kind, or nothing, since there is no such set. */
export const setWanted = (spec: string | null): SetWanted => {
  if (spec === null || spec === OPENAIRE_SET) return 'all'
  const [kind, value, ...rest] = spec.split(':')
  const known = SET_KINDS.find((one) => one === kind)
  if (known === undefined || rest.length > 0) return 'none'
  return { kind: known, value: value ?? null }
}

export type OaiSet = { spec: string; name: string; count: number }
export type SetCount = { kind: SetKind; value: string; count: number }

/** All sets that hold something, parents first; `of` counts publications with any value of a kind. */
export const setsFrom = (
  total: number,
  counts: readonly SetCount[],
  of: Readonly<Record<SetKind, number>>,
): OaiSet[] => [
  { spec: OPENAIRE_SET, name: 'OpenAIRE', count: total },
  ...SET_KINDS.flatMap((kind) => {
    const children = counts.filter((one) => one.kind === kind && SEGMENT.test(one.value))
    if (children.length === 0) return []
    return [
      { spec: kind, name: KIND_NAMES[kind], count: of[kind] },
      ...children.map(({ value, count }) => ({
        spec: `${kind}:${value}`,
        name: `${KIND_NAMES[kind]}: ${VALUE_NAMES[kind](value)}`,
        count,
      })),
    ]
  }),
]

const KIND_NAMES: Record<SetKind, string> = {
  series: 'Series',
  theme: 'Theme',
  language: 'Language',
  type: 'Type',
}

const VALUE_NAMES: Record<SetKind, (value: string) => string> = {
  series: (value) => seriesLabel(value, 'en'),
  theme: (value) => themeLabel(value, 'en'),
  language: (value) => languageName(value, 'en'),
  type: (value) => publicationTypeLabel(value, 'en'),
}
