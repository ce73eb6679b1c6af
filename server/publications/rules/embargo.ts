import type { PublicationStatus } from '../rules.ts'

/** What decides who may read: the status, and the instant before which text and file are held back. */
export type Readable = { status: PublicationStatus; embargoUntil: Date | null }

/**
 * Whether file, text of pages, snippets and pictures of pages may be shown at `now`. Every door asks this one; what
 * is said of the publication (title, abstract, names) is public as soon as it is published.
 */
export const isReadable = ({ status, embargoUntil }: Readable, now: Date): boolean =>
  status === 'published' && !isEmbargoed({ embargoUntil }, now)

/** Half-open: at the very instant it is free. */
export const isEmbargoed = ({ embargoUntil }: Pick<Readable, 'embargoUntil'>, now: Date): boolean =>
  embargoUntil !== null && now.getTime() < embargoUntil.getTime()

/**
 * Whether an embargo has ended without anything having been said of it: the row was last changed before the end.
 * What lifts it changes the row.
 */
export const isLiftDue = (publication: Readable & { updatedAt: Date }, now: Date): boolean =>
  publication.embargoUntil !== null &&
  isReadable(publication, now) &&
  publication.updatedAt.getTime() < publication.embargoUntil.getTime()
