import t from 'tap'
import {
  deadline,
  deadlineClocks,
  formatBytes,
  formatClock,
  formatDate,
  formatDateRange,
  formatInstant,
  formatLanguage,
  formatList,
  formatMoney,
  formatMoneyRange,
  formatNumber,
  formatPercent,
  relativeTime,
  timeLeft,
  timeTag,
  zonePlace,
} from '../../../server/views/format.ts'
import { viewOf } from './gallery.ts'

/** Intl parts figures with no-break spaces and signs of its own; a reader sees spaces and hyphens. */
const plain = (text: string): string =>
  text.replace(/[\u{a0}\u{202f}\u{2009}]/gu, ' ').replace('−', '-')

t.test('a date is written out in each language', async (t) => {
  t.equal(formatDate('en', '2027-02-18'), '18 February 2027')
  t.equal(formatDate('sv', '2027-02-18'), '18 februari 2027')
  t.equal(formatDate('sv', '2027-02-18', { short: true }), '18 februari')
  t.equal(formatDate('en', '2027-02-18', { weekday: true }), 'Thursday, 18 February 2027')
  t.equal(formatDate('en', Temporal.PlainDate.from('2027-06-03')), '3 June 2027')
  t.equal(plain(formatDateRange('en', '2027-05-11', '2027-05-12')), '11 – 12 May 2027')
  t.throws(() => formatDate('en', '2027-02-30'), RangeError)
})

t.test('the day of an instant is the day where the office is, or where one asks', async (t) => {
  const lateInUtc = new Date('2027-02-18T23:30:00Z')
  t.equal(formatDate('en', lateInUtc), '19 February 2027')
  t.equal(formatDate('en', lateInUtc, { zone: 'UTC' }), '18 February 2027')
})

t.test('a clock follows summer time to the very instant', async (t) => {
  const beforeSpring = new Date('2027-03-28T00:59:59Z')
  const afterSpring = new Date('2027-03-28T01:00:00Z')
  t.equal(formatClock('en', beforeSpring, undefined, { seconds: true }), '01:59:59')
  t.equal(formatClock('en', afterSpring, undefined, { seconds: true }), '03:00:00')
  const beforeAutumn = new Date('2027-10-31T00:30:00Z')
  const afterAutumn = new Date('2027-10-31T01:30:00Z')
  t.equal(formatClock('sv', beforeAutumn), '02.30')
  t.equal(formatClock('sv', afterAutumn), '02.30', 'the hour that comes twice')
  t.equal(formatInstant(viewOf('en'), new Date('2027-02-17T23:00:00Z')), '18 February 2027, 00:00')
})

t.test('a deadline says its own zone, UTC, and the clock of a reader elsewhere', async (t) => {
  const closes = new Date('2027-02-18T13:00:00Z')
  t.match(
    deadline(viewOf('en', { zone: 'Africa/Kampala' }), closes).toString(),
    '<time datetime="2027-02-18T13:00:00.000Z">18 February 2027, 14:00 in Visby/Stockholm</time> (13:00 UTC; 16:00 where you are)',
  )
  t.match(
    deadline(viewOf('sv', { zone: 'Africa/Kampala' }), closes).toString(),
    '18 februari 2027 kl. 14.00 i Visby/Stockholm</time> (kl. 13.00 UTC; kl. 16.00 där du är)',
  )
  for (const zone of [null, 'Europe/Stockholm', 'Europe/Berlin', 'UTC'])
    t.match(
      deadline(viewOf('en', { zone }), closes).toString(),
      /<\/time> \(13:00 UTC\)$/,
      `nothing is added for ${zone}`,
    )
})

t.test('a reader for whom it is another day is told the day', async (t) => {
  const closes = new Date('2027-02-18T13:00:00Z')
  t.match(
    deadline(viewOf('en', { zone: 'Pacific/Auckland' }), closes).toString(),
    '(13:00 UTC; 19 February, 02:00 where you are)',
  )
  const inKampala = deadline(
    viewOf('en', { zone: 'America/Bogota' }),
    new Date('2027-02-18T22:00:00Z'),
    'Africa/Kampala',
  ).toString()
  t.match(inKampala, '19 February 2027, 01:00 in Kampala')
  t.match(inKampala, '(18 February, 22:00 UTC; 18 February, 17:00 where you are)')
})

t.test('the offset to UTC is that of the day of the deadline', async (t) => {
  const clocks = (instant: string) =>
    deadlineClocks(viewOf('en', { zone: null }), new Date(instant)).map(({ clock }) => clock)
  t.same(clocks('2027-03-27T13:00:00Z'), ['14:00', '13:00'], 'the day before summer time')
  t.same(clocks('2027-03-28T12:00:00Z'), ['14:00', '12:00'], 'the first day of it')
  t.same(clocks('2027-10-31T13:00:00Z'), ['14:00', '13:00'], 'and the first day after it')
})

t.test('a deadline in UTC does not say UTC twice', async (t) => {
  const words = deadline(viewOf('en', { zone: null }), new Date('2027-02-18T13:00:00Z'), 'UTC')
  t.match(words.toString(), /13:00 in UTC<\/time>$/)
})

t.test('zones are said as places', async (t) => {
  t.equal(zonePlace('Europe/Stockholm'), 'Visby/Stockholm')
  t.equal(zonePlace('America/Argentina/Buenos_Aires'), 'Buenos Aires')
})

t.test('time left is counted in whole units and never upwards', async (t) => {
  const now = new Date('2027-02-09T10:00:00Z')
  const left = (milliseconds: number, language: 'en' | 'sv' = 'en') =>
    timeLeft({ language, now }, new Date(now.getTime() + milliseconds))
  const minute = 60_000
  const hour = 60 * minute
  const day = 24 * hour
  t.equal(left(9 * day + 23 * hour), '9 days left')
  t.equal(left(2 * day), '2 days left')
  t.equal(left(2 * day - 1), '47 hours left')
  t.equal(left(2 * hour - 1), '119 minutes left')
  t.equal(left(minute), '1 minute left')
  t.equal(left(minute - 1), 'less than a minute left')
  t.equal(left(0), 'less than a minute left')
  t.equal(left(-1), '0 minutes ago')
  t.equal(left(-3 * day), '3 days ago')
  t.equal(left(9 * day, 'sv'), '9 dagar kvar')
  t.equal(left(minute, 'sv'), '1 minut kvar')
  t.equal(relativeTime({ language: 'sv', now }, new Date(now.getTime() + 3 * day)), 'om 3 dagar')
  t.equal(relativeTime({ language: 'en', now }, new Date(now.getTime() - 3 * day)), '3 days ago')
})

t.test(
  'money is written as each language writes it, hundredths only where there are some',
  async (t) => {
    t.equal(plain(formatMoney('en', 30_000_000, 'SEK')), 'SEK 300,000')
    t.equal(plain(formatMoney('sv', 30_000_000, 'SEK')), '300 000 kr')
    t.equal(plain(formatMoney('sv', 30_000_050, 'USD')), '300 000,50 USD')
    t.equal(plain(formatMoney('en', -120, 'EUR')), '-EUR 1.20')
    t.equal(plain(formatMoney('en', 0, 'SEK')), 'SEK 0')
    t.equal(
      plain(
        formatMoneyRange('en', { minCents: 30_000_000, maxCents: 100_000_000, currency: 'SEK' }),
      ),
      'SEK 300,000–1,000,000',
    )
    t.equal(
      plain(
        formatMoneyRange('sv', { minCents: 30_000_000, maxCents: 100_000_000, currency: 'SEK' }),
      ),
      '300 000–1 000 000 kr',
    )
  },
)

t.test('figures, shares, sizes and lists', async (t) => {
  t.equal(formatNumber('en', 1248), '1,248')
  t.equal(plain(formatNumber('sv', 1248)), '1 248')
  t.equal(formatNumber('sv', 6.4, 2), '6,40')
  t.equal(plain(formatPercent('en', 0.64)), '64 %')
  t.equal(plain(formatBytes('en', 160_000, 'PDF')), 'PDF, 160 KB')
  t.equal(plain(formatBytes('sv', 160_000, 'PDF')), 'PDF, 160 kB')
  t.equal(plain(formatBytes('sv', 1_400_000)), '1,4 MB')
  t.equal(plain(formatBytes('en', 999_499)), '999 KB')
  t.equal(plain(formatBytes('en', 999_500)), '1 MB')
  t.equal(plain(formatBytes('en', 1)), '0.1 KB')
  t.equal(plain(formatBytes('en', 0)), '0 KB')
  t.equal(formatList('en', ['Kenya', 'Uganda', 'Zimbabwe']), 'Kenya, Uganda and Zimbabwe')
  t.equal(formatList('sv', ['Kenya', 'Uganda', 'Zimbabwe']), 'Kenya, Uganda och Zimbabwe')
  t.equal(formatLanguage('sv', 'uk'), 'ukrainska')
})

t.test('a time element holds the instant for machines', async (t) => {
  t.equal(
    timeTag(viewOf('en'), new Date('2027-02-18T12:42:07Z'), undefined, {
      seconds: true,
    }).toString(),
    '<time datetime="2027-02-18T12:42:07.000Z">18 February 2027, 13:42:07</time>',
  )
})
