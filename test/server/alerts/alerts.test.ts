import { sql } from 'drizzle-orm'
import { simpleParser } from 'mailparser'
import t from 'tap'
import { alertKeys, alerts, idempotencyKeys, mails } from '../../../db/schema/index.ts'
import { sendAlertDigests } from '../../../server/alerts/jobs.ts'
import { sendDigest } from '../../../server/alerts/operations.ts'
import {
  ASKED_PER_DAY_MAX,
  DIGEST_SHOWN_MAX,
  KEY_DAYS,
  SEARCH_MAX,
  UNCONFIRMED_DAYS,
} from '../../../server/alerts/rules.ts'
import { queryOfSearch, searchInWords, tidySearch } from '../../../server/alerts/search.ts'
import { keepHouse } from '../../../server/housekeeping.ts'
import { smtpMailer } from '../../../server/mail/mailer.ts'
import { hashToken } from '../../../server/tokens.ts'
import { mailsTo } from '../../helpers/actors.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { walker } from '../../helpers/walker.ts'
import { imported, testLibrary } from '../publications/library.ts'

const DAY_MS = 86_400_000

t.test('alerts on a search', async (t) => {
  const test = await testLibrary(t)
  const db = test.database.writing
  await imported(test, [{ title: 'Old swallows', language: 'en', countries: ['UG'] }])
  const linkIn = (text: string, act: string) =>
    new RegExp(`http://127.0.0.1:3000(/\\w+/alerts/[\\w-]{43}${act})(?=\\s|$)`).exec(text)?.[1] ??
    ''
  const passDays = (days: number) =>
    test.clock.freezeAt(new Date(test.clock.now().getTime() + days * DAY_MS))
  test.clock.freezeAt(new Date())
  /** The morning's run, and all that comes of it. */
  const morning = async () => {
    await sendAlertDigests.run(test.contextOf(), {})
    await test.runJobs()
  }
  const digestsTo = async (email: string) =>
    (await mailsTo(test, email)).filter(({ key }) => key.startsWith('alert.digest:'))
  const publish = async (...titles: string[]) => {
    passDays(1 / 86_400)
    await imported(
      test,
      titles.map((title) => ({ title, language: 'en', countries: ['UG'] })),
    )
    // The clock of the test is ahead of the database’s.
    await db.execute(
      sql`update publications set published_at = ${test.clock.now().toISOString()} where title ->> 'en' in ${titles}`,
    )
    await test.runJobs()
  }
  const follow = async (email: string, path = '/en/publications?q=swallows&country=UG') => {
    const walk = walker(test)
    await walk.visit(path)
    await walk.follow(/Follow this search by e-mail|Bevaka sökningen/)
    await walk.press(/Send me the link|Skicka länken/, { email, frequency: 'daily' })
    await test.runJobs()
    return walk
  }
  const confirmed = async (email: string, path?: string) => {
    const walk = await follow(email, path)
    const [mail] = await mailsTo(test, email)
    await walk.visit(linkIn(mail?.text ?? '', '/confirmation'))
    await walk.press(/Yes, write to me|Ja, skriv till mig/)
    return walk
  }
  await publish('Swallows before anybody asked')

  t.test('from the search to the mail and away again, without a script', async (t) => {
    const email = 'reader@example.org'
    const walk = await follow(email)
    t.equal(walk.page().heading, 'Look in your mailbox')
    t.notMatch(walk.path(), 'reader', 'no address in an address')
    const [mail] = await mailsTo(test, email)
    t.match(mail?.text, '“swallows”, Uganda')
    const link = linkIn(mail?.text ?? '', '/confirmation')

    for (let opened = 0; opened < 3; opened += 1) await testBrowser(test).get(link)
    passDays(1)
    await publish('Swallows while nobody had confirmed')
    await morning()
    t.equal((await digestsTo(email)).length, 0, 'a program that opens links confirms nothing')

    await walk.visit(link)
    await walk.press('Yes, write to me')
    t.match(walk.page().text, 'You follow this search now')
    passDays(1)
    await morning()
    t.equal((await digestsTo(email)).length, 0, 'nothing new, no mail')

    await publish('Swallows & <b>levies</b>', 'A paper on bees')
    passDays(1)
    await morning()
    const [digest] = await digestsTo(email)
    t.equal(digest?.subject, '1 new publication: “swallows”, Uganda')
    t.match(digest?.text, 'Swallows & <b>levies</b>:\nhttp://127.0.0.1:3000/en/publications/')
    t.match(digest?.html, 'Swallows &amp; &lt;b&gt;levies')
    for (const other of ['bees', 'Old swallows', 'before anybody', 'nobody had confirmed'])
      t.notMatch(digest?.text, other)
    await morning()
    passDays(1)
    await morning()
    t.equal((await digestsTo(email)).length, 1, 'each publication once')

    await walk.visit(linkIn(digest?.text ?? '', ''))
    await walk.press('Save', { frequency: 'weekly', language: 'sv' })
    t.match(walk.page().text, 'Saved.')
    await walk.visit(linkIn(digest?.text ?? '', '/leaving'))
    await walk.press('Stop these mails')
    t.equal(walk.page().heading, 'You have left')
    t.same(await db.select().from(alerts), [], 'the address is not kept')
    t.same(await mailsTo(test, email), [], 'nor the mails that went to it')
    await walk.visit(linkIn(digest?.text ?? '', '/leaving'))
    t.equal(walk.page().heading, 'You have left')
    t.equal((await testBrowser(test).get(linkIn(digest?.text ?? '', ''))).statusCode, 404)
  })

  t.test('a mail program leaves for its reader by a bare POST, once or twice', async (t) => {
    await confirmed('one-click@example.org')
    await publish('Swallows for one click')
    passDays(1)
    await morning()
    const [digest] = await digestsTo('one-click@example.org')
    const wire: string[] = []
    const { SMTPServer } = await import('smtp-server')
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, _session, done) {
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', () => {
          wire.push(Buffer.concat(pieces).toString())
          done()
        })
      },
    })
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, '127.0.0.1', () => {
        const address = listening.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'a@example.org', host: 'x' })
    t.teardown(() => mailer.close())
    if (!digest) throw new Error('no digest')
    await mailer.send(digest)
    const { headers } = await simpleParser(wire[0] ?? '')
    const list = headers.get('list') as { unsubscribe?: { url: string } }
    t.match(wire[0], 'List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const path = new URL(list.unsubscribe?.url ?? '').pathname
    t.match(path, /\/alerts\/[\w-]{43}\/leaving$/)
    const post = () =>
      test.app.inject({
        method: 'POST',
        url: path,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'List-Unsubscribe=One-Click',
      })
    t.equal((await post()).statusCode, 200)
    t.same(await db.select().from(alerts), [])
    t.equal((await post()).statusCode, 200, 'a repeated one is answered the same')
    const elsewhere = await test.app.inject({
      method: 'POST',
      url: path.replace('/leaving', '/settings'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'frequency=daily&language=en',
    })
    t.equal(elsewhere.statusCode, 403, 'no other act is taken without the token of a page')
  })

  t.test('whoever asks learns nothing of an address, and it is not flooded', async (t) => {
    const email = 'known@example.org'
    await confirmed(email)
    const answers = []
    for (const address of [email, 'unknown@example.org', email.toUpperCase()]) {
      const browser = testBrowser(test)
      const answer = await browser.post('/en/alerts', {
        email: address,
        frequency: 'weekly',
        language: 'en',
        search: 'q=swallows&country=UG',
      })
      answers.push([answer.statusCode, answer.headers.location, answer.body])
    }
    t.same(answers[0], answers[1])
    t.same(answers[0], answers[2])
    await test.runJobs()
    t.match((await mailsTo(test, email))[0]?.subject, 'You follow this search already')
    for (let asked = 0; asked < ASKED_PER_DAY_MAX + 2; asked += 1)
      await testBrowser(test).post('/en/alerts', {
        email: 'flooded@example.org',
        frequency: 'weekly',
        language: 'en',
        search: `q=${asked}`,
      })
    t.equal((await mailsTo(test, 'flooded@example.org')).length, ASKED_PER_DAY_MAX)
    passDays(1.01)
    await testBrowser(test).post('/en/alerts', {
      email: 'flooded@example.org',
      frequency: 'weekly',
      language: 'en',
      search: 'q=again',
    })
    t.equal((await mailsTo(test, 'flooded@example.org')).length, ASKED_PER_DAY_MAX + 1)
    await db.delete(alerts)
    await db.delete(mails)
  })

  t.test('a form that is not right comes back as it was typed', async (t) => {
    const browser = testBrowser(test)
    const wrong = await browser.post('/sv/alerts', {
      email: 'ingen adress <b>',
      frequency: 'hourly',
      language: 'sv',
      search: 'q=floder&country=UG&evil=1',
    })
    t.equal(wrong.statusCode, 422)
    const page = readPage(wrong.body)
    t.same(page.errors.length, 2)
    t.match(page.form('Skicka länken').values, {
      email: 'ingen adress <b>',
      search: 'q=floder&country=UG',
    })
    t.notMatch(wrong.body, 'adress <b>')
    const long = { frequency: 'weekly', language: 'en', email: 'a@example.org' }
    const over = await browser.post('/en/alerts', { ...long, search: 'x'.repeat(SEARCH_MAX + 1) })
    t.equal(over.statusCode, 422)
    t.equal(
      (await browser.post('/en/alerts', { ...long, search: `q=${'x'.repeat(SEARCH_MAX - 2)}` }))
        .statusCode,
      303,
    )
    await db.delete(alerts)
  })

  t.test('what nobody confirms is forgotten, address and mail', async (t) => {
    const walk = await follow('late@example.org')
    const [mail] = await mailsTo(test, 'late@example.org')
    const link = linkIn(mail?.text ?? '', '/confirmation')
    passDays(UNCONFIRMED_DAYS)
    await keepHouse(test.contextOf())
    t.equal((await walk.browser.get(link)).statusCode, 200, 'on the last day it is there')
    test.clock.freezeAt(new Date(test.clock.now().getTime() + 1))
    t.equal((await walk.browser.get(link)).statusCode, 404)
    t.equal((await walk.browser.post(link)).statusCode, 404)
    await keepHouse(test.contextOf())
    t.same(await db.select().from(alerts), [])
    t.same(await mailsTo(test, 'late@example.org'), [])
  })

  t.test(
    'a mail names so many and says how many more; two runs at once write one mail',
    async (t) => {
      const email = 'many@example.org'
      await confirmed(email, '/sv/publications?q=gnus')
      await publish(...Array.from({ length: DIGEST_SHOWN_MAX + 2 }, (_, i) => `Gnus number ${i}`))
      await publish('Gnus withdrawn')
      await db.execute(
        sql`update publications set status = 'withdrawn', withdrawn_at = now() where title ->> 'en' = 'Gnus withdrawn'`,
      )
      passDays(1)
      const [alert] = await db.select().from(alerts)
      const asOf = test.clock.now()
      const run = () => sendDigest(test.contextOf(), alert?.id ?? '', { asOf })
      await Promise.all([run(), run()])
      await run()
      const digests = await digestsTo(email)
      t.equal(digests.length, 1)
      t.equal(digests[0]?.subject, `${DIGEST_SHOWN_MAX + 2} nya publikationer: ”gnus”`)
      t.equal(digests[0]?.text.match(/^Gnus number/gm)?.length, DIGEST_SHOWN_MAX)
      t.match(digests[0]?.text, 'Och 2 till')
      t.notMatch(digests[0]?.text, 'withdrawn')
      const walk = await confirmed(email, '/en/publications')
      t.match(walk.page().text, 'Other searches that you follow')
      await walk.press('Stop all 2 alerts of this address')
      t.same(await db.select().from(alerts), [])
    },
  )

  t.test('what is under embargo is told of when it is free, not before', async (t) => {
    await confirmed('embargo@example.org', '/en/publications?q=okapi')
    await publish('Okapi under embargo')
    const free = new Date(test.clock.now().getTime() + 3 * DAY_MS)
    await db.execute(
      sql`update publications set embargo_until = ${free.toISOString()} where title ->> 'en' = 'Okapi under embargo'`,
    )
    for (const expected of [0, 0, 1, 1]) {
      passDays(1)
      await morning()
      t.equal((await digestsTo('embargo@example.org')).length, expected)
    }
    await db.delete(alerts)
  })

  t.test('each mail has a key of its own, and the database can read none', async (t) => {
    const email = 'keys@example.org'
    await confirmed(email, '/en/publications?q=marmots')
    await confirmed(email, '/en/publications?q=otters')
    await publish('Marmots and otters')
    passDays(1)
    await morning()
    const letters = await mailsTo(test, email)
    const keys = letters.map(({ text }) => /\/alerts\/([\w-]{43})/.exec(text)?.[1] ?? '')
    t.equal(letters.length, 4)
    t.equal(new Set(keys).size, 4)
    t.same(
      new Set((await db.select().from(alertKeys)).map(({ hash }) => hash)),
      new Set(keys.map(hashToken)),
    )
    const page = readPage((await testBrowser(test).get(`/en/alerts/${keys[0]}`)).body)
    const browser = testBrowser(test)
    await browser.get(`/en/alerts/${keys[0]}`)
    const [first, second] = await db.select().from(alerts)
    const other = page.text.includes('“otters” Other searches') ? first : second
    passDays(0.1)
    const opened = await browser.post(`/en/alerts/${keys[0]}/others`, { alert: other?.id ?? '' })
    t.match(opened.headers.location, /^\/en\/alerts\/[\w-]{43}$/)
    t.notOk(keys.includes(opened.headers.location?.slice(-43) ?? ''))
    t.equal((await browser.get(opened.headers.location ?? '')).statusCode, 200)
    await confirmed('somebody-else@example.org', '/en/publications?q=marmots')
    const strange = (await db.select().from(alerts)).find((one) => one.email !== email)
    for (const alert of [strange?.id ?? '', 'none', '01a00000-0000-7000-8000-000000000000'])
      t.equal((await browser.post(`/en/alerts/${keys[0]}/others`, { alert })).statusCode, 404)

    // Old keys go, the newest of each alert stays.
    passDays(KEY_DAYS + 1)
    await keepHouse(test.contextOf())
    const kept = await db.select().from(alertKeys)
    t.equal(kept.length, 3)
    t.equal(new Set(kept.map(({ alertId }) => alertId)).size, 3)
    await db.delete(alerts)
    t.same(await db.select().from(alertKeys), [], 'with the alert go its keys')
    await db.delete(mails)
  })

  t.test('by program: asked, confirmed by the mailed key, changed, left', async (t) => {
    const visitor = testBrowser(test)
    const email = 'program@example.org'
    const asked = await visitor.json('POST', '/api/v1/alerts', {
      email,
      search: 'country=UG&q=heron&page=3&evil=1',
    })
    t.equal(asked.statusCode, 202)
    t.same(asked.json(), {})
    const [mail] = await mailsTo(test, email)
    const key = /\/alerts\/([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? ''
    const path = `/api/v1/alerts/${key}`
    t.match((await visitor.json('GET', path)).json(), {
      search: 'q=heron&country=UG',
      url: 'http://127.0.0.1:3000/publications?q=heron&country=UG&sort=newest',
      frequency: 'weekly',
      language: 'en',
      confirmed_at: null,
      others: 0,
    })
    passDays(8)
    await morning()
    t.equal((await digestsTo(email)).length, 0, 'nothing comes before it is confirmed')
    await visitor.json('POST', '/api/v1/alerts', { email, search: 'q=heron&country=UG' })
    const again = (await mailsTo(test, email))[0]?.text ?? ''
    const newer = `/api/v1/alerts/${/\/alerts\/([\w-]{43})/.exec(again)?.[1]}`
    for (const time of ['once', 'twice']) {
      const answer = await visitor.json('POST', `${newer}/confirmation`, undefined, {
        'idempotency-key': 'confirming',
      })
      t.equal(answer.statusCode, 200, time)
      t.match(answer.json().confirmed_at, /^\d{4}/)
    }
    t.notMatch(JSON.stringify(await db.select().from(idempotencyKeys)), newer.slice(-43))
    t.match((await visitor.json('PATCH', newer, { frequency: 'daily' })).json(), {
      frequency: 'daily',
      language: 'en',
    })
    t.equal((await visitor.json('PATCH', newer, {})).statusCode, 200)
    t.equal((await visitor.json('PATCH', newer, { frequency: 'hourly' })).statusCode, 422)
    t.equal((await visitor.json('PATCH', newer, { email: 'b@example.org' })).statusCode, 422)
    t.equal((await visitor.json('GET', `/api/v1/alerts/${'x'.repeat(43)}`)).statusCode, 404)
    t.equal((await visitor.json('GET', '/api/v1/alerts/short')).statusCode, 404)
    t.equal((await visitor.json('DELETE', `${newer}?all=true`)).statusCode, 204)
    t.equal((await visitor.json('DELETE', newer)).statusCode, 204, 'once more is no more')
    t.same(await db.select().from(alerts), [])
    t.equal((await visitor.json('GET', newer)).statusCode, 404)
    const wrong = await visitor.json('POST', '/api/v1/alerts', { email: 'no', search: '' })
    t.equal(wrong.statusCode, 422)
    t.match(wrong.json().errors, [{ pointer: '/email' }])
  })

  t.test('an alert whose words are nowhere is not answered with rarer ones', async (t) => {
    await confirmed('exact@example.org', '/en/publications?q=zebra+swallows')
    await publish('Swallows without the other word')
    passDays(1)
    await morning()
    t.equal((await digestsTo('exact@example.org')).length, 0)
  })
})

t.test('a search is kept in its shortest form, and comes back', async (t) => {
  t.equal(
    tidySearch('page=3&q=++a+b&sort=title&x=1&country=UG&country=KE'),
    'q=a+b&country=UG&country=KE',
  )
  t.match(queryOfSearch('q=a&year=2024'), { words: 'a', chosen: { year: ['2024'] }, page: 1 })
  t.equal(searchInWords('', 'en'), null)
  t.equal(searchInWords('q=vatten&country=UG&country=KE', 'sv'), '”vatten”, Uganda och Kenya')
})
