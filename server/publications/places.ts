import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { NotFound, Refused, refuse } from '../errors.ts'
import { countryName } from '../vocabulary/countries.ts'
import { closePeriod, ensurePlace, findPeriod, insertPeriod, listPeriods } from './places-store.ts'
import { type PartnershipKind, refuseClosing, refuseOpening } from './rules/places.ts'

/** Begins a period in which a country is a partner; periods that there are stay. */
export const openPeriod = (
  context: Context,
  period: { country: string; kind: PartnershipKind; from: string | null; to: string | null },
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const { country, kind, from, to } = period
    refuse(refuseOpening({ kind, from, to }, await listPeriods(tx, [country])))
    const names = { sv: countryName(country, 'sv'), en: countryName(country, 'en') }
    await ensurePlace(tx, { code: country, country, names })
    await insertPeriod(tx, { place: country, kind, from, to, openedBy: actorId(context.actor) })
    context.log.info({ country, kind }, 'partner_period.opened')
  })

/** Gives an open period its last day. */
export const endPeriod = (context: Context, id: string, lastDay: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const period = await findPeriod(tx, id)
    if (!period) throw new NotFound('period')
    refuse(refuseClosing(period, lastDay))
    if (!(await closePeriod(tx, id, lastDay, actorId(context.actor))))
      throw new Refused({ reason: 'period_closed' })
    context.log.info({ place: period.place, kind: period.kind }, 'partner_period.closed')
  })
