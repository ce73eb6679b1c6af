import type { Tx } from '../../db/client.ts'
import type { OrganisationStatus } from './rules.ts'
import { countMatches, searchListed } from './search-store.ts'
import { countListed, listListed } from './store.ts'

/** Organisations on a page of the API's list. */
const PAGE = 50

type Place = { rank: number | null; name: string; id: string }

/**
 * A page of the listed organisations: by name, or best first where `q` is given; undefined for a `next` that no
 * list gave.
 */
export const listOrganisations = async (
  tx: Tx,
  {
    q = '',
    country,
    status = 'listed',
    next,
  }: {
    q?: string | undefined
    country?: string | undefined
    status?: OrganisationStatus | undefined
    next?: string | undefined
  },
) => {
  const after = next === undefined ? null : decoded(next)
  if (after === undefined) return undefined
  // The register is searched; what waits to be confirmed is short enough to be read.
  const isSearch = q.trim() !== '' && status === 'listed'
  if (after && isSearch !== (after.rank !== null)) return undefined
  const [rows, total] = isSearch
    ? await Promise.all([
        searchListed(tx, q, {
          country,
          after: after && { ...after, rank: after.rank ?? 0 },
          limit: PAGE + 1,
        }),
        countMatches(tx, q, country),
      ])
    : await Promise.all([
        listListed(tx, { status, country, after, limit: PAGE + 1 }),
        countListed(tx, status, country),
      ])
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  return {
    items,
    total,
    next: rows.length > PAGE && last ? encoded(last) : null,
  }
}

const encoded = (row: { rank?: number; name: string; id: string }): string =>
  Buffer.from(JSON.stringify([row.rank ?? null, row.name, row.id])).toString('base64url')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const decoded = (next: string): Place | undefined => {
  try {
    const [rank, name, id]: unknown[] = JSON.parse(Buffer.from(next, 'base64url').toString())
    if (!(rank === null || typeof rank === 'number')) return undefined
    if (typeof name !== 'string' || typeof id !== 'string' || !UUID.test(id)) return undefined
    return { rank, name, id }
  } catch {
    return undefined
  }
}
