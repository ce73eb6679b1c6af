import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import t, { type Test } from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { importOrganisations } from '../../server/organisations/operations.ts'
import { extractText } from '../../server/pdf/text.ts'
import { mailsTo, person } from '../helpers/actors.ts'
import type { TestApp } from '../helpers/app.ts'
import { readPage } from '../helpers/html.ts'
import { simplePdf } from '../helpers/pdfs.ts'
import { signInByMail, type Walker, walker, walkerOf } from '../helpers/walker.ts'
import { testLibrary } from '../server/publications/library.ts'

const OPENS = '2026-01-10'
const AMINA = 'amina@example.org'
const BO = 'bo@example.org'
const CARLOS = 'carlos@example.org'
const DINA = 'dina@example.org'
const REASONS =
  'Frågan är ställd av kommunen själv, och metoden ZEBRAFISK svarar på den inom året med dem som ska använda svaret.'
const REVIEW =
  'The question was asked by the municipality itself, the method QUOKKA answers it within the year, and those who asked can use the answer at once.'
const SUMMARY =
  'Wards that keep the minutes on a wall are asked fewer questions twice. We followed six of them through a year of floods, and say what a clerk can do on Monday.'

t.setTimeout(180_000)

t.test('the whole chain, by links and forms alone', async (t) => {
  const test = await testLibrary(t)
  await importOrganisations(test.contextOf(), makerere())
  const [ylva, olle, rut, rob] = await Promise.all([
    person(test, { roles: ['officer'], name: 'Ylva Handläggare' }),
    person(test, { roles: ['officer'], name: 'Olle Kollega' }),
    person(test, { roles: ['reviewer'], name: 'Rut Läsare' }),
    person(test, { roles: ['reviewer'], name: 'Rob Reader' }),
  ])
  const closesAt = closingInstant(test)
  const whole = async (t: Test, act: string) =>
    t.strictSame(await checkInvariants(test.database.writing), [], `invariants: ${act}`)

  const preparing = await walkerOf(test, ylva, 'sv')
  const publishing = await walkerOf(test, olle)

  await t.test('two officers prepare and publish a call', async (t) => {
    await prepareCall(preparing, closesAt)
    await preparing.follow('Kontrollera och publicera')
    t.notOk(
      preparing.page().forms.some(({ action }) => action.endsWith('/publication')),
      'not by the one who prepared it',
    )
    await toCall(publishing, 'Drought and democracy')
    await publishing.follow('Check and publish')
    await publishing.press('Publish the call')
    t.match(publishing.page().text, 'The call is published.')
    await whole(t, 'published')
  })

  const amina = walker(test)
  await t.test('an applicant applies with a co-applicant, and sends twice', async (t) => {
    await apply(test, amina, {
      email: AMINA,
      name: 'Amina Okello',
      title: 'Who answers when the river rises?',
    })
    await amina.follow(/^§ 5/)
    await amina.press('Send the invitation', {
      Name: 'Bo Ekonom',
      'E-mail address': BO,
      role: 'co_applicant',
    })
    await test.runJobs()
    const bo = walker(test)
    await bo.visit(linkIn(await mailTo(test, BO)))
    await signInByMail(test, bo, BO)
    t.equal(bo.page().heading, 'Invitations', 'the mail leads there through signing in')
    await amina.follow(/^§ 6/)
    await amina.press('Send the application')
    t.equal(amina.page().heading, 'We have your application')
    t.match(amina.page().text, /version 1.*Bo Ekonom \(invited, no answer yet\)/)
    await bo.press('Accept')
    t.match(bo.page().heading, 'Who answers when the river rises?')
    await whole(t, 'sent')

    await amina.press('Take it back')
    t.match(amina.page().text, 'Draft, not sent')
    await amina.follow(/^§ 2/)
    await amina.press(/^Save, go to/, {
      'What do you want to know?': 'Who is told first, and by whom, ARMADILLO?',
    })
    await whole(t, 'taken back')
    await amina.follow(/^§ 6/)
    t.match(amina.page().text, 'ARMADILLO')
    await amina.press('Send the application')
    t.match(amina.page().text, /version 2/)
    const receipt = await amina.download('Download the receipt (PDF)')
    t.match(await textOf(receipt.rawPayload), /2026-0001/)
    await test.runJobs()
    t.match((await mailTo(test, AMINA)).text, /2026-0001, version 2/)
    t.match((await mailTo(test, BO)).text, /2026-0001, version 2/)
    await whole(t, 'sent again')
  })

  await t.test('another applies, and one is a second too late', async (t) => {
    const carlos = walker(test)
    await apply(test, carlos, { email: CARLOS, name: 'Carlos Ruiz', title: 'Who pays?' })
    await carlos.follow(/^§ 6/)
    await carlos.press('Send the application')
    const dina = walker(test)
    await apply(test, dina, { email: DINA, name: 'Dina Late', title: 'Too late?' })
    test.clock.moveTo(new Date(closesAt.getTime() - 60_000))
    await signInAgain(test, dina, DINA)
    await dina.follow('Too late?')
    await dina.follow(/^§ 6/)
    test.clock.freezeAt(new Date(closesAt.getTime() + 1000))
    await dina.refused(409, 'Send the application')
    t.match(dina.page().text, /The call is open from .* until .*, 14:00:00 in Kampala \(.* UTC\)/)
    t.match(dina.page().text, 'What you have written is kept')
    await dina.follow('Go back')
    t.equal(dina.page().heading, 'Too late?', 'the way back is the application')
    t.notOk(dina.page().forms.some(({ action }) => action.endsWith('/submission')))
    test.clock.moveTo(new Date(closesAt.getTime() + 60_000))
    await whole(t, 'closed')
  })

  await t.test('the office screens and assigns', async (t) => {
    await signInAgain(test, preparing, ylva.email, 'sv')
    await toCall(preparing, 'Torka och demokrati', 'sv')
    await preparing.follow(/^Ansökningar och/)
    await preparing.press(/^Ta in alla/)
    for (const title of ['Who answers when the river rises?', 'Who pays?']) {
      await preparing.follow(title)
      await preparing.press('Registrera utfallet', { outcome: 'eligible' })
      await preparing.follow('Bedömare')
      for (const name of ['Rut', 'Rob']) await ask(preparing, name, dayAfter(closesAt, 20))
      await preparing.follow('Torka och demokrati')
      await preparing.follow(/^Ansökningar och/)
    }
    await test.runJobs()
    await whole(t, 'assigned')
  })

  await t.test('a conflict closes every door; the other reads, drafts and sends', async (t) => {
    const conflicted = await walkerOf(test, rut, 'sv')
    await conflicted.follow('Who answers when the river rises?')
    const at = conflicted.path()
    await conflicted.press('Anmäl jävet', { kind: 'family', statement: 'Min syster' })
    t.match(conflicted.page().text, 'Ansökan är stängd för dig.')
    const doors = ['/dossier', '/dossier.pdf', '/review', '/review/check', '/attachments/letter']
    for (const door of doors)
      t.equal((await conflicted.browser.get(`${at}${door}`)).statusCode, 404, door)
    t.notMatch((await conflicted.browser.get(at)).body, 'ARMADILLO')
    await whole(t, 'conflict')

    const reader = await walkerOf(test, rob)
    const dossier = await review(reader, 'Who answers when the river rises?', '6')
    t.match(await textOf(dossier), /ARMADILLO/, 'the dossier holds the answer')
    t.match(await textOf(dossier), /letter from the mayor/, 'and what was attached')
    t.match(reader.page().heading, 'Your review is sent')
    await reader.follow('Back to your reviews')
    await review(reader, 'Who pays?', '3')
    await whole(t, 'reviewed')
  })

  await t.test('one officer proposes, the other records', async (t) => {
    await toCall(preparing, 'Torka och demokrati', 'sv')
    await preparing.follow(/^Rangordning/)
    await preparing.follow(/^Föreslå beslut om 2026-0001/)
    await preparing.press('Föreslå beslutet', {
      outcome: 'awarded',
      amount: '350 000',
      reasons: REASONS,
    })
    t.match(preparing.page().text, /kan inte fatta beslutet.*En annan handläggare/)
    t.notOk(preparing.page().forms.some(({ action }) => action.endsWith('/recording')))
    await preparing.follow('Rangordning')
    await preparing.follow(/^Föreslå beslut om 2026-0002/)
    await preparing.press('Föreslå beslutet', { outcome: 'declined', reasons: REASONS })

    await signInAgain(test, publishing, olle.email)
    await toCall(publishing, 'Drought and democracy')
    await publishing.follow(/^Ranking/)
    for (const reference of ['2026-0001', '2026-0002']) {
      await publishing.follow(new RegExp(`decision on ${reference}`))
      const [recording] = publishing
        .page()
        .forms.filter(({ action }) => action.endsWith('/recording'))
      const own = await preparing.browser.post(recording?.action ?? '', {})
      t.equal(own.statusCode, 409, 'own proposals cannot be recorded by force either')
      await publishing.press('Record the decision')
      await publishing.follow('Ranking')
    }
    await whole(t, 'recorded')
  })

  await t.test('nothing shows to applicants before the release', async (t) => {
    await signInAgain(test, amina, AMINA)
    const seen = await everyPage(amina)
    t.ok(seen.length > 15, `${seen.length} pages were read`)
    for (const { path, body, status } of seen) {
      t.ok(status < 500, path)
      t.notMatch(body, /ZEBRAFISK|QUOKKA|Rob Reader|Rut Läsare/, path)
    }
  })

  await t.test('the release reaches the applicants at once', async (t) => {
    await publishing.follow('Release the decisions')
    await publishing.refused(422, 'Release all decisions now')
    await publishing.press('Release all decisions now', { confirmed: 'yes' })
    t.equal(publishing.page().heading, 'The decisions are released')
    await whole(t, 'released')
    await test.runJobs()
    const mail = await mailTo(test, AMINA)
    t.match(mail.text, /Your application is awarded SEK 350,000/)
    await amina.visit(linkIn(mail))
    t.match(amina.page().text, /ZEBRAFISK.*QUOKKA/)
    t.notMatch(amina.page().text, /Rob Reader/)
    const letter = await amina.download('The letter as PDF')
    t.match(await textOf(letter.rawPayload), /SEK.350,000/)
    t.match((await mailTo(test, CARLOS)).text, /not awarded a grant this time/)
    const visitor = walker(test)
    await visitor.visit('/sv')
    await visitor.follow('Bidrag')
    t.match(visitor.page().text, 'Who answers when the river rises?')
    t.notMatch(visitor.page().text, 'Who pays?')
  })

  await t.test('the grant is accepted and its report handed in, returned, accepted', async (t) => {
    await amina.follow('Accept the grant')
    await amina.press('Accept the grant', { startsOn: dayAfter(closesAt, 20), agreed: 'yes' })
    await amina.follow('Final report')
    await amina.press('Begin the report')
    await handIn(amina, { Title: 'Minutes on the wall', 'Results in plain words': SUMMARY })
    await whole(t, 'handed in')
    await toReport(preparing)
    await preparing.press('Lämna tillbaka redovisningen', {
      reason: 'Slutsatserna saknar sidnummer: lägg till dem.',
    })
    await test.runJobs()
    await amina.visit(linkIn(await mailTo(test, AMINA)))
    t.match(amina.page().text, 'Slutsatserna saknar sidnummer')
    await handIn(amina, {})
    await toReport(preparing)
    await preparing.press('Godkänn redovisningen')
    await whole(t, 'report accepted')
  })

  await t.test('it is published, found by its page, withdrawn and gone', async (t) => {
    await preparing.press('Påbörja en publikation')
    await preparing.press('Godkänn')
    await preparing.press('Publicera')
    await whole(t, 'publication')
    await test.runJobs()
    const visitor = walker(test)
    await visitor.visit('/en')
    await visitor.press('Search', { q: 'turbine inspektor of Gastly Hollow' })
    const hit = visitor.page().link(/^Page 2/)
    t.match(hit, /\.pdf#page=2$/)
    const pdf = await visitor.browser.get(hit.split('#')[0] ?? '')
    t.equal(pdf.statusCode, 200)
    t.match(pdf.headers['content-type'], 'application/pdf')
    await visitor.follow('Minutes on the wall')
    const address = visitor.path()
    t.match(visitor.page().text, 'Amina Okello')

    await preparing.press('Dra tillbaka', { reason: 'Siffrorna på sidan två är fel.' })
    await test.runJobs()
    await visitor.visit('/en')
    await visitor.press('Search', { q: 'turbine inspector of Ghastly Hollow' })
    t.notOk(visitor.page().links.some(({ text }) => /^Page 2|Minutes on the wall/.test(text)))
    const tombstone = await visitor.browser.get(address)
    t.equal(tombstone.statusCode, 410)
    t.match(readPage(tombstone.body).text, /Minutes on the wall.*Siffrorna på sidan två är fel/)
    t.equal((await visitor.browser.get(hit.split('#')[0] ?? '')).statusCode, 404, 'nor the file')
    await whole(t, 'withdrawn')
  })
})

async function* makerere() {
  yield JSON.stringify({
    ror: 'https://ror.org/01z7r7q48',
    name: 'Makerere University',
    names: [{ value: 'Makerere University', lang: 'en', types: ['ror_display'] }],
    country: 'UG',
    city: 'Kampala',
    types: ['education'],
    website: null,
    domains: [],
    established: 1922,
  })
}

/** Fourteen o'clock in Kampala, some weeks from now. */
const closingInstant = (test: TestApp): Date => {
  const there = Temporal.Instant.fromEpochMilliseconds(
    test.clock.now().getTime(),
  ).toZonedDateTimeISO('Africa/Kampala')
  return new Date(there.add({ days: 25 }).withPlainTime({ hour: 14 }).epochMilliseconds)
}

const dayAfter = (instant: Date, days: number): string =>
  new Date(instant.getTime() + days * 86_400_000).toISOString().slice(0, 10)

const prepareCall = async (walk: Walker, closesAt: Date): Promise<void> => {
  const part = async (link: RegExp) => {
    if (!walk.page().links.some(({ text }) => link.test(text)))
      await walk.follow('Torka och demokrati')
    await walk.follow(link)
  }
  await walk.follow('Kansliet')
  await walk.follow(/^Utlysningar/)
  await walk.follow('Bered en ny utlysning')
  await walk.press('Börja på utkastet', {
    'Titel, på svenska': 'Torka och demokrati',
    'Titel, på engelska': 'Drought and democracy',
    instrument: 'pre-study',
  })
  await part(/^§ 1/)
  await walk.press('Spara', {
    'Sammanfattning, en mening, på svenska': 'Vem får vattnet?',
    'Sammanfattning, en mening, på engelska': 'Who gets the water?',
    'Vad den är till för, på svenska': 'Torkan kommer först till det lokala.',
    'Vad den är till för, på engelska': 'Drought arrives locally first.',
    'Vem som får söka, på svenska': 'Alla forskare.',
    'Vem som får söka, på engelska': 'Any researcher.',
  })
  await part(/^§ 2/)
  await walk.press('Spara', {
    countries: 'Uganda\nBosnien',
    themes: ['climate-action'],
    coreValues: 'equity',
    sdgs: ['16'],
  })
  await part(/^§ 3/)
  await walk.press('Spara', {
    amountMin: '100 000',
    amountMax: '500 000',
    envelope: '600 000',
    durationMonthsMin: '6',
    durationMonthsMax: '12',
  })
  await part(/^§ 4/)
  await walk.press('Spara', {
    zone: 'Africa/Kampala',
    opensDate: OPENS,
    opensClock: '9.00',
    closesDate: closesAt.toISOString().slice(0, 10),
    closesClock: '14:00',
  })
  await part(/^§ 5/)
  for (const [titleSv, titleEn, weight] of [
    ['Nytta', 'Use', '60'],
    ['Kvalitet', 'Quality', '40'],
  ] as const) {
    await walk.follow('Lägg till ett kriterium')
    await walk.press('Spara', {
      titleSv,
      titleEn,
      weight,
      guidanceSv: 'Går svaret att använda?',
      guidanceEn: 'Can the answer be used?',
    })
  }
  await part(/^§ 6/)
  await walk.follow('Lägg till ett avsnitt')
  await walk.press('Spara', { titleSv: 'Planen', titleEn: 'The plan' })
  await walk.follow(/^Lägg till en fråga/)
  await walk.press('Spara', {
    labelSv: 'Vad vill ni veta?',
    labelEn: 'What do you want to know?',
    type: 'long_text',
    wordsMax: '200',
    criterion: 'use',
    required: 'on',
  })
  await part(/^§ 7/)
  await walk.follow('Lägg till en bilaga')
  await walk.press('Spara', { labelSv: 'Brev', labelEn: 'Letter', megabytes: '1', pagesMax: '2' })
  await part(/^§ 8/)
  await walk.press('Spara', {
    required: 'on',
    categoriesSv: 'Löner\nResor',
    categoriesEn: 'Salaries\nTravel',
  })
}

/** From the masthead to the office's page of a call. */
const toCall = async (walk: Walker, title: string, language: 'en' | 'sv' = 'en') => {
  await walk.follow(language === 'sv' ? 'Kansliet' : 'Office')
  if (walk.page().heading === title) return
  await walk.follow(language === 'sv' ? /^Utlysningar/ : /^Calls/)
  await walk.follow(title)
}

/** Signs in, completes the profile, and writes an application up to where it can be sent. */
const apply = async (
  test: TestApp,
  walk: Walker,
  { email, name, title }: { email: string; name: string; title: string },
): Promise<void> => {
  await signInByMail(test, walk, email)
  await walk.follow('Complete the profile')
  await walk.press('Find', { Name: name, organisation_q: 'makerere', Country: 'UG' })
  await walk.press('Save the profile', { organisation: choiceOf(walk, 'organisation') })
  await walk.follow('Calls')
  await walk.follow('Drought and democracy')
  await walk.press('Start an application')
  await walk.follow(/^Go on with/)
  const basics = { Title: title, country: 'UG', durationMonths: '12', organisation_q: 'makerere' }
  await walk.press('Find', basics)
  await walk.press(/^Save, go to/, { organisation: choiceOf(walk, 'organisation') })
  await walk.press(/^Save, go to/, { 'What do you want to know?': 'Who is told first?' })
  await walk.press('Save and go on', { 'b-0-0-what': 'Main applicant', 'b-0-0-y1': '350 000' })
  await walk.attach('Attach', {
    name: 'letter.pdf',
    type: 'application/pdf',
    content: simplePdf('A letter from the mayor'),
  })
}

const choiceOf = (walk: Walker, name: string, label = ''): string => {
  const found = walk
    .page()
    .forms.flatMap(({ fields }) => fields)
    .find((field) => field.type === 'radio' && field.name === name && field.label.startsWith(label))
  if (!found) throw new Error(`no choice of ${name} ${label}:\n${walk.page().text}`)
  return found.value
}

/** After weeks away a session has ended: whoever comes back signs in where the page asks for it. */
const signInAgain = async (
  test: TestApp,
  walk: Walker,
  email: string,
  language: 'en' | 'sv' = 'en',
): Promise<void> => {
  await walk.visit(`/${language}`)
  await walk.follow(language === 'sv' ? /^(Logga in|Mitt arbete)$/ : /^(Sign in|My work)$/)
  await signInByMail(test, walk, email, language)
}

const ask = async (walk: Walker, name: string, dueOn: string): Promise<void> => {
  await walk.press('Fråga bedömaren', {
    personId: choiceOf(walk, 'personId', name),
    role: 'reader',
    dueOn,
  })
}

/** Certifies, downloads the dossier, saves a draft, checks and sends; gives the dossier. */
const review = async (walk: Walker, title: string, score: string): Promise<Buffer> => {
  await walk.follow(title)
  await walk.press(/open/i)
  const dossier = await walk.download('Read the application')
  await walk.follow('Write the review')
  const { fields } = walk.page().form('Save the draft')
  const answers = fields
    .filter(({ type, value }) => type === 'textarea' || (type === 'radio' && value === score))
    .map(({ name, type }) => [name, type === 'radio' ? score : REVIEW])
  await walk.press('Save the draft', Object.fromEntries(answers))
  await walk.press('Check and send')
  await walk.press('Send the review')
  return dossier.rawPayload
}

const handIn = async (walk: Walker, fields: Record<string, string>): Promise<void> => {
  const content = await pagesOf([
    'Minutes on the wall',
    'The villages kept waiting for the turbine inspector of Ghastly Hollow',
    'Conclusions for clerks',
  ])
  const file = { name: 'report.pdf', type: 'application/pdf', content }
  await walk.attach('Save and look it through', file, fields)
  await walk.press('Hand in the report')
}

const toReport = async (walk: Walker): Promise<void> => {
  await walk.follow('Mitt arbete')
  await walk.follow('Minutes on the wall')
}

/** What a person can come to by links within the portal, from where she stands. */
const everyPage = async (walk: Walker) => {
  const seen = new Map<string, { path: string; body: string; status: number }>()
  const waiting = [walk.path(), '/en', '/en/publications', '/en/calls', '/en/grants']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const [address = ''] = path.split('#')
    if (seen.has(address) || seen.size > 150) continue
    const answer = await walk.browser.get(address)
    const isPage = /html|json|xml|csv/.test(String(answer.headers['content-type']))
    const body = isPage ? answer.body : await textOf(answer.rawPayload).catch(() => '')
    seen.set(address, { path: address, body, status: answer.statusCode })
    if (/html/.test(String(answer.headers['content-type'])))
      waiting.push(
        ...readPage(answer.body)
          .links.map(({ href }) => href)
          .filter((href) => /^\/(?!dev)/.test(href) && !href.includes('?')),
      )
  }
  return [...seen.values()]
}

const mailTo = async (test: TestApp, email: string) => {
  const [mail] = await mailsTo(test, email)
  if (!mail) throw new Error(`no mail to ${email}`)
  return mail
}

const linkIn = ({ text }: { text: string }): string =>
  /https?:\/\/[^/\s]+(\/\S+)/.exec(text)?.[1] ?? ''

const pagesOf = async (pages: readonly string[]): Promise<Buffer> => {
  const document = await PDFDocument.create()
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (const text of pages)
    document.addPage([420, 300]).drawText(text, { x: 20, y: 200, size: 11, font })
  return Buffer.from(await document.save())
}

/** The words of a PDF, as any reader would have them. */
const textOf = async (pdf: Buffer): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'radslag-pdf-'))
  try {
    const path = join(folder, 'file.pdf')
    await writeFile(path, pdf)
    return JSON.stringify(await extractText(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
