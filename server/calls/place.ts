import { z } from 'zod'
import type { ListPlace } from './listing.ts'

/** A place in a list as a word in an address. */
export const encodePlace = ({ closesAt, id }: ListPlace): string =>
  Buffer.from(`${closesAt.toISOString()}_${id}`).toString('base64url')

/** The place, or null where the word is none of ours. */
export const decodePlace = (word: string | undefined): ListPlace | null => {
  const [closesAt, id] = Buffer.from(word ?? '', 'base64url')
    .toString()
    .split('_')
  const parsed = place.safeParse({ closesAt, id })
  return parsed.success ? { closesAt: new Date(parsed.data.closesAt), id: parsed.data.id } : null
}

const place = z.object({ closesAt: z.iso.datetime(), id: z.uuid() })
