import type { PublicationDraft } from './schema.ts'

/** Which fields of a publication a draft would change. */
export const changedFields = (before: PublicationDraft, draft: PublicationDraft): string[] =>
  (Object.keys(draft) as (keyof PublicationDraft)[]).filter(
    (field) => JSON.stringify(sorted(before[field])) !== JSON.stringify(sorted(draft[field])),
  )

/** JSON columns come back with their keys in another order. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value
