import { z } from 'zod'
import { type FormDefinition, QUESTION_TYPES } from './rules.ts'

export const KEY_MAX = 60
export const LABEL_MAX = 300
export const HINT_MAX = 1000
export const SECTIONS_MAX = 40
export const QUESTIONS_MAX = 60
export const OPTIONS_MAX = 60
export const SLOTS_MAX = 20
export const CATEGORIES_MAX = 30
export const WORDS_MAX = 10_000
export const SLOT_BYTES_MAX = 20 * 1024 * 1024
export const SLOT_PAGES_MAX = 200

/** A text in both languages of the portal. Drafts may lack one; publication asks for both. */
export const bilingual = (max: number) =>
  z.strictObject({ sv: z.string().trim().max(max), en: z.string().trim().max(max) })

/** Letters, digits, hyphens and underscores: stored with answers, never shown. */
export const key = z
  .string()
  .max(KEY_MAX)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'key_form')

const labelled = z.strictObject({ key, label: bilingual(LABEL_MAX) })

export const question = z.strictObject({
  key,
  type: z.enum(QUESTION_TYPES),
  label: bilingual(LABEL_MAX),
  hint: bilingual(HINT_MAX).exactOptional(),
  required: z.boolean(),
  wordsMax: z.int().min(1).max(WORDS_MAX).exactOptional(),
  min: z.number().min(-1e12).max(1e12).exactOptional(),
  max: z.number().min(-1e12).max(1e12).exactOptional(),
  options: z.array(labelled).max(OPTIONS_MAX).exactOptional(),
  criterion: key.exactOptional(),
})

export const section = z.strictObject({
  key,
  title: bilingual(LABEL_MAX),
  questions: z.array(question).max(QUESTIONS_MAX),
})

export const attachmentSlot = z.strictObject({
  key,
  label: bilingual(LABEL_MAX),
  hint: bilingual(HINT_MAX).exactOptional(),
  required: z.boolean(),
  bytesMax: z.int().min(1).max(SLOT_BYTES_MAX),
  pagesMax: z.int().min(1).max(SLOT_PAGES_MAX),
})

/** The whole form. Keys are unique where answers, files and lines are told apart by them. */
export const formDefinition = z
  .strictObject({
    sections: z.array(section).max(SECTIONS_MAX),
    attachments: z.array(attachmentSlot).max(SLOTS_MAX),
    budget: z.strictObject({
      required: z.boolean(),
      categories: z.array(labelled).max(CATEGORIES_MAX),
    }),
  })
  .superRefine((definition: FormDefinition, issues) => {
    const report = (path: (string | number)[], message: string) =>
      issues.addIssue({ code: 'custom', path, message })
    unique(definition.sections, (i) => report(['sections', i, 'key'], 'key_taken'))
    unique(definition.attachments, (i) => report(['attachments', i, 'key'], 'key_taken'))
    unique(definition.budget.categories, (i) =>
      report(['budget', 'categories', i, 'key'], 'key_taken'),
    )
    const seen = new Set<string>()
    definition.sections.forEach(({ questions }, s) => {
      questions.forEach((each, q) => {
        const path = ['sections', s, 'questions', q]
        if (seen.has(each.key)) report([...path, 'key'], 'key_taken')
        seen.add(each.key)
        unique(each.options ?? [], (i) => report([...path, 'options', i, 'key'], 'key_taken'))
        if (each.min !== undefined && each.max !== undefined && each.min > each.max)
          report([...path, 'max'], 'max_below_min')
      })
    })
  })
  .meta({ id: 'FormDefinition' })

const unique = (list: readonly { key: string }[], report: (index: number) => void): void => {
  list.forEach((item, index) => {
    if (list.findIndex((other) => other.key === item.key) < index) report(index)
  })
}
