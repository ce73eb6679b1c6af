import { z } from 'zod'
import { LIST_NAME_MAX, LIST_NOTE_MAX, LIST_STEPS } from './rules.ts'

export const listForm = z.strictObject({
  name: z.string().trim().min(1).max(LIST_NAME_MAX),
  note: z.string().max(LIST_NOTE_MAX).default(''),
})

/** `list` is the id of one of the browser’s own, or `new` with a name. */
export const addingForm = z.strictObject({
  publication: z.uuid(),
  list: z.union([z.uuid(), z.literal('new')]).default('new'),
  name: z.string().trim().max(LIST_NAME_MAX).optional(),
})

export const stepBody = z.object({
  step: z.string().regex(new RegExp(`^(?:${LIST_STEPS.join('|')}):[0-9a-f-]{36}$`)),
})
export const keyParams = z.object({ key: z.string().regex(/^[\w-]{43}$/) })
