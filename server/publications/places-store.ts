import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { partnerPeriods, places } from '../../db/schema/index.ts'
import type { PartnershipKind } from './rules/places.ts'
import type { LanguageTexts } from './rules.ts'

export type PlacePeriod = {
  id: string
  place: string
  kind: PartnershipKind
  from: string | null
  to: string | null
}

const periodColumns = {
  id: partnerPeriods.id,
  place: partnerPeriods.place,
  kind: partnerPeriods.kind,
  from: partnerPeriods.from,
  to: partnerPeriods.to,
}

/** Periods of these places, or of all, oldest first. */
export const listPeriods = (tx: Tx, codes: readonly string[] | null): Promise<PlacePeriod[]> =>
  codes?.length === 0
    ? Promise.resolve([])
    : tx
        .select(periodColumns)
        .from(partnerPeriods)
        .where(codes === null ? undefined : inArray(partnerPeriods.place, [...codes]))
        .orderBy(sql`${partnerPeriods.from} nulls first`, asc(partnerPeriods.id))

export type Place = { code: string; country: string; names: LanguageTexts }

export const PLACES_SHOWN_MAX = 1_000

export const listPlaces = (tx: Tx): Promise<Place[]> =>
  tx
    .select({ code: places.code, country: places.country, names: places.names })
    .from(places)
    .orderBy(asc(places.country), asc(places.code))
    .limit(PLACES_SHOWN_MAX)

export const ensurePlace = async (tx: Tx, place: Place): Promise<void> => {
  await tx
    .insert(places)
    .values({ ...place, names: { ...place.names } })
    .onConflictDoNothing()
}

export const insertPeriod = async (
  tx: Tx,
  period: Omit<PlacePeriod, 'id'> & { openedBy: string | null },
): Promise<void> => {
  await tx.insert(partnerPeriods).values(period)
}

export const findPeriod = async (tx: Tx, id: string): Promise<PlacePeriod | undefined> => {
  const [row] = await tx
    .select(periodColumns)
    .from(partnerPeriods)
    .where(eq(partnerPeriods.id, id))
    .for('update')
  return row
}

/** Whether it was open until now. */
export const closePeriod = async (
  tx: Tx,
  id: string,
  to: string,
  closedBy: string | null,
): Promise<boolean> =>
  (
    await tx
      .update(partnerPeriods)
      .set({ to, closedBy })
      .where(and(eq(partnerPeriods.id, id), isNull(partnerPeriods.to)))
      .returning({ id: partnerPeriods.id })
  ).length > 0
