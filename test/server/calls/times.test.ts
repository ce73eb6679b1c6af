import t from 'tap'
import {
  instantOf,
  isZone,
  refuseClosingTime,
  refuseInstant,
  wallTimeOf,
  ZONE_DEFAULT,
  ZONES,
} from '../../../server/calls/times.ts'

const at = (date: string, clock: string, zone = ZONE_DEFAULT) => instantOf({ date, clock, zone })

t.test('a wall time is one instant, in winter and in summer', (t) => {
  t.strictSame(at('2027-02-18', '14:00'), { instant: new Date('2027-02-18T13:00:00Z') })
  t.strictSame(at('2027-07-18', '14:00'), { instant: new Date('2027-07-18T12:00:00Z') })
  t.strictSame(at('2027-07-18', '14:00', 'Africa/Kampala'), {
    instant: new Date('2027-07-18T11:00:00Z'),
  })
  t.end()
})

t.test('an hour that the clocks skip does not exist; to the minute', (t) => {
  const skipped = { refusal: { reason: 'time_skipped', zone: ZONE_DEFAULT } }
  t.ok('instant' in at('2027-03-28', '01:59'))
  t.strictSame(at('2027-03-28', '02:00'), skipped)
  t.strictSame(at('2027-03-28', '02:59'), skipped)
  t.ok('instant' in at('2027-03-28', '03:00'))
  t.end()
})

t.test('an hour that comes twice names no instant; to the minute', (t) => {
  const twice = { refusal: { reason: 'time_twice', zone: ZONE_DEFAULT } }
  t.ok('instant' in at('2027-10-31', '01:59'))
  t.strictSame(at('2027-10-31', '02:00'), twice)
  t.strictSame(at('2027-10-31', '02:59'), twice)
  t.ok('instant' in at('2027-10-31', '03:00'))
  t.equal(refuseInstant(new Date('2027-10-31T00:00:00Z'), ZONE_DEFAULT)?.reason, 'time_twice')
  t.equal(refuseInstant(new Date('2027-10-31T01:30:00Z'), ZONE_DEFAULT)?.reason, 'time_twice')
  t.equal(refuseInstant(new Date('2027-10-30T23:59:59.999Z'), ZONE_DEFAULT), null)
  t.equal(refuseInstant(new Date('2027-10-31T02:00:00Z'), ZONE_DEFAULT), null)
  t.end()
})

t.test('closing at night is refused, from one until the last moment before four', (t) => {
  const refused = (instant: string, zone = ZONE_DEFAULT) =>
    refuseClosingTime(new Date(instant), zone)?.reason
  t.equal(refused('2027-02-17T23:59:59.999Z'), undefined)
  t.equal(refused('2027-02-18T00:00:00.000Z'), 'closing_at_night')
  t.equal(refused('2027-02-18T02:59:59.999Z'), 'closing_at_night')
  t.equal(refused('2027-02-18T03:00:00.000Z'), undefined)
  t.equal(refused('2027-02-18T13:00:00Z'), undefined)
  t.equal(refused('2027-02-18T13:00:00Z', 'Australia/Sydney'), undefined, 'midnight in Sydney')
  t.equal(refused('2027-02-18T15:00:00Z', 'Australia/Sydney'), 'closing_at_night')
  t.equal(refused('2027-11-07T05:30:00Z', 'America/Havana'), 'time_twice')
  t.end()
})

t.test('an instant shows on its wall what was written', (t) => {
  for (const zone of ZONES) {
    const found = instantOf({ date: '2027-02-18', clock: '14:00', zone })
    if (!('instant' in found)) throw new Error(`${zone} has no noon`)
    t.strictSame(wallTimeOf(found.instant, zone), { date: '2027-02-18', clock: '14:00', zone })
    t.ok(isZone(zone))
  }
  for (const zone of ['', 'Europe/Nowhere', '+01:00', '../etc', 'x'.repeat(80)])
    t.notOk(isZone(zone), zone)
  t.end()
})
