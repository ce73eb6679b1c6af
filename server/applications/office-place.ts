import { z } from 'zod'
import type { OfficePlace, OfficeSort } from './office-store.ts'

const place = z.tuple([z.string().max(500), z.string().max(20)])

/** A place in the list as a word in an address. */
export const placeWord = ({ value, reference }: OfficePlace): string =>
  Buffer.from(JSON.stringify([value, reference])).toString('base64url')

/** A place that another page of the list gave; what is none, or not of this order, begins at the top. */
export const placeOf = (word: string | undefined, sort: OfficeSort): OfficePlace | null => {
  if (word === undefined) return null
  try {
    const [value, reference] = place.parse(JSON.parse(Buffer.from(word, 'base64url').toString()))
    if (sort === 'amount' && !/^\d{1,18}$/.test(value)) return null
    if (sort === 'submitted' && Number.isNaN(Date.parse(value))) return null
    return { value, reference }
  } catch {
    return null
  }
}
