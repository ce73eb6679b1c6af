import { LANGUAGES, type Language, LOCALES } from '../language.ts'
import { fold } from './fold.ts'

/**
 * Languages offered for publications and profiles, by BCP 47 tag: the portal's two first, then
 * those of partner countries and of the neighbours.
 */
export const LANGUAGE_CODES = [
  'sv',
  'en',
  'es',
  'fr',
  'pt',
  'uk',
  'ru',
  'bs',
  'hr',
  'sr',
  'sq',
  'mk',
  'ka',
  'ro',
  'tr',
  'sw',
  'lg',
  'rw',
  'tn',
  'zu',
  'xh',
  'af',
  'st',
  'sn',
  'nd',
  'ny',
  'bem',
  'am',
  'ar',
  'id',
  'vi',
  'km',
  'zh',
  'hi',
  'bn',
  'ur',
  'ne',
  'tl',
  'ms',
  'quc',
  'be',
  'hy',
  'pl',
  'de',
  'it',
  'da',
  'nb',
  'fi',
  'se',
] as const

/** A language's name in Swedish or English, with a capital: `languageName('uk', 'sv')` is Ukrainska. */
export const languageName = (code: string, language: Language): string => {
  const name = displayName(code, language)
  return name.charAt(0).toLocaleUpperCase(LOCALES[language]) + name.slice(1)
}

/** The code of a language written by its code or by its name in any of the portal's languages. */
export const findLanguage = (text: string): string | null => {
  const wanted = fold(text)
  const found = LANGUAGE_CODES.find(
    (code) =>
      code === wanted ||
      LANGUAGES.some((language) => fold(languageName(code, language)) === wanted),
  )
  return found ?? null
}

const NAMES = {
  sv: new Intl.DisplayNames('sv', { type: 'language' }),
  en: new Intl.DisplayNames('en', { type: 'language' }),
}

// A code that is no language tag at all makes Intl throw; it is shown as it stands.
function displayName(code: string, language: Language): string {
  try {
    return NAMES[language].of(code) ?? code
  } catch {
    return code
  }
}
