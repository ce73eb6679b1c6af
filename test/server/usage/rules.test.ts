import t from 'tap'
import { isListedRobot, ROBOTS_LISTED } from '../../../server/usage/robots.ts'
import {
  addDays,
  addMonths,
  audienceOf,
  isUse,
  lastDay,
  type MonthFigures,
  monthsBetween,
  useOf,
} from '../../../server/usage/rules.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0'

t.test(
  'an answer is a use when it gave a reader something that a reader had asked for',
  async (t) => {
    const asked = { method: 'GET', status: 200, headers: {} }
    t.equal(isUse(asked), true)
    t.equal(isUse({ ...asked, status: 304 }), true, 'what the browser still has is read again')
    for (const status of [204, 301, 303, 400, 404, 410, 416, 429, 500])
      t.equal(isUse({ ...asked, status }), false, String(status))
    for (const method of ['HEAD', 'POST', 'OPTIONS'])
      t.equal(isUse({ ...asked, method }), false, method)
  },
)

t.test('of a file that is read in parts only the first part counts', async (t) => {
  const part = (contentRange?: string) =>
    isUse({ method: 'GET', status: 206, contentRange, headers: {} })
  t.equal(part('bytes 0-1023/40000'), true)
  t.equal(part('bytes 1024-2047/40000'), false)
  t.equal(part('bytes 10-19/40000'), false)
  t.equal(part(undefined), false)
})

t.test('what a browser fetches before anyone asks is no use', async (t) => {
  for (const headers of [
    { 'sec-purpose': 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { purpose: 'prefetch' },
    { 'x-purpose': 'preview' },
    { 'x-moz': 'prefetch' },
  ])
    t.equal(isUse({ method: 'GET', status: 200, headers }), false, JSON.stringify(headers))
})

t.test('people, assistants and machines are told apart by what they call themselves', async (t) => {
  const of = (agent: string) => audienceOf(agent, isListedRobot(agent))
  t.ok(ROBOTS_LISTED > 1_000)
  for (const agent of [
    FIREFOX,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    'Lynx/2.9.2 libwww-FM/2.14',
    'w3m/0.5.3',
  ])
    t.equal(of(agent), 'person', agent)
  for (const agent of [
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
    'Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)',
    'Mozilla/5.0 (compatible; Perplexity-User/1.0)',
  ])
    t.equal(of(agent), 'assistant', agent)
  for (const agent of [
    '',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)',
    'curl/8.14.1',
    'python-requests/2.32',
    'Java/21.0.4',
    'node',
    'a harvester of ours',
  ])
    t.equal(of(agent), 'machine', agent)
  t.equal(of(FIREFOX), 'person', 'and the second time from memory')
})

t.test('days and months go by the calendar', async (t) => {
  t.equal(addDays('2028-02-28', 1), '2028-02-29')
  t.equal(addDays('2027-01-01', -1), '2026-12-31')
  t.equal(addMonths('2026-12', 1), '2027-01')
  t.equal(addMonths('2027-01', -1), '2026-12')
  t.equal(addMonths('2027-03', -24), '2025-03')
  t.equal(lastDay('2027-02'), '2027-02-28')
  t.same(monthsBetween('2026-11', '2027-02'), ['2026-11', '2026-12', '2027-01', '2027-02'])
  t.same(monthsBetween('2027-02', '2027-01'), [])
})

t.test('readers are told of people by month, and of the others in sum', async (t) => {
  const row = (month: string, audience: MonthFigures['audience'], figure: number) => ({
    month,
    audience,
    totalInvestigations: figure * 2,
    uniqueInvestigations: figure,
    totalRequests: figure,
    uniqueRequests: figure - 1,
  })
  const now = new Date('2027-03-05T10:00:00Z')
  const use = useOf(
    [row('2026-01', 'person', 5), row('2027-02', 'person', 3), row('2027-02', 'machine', 40)],
    now,
  )
  t.match(use, { since: '2026-01', views: 8, downloads: 6, machines: 80, assistants: 0 })
  t.equal(use.months.length, 12)
  t.same(use.months.at(-2), { month: '2027-02', views: 3, downloads: 2 })
  t.same(use.months.at(-1), { month: '2027-03', views: 0, downloads: 0 })
  t.same(useOf([row('2027-02', 'machine', 4)], now).since, null)
})
