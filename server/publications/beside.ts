import type { Context } from '../context.ts'
import { findUse } from '../usage/operations.ts'
import { aboutOf } from './about.ts'
import type { Beside } from './pages/publication.ts'
import { fromCountriesLike, relatedTo } from './related.ts'
import type { Publication } from './store.ts'
import { contentsOf } from './text-view.ts'

/** All that a publication's page shows beside it; of its text only what may be read. */
export const besideOf = async (
  context: Context,
  publication: Publication,
  ownCountry: string | undefined,
): Promise<Omit<Beside, 'cited' | 'described'>> => {
  const about = await aboutOf(context, publication)
  const isPublished = publication.status === 'published'
  return {
    ...about,
    contents: about.isReadable
      ? await contentsOf(context, publication)
      : { headings: [], parts: [] },
    use: await findUse(context, publication.id),
    related: isPublished ? await relatedTo(context, publication) : [],
    like: isPublished ? await fromCountriesLike(context, publication, ownCountry) : null,
  }
}
