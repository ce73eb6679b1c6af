import type { Job } from '../queue.ts'
import { makeMissingCopies, makeReadingCopy } from './copies.ts'
import { markUnmarked } from './duplicates.ts'
import { liftEmbargo, liftEmbargoes } from './embargo.ts'
import { indexPublications, rebuildIndex, reconcileIndex } from './indexing.ts'
import { picturePublicationFile, pictureUndrawn } from './picturing.ts'
import { readPublicationFile } from './reading.ts'
import { reflowPublicationFile, reflowUnread } from './reflowing.ts'

export { indexPublications }

// biome-ignore lint/suspicious/noExplicitAny: each job has its own payload.
export const publicationsJobs: readonly Job<any>[] = [
  indexPublications,
  rebuildIndex,
  reconcileIndex,
  readPublicationFile,
  reflowPublicationFile,
  reflowUnread,
  makeReadingCopy,
  makeMissingCopies,
  picturePublicationFile,
  pictureUndrawn,
  liftEmbargo,
  liftEmbargoes,
  markUnmarked,
]
