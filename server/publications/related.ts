import type { Context } from '../context.ts'
import { isCountryCode } from '../vocabulary/countries.ts'
import { listPartners } from './map-store.ts'
import {
  countValues,
  listAboutCountries,
  listRelatable,
  listWrittenAbout,
} from './related-store.ts'
import { countriesLike } from './rules/likeness.ts'
import { rankRelated } from './rules/related.ts'
import { listPublished, type Publication } from './store.ts'

const SHOWN_MAX = 4

/** For a reader who said where they are: what is written of countries like it. */
export type FromLike = {
  country: string
  /** Countries like it that something is written about. */
  countries: string[]
  themes: string[]
  items: Publication[]
  total: number
}

/** What else to read: the nearest publications, of which none is of the same family. */
export const relatedTo = async (
  { db }: Context,
  publication: Publication,
): Promise<Publication[]> => {
  const [{ subject, candidates }, { total, counts }] = await Promise.all([
    listRelatable(db, publication),
    countValues(db, publication),
  ])
  if (!subject) return []
  const ranked = rankRelated(subject, candidates, { total, of: (value) => counts[value] ?? 0 })
  return inOrder(
    await listPublished(
      db,
      ranked.map(({ id }) => id),
    ),
    ranked.map(({ id }) => id),
  )
}

/** On the same themes, from countries like the reader's; null where no country was chosen. */
export const fromCountriesLike = async (
  { db, clock }: Context,
  publication: Publication,
  country: string | undefined,
): Promise<FromLike | null> => {
  if (country === undefined || !isCountryCode(country)) return null
  const today = clock.now().toISOString().slice(0, 10)
  const [written, partners] = await Promise.all([listWrittenAbout(db), listPartners(db, today)])
  const countries = countriesLike(country, written, partners)
  const { themes } = publication
  const { ids, total } = await listAboutCountries(db, {
    countries,
    themes,
    exceptFamily: publication.familyMainId ?? publication.id,
    limit: SHOWN_MAX,
  })
  return { country, countries, themes, items: inOrder(await listPublished(db, ids), ids), total }
}

const inOrder = (rows: readonly Publication[], ids: readonly string[]): Publication[] =>
  ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
