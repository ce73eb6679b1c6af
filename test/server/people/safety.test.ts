import t from 'tap'
import { COPY_LIMIT } from '../../../server/people/rate-limit.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const SIGN_INS_A_MINUTE = 60
const codeIn = (text: string): string => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? ''

t.test('what signing in gives away', async (t) => {
  const test = await testApp(t)
  const known = await person(test, { email: 'known@example.org' })
  const shapeOf = (cookies: { name: string }[]) =>
    cookies.map(({ value: _, expires: __, ...rest }: Record<string, unknown>) => rest)

  t.test('known and unknown addresses get the same answers, page for page', async (t) => {
    const walk = async (email: string) => {
      const browser = testBrowser(test)
      const form = readPage((await browser.get('/en/sign-in')).body).form('Send me a code')
      const asked = await browser.post(form.action, { ...form.values, email })
      const page = await browser.get('/en/sign-in/code')
      const wrong = await browser.post('/en/session', { email, code: '000000' })
      const plain = (body: string) =>
        body
          .replaceAll(email, 'ADDRESS')
          .replaceAll(encodeURIComponent(email), 'ADDRESS')
          .replace(/name="_csrf" value="[^"]*"/g, '')
      return [asked, page, wrong].map((answer) => ({
        status: answer.statusCode,
        location: answer.headers.location,
        body: plain(answer.body),
        cookies: shapeOf(answer.cookies),
        headers: Object.keys(answer.headers).sort(),
      }))
    }
    t.same(await walk('nobody@example.org'), await walk(known.email))
  })

  t.test('so does the API', async (t) => {
    const walk = async (email: string) => {
      const browser = testBrowser(test)
      const asked = await browser.json('POST', '/api/v1/sign-in', { email })
      const wrong = await browser.json('POST', '/api/v1/session', { email, code: '000000' })
      return [asked, wrong].map((answer) => ({
        status: answer.statusCode,
        body: answer.body.replace(/urn:request:[\w-]+/, ''),
        cookies: shapeOf(answer.cookies),
      }))
    }
    t.same(await walk('nobody2@example.org'), await walk(known.email))
  })

  t.test('what a person is answered stays in no cache', async (t) => {
    const browser = await signedIn(test, await person(test))
    for (const path of [
      '/en/profile',
      '/api/v1/profile',
      '/api/v1/profile/data',
      '/profile/data.json',
    ])
      t.equal((await browser.get(path)).headers['cache-control'], 'no-store', path)
  })

  t.test('the API’s session tells the roles and language that the person has', async (t) => {
    await person(test, { email: 'two@example.org', roles: ['reviewer', 'officer'] })
    const browser = testBrowser(test)
    await browser.json('POST', '/api/v1/sign-in', { email: 'two@example.org' })
    const [mail] = await mailsTo(test, 'two@example.org')
    const answer = await browser.json(
      'POST',
      '/api/v1/session',
      { email: 'two@example.org', code: codeIn(mail?.text ?? '') },
      { 'accept-language': 'sv' },
    )
    t.match(answer.json(), { roles: ['officer', 'reviewer'], language: 'en' })
  })

  t.test('an address cannot carry another header or a second reader', async (t) => {
    for (const email of [
      'a@example.org\r\nBcc: b@example.org',
      'a@example.org\nSubject: x',
      'a@example.org, b@example.org',
      'a@example.org\u2028b',
      '"a\r\n"@example.org',
    ]) {
      const form = await testBrowser(test).post('/en/sign-in', { email })
      const api = await testBrowser(test).json('POST', '/api/v1/sign-in', { email })
      t.equal(form.statusCode, 422, encodeURIComponent(email))
      t.equal(api.statusCode, 422, encodeURIComponent(email))
    }
    t.same(await mailsTo(test, 'b@example.org'), [])
  })
})

t.test(
  `more than ${SIGN_INS_A_MINUTE} askings a minute are put off, with the time to wait`,
  async (t) => {
    const test = await testApp(t)
    const browser = testBrowser(test)
    const ask = () => browser.json('POST', '/api/v1/sign-in', { email: 'often@example.org' })
    for (let i = 0; i < SIGN_INS_A_MINUTE; i += 1) t.equal((await ask()).statusCode, 202)
    const late = await ask()
    t.equal(late.statusCode, 429)
    t.match(late.headers['content-type'], /^application\/problem\+json/)
    const wait = Number(late.headers['retry-after'])
    t.ok(wait > 0 && wait <= 60, `${wait} s`)

    const form = readPage((await browser.get('/en/sign-in')).body).form('Send me a code')
    for (let i = 0; i < SIGN_INS_A_MINUTE; i += 1)
      await browser.post(form.action, { ...form.values, email: `p${i}@example.org` })
    const page = await browser.post(form.action, { ...form.values, email: 'p@example.org' })
    t.equal(page.statusCode, 429)
    t.ok(page.headers['retry-after'])
    t.equal(readPage(page.body).heading, 'Too many attempts')
  },
)

t.test('copies of all that is held are limited by the minute', async (t) => {
  const test = await testApp(t)
  const browser = await signedIn(test, await person(test))
  for (const path of ['/profile/data.json', '/api/v1/profile/data']) {
    const statuses: number[] = []
    for (let i = 0; i < COPY_LIMIT.max + 1; i += 1)
      statuses.push((await browser.get(path)).statusCode)
    t.same(statuses, [...Array.from({ length: COPY_LIMIT.max }, () => 200), 429], path)
  }
})
