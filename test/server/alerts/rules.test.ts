import t from 'tap'
import {
  ALERTS_PER_ADDRESS_MAX,
  ASKED_PER_DAY_MAX,
  isConfirmable,
  isDue,
  letterFor,
  newSince,
  OVERLAP_DAYS,
  periodOf,
  UNCONFIRMED_DAYS,
} from '../../../server/alerts/rules.ts'

const at = (text: string) => new Date(`${text}Z`)
const DAY_MS = 86_400_000

t.test('a week begins on Monday', async (t) => {
  t.equal(periodOf('daily', at('2026-11-25T23:59:59')), '2026-11-25')
  t.equal(periodOf('weekly', at('2026-11-23T00:00:00')), '2026-11-23')
  t.equal(periodOf('weekly', at('2026-11-29T23:59:59')), '2026-11-23')
  t.equal(periodOf('weekly', at('2026-11-30T00:00:00')), '2026-11-30')
  t.equal(periodOf('weekly', at('2027-01-01T00:00:00')), '2026-12-28')
})

t.test(
  'an alert is due once a day, or once a week from Monday on, and never unconfirmed',
  async (t) => {
    const looked = at('2026-11-25T04:40:00')
    const alert = { confirmedAt: looked, lookedAt: looked }
    const due = (frequency: 'daily' | 'weekly', asOf: string) =>
      isDue({ ...alert, frequency }, at(asOf))
    t.equal(due('daily', '2026-11-25T23:59:59'), false)
    t.equal(due('daily', '2026-11-26T00:00:00'), true)
    t.equal(due('weekly', '2026-11-29T23:59:59'), false)
    t.equal(due('weekly', '2026-11-30T00:00:00'), true)
    t.equal(due('weekly', '2026-12-01T04:40:00'), true, 'a Monday that failed is made up for')
    t.equal(
      isDue({ frequency: 'daily', confirmedAt: null, lookedAt: null }, at('2030-01-01T00:00')),
      false,
    )
  },
)

t.test(
  'new is what came after the last look, a little overlapped, never before the confirmation',
  async (t) => {
    const confirmedAt = at('2026-11-01T12:00:00')
    const alert = { frequency: 'daily' as const, confirmedAt }
    t.same(newSince({ ...alert, lookedAt: confirmedAt }), confirmedAt)
    const lookedAt = at('2026-11-20T04:40:00')
    t.same(newSince({ ...alert, lookedAt }), new Date(lookedAt.getTime() - OVERLAP_DAYS * DAY_MS))
  },
)

t.test('a link is good for its days and not a moment longer', async (t) => {
  const askedAt = at('2026-11-01T00:00:00')
  const after = (ms: number) => new Date(askedAt.getTime() + UNCONFIRMED_DAYS * DAY_MS + ms)
  t.equal(isConfirmable({ askedAt }, after(-1)), true)
  t.equal(isConfirmable({ askedAt }, after(0)), true)
  t.equal(isConfirmable({ askedAt }, after(1)), false)
})

t.test('what an address is written, at its limits', async (t) => {
  const letter = (askedToday: number, followed: number, isFollowed = false) =>
    letterFor({ askedToday, followed, isFollowed })
  t.equal(letter(ASKED_PER_DAY_MAX - 1, 0), 'confirm')
  t.equal(letter(ASKED_PER_DAY_MAX, 0), null)
  t.equal(letter(ASKED_PER_DAY_MAX + 1, 0, true), null)
  t.equal(letter(0, ALERTS_PER_ADDRESS_MAX - 1), 'confirm')
  t.equal(letter(0, ALERTS_PER_ADDRESS_MAX), 'full')
  t.equal(letter(0, ALERTS_PER_ADDRESS_MAX, true), 'known')
})
