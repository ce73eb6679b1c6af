import type { Tx } from '../../db/client.ts'
import { fold } from '../vocabulary/fold.ts'
import type { PublicationDraft } from './draft.ts'
import { freeSlug, slugOf } from './rules.ts'
import { listSlugs } from './store.ts'

/** Addresses for new publications, free in the database and among themselves. */
export const slugsFor = async (tx: Tx, drafts: readonly PublicationDraft[]): Promise<string[]> => {
  const wanted = drafts.map(({ title, language }) =>
    slugOf(fold(title[language] ?? Object.values(title)[0] ?? '')),
  )
  const taken = await listSlugs(tx, [...new Set(wanted)])
  return wanted.map((slug) => {
    const free = freeSlug(slug, taken)
    taken.add(free)
    return free
  })
}
