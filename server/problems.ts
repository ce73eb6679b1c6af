import type { z } from 'zod'
import type { Problem } from './form.ts'
import { catalogue, type Language } from './language.ts'

/** Sentences of a feature for the codes that its schema gives as messages: `title_missing`. */
export type ProblemTexts = Readonly<Record<string, string>>

/** One problem a field, in the order of the schema, each a sentence that says what is valid. */
export const problemsOf = (
  error: z.ZodError,
  language: Language,
  texts: ProblemTexts = {},
): Problem[] => {
  const problems = new Map<string, Problem>()
  for (const issue of error.issues) {
    const field = issue.path.map(String).join('.')
    if (!problems.has(field))
      problems.set(field, { field, message: sentence(issue, language, texts) })
  }
  return [...problems.values()]
}

/** A value that no schema found wrong and that the database cannot hold; which one is not known. */
export const unfitValue = (language: Language): Problem => ({
  field: '',
  message: general[language].value,
})

/** A sentence for one issue: the feature's own where the schema names a code, else a general one. */
export const sentence = (
  issue: z.core.$ZodIssue,
  language: Language,
  texts: ProblemTexts = {},
): string => {
  const own = texts[issue.message]
  if (own !== undefined) return own
  const t = general[language]
  switch (issue.code) {
    case 'invalid_type':
      // zod keeps the value out of the issue, but its own message tells what came.
      if (/received (undefined|null)$/.test(issue.message)) return t.missing
      return issue.expected === 'number' || issue.expected === 'int' ? t.number : t.value
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? t.missing : t.longer(Number(issue.minimum))
      if (issue.origin === 'array') return t.choose(Number(issue.minimum))
      return t.atLeast(Number(issue.minimum))
    case 'too_big':
      if (issue.origin === 'string') return t.shorten(Number(issue.maximum))
      if (issue.origin === 'array') return t.chooseFewer(Number(issue.maximum))
      return t.atMost(Number(issue.maximum))
    case 'invalid_format':
      if (issue.format === 'email') return t.email
      if (issue.format === 'url') return t.url
      if (issue.format === 'date') return t.date
      return t.value
    case 'invalid_value':
      return t.option
    case 'unrecognized_keys':
      return t.unknown(issue.keys.join(', '))
    default:
      return t.value
  }
}

const general = catalogue({
  en: {
    missing: 'Fill this in.',
    number: 'Write a number, for example 1250.',
    value: 'This cannot be read. Check how it is written.',
    longer: (least: number) => `Write at least ${least} characters.`,
    shorten: (most: number) => `Shorten to ${most} characters.`,
    choose: (least: number) => `Choose at least ${least}.`,
    chooseFewer: (most: number) => `Choose at most ${most}.`,
    atLeast: (least: number) => `The least value is ${least}.`,
    atMost: (most: number) => `The greatest value is ${most}.`,
    email: 'Write an e-mail address, for example name@example.org.',
    url: 'Write a web address that begins with https://.',
    date: 'Write a date as year-month-day, for example 2027-02-18.',
    option: 'Choose one of the alternatives.',
    unknown: (names: string) => `Unknown fields: ${names}.`,
  },
  sv: {
    missing: 'Fyll i detta.',
    number: 'Skriv ett tal, till exempel 1250.',
    value: 'Det går inte att tolka. Kontrollera hur det är skrivet.',
    longer: (least: number) => `Skriv minst ${least} tecken.`,
    shorten: (most: number) => `Korta till högst ${most} tecken.`,
    choose: (least: number) => `Välj minst ${least}.`,
    chooseFewer: (most: number) => `Välj högst ${most}.`,
    atLeast: (least: number) => `Det minsta värdet är ${least}.`,
    atMost: (most: number) => `Det högsta värdet är ${most}.`,
    email: 'Skriv en e-postadress, till exempel namn@example.org.',
    url: 'Skriv en webbadress som börjar med https://.',
    date: 'Skriv datumet som år-månad-dag, till exempel 2027-02-18.',
    option: 'Välj ett av alternativen.',
    unknown: (names: string) => `Okända fält: ${names}.`,
  },
})
