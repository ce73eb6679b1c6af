import type { Context } from '../context.ts'
import { findMoved } from './parts-store.ts'
import { oldAddressOf } from './rules/addresses.ts'

/**
 * Where something that is not at this address (any more) is now: the path of the publication that it once led to,
 * or null. What was withdrawn has its page too. Parts of a page (its PDF, a page of its text, its citations) go on
 * to the same part.
 */
export const movedTo = async ({ db }: Context, address: string): Promise<string | null> => {
  const path = oldAddressOf(address)
  if (path === null) return null
  const whole = await findMoved(db, path)
  if (whole) return isPublic(whole.status) ? `/publications/${whole.slug}` : null
  const [, own = '', part = ''] = /^(\/publications\/[^/]+)\/(.+)$/.exec(path) ?? []
  const found = own === '' ? undefined : await findMoved(db, own)
  if (!found || !isPublic(found.status)) return null
  const rest = /^[^/]+\.pdf$/.test(part) ? `${found.slug}.pdf` : part
  return PARTS.test(rest) ? `/publications/${found.slug}/${rest}` : null
}

const PARTS = /^(?:[^/]+\.pdf|citation\.[a-z]+|pages\/\d+|files\/[0-9a-f-]+)$/

const isPublic = (status: string): boolean => status === 'published' || status === 'withdrawn'
