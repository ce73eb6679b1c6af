import type { Tx } from '../../db/client.ts'
import { isStopWord } from '../../search/indexes.ts'
import { wordsOf } from '../../search/language/analyse.ts'
import type { EngineQuery } from '../../search/query.ts'
import { likelyLanguages, termsAsked } from '../../search/variants.ts'
import { fold } from '../vocabulary/fold.ts'
import { findForms, findWords, type KnownWord } from './lexicon.ts'
import { ANALYSER } from './understanding.ts'

/** A question as PostgreSQL's text search takes it: as asked, and with every other way of asking it. */
export type TextQuery = { direct: string; wide: string }

/**
 * The words of a question with the spellings that the library knows of them (with and without accents), their other
 * forms, compounds and names in other languages. Null where nothing is asked for.
 */
export const textQueryOf = async (
  tx: Tx,
  { words, phrases, excluded, variants }: EngineQuery,
  reader: string,
): Promise<TextQuery | null> => {
  if (variants.length === 0) return null
  const single = words.flatMap(wordsOf).filter((word) => !isStopWord(word))
  const known = await findWords(tx, [...new Set(single.map(fold))])
  const signs = [...phrases.map(sequence), ...excluded.map((one) => `!(${sequence(one)})`)].filter(
    (one) => one !== '' && one !== '!()',
  )
  const asked = single.map((word, at) =>
    either([
      ...spellingsOf(word, known).map(lexeme),
      ...(at === single.length - 1 && word.length >= BEGINNING_MIN ? [`${lexeme(word)}:*`] : []),
    ]),
  )
  const direct = every([...asked, ...signs])
  const others: string[] = []
  if (variants.some(({ kind }) => kind !== 'direct') && single.length > 0) {
    for (const language of likelyLanguages(single, known, reader).slice(0, LANGUAGES_MAX)) {
      const each: string[] = []
      for (const word of single) {
        const groups: string[] = []
        for (const term of termsAsked([word], language, { known, analyser: ANALYSER }).flat())
          groups.push(either([lexeme(term), ...(await findForms(tx, term)).map(lexeme)]))
        each.push(every(groups))
      }
      others.push(every([...each, ...signs]))
    }
    for (const { instead } of variants)
      if (instead) {
        const named = instead.of.flatMap(wordsOf)
        const rest = asked.filter((_, at) => !named.includes(single[at] ?? ''))
        others.push(every([...rest, sequence(instead.text), ...signs]))
      }
  }
  return { direct, wide: either([direct, ...others]) }
}

const BEGINNING_MIN = 3
const LANGUAGES_MAX = 2

const spellingsOf = (word: string, known: readonly KnownWord[]): string[] => [
  ...new Set([word, ...known.filter(({ folded }) => folded === fold(word)).map((one) => one.word)]),
]

/** Words are letters and digits only: nothing in them can end the quotation. */
const lexeme = (word: string): string => `'${word.replace(/[^\p{L}\p{M}\p{N}]/gu, '')}'`
const sequence = (phrase: string): string => wordsOf(phrase).map(lexeme).join(' <-> ')
const every = (parts: readonly string[]): string => joined(parts, ' & ')
const either = (parts: readonly string[]): string => joined([...new Set(parts)], ' | ')
const joined = (parts: readonly string[], sign: string): string => {
  const some = parts.filter((part) => part !== '')
  return some.length > 1 ? `(${some.join(sign)})` : (some[0] ?? '')
}
