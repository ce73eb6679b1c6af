import { type Actor, type Person, system } from '../../server/actor.ts'
import { instantOf } from '../../server/calls/times.ts'
import type { Context } from '../../server/context.ts'
import { OFFICE_ZONE } from '../../server/views/format.ts'
import type { Register } from './organisations.ts'

/**
 * Where the sample data is played out: everyone acts in person, at an hour of a day that counts from the first
 * start. What has been begun is looked up by the keys of the content.
 */
export type Stage = {
  /** The portal's own context, at the present time. */
  context: Context
  /** The day of the first start where the office is, `YYYY-MM-DD`. */
  today: string
  /** By address. */
  people: Map<string, Person>
  register: Register
}

export const openStage = (context: Context): Stage => ({
  context: { ...context, log: withoutNews(context.log) },
  today: Temporal.Instant.fromEpochMilliseconds(context.clock.now().getTime())
    .toZonedDateTimeISO(OFFICE_ZONE)
    .toPlainDate()
    .toString(),
  people: new Map(),
  register: new Map(),
})

/** What is played out is no news: of what goes wrong the log still tells. */
const withoutNews = (log: Context['log']): Context['log'] => ({
  info: () => {},
  debug: () => {},
  warn: log.warn.bind(log),
  error: log.error.bind(log),
})

/** A moment: days from the first start, and what the clock on the office's wall shows. */
export type Moment = { day: number; clock: string }

export const dateOf = ({ today }: Pick<Stage, 'today'>, day: number): string =>
  Temporal.PlainDate.from(today).add({ days: day }).toString()

export const instantAt = (stage: Pick<Stage, 'today'>, { day, clock }: Moment): Date => {
  const found = instantOf({ date: dateOf(stage, day), clock, zone: OFFICE_ZONE })
  if ('instant' in found) return found.instant
  throw new Error(`the clocks of ${OFFICE_ZONE} are moved at ${clock}`)
}

/** The portal itself, at that moment. */
export const portalAt = (stage: Stage, moment: Moment): Context => contextAt(stage, moment, system)

/** The person of that address, at that moment. */
export const actingAt = (stage: Stage, moment: Moment, email: string): Context =>
  contextAt(stage, moment, personOf(stage, email))

export const personOf = (stage: Stage, email: string): Person => {
  const person = stage.people.get(email)
  if (!person) throw new Error(`${email} has no account`)
  return person
}

export const organisationOf = (stage: Stage, ror: string): { id: string; name: string } => {
  const found = stage.register.get(ror)
  if (!found) throw new Error(`${ror} is not in the register`)
  return found
}

const contextAt = (stage: Stage, moment: Moment, actor: Actor): Context => {
  const at = instantAt(stage, moment)
  return {
    ...stage.context,
    clock: { now: () => at, inTransaction: async () => at },
    actor,
    language: actor.kind === 'person' ? actor.language : stage.context.language,
  }
}
