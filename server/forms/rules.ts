import type { Bilingual } from '../language.ts'

/** A form is data, versioned, and frozen when its call is published: old answers keep their meaning. */
export type FormDefinition = {
  sections: FormSection[]
  attachments: AttachmentSlot[]
  budget: { required: boolean; categories: { key: string; label: Bilingual }[] }
}

export type FormSection = { key: string; title: Bilingual; questions: Question[] }

export const QUESTION_TYPES = [
  'short_text',
  'long_text',
  'number',
  'money',
  'date',
  'yes_no',
  'choice',
  'choices',
  'country',
  'countries',
  'organisation',
  'municipality',
] as const
export type QuestionType = (typeof QUESTION_TYPES)[number]

export type Question = {
  key: string
  type: QuestionType
  label: Bilingual
  hint?: Bilingual
  required: boolean
  /** Words, for texts. */
  wordsMax?: number
  /** Least and greatest value, for numbers and money (minor units). */
  min?: number
  max?: number
  options?: { key: string; label: Bilingual }[]
  /** Key of the criterion that the answer is judged by. */
  criterion?: string
}

export type AttachmentSlot = {
  key: string
  label: Bilingual
  hint?: Bilingual
  required: boolean
  bytesMax: number
  pagesMax: number
}

/** An answer as stored: text, figure, yes or no, or a list of keys; null is an answer taken away. */
export type AnswerValue = string | number | boolean | string[] | null
