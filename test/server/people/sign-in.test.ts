import t from 'tap'
import {
  CODE_ATTEMPTS_MAX,
  CODES_PER_HOUR_MAX,
  CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX,
} from '../../../server/people/rules.ts'
import { mailsTo } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const codeIn = (text: string): string => /\b(\d{3}) ?(\d{3})\b/.exec(text)?.slice(1).join('') ?? ''

t.test('signing in', async (t) => {
  const test = await testApp(t)

  const askedBy = async (email: string) => {
    const browser = testBrowser(test)
    const page = readPage((await browser.get('/en/sign-in')).body)
    const form = page.form('Send me a code')
    const answer = await browser.post(form.action, { ...form.values, email })
    t.equal(answer.statusCode, 303)
    t.equal(answer.headers.location, '/en/sign-in/code')
    const [mail] = await mailsTo(test, email)
    return { browser, code: codeIn(mail?.text ?? '') }
  }

  t.test('a new address gets a code, and with it an account and a session', async (t) => {
    const { browser, code } = await askedBy('kampala@example.org')
    const page = readPage((await browser.get('/en/sign-in/code')).body)
    const before = browser.cookies.get('browser')
    const answer = await browser.post('/en/session', {
      ...page.form('Sign in').values,
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
    })
    t.equal(answer.statusCode, 303)
    t.equal(answer.headers.location, '/en/work')
    t.ok(browser.cookies.get('session'))
    t.not(browser.cookies.get('session'), before, 'the token is new at sign-in')
    const who = await browser.json('GET', '/api/v1/session')
    t.match(who.json(), { email: 'kampala@example.org', roles: [] })
  })

  t.test('a code is used once', async (t) => {
    const { browser, code } = await askedBy('once@example.org')
    const first = await browser.post('/en/session', { email: 'once@example.org', code })
    t.equal(first.statusCode, 303)
    const other = testBrowser(test)
    other.cookies.set('browser', browser.cookies.get('browser') ?? '')
    const second = await other.post('/en/session', { email: 'once@example.org', code })
    t.equal(second.statusCode, 422)
    t.notOk(other.cookies.get('session'))
  })

  t.test('a code works only in the browser that asked', async (t) => {
    const { code } = await askedBy('bound@example.org')
    const other = testBrowser(test)
    await other.get('/en/sign-in')
    const answer = await other.post('/en/session', { email: 'bound@example.org', code })
    t.equal(answer.statusCode, 422)
    const viaApi = await testBrowser(test).json('POST', '/api/v1/session', {
      email: 'bound@example.org',
      code,
    })
    t.equal(viaApi.statusCode, 409)
  })

  t.test('codes that others ask for the address do not push out one’s own', async (t) => {
    const { browser, code } = await askedBy('crowded@example.org')
    for (let i = 0; i < 6; i += 1) await askedBy('crowded@example.org')
    const answer = await browser.post('/en/session', { email: 'crowded@example.org', code })
    t.equal(answer.statusCode, 303)
    t.ok(browser.cookies.get('session'))
  })

  t.test('codes asked for at one moment keep to the hourly limit', async (t) => {
    const email = 'hasty@example.org'
    const asking = Array.from({ length: CODES_PER_HOUR_MAX.network + 6 }, () =>
      testBrowser(test).json('POST', '/api/v1/sign-in', { email }),
    )
    for (const answer of await Promise.all(asking)) t.equal(answer.statusCode, 202)
    t.equal((await mailsTo(test, email)).length, CODES_PER_HOUR_MAX.network)
  })

  t.test(`after ${CODE_ATTEMPTS_MAX} wrong attempts the right code is worthless`, async (t) => {
    const { browser, code } = await askedBy('wrong@example.org')
    const wrong = code === '000000' ? '000001' : '000000'
    for (let i = 0; i < CODE_ATTEMPTS_MAX; i += 1) {
      const answer = await browser.post('/en/session', { email: 'wrong@example.org', code: wrong })
      t.equal(answer.statusCode, 422)
    }
    const answer = await browser.post('/en/session', { email: 'wrong@example.org', code })
    t.equal(answer.statusCode, 422)
    t.match(answer.body, 'tried too often')
  })

  t.test('a code expires after ten minutes', async (t) => {
    const { browser, code } = await askedBy('late@example.org')
    test.clock.moveTo(new Date(Date.now() + 10 * 60_000 + 1000))
    const answer = await browser.post('/en/session', { email: 'late@example.org', code })
    test.clock.moveTo(new Date())
    t.equal(answer.statusCode, 422)
  })

  t.test(
    'codes an hour are limited by network and in all, and the answer does not tell',
    async (t) => {
      const email = 'many@example.org'
      const askFrom = async (network: number) => {
        const answer = await testBrowser(test).request({
          method: 'POST',
          url: '/api/v1/sign-in',
          remoteAddress: `10.0.${network}.${network}`,
          payload: { email },
        })
        t.equal(answer.statusCode, 202)
      }
      const mailed = async () => (await mailsTo(test, email)).length
      for (let i = 0; i < CODES_PER_HOUR_MAX.network + 1; i += 1) await askFrom(1)
      t.equal(await mailed(), CODES_PER_HOUR_MAX.network)
      await askFrom(2)
      t.equal(await mailed(), CODES_PER_HOUR_MAX.network + 1, 'another network has its own share')
      for (let i = 3; i < CODES_PER_HOUR_MAX.address; i += 1) await askFrom(i)
      for (let i = 0; i < CODES_PER_HOUR_MAX.network; i += 1) await askFrom(100 + i)
      t.equal(await mailed(), CODES_PER_HOUR_MAX.address)
    },
  )

  t.test('whatever strangers ask for, the browser of before gets its code', async (t) => {
    const email = 'besieged@example.org'
    const { browser, code } = await askedBy(email)
    await browser.post('/en/session', { email, code })
    await browser.post('/en/sign-out')
    for (let i = 0; i < CODES_PER_HOUR_MAX.address + 1; i += 1)
      await testBrowser(test).request({
        method: 'POST',
        url: '/api/v1/sign-in',
        remoteAddress: `10.1.${i}.1`,
        payload: { email },
      })
    const before = (await mailsTo(test, email)).length
    t.equal(before, CODES_PER_HOUR_MAX.address)
    const ask = (by: typeof browser) => by.post('/en/sign-in', { email })
    await ask(testBrowser(test))
    t.equal(
      (await mailsTo(test, email)).length,
      before,
      'a browser not known is refused in silence',
    )
    await ask(browser)
    const [mail] = await mailsTo(test, email)
    t.equal((await mailsTo(test, email)).length, before + 1)
    const answer = await browser.post('/en/session', { email, code: codeIn(mail?.text ?? '') })
    t.equal(answer.statusCode, 303)
    await browser.post('/en/sign-out')
    for (let i = 0; i < CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX + 1; i += 1) await ask(browser)
    t.equal(
      (await mailsTo(test, email)).length,
      before + 1 + CODES_PER_HOUR_OF_KNOWN_BROWSER_MAX,
      'its own share has an end too',
    )
    await browser.post('/en/sign-in', { email: 'not-mine@example.org' })
    const held = (await mailsTo(test, 'not-mine@example.org')).length
    t.equal(held, 1, 'and it is of that address alone')
  })

  t.test('the API signs in without cookies', async (t) => {
    const browser = testBrowser(test)
    const asked = await browser.json('POST', '/api/v1/sign-in', { email: 'api@example.org' })
    t.equal(asked.statusCode, 202)
    const [mail] = await mailsTo(test, 'api@example.org')
    const answer = await browser.json('POST', '/api/v1/session', {
      email: 'api@example.org',
      code: codeIn(mail?.text ?? ''),
    })
    t.equal(answer.statusCode, 201)
    t.match(answer.json(), { email: 'api@example.org' })
    t.equal((await browser.json('DELETE', '/api/v1/session')).statusCode, 204)
    t.equal((await browser.json('GET', '/api/v1/session')).statusCode, 401)
  })

  t.test('signing out ends the session on the server', async (t) => {
    const { browser, code } = await askedBy('out@example.org')
    await browser.post('/en/session', { email: 'out@example.org', code })
    const token = browser.cookies.get('session') ?? ''
    const answer = await browser.post('/en/sign-out')
    t.equal(answer.statusCode, 303)
    browser.cookies.set('session', token)
    t.equal((await browser.json('GET', '/api/v1/session')).statusCode, 401)
  })

  t.test('a form without the page’s token, or from another site, is refused', async (t) => {
    const browser = testBrowser(test)
    const without = await browser.post('/en/sign-in', { _csrf: 'x', email: 'a@example.org' })
    t.equal(without.statusCode, 403)
    const foreign = await browser.request({
      method: 'POST',
      url: '/en/sign-in',
      headers: {
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'email=a@example.org',
    })
    t.equal(foreign.statusCode, 403)
  })

  t.test('a wrong address comes back as typed, with a sentence', async (t) => {
    const answer = await testBrowser(test).post('/sv/sign-in', { email: 'inte en adress' })
    t.equal(answer.statusCode, 422)
    const page = readPage(answer.body)
    t.equal(page.language, 'sv')
    t.match(page.errors, ['Skriv en e-postadress, till exempel namn@example.org.'])
    t.equal(page.form('Skicka en kod').values['email'], 'inte en adress')
  })
})
