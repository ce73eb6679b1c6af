import type { Bilingual } from './types.ts'

/** What every invented text says of itself. */
export const SAMPLE_MARKS = {
  sv: '(Exempeltext)',
  en: '(Sample text)',
  es: '(Texto de ejemplo)',
} as const

/** An invented text in both languages, each with its mark as the last words. */
export const sampleText = (sv: string, en: string): Bilingual => ({
  sv: `${sv} ${SAMPLE_MARKS.sv}`,
  en: `${en} ${SAMPLE_MARKS.en}`,
})

/** An invented text in one language, with the mark of that language as the last words. */
export const sample = (text: string, language: keyof typeof SAMPLE_MARKS = 'en'): string =>
  `${text} ${SAMPLE_MARKS[language]}`

/** Whole kronor (or euros, dollars) in hundredths. */
export const whole = (amount: number): number => amount * 100
