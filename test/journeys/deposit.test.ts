import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { people } from '../../db/schema/index.ts'
import { mailsTo, signedIn } from '../helpers/actors.ts'
import { testApp } from '../helpers/app.ts'
import { runningGrant } from '../helpers/factories-decisions.ts'
import { authorsPdf } from '../helpers/pdfs.ts'
import { walker } from '../helpers/walker.ts'

t.setTimeout(240_000)

t.test('a report goes from its author to the library, without scripts', async (t) => {
  const test = await testApp(t)
  const { applicant, officer } = await runningGrant(test)
  // Each gets mail in the language of the person.
  await test.database.writing
    .update(people)
    .set({ language: 'sv' })
    .where(eq(people.id, officer.id))
  const author = walker(test, await signedIn(test, applicant))
  const office = walker(test, await signedIn(test, officer))
  const visitor = walker(test)

  // From own work to the grant, and from there to a draft that knows what the grant knows.
  await author.visit('/en/work')
  // The application has the same title: the grant's is the one that leads to it.
  const grant = author.page().links.find(({ href }) => /\/my-grants\/[^/]+$/.test(href))
  await author.visit(grant?.href ?? '')
  const draft = await author.press('Deposit a publication')
  const path = author.path()
  t.match(draft.text, 'Attach the PDF first')
  t.match(draft.text, applicant.name)
  t.match(draft.text, 'Kenya')
  t.match(draft.text, 'It has no summary in its own language.')
  t.match(draft.text, 'There is nothing to read')
  t.notOk(
    draft.forms.some(({ buttons }) => buttons.some(({ text }) => text === 'Hand in')),
    'nothing can be handed in that has no summary and no file',
  )

  // The PDF is attached and read; each thing it says is taken, or left.
  const file = { name: 'minutes.pdf', type: 'application/pdf', content: await authorsPdf() }
  const attached = await author.attach('Attach the PDF', file)
  t.match(attached.text, 'is being read')
  await test.runJobs()
  const read = await author.follow('Load the page again')
  t.match(read.text, 'Minutes on the wall: how wards remember')
  t.match(read.text, 'The largest type on the first page.')
  t.match(read.text, 'It has no tags')
  await author.press(/^Take it : Title in English/)
  t.equal(author.page().heading, 'Minutes on the wall: how wards remember')
  await author.press(/^Take it : Summary/)
  await author.press(/^Add those ticked/, { values: ['participatory-budgeting'] })
  await author.press(/^Take it : ISBN/)
  const left = await author.press(/^Leave it : DOI/)
  t.notMatch(left.text, 'Nothing is filled in until you take it.')
  t.match(left.text, 'Participatory budgeting')
  t.notMatch(left.text, '10.5555')

  // What would make it better leads to its field; the licence is chosen there.
  const way = author.page().link('Choose a licence')
  t.match(way, /\/edit#licence$/)
  await author.follow('Choose a licence')
  await author.press('Save', { licence: 'cc-by-4.0' })
  t.notMatch(author.page().text, 'No licence is chosen')

  // Handed in: the author waits, the office is told and finds it among what waits.
  const received = await author.press('Hand in')
  t.equal(received.heading, 'We have your publication')
  t.equal(author.path(), path)
  await test.runJobs()
  t.match((await mailsTo(test, applicant.email))[0]?.subject, /^We have your publication/)
  t.match((await mailsTo(test, officer.email))[0]?.subject, /^En publikation väntar på kansliet/)
  await office.visit('/sv/office/publications')
  t.match(office.page().text, 'En publikation är inlämnad och väntar.')
  await office.follow('Se vad som väntar')
  t.match(office.page().text, 'från författare')
  await office.follow('Minutes on the wall: how wards remember')
  t.match(office.page().text, 'Lämnad till biblioteket av författarna ur bidrag')

  // The office sends it back: not without a reason, which the author reads.
  const without = await office.refused(422, 'Lämna tillbaka till författarna')
  t.match(without.errors, ['Skriv vad som behöver rättas: författarna läser det.'])
  const reason = 'Say in the summary how many wards there were.'
  await office.press('Lämna tillbaka till författarna', { return_reason: reason })
  t.match(office.page().text, 'Den är lämnad tillbaka till dem')
  await test.runJobs()
  const mail = (await mailsTo(test, applicant.email))[0]
  t.match(mail?.subject, /^Something to mend/)
  t.match(mail?.text, reason)
  await author.visit('/en/work')
  t.match(author.page().text, 'Returned to you')
  await author.follow('Minutes on the wall: how wards remember')
  t.match(author.page().text, reason)

  // Mended, handed in again, approved and published.
  await author.follow('Describe it')
  await author.press('Save', { abstract_en: 'Six wards kept their minutes on a wall.' })
  await author.press('Hand in')
  await office.visit('/sv/office/publications?status=submitted')
  await office.follow('Minutes on the wall: how wards remember')
  await office.press('Godkänn')
  await office.press('Publicera')
  await test.runJobs()
  t.match((await mailsTo(test, applicant.email))[0]?.subject, /^Your publication is in the library/)

  // Anyone finds it, by its text; its page names the grant; the author sees how it went.
  await visitor.visit('/en/publications?q=turbine+inspector')
  t.match(visitor.page().text, 'Minutes on the wall: how wards remember')
  await visitor.follow('Minutes on the wall: how wards remember')
  t.match(visitor.path(), '/publications/minutes-on-the-wall-how-wards-remember')
  t.match(visitor.page().text, 'Six wards kept their minutes on a wall.')
  t.match(visitor.page().text, '978-91-86725-05-1')
  await author.visit(path)
  t.equal(author.page().heading, 'Your publication is in the library')
  t.match(author.page().text, `Returned to draft by the office`)
  t.notMatch(author.page().text, officer.name, 'the office answers as one')
  t.same(await checkInvariants(test.database.writing), [])
})
