/** A time as it is written on a wall somewhere: `2027-02-18`, `14:00`, `Europe/Stockholm`. */
export type WallTime = { date: string; clock: string; zone: string }

export type TimeRefusal =
  | { reason: 'time_skipped'; zone: string }
  | { reason: 'time_twice'; zone: string }
  | { reason: 'closing_at_night'; zone: string }

export const ZONE_DEFAULT = 'Europe/Stockholm'

/** Zones to pick from: the office's, then those of the countries that calls are about, by name. */
export const ZONES: readonly string[] = [
  ZONE_DEFAULT,
  'UTC',
  'Africa/Cairo',
  'Africa/Dakar',
  'Africa/Gaborone',
  'Africa/Harare',
  'Africa/Johannesburg',
  'Africa/Kampala',
  'Africa/Kigali',
  'Africa/Lagos',
  'Africa/Lusaka',
  'Africa/Maputo',
  'Africa/Nairobi',
  'Africa/Windhoek',
  'America/Bogota',
  'America/Guatemala',
  'America/La_Paz',
  'America/Mexico_City',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Tegucigalpa',
  'Asia/Jakarta',
  'Asia/Kolkata',
  'Asia/Phnom_Penh',
  'Asia/Tbilisi',
  'Australia/Sydney',
  'Europe/Belgrade',
  'Europe/Berlin',
  'Europe/Chisinau',
  'Europe/Istanbul',
  'Europe/Kyiv',
  'Europe/London',
  'Europe/Sarajevo',
  'Europe/Skopje',
]

/** Closing between these hours, where the call's clock hangs, is for nobody: staff and readers sleep. */
export const NIGHT_FROM_HOUR = 1
export const NIGHT_TO_HOUR = 4

/** A zone that `Temporal` knows, by its IANA name; offsets such as `+01:00` are no zones of a call. */
export const isZone = (zone: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The instant at which a clock in that zone shows that time, or why there is no single one. */
export const instantOf = (wall: WallTime): { instant: Date } | { refusal: TimeRefusal } => {
  const plain = Temporal.PlainDateTime.from(`${wall.date}T${wall.clock}`)
  const earlier = plain.toZonedDateTime(wall.zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(wall.zone, { disambiguation: 'later' })
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { instant: new Date(earlier.epochMilliseconds) }
  return {
    refusal: {
      reason: earlier.toPlainDateTime().equals(plain) ? 'time_twice' : 'time_skipped',
      zone: wall.zone,
    },
  }
}

/** What a clock in the zone shows at an instant, to the minute. */
export const wallTimeOf = (instant: Date, zone: string): WallTime => {
  const there = inZone(instant, zone)
  return {
    date: there.toPlainDate().toString(),
    clock: there.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone,
  }
}

/** An hour that the clocks of the zone show twice names no single instant. */
export const refuseInstant = (instant: Date, zone: string): TimeRefusal | null => {
  const plain = inZone(instant, zone).toPlainDateTime()
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' })
  return earlier.epochMilliseconds === later.epochMilliseconds
    ? null
    : { reason: 'time_twice', zone }
}

/** The same, and never at night. */
export const refuseClosingTime = (closesAt: Date, zone: string): TimeRefusal | null => {
  const { hour } = inZone(closesAt, zone)
  if (hour >= NIGHT_FROM_HOUR && hour < NIGHT_TO_HOUR) return { reason: 'closing_at_night', zone }
  return refuseInstant(closesAt, zone)
}

const inZone = (instant: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
