import type { PublicationDraft } from './draft.ts'

/** Which fields of a publication a draft would change. */
export const changedFields = (before: PublicationDraft, draft: PublicationDraft): string[] =>
  (Object.keys(draft) as (keyof PublicationDraft)[]).filter(
    (field) => compared(before, field) !== compared(draft, field),
  )

/** What a draft says in one field; whom the register knows a contributor's organisation as is no part of it. */
const compared = (draft: PublicationDraft, field: keyof PublicationDraft): string =>
  JSON.stringify(
    field === 'contributors'
      ? draft.contributors.map(({ name, orcid, organisation, role }) => [
          name,
          orcid,
          organisation,
          role,
        ])
      : field === 'municipalities'
        ? draft.municipalities.map(({ code }) => code)
        : sorted(draft[field]),
  )

/** JSON columns come back with their keys in another order. */
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value
