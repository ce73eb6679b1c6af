import t from 'tap'
import { withdrawCall } from '../../../server/calls/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { closeCall, draftCall, openCall } from '../../helpers/factories.ts'
import { readPage } from '../../helpers/html.ts'

const PREPARER = 'Never Shown'

t.test('what everyone sees of calls', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'], name: PREPARER })
  const anyone = testBrowser(test)
  const now = test.clock.now().getTime()
  const tomorrow = new Date(now + 86_400_000)
  const open = await openCall(test, {
    preparer: officer,
    title: { sv: 'Öppen', en: 'An open one' },
  })
  const upcoming = await openCall(test, {
    title: { sv: 'Kommande', en: 'A coming one' },
    opensAt: tomorrow,
    themes: ['climate-action'],
    countries: [],
  })
  const draft = await draftCall(test, { title: { sv: 'Utkast', en: 'A hidden one' } })

  t.test('the list says what is open, coming and closed, and hides drafts', async (t) => {
    const page = readPage((await anyone.get('/en/calls')).body)
    t.equal(page.heading, 'Calls')
    t.equal(page.link('An open one'), `/en/calls/${open.slug}`)
    t.match(page.text, /Open now.*An open one.*Opening later.*A coming one/)
    t.notMatch(page.text, 'A hidden one')
    t.notMatch(page.text, PREPARER)
    const swedish = readPage((await anyone.get('/sv/calls')).body)
    t.match(swedish.text, /Öppna nu.*Öppen.*Öppnar senare.*Kommande/)
    closeCall(test, open)
    const later = readPage((await anyone.get('/en/calls')).body)
    test.clock.moveTo(new Date())
    t.match(later.text, /No call is open just now.*Closed.*An open one/)
  })

  t.test('the list is narrowed by theme, country and kind', async (t) => {
    const titles = async (query: string) =>
      readPage((await anyone.get(`/en/calls?${query}`)).body)
        .links.map(({ text }) => text)
        .filter((text) => /one$/.test(text))
    t.strictSame(await titles('theme=climate-action'), ['A coming one'])
    t.strictSame(await titles('country=KE'), ['An open one', 'A coming one'])
    t.strictSame(await titles('country=SE'), ['A coming one'], 'anywhere is also Sweden')
    t.strictSame(await titles('instrument=pre-study'), [])
    t.strictSame(await titles('theme=&country=&instrument='), ['An open one', 'A coming one'])
    t.equal((await titles('theme=%3Cscript%3E')).length, 2, 'an unknown word chooses nothing')
    const none = readPage((await anyone.get('/en/calls?instrument=pre-study')).body)
    t.equal(none.link('Show all calls'), '/en/calls')
  })

  t.test('a list of forty calls takes as many queries as one of two', async (t) => {
    const many = await testApp(t)
    const browser = testBrowser(many)
    const count = async () => {
      many.database.takeStatements()
      await browser.get('/en/calls')
      return many.database.takeStatements().length
    }
    await openCall(many)
    await openCall(many)
    await browser.get('/en/calls')
    const few = await count()
    for (let i = 0; i < 38; i += 1) await openCall(many)
    t.equal(await count(), few)
  })

  t.test('closed calls go on from page to page without a gap', async (t) => {
    const many = await testApp(t)
    const browser = testBrowser(many)
    const calls = []
    for (let i = 0; i < 23; i += 1)
      calls.push(await openCall(many, { title: { sv: `Nr ${i}.`, en: `No ${i}.` } }))
    many.clock.moveTo(new Date(now + 40 * 86_400_000))
    const first = readPage((await browser.get('/en/calls')).body)
    const second = readPage((await browser.get(first.link('Next page'))).body)
    const shown = [...first.links, ...second.links].filter(({ text }) => /^No \d+\.$/.test(text))
    t.equal(new Set(shown.map(({ href }) => href)).size, calls.length)
    t.equal(shown.length, calls.length)
    t.equal((await browser.get('/en/calls?after=rubbish')).statusCode, 200)
  })

  t.test('a call tells what is judged, what is sent in, and when, in both languages', async (t) => {
    const answer = await anyone.get(`/en/calls/${open.slug}`)
    t.equal(answer.statusCode, 200)
    const page = readPage(answer.body)
    t.equal(page.heading, 'An open one')
    for (const words of [
      'Use in practice Can the answer be used? 60 %',
      'Nobody asked for it',
      'What do you want to find out?',
      'at most 100 words',
      'Letter from the municipality',
      'salaries and travel',
      'SEK 300,000–1,000,000',
      'Kenya and Uganda',
      'UTC',
    ])
      t.match(page.text, words)
    t.notMatch(answer.body, PREPARER)
    t.ok(
      answer.body.includes('id="criteria"') && page.links.some(({ href }) => href === '#criteria'),
    )
    t.ok(Buffer.byteLength(answer.body) < 60 * 1024)
    const swedish = readPage((await anyone.get(`/sv/calls/${open.slug}`)).body)
    t.equal(swedish.language, 'sv')
    for (const words of ['Nytta i praktiken', 'Ingen har frågat', 'Vad vill ni ta reda på?'])
      t.match(swedish.text, words)
  })

  t.test('the button is there while the call is open; otherwise the reason', async (t) => {
    const path = `/en/calls/${open.slug}`
    const applicant = await signedIn(test, await person(test))
    const form = () => applicant.get(path).then(({ body }) => readPage(body))
    t.equal((await form()).form('Start an application').action, `${path}/applications`)
    const visitor = readPage((await anyone.get(path)).body)
    t.match(visitor.link('Sign in to start an application'), /^\/en\/sign-in\?return=%2Fcalls%2F/)
    test.clock.freezeAt(new Date(open.closesAt.getTime() - 1))
    t.ok((await form()).form('Start an application'))
    test.clock.freezeAt(open.closesAt)
    const closed = await form()
    test.clock.moveTo(new Date())
    t.notOk(closed.forms.some(({ action }) => action.endsWith('/applications')))
    t.match(closed.text, 'New applications can no longer be started.')
    const early = readPage((await applicant.get(`/en/calls/${upcoming.slug}`)).body)
    t.match(early.text, 'Applications can be started then.')
  })

  t.test('a draft does not exist but for staff', async (t) => {
    const path = `/en/calls/${draft.slug}`
    t.equal((await anyone.get(path)).statusCode, 404)
    t.equal((await anyone.get(`${path}/deadline.ics`)).statusCode, 404)
    t.equal((await (await signedIn(test, await person(test))).get(path)).statusCode, 404)
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    t.match(readPage((await auditor.get(path)).body).text, 'Only the office sees this')
    t.notMatch((await anyone.get('/en/calls.atom')).body, draft.id)
  })

  t.test('a withdrawn call answers 410 with the reason, and leaves list and feed', async (t) => {
    const call = await openCall(test, { title: { sv: 'Borta', en: 'A gone one' } })
    const reason = { sv: 'Pengarna tog slut.', en: 'The money <ran> out.' }
    await withdrawCall(test.contextOf(officer), call, reason)
    const answer = await anyone.get(`/en/calls/${call.slug}`)
    t.equal(answer.statusCode, 410)
    const page = readPage(answer.body)
    t.equal(page.heading, 'Withdrawn: A gone one')
    t.match(page.text, 'The money <ran> out.')
    const swedish = await anyone.get(`/sv/calls/${call.slug}`)
    t.match(readPage(swedish.body).text, 'Pengarna tog slut.')
    t.notMatch((await anyone.get('/en/calls')).body, 'A gone one')
    t.notMatch((await anyone.get('/en/calls.atom')).body, call.id)
    t.equal((await anyone.get(`/en/calls/${call.slug}/deadline.ics`)).statusCode, 404)
  })

  t.test('the feed is well-formed Atom with ids that last, in both languages', async (t) => {
    const hostile = await openCall(test, {
      title: { sv: 'Å & <b>\u0008', en: 'A & <script>\u0008' },
    })
    const english = await anyone.get('/en/calls.atom')
    const swedish = await anyone.get('/sv/calls.atom')
    t.match(english.headers['content-type'], 'application/atom+xml')
    t.match(
      english.body,
      /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/,
    )
    t.match(english.body, 'A &amp; &lt;script&gt;</title>')
    t.match(swedish.body, 'Å &amp; &lt;b&gt;</title>')
    const ids = (body: string) => [...body.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id)
    t.ok(ids(english.body).includes(`urn:uuid:${hostile.id}`))
    t.strictSame(ids(english.body).slice(1), ids(swedish.body).slice(1))
    t.not(ids(english.body)[0], ids(swedish.body)[0])
    const entries = english.body.split('<entry>').slice(1)
    t.equal(entries.length, 3)
    for (const entry of entries) {
      t.match(entry, /<updated>\d{4}-\d\d-\d\dT[\d:.]+Z<\/updated>/)
      t.match(entry, /<title>[^<]+<\/title>/)
      t.match(entry, /<link rel="alternate"[^>]+href="http[^"]+\/en\/calls\/[a-z0-9-]+"\/>/)
    }
    t.match(english.body, /<author><name>[^<]+<\/name><\/author>/)
    t.strictSame(unclosed(english.body), [])
  })

  t.test('the calendar has the closing instant, in lines of 75 octets', async (t) => {
    const answer = await anyone.get(`/sv/calls/${open.slug}/deadline.ics`)
    t.match(answer.headers['content-type'], 'text/calendar')
    const stamp = open.closesAt.toISOString().replace(/\.\d+|[-:]/g, '')
    t.match(answer.body, `DTSTART:${stamp}\r\n`)
    t.match(answer.body, 'SUMMARY;LANGUAGE=sv:Stänger: Öppen\r\n')
    t.match(answer.body, `UID:${open.id}@`)
    for (const line of answer.body.split('\r\n')) t.ok(Buffer.byteLength(line) <= 75, line)
  })
})

/** Elements that were opened and not closed, or closed in the wrong order. */
const unclosed = (xml: string): string[] => {
  const stack: string[] = []
  for (const [, close, name = '', rest = ''] of xml.matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
    if (rest.endsWith('/')) continue
    if (close === '') stack.push(name)
    else if (stack.pop() !== name) return [`</${name}>`]
  }
  return stack
}
