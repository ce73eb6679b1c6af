import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

t.test('errors and headers', async (t) => {
  const test = await testApp(t)
  const browser = testBrowser(test)

  t.test('a page that is not there helps, in the reader’s language', async (t) => {
    for (const [path, language] of [
      ['/sv/finns-inte', 'sv'],
      ['/en/is-not-there', 'en'],
    ] as const) {
      const answer = await browser.get(path)
      t.equal(answer.statusCode, 404)
      t.equal(readPage(answer.body).language, language)
    }
  })

  t.test('an API error is problem details with a stable type', async (t) => {
    const answer = await browser.json('GET', '/api/v1/nothing')
    t.equal(answer.statusCode, 404)
    t.match(answer.headers['content-type'], 'application/problem+json')
    t.match(answer.json(), {
      type: /\/problems\/not-found$/,
      status: 404,
      title: String,
      detail: String,
    })
  })

  t.test('a wrong body points to its fields', async (t) => {
    const answer = await browser.json('POST', '/api/v1/sign-in', { email: 'x', role: 'officer' })
    t.equal(answer.statusCode, 422)
    t.match(answer.json(), {
      type: /\/problems\/invalid$/,
      errors: [{ pointer: '/email', detail: String }],
    })
  })

  t.test('a value that the database cannot hold is wrong input, no fault', async (t) => {
    const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
    for (const path of [
      '/publications?q=a%00b',
      '/publications/a%00b',
      '/calls/a%00b',
      '/office/publications?q=a%00b',
    ])
      t.equal((await officer.get(path)).statusCode, 422, path)
    t.equal((await officer.get('/publications?q=%00')).statusCode, 200, 'asks for nothing')
    const place = '/api/v1/organisations'
    for (const answer of [
      await officer.json('GET', `${place}?q=ab%00cd`),
      await officer.json('POST', place, { name: 'A\u0000 name', country: 'SE' }),
      await officer.json('POST', place, { name: 'A \ud800 name', country: 'SE' }),
    ]) {
      t.equal(answer.statusCode, 422)
      t.match(answer.json(), { type: /\/problems\/invalid$/, errors: [{ detail: String }] })
    }
    const address = '/office/organisations/018f0000-0000-7000-8000-000000000000/names'
    const beyond = await officer.post(address, { name: 'A name', version: '99999999999' })
    t.equal(beyond.statusCode, 422)
  })

  t.test('an address that cannot be decoded is not there', async (t) => {
    for (const path of ['/sv/%', '/en/publications/%E0%A4%A', '/en/calls/%ff?q=%']) {
      const answer = await browser.get(path)
      t.equal(answer.statusCode, 404, path)
      t.equal(readPage(answer.body).language, path.slice(1, 3))
    }
    const answer = await browser.json('GET', '/api/v1/publications/%ff')
    t.equal(answer.statusCode, 404)
    t.match(answer.json(), { type: /\/problems\/not-found$/ })
  })

  t.test('odd content types do not get past the schema', async (t) => {
    for (const type of [
      'application/json',
      ' application/json',
      'application/json\t',
      'APPLICATION/json',
      'application/json; x',
    ]) {
      const answer = await browser.request({
        method: 'POST',
        url: '/api/v1/sign-in',
        headers: { 'content-type': type, origin: 'http://127.0.0.1:3000' },
        payload: '{"email":7}',
      })
      t.ok(
        [415, 422, 400].includes(answer.statusCode),
        `${JSON.stringify(type)} ${answer.statusCode}`,
      )
    }
  })

  t.test(
    'a stranger who posts rubbish where one must sign in learns nothing of the fields',
    async (t) => {
      const answer = await browser.json('PATCH', '/api/v1/profile', { rubbish: true })
      t.equal(answer.statusCode, 401)
      t.notMatch(answer.body, 'rubbish')
    },
  )

  t.test('every answer carries the headers', async (t) => {
    for (const path of ['/en', '/en/nothing', '/api/v1/nothing', '/api/v1/openapi.json']) {
      const { headers } = await browser.get(path)
      const policy = String(headers['content-security-policy'])
      t.match(policy, "default-src 'none'")
      t.notMatch(policy, 'unsafe')
      t.match(policy, "frame-ancestors 'none'")
      t.equal(headers['x-content-type-options'], 'nosniff')
      t.equal(headers['referrer-policy'], 'same-origin')
    }
  })

  t.test('no page has inline script or style', async (t) => {
    for (const path of ['/en', '/sv/sign-in', '/en/about', '/en/api']) {
      const { body } = await browser.get(path)
      t.notMatch(body, /<script(?![^>]* src=)/)
      t.notMatch(body, /<style|\sstyle="|\son\w+="/)
    }
  })

  t.test('a method that is not there is told so, and TRACE is refused', async (t) => {
    t.ok(
      [404, 405].includes((await browser.request({ method: 'PUT', url: '/en/about' })).statusCode),
    )
    t.not((await browser.request({ method: 'TRACE' as 'GET', url: '/en' })).statusCode, 200)
  })

  t.test('forged hosts change no link', async (t) => {
    const answer = await browser.request({
      method: 'GET',
      url: '/en/about',
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    })
    t.notMatch(answer.body, 'evil.example')
  })
})

t.test('cookies over https are bound to the host', async (t) => {
  const test = await testApp(t, {
    config: { isSecure: true, baseUrl: 'https://portal.example.org' },
  })
  const answer = await testBrowser(test).get('/en/sign-in')
  const [cookie] = answer.cookies
  t.match(cookie, {
    name: '__Host-browser',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
  })
  t.match(answer.headers['strict-transport-security'], 'max-age=63072000; includeSubDomains')
})

t.test('the mailbox answers only readers on this machine', async (t) => {
  const test = await testApp(t)
  const browser = testBrowser(test)
  const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    browser.request({ method: 'GET', url: '/dev/mailbox.json', headers, remoteAddress })
  t.equal((await ask({})).statusCode, 200)
  t.equal((await ask({ host: 'localhost:3000' })).statusCode, 200)
  t.equal((await ask({}, '192.0.2.7')).statusCode, 404)
  t.equal((await ask({ 'x-forwarded-for': '192.0.2.7' })).statusCode, 404)
  t.equal((await ask({ host: 'portal.example.org' })).statusCode, 404)
})
