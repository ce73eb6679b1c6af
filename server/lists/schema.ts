import { z } from 'zod'
import { LIST_ITEMS_MAX, LIST_NAME_MAX, LIST_NOTE_MAX, LIST_STEPS } from './rules.ts'

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

const publicationIds = z.array(z.uuid()).max(LIST_ITEMS_MAX)

export const beginBody = z
  .strictObject({ ...listForm.shape, publications: publicationIds.default([]) })
  .meta({ id: 'NewList' })
export const rewriteBody = z
  .strictObject({
    name: listForm.shape.name,
    note: z.string().max(LIST_NOTE_MAX),
    publications: publicationIds.meta({ description: 'The whole list in its order.' }),
  })
  .partial()
  .meta({ id: 'ListChange' })
export const itemBody = z.strictObject({ publication: z.uuid() }).meta({ id: 'ListAddition' })
export const itemParams = z.object({ ...keyParams.shape, publication: z.uuid() })

export const listView = z
  .object({
    id: z.uuid(),
    url: z.string(),
    name: z.string(),
    note: z.string(),
    kept_until: z.iso.datetime().meta({ description: 'A change or renewal moves it.' }),
    publications: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        title: z.string(),
        authors: z.array(z.string()),
        year: z.int().nullable(),
        url: z.string(),
        is_withdrawn: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'List' })
export const newListView = z
  .object({
    ...listView.shape,
    key: z.string().meta({ description: 'Whoever holds it may change the list. Told here only.' }),
    key_url: z.string().meta({ description: 'Opens the list in a browser, to be changed there.' }),
  })
  .meta({ id: 'ListWithKey' })
