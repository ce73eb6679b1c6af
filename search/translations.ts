import { fold } from '../server/vocabulary/fold.ts'
import { SYNONYM_LANGUAGES, synonymsOf, THEMES } from '../server/vocabulary/themes.ts'
import { wordsOf } from './language/analyse.ts'
import { isStemmed, stemOf } from './language/stem.ts'

export type Translation = {
  /** The words of the question that name the theme. */
  words: readonly string[]
  text: string
  language: string
  theme: string
}

const LANGUAGES = [...new Set(['sv', 'en', ...SYNONYM_LANGUAGES])]
const NAME_WORDS_MAX = 4

/**
 * Where words of a question name a theme in any language, the preferred names of it in the others. The longest names
 * go first: `participatory budgeting` is not taken for `participation`.
 */
export const translationsOf = (words: readonly string[]): Translation[] => {
  for (let length = Math.min(NAME_WORDS_MAX, words.length); length > 0; length -= 1)
    for (let from = 0; from + length <= words.length; from += 1) {
      const named = words.slice(from, from + length)
      const found = NAMES.get(nameKey(named.join(' '))) ?? namesByForms(named)
      if (found === undefined) continue
      const asked = fold(named.join(' '))
      return LANGUAGES.flatMap((language) => {
        const text = synonymsOf(found.theme, language)[0]
        return text === undefined || language === found.language || fold(text) === asked
          ? []
          : [{ words: named, text, language, theme: found.theme }]
      }).filter((one, at, all) => all.findIndex(({ text }) => fold(text) === fold(one.text)) === at)
    }
  return []
}

type Name = { theme: string; language: string }

/** A name in any form of its words: `medborgarbudgetar` for `medborgarbudget`. */
const namesByForms = (words: readonly string[]): Name | undefined => {
  for (const language of LANGUAGES) {
    const found = FORMS.get(formKey(words.join(' '), language))
    if (found) return found
  }
  return undefined
}

const nameKey = (text: string): string => wordsOf(fold(text)).join(' ')
const formKey = (text: string, language: string): string =>
  `${language} ${wordsOf(text)
    .map((word) => (isStemmed(language) ? stemOf(word, language) : fold(word)))
    .join(' ')}`

const NAMES = new Map<string, Name>()
const FORMS = new Map<string, Name>()
for (const { key } of THEMES)
  for (const language of LANGUAGES)
    for (const name of synonymsOf(key, language)) {
      const own = { theme: key, language }
      // The first theme to claim a name keeps it.
      if (!NAMES.has(nameKey(name))) NAMES.set(nameKey(name), own)
      if (!FORMS.has(formKey(name, language))) FORMS.set(formKey(name, language), own)
    }
