import type { Context } from '../context.ts'
import { listNotes, type Note } from './parts-store.ts'
import { listPeriods, type PlacePeriod } from './places-store.ts'
import { isReadable } from './rules/embargo.ts'
import { type Relation, relationsOf } from './rules/families.ts'
import { findPublication, listFamily, type Publication } from './store.ts'

/** What a publication's page and its formats show beside the publication itself, as far as it is public. */
export type About = {
  /** Whether file and text may be shown now. */
  isReadable: boolean
  /** Published members of its family, and what it is to each. */
  relations: { relation: Relation; to: Publication }[]
  /** Newest first. */
  notes: Note[]
  /** When its countries were partners. */
  periods: PlacePeriod[]
  /** What to read in the place of something withdrawn, where that is published. */
  replacedBy: Publication | null
}

export const aboutOf = async (context: Context, publication: Publication): Promise<About> => {
  const { db, clock } = context
  const family = (await listFamily(db, publication)).filter(
    ({ id, status }) => id === publication.id || status === 'published',
  )
  const replacement =
    publication.replacedById === null
      ? undefined
      : await findPublication(db, publication.replacedById)
  return {
    isReadable: isReadable(publication, clock.now()),
    relations: relationsOf(
      publication.id,
      family.map((member) => ({ ...member, mainId: member.familyMainId, kind: member.familyKind })),
    ),
    notes: await listNotes(db, publication.id),
    periods: await listPeriods(db, publication.countries),
    replacedBy: replacement?.status === 'published' ? replacement : null,
  }
}
