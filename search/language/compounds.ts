import { fold } from '../../server/vocabulary/fold.ts'
import { FIRST_ELEMENTS, LAST_ELEMENTS, NEVER_FIRST, NEVER_LAST } from './elements.ts'
import { stemOf } from './stem.ts'

/** Words that a collection of Swedish texts holds often enough to be trusted, folded. */
export type Lexicon = { has(word: string): boolean }
export const EMPTY_LEXICON: Lexicon = { has: () => false }

/**
 * The words a Swedish compound is made of, folded and in their base form, or null where it is none or one cannot be
 * sure: `barnrattsperspektiv` → `barn`, `ratt`, `perspektiv`. Conservative: every part must be known, by the built-in
 * lists or by the lexicon, and a wrong split harms more than a missed one.
 */
export const splitCompound = (word: string, lexicon: Lexicon = EMPTY_LEXICON): string[] | null => {
  const whole = fold(word)
  if (whole.length < COMPOUND_LETTERS_MIN || !/^[a-z]+$/.test(whole)) return null
  if (isSimple(whole)) return null
  return split(whole, lexicon, COMPOUND_PARTS_MAX)
}

export const COMPOUND_LETTERS_MIN = 7
export const COMPOUND_PARTS_MAX = 4
/** A word of the corpus alone must be longer to count as an element: short ones are everywhere by chance. */
const FIRST_LETTERS_MIN = 2
const CORPUS_FIRST_LETTERS_MIN = 5
const LAST_LETTERS_MIN = 2
const CORPUS_LAST_LETTERS_MIN = 5

const split = (whole: string, lexicon: Lexicon, partsMax: number): string[] | null => {
  let best: { parts: string[]; score: number } | null = null
  for (let at = FIRST_LETTERS_MIN; at <= whole.length - LAST_LETTERS_MIN; at += 1) {
    const last = lastElement(whole.slice(at), lexicon)
    if (last === null) continue
    const first = firstElements(whole.slice(0, at), lexicon, partsMax - 1)
    if (first === null) continue
    // Few parts, then parts of one size: `kommunal + val` rather than one letter here or there.
    const parts = [...first.parts, last.base]
    const score = parts.length * 100 + first.doubt + last.doubt
    if (best === null || score < best.score) best = { parts, score }
  }
  return best?.parts ?? null
}

type Found = { base: string; doubt: number }

const lastElement = (text: string, lexicon: Lexicon): Found | null => {
  const builtIn = LAST_BY_STEM.get(stemOf(text, 'sv')) ?? LAST_BY_STEM.get(text)
  if (builtIn !== undefined && text.length <= builtIn.length + INFLECTION_LETTERS_MAX)
    return { base: text, doubt: 0 }
  if (text.length < CORPUS_LAST_LETTERS_MIN || NEVER_LAST.test(text)) return null
  return isSound(text) && lexicon.has(text) ? { base: text, doubt: 10 } : null
}

const firstElements = (
  text: string,
  lexicon: Lexicon,
  partsMax: number,
): { parts: string[]; doubt: number } | null => {
  const one = firstElement(text, lexicon)
  if (one !== null) return { parts: [one.base], doubt: one.doubt }
  if (partsMax < 2 || text.length < COMPOUND_LETTERS_MIN) return null
  // A compound as first element joins with an s: barnrätt + s + perspektiv.
  const inner =
    (text.endsWith('s') ? split(text.slice(0, -1), lexicon, partsMax) : null) ??
    split(text, lexicon, partsMax)
  return inner === null ? null : { parts: inner, doubt: 5 }
}

const firstElement = (text: string, lexicon: Lexicon): Found | null => {
  if (NEVER_FIRST_FOLDED.has(text)) return null
  const builtIn =
    FIRST_BY_FORM.get(text) ??
    (text.endsWith('s') ? FIRST_BY_FORM.get(text.slice(0, -1)) : undefined)
  if (builtIn !== undefined) return { base: builtIn, doubt: text.endsWith('s') ? 1 : 0 }
  if (text.length < CORPUS_FIRST_LETTERS_MIN || !isSound(text)) return null
  for (const base of joinedFrom(text))
    if (
      base.length >= CORPUS_FIRST_LETTERS_MIN &&
      !NEVER_FIRST_FOLDED.has(base) &&
      lexicon.has(base)
    )
      return { base, doubt: 12 }
  return null
}

/** The words that may stand so before another: zero, -s-, -e, -a lost, -a to -o or -u, -are to -ar. */
const joinedFrom = (text: string): string[] => {
  const without = text.slice(0, -1)
  const forms = [text]
  if (text.endsWith('s')) forms.push(without, `${without}e`)
  if (/[ou]$/.test(text)) forms.push(`${without}a`)
  if (text.endsWith('ar')) forms.push(`${text}e`)
  forms.push(`${text}a`, `${text}e`)
  return forms
}

const isSound = (text: string): boolean => /[aeiouy]/.test(text) && /[^aeiouy]/.test(text)

/** `medborgare` and its like are single words although their halves are words too. */
const isSimple = (whole: string): boolean => SIMPLE_STEMS.has(stemOf(whole, 'sv'))

const INFLECTION_LETTERS_MAX = 6

const folded = (words: readonly string[]): string[] => words.map(fold)
const FIRST_BY_FORM = new Map(
  Object.entries(FIRST_ELEMENTS).map(([form, base]) => [fold(form), fold(base)]),
)
const NEVER_FIRST_FOLDED = new Set(folded([...NEVER_FIRST]))
const LAST_BY_STEM = new Map(folded(LAST_ELEMENTS).map((word) => [stemOf(word, 'sv'), word]))

/** Known to be one word: everything that is itself an element of others, and some whose halves deceive. */
const SIMPLE_STEMS = new Set(
  [
    ...folded(LAST_ELEMENTS),
    ...FIRST_BY_FORM.values(),
    ...folded(
      `kommunal kommunalt kommunalisering kommunikation medborgarskap landskap kunskap ledarskap partnerskap vetenskap
      samhälle landsting riksdag ordförande ledamot verksamhet länsstyrelse människa egendom ungdomlig statlig
      statsvetenskap parlament parlamentarisk demokratisk politisk regering nationell internationell regional
      lokalt lokalisering organisationer myndighet rättvisa rättslig handlande fullständig jordbruk fattigdom
      planerare polisiär processor projektor kulturell miljonär minoriteten radikal realitet studiemedel
      valör landning landa byrå byggande skattning skolning skolad husera barnslig värdig värdering
      märkning trafikant tidning tidig naturlig markering markant partiell partikel statist stadig stadga
      stödja rådgivare rådande måleri målning folklig folkets dialogisk budgetera budgetering energisk
      kontrollera kontrollant kontrollerbar systematisk strategisk tekniker riskera datering datum
      postulat hushåll handledare handledning pressa pressad delstat ansvarig resultatet reformera normal normativ nordisk urban
      landstinget aktivera analysera rapportera forskare forskande granskare väljare planet plantering`
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
  ].map((word) => stemOf(word, 'sv')),
)
