/** The languages of the portal itself. Publications and users' texts may be in any language. */
export const LANGUAGES = ['sv', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text that an officer writes in both languages of the portal. */
export type Bilingual = { sv: string; en: string }

/**
 * A feature's texts. Swedish and English have the same shape by type, so that a text which is
 * missing in one of them does not compile; `test/language.test.ts` compares them at run time too.
 * A text with holes is a function: `closesIn: (days: number) => …`.
 */
export const catalogue = <T extends Catalogue>(texts: {
  en: T
  sv: NoInfer<T>
}): Record<Language, T> => {
  catalogues.push(texts)
  return texts
}

export type Catalogue = { [key: string]: CatalogueText }

// biome-ignore lint/suspicious/noExplicitAny: a text's parameters are its own; the shape is compared by T.
type TextFunction = (...values: any[]) => unknown
type CatalogueText = string | TextFunction | Catalogue | readonly (string | Catalogue)[]

/** Every catalogue that has been loaded, for the test that compares the languages. */
export const catalogues: { en: Catalogue; sv: Catalogue }[] = []

/** The form of a counted word by the language's plural rule: `plural('sv', 2, { one: 'dag', other: 'dagar' })`. */
export const plural = (
  language: Language,
  count: number,
  forms: { one: string; other: string },
): string => (PLURAL_RULES[language].select(count) === 'one' ? forms.one : forms.other)

/** A language's tag for `Intl`: dates and figures as they are written in Sweden and in Britain. */
export const LOCALES: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value)

const PLURAL_RULES = { sv: new Intl.PluralRules('sv'), en: new Intl.PluralRules('en') }
