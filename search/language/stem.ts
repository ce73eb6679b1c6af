import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import { fold } from '../../server/vocabulary/fold.ts'
import { commonSpelling } from './spelling.ts'

/** Languages whose endings are known here; words of all others are compared as they are written. */
export const STEMMED_LANGUAGES = ['sv', 'en', 'es', 'fr'] as const
export type StemmedLanguage = (typeof STEMMED_LANGUAGES)[number]

const STEMMERS: Record<StemmedLanguage, (word: string) => string> = {
  sv: (word) => {
    let stem = word
    for (let round = 0; round < SWEDISH_ROUNDS; round += 1) stem = withoutArticle(swedish(stem))
    return stem
  },
  en: (word) => english(commonSpelling(word)),
  es: (word) => spanish(word.replace(/([cs])ion$/, '$1ión')),
  fr: french,
}

export const isStemmed = (language: string): language is StemmedLanguage =>
  Object.hasOwn(STEMMERS, language)

/**
 * The stem of a word in lower case, folded: `medborgarnas` → `medborg`. Snowball's rules, with the endings of one
 * spelling; Swedish several times over, since Snowball leaves the plural under a genitive (`kvinnors` → `kvinnor`), and
 * with the article it does not know (`arbetet`). Spanish typed without accents gets the one on its commonest ending back.
 */
export const stemOf = (word: string, language: StemmedLanguage): string =>
  LEAST_LETTERS <= word.length ? fold(STEMMERS[language](word)) : fold(word)

const SWEDISH_ROUNDS = 3

const withoutArticle = (word: string): string =>
  ENDS_IN_ET.test(word) ? word : word.replace(/(?<=\p{L}{2}[^aeiouyåäö])et$/u, '')

/** Words that end so without any article. */
const ENDS_IN_ET =
  /(?:budget|planet|paket|internet|itet|poet|alfabet|diet|magnet|profet|raket|staket|biljet|tablet|asket|cabinet)$/

/** Shorter words have no ending that could be told from their stem. */
const LEAST_LETTERS = 4
