import { eq } from 'drizzle-orm'
import t from 'tap'
import { applications, conflicts, history } from '../../../db/schema/index.ts'
import { listForOffice } from '../../../server/applications/office-store.ts'
import {
  loadRevision,
  moveApplication,
  workItems,
} from '../../../server/applications/operations.ts'
import { csvCell } from '../../../server/applications/sheet.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { closeCall, openCall } from '../../helpers/factories.ts'
import {
  draftApplication,
  type Submitted,
  submittedApplication,
} from '../../helpers/factories-applications.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(180_000)

t.test('the office', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const call = await openCall(test)
  const officer = await person(test, { roles: ['officer'] })
  const browser = await signedIn(test, officer)
  const titles = ['Boreholes', '=HYPERLINK("http://evil")', 'Ärenden; "och" råd']
  const sent: Submitted[] = []
  for (const title of titles) sent.push(await submittedApplication(test, { call, title }))
  const [first, formula, shut] = sent
  if (!first || !formula || !shut) throw new Error('three were made')
  await draftApplication(test, { call, title: 'A draft nobody sent' })
  await db.insert(conflicts).values({
    personId: officer.id,
    applicationId: shut.id,
    kind: 'other',
    source: 'set',
    statement: 'Colleague',
    status: 'standing',
  })
  const path = `/en/office/calls/${call.id}/applications`
  const list = async (query = '') => readPage((await browser.get(`${path}${query}`)).body)

  t.test('lists what was sent, no drafts, and shuts what the officer is barred from', async (t) => {
    const page = await list()
    t.match(page.text, 'Boreholes')
    t.notMatch(page.text, 'A draft nobody sent')
    t.notMatch(page.text, 'Ärenden')
    t.match(page.text, `${shut.reference} Closed to you`)
    t.equal((await browser.get(`/en/office/applications/${shut.id}`)).statusCode, 409)
    t.notMatch(
      (await list('?q=renden')).text,
      shut.reference,
      'searching tells nothing of it either',
    )
  })

  t.test('filters, sorts from a list of orders only, and takes nonsense for nothing', async (t) => {
    t.match((await list('?q=boreh')).text, '1 application')
    t.match((await list('?q=%25')).text, 'No application fits.')
    t.match((await list('?status=withdrawn')).text, 'No application fits.')
    const order = (body: { text: string }) =>
      sent
        .map(({ reference }) => body.text.indexOf(reference))
        .map((at, i) => [at, i] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, i]) => i)
    t.same(order(await list('?sort=reference')), [0, 1, 2])
    t.same(order(await list('?sort=reference&desc=1')), [2, 1, 0])
    for (const query of [
      '?sort=id;drop',
      '?after=zzz',
      '?sort=amount&after=WyJ4IiwieSJd',
      '?status=x&country=%00%00',
      '?all=1',
    ])
      t.equal((await browser.get(`${path}${query}`)).statusCode, 200, query)
  })

  t.test('neither counts nor order nor the next page tell what is shut', async (t) => {
    const facts = await list()
    t.match(facts.text, 'Received 2', 'counts by status leave it out')
    t.match(facts.text, '3 applications', 'that there is one more is known by its number')
    for (const sort of ['title', 'organisation', 'country', 'amount', 'submitted']) {
      const page = await list(`?sort=${sort}&desc=1`)
      t.ok(
        sent
          .filter((one) => one !== shut)
          .every(
            ({ reference }) => page.text.indexOf(reference) < page.text.indexOf(shut.reference),
          ),
        `${sort}: it stands after all others, whatever is in it`,
      )
    }
    const { next } = await listForOffice(
      db,
      officer,
      call.id,
      { sort: 'title', isDescending: false },
      { limit: 1 },
    )
    t.same(next, { value: '', reference: shut.reference })
  })

  t.test('is read in the same number of queries however many rows there are', async (t) => {
    test.database.takeStatements()
    await browser.get(path)
    const few = test.database.takeStatements().length
    for (let i = 0; i < 5; i += 1) await submittedApplication(test, { call })
    test.database.takeStatements()
    await browser.get(path)
    t.equal(test.database.takeStatements().length, few)
  })

  t.test('the sheet is for Swedish Excel, and no cell of it is a formula', async (t) => {
    const answer = await browser.get(`/sv/office/calls/${call.id}/applications.csv?sort=reference`)
    t.match(answer.headers['content-disposition'], /^attachment/)
    t.ok(answer.body.startsWith('\ufeffNummer;Titel;'))
    const lines = answer.body.split('\r\n')
    t.match(lines[1], /;Boreholes;.*;300000,00;/)
    t.match(lines[2], /;"'=HYPERLINK\(""http:\/\/evil""\)";/)
    t.match(lines[3], /^\d{4}-\d{4};Stängd för dig: jäv;;;;;;$/)
    for (const [text, cell] of [
      ['=1+1', "'=1+1"],
      ['+46', "'+46"],
      ['-5', "'-5"],
      ['@x', "'@x"],
      ['\tx', "'\tx"],
      ['plain', 'plain'],
    ] as const)
      t.equal(csvCell(text), cell)
  })

  t.test('the formal check waits for the close, then keeps outcome and reason', async (t) => {
    const screening = `/en/office/applications/${first.id}/screening`
    const early = await browser.post(screening, { outcome: 'eligible' })
    t.equal(early.statusCode, 409)
    const [before] = await db.select().from(applications).where(eq(applications.id, first.id))
    t.equal(before?.status, 'submitted')
    closeCall(test, call)
    const form = readPage((await browser.get(`/en/office/applications/${first.id}`)).body).form(
      'Record the outcome',
    )
    t.equal(
      (await browser.post(form.action, { ...form.values })).statusCode,
      422,
      'an outcome is asked for',
    )
    t.equal(
      (await browser.post(form.action, { ...form.values, outcome: 'ineligible' })).statusCode,
      422,
      'and a reason',
    )
    t.equal(
      (
        await browser.post(form.action, {
          ...form.values,
          outcome: 'ineligible',
          reason: 'No municipality.',
        })
      ).statusCode,
      303,
    )
    t.equal(
      (
        await browser.post(form.action, {
          ...form.values,
          outcome: 'eligible',
          reason: 'It was named in the letter.',
        })
      ).statusCode,
      303,
    )
    const events = await db
      .select()
      .from(history)
      .where(eq(history.entityId, first.id))
      .orderBy(history.sequence)
    t.match(
      events.slice(-4).map(({ type, reason }) => [type, reason]),
      [
        ['application.screening_started', null],
        ['application.found_ineligible', 'No municipality.'],
        ['application.reconsidered', null],
        ['application.found_eligible', 'It was named in the letter.'],
      ],
    )
    const applicant = await signedIn(test, first.applicant)
    t.match(
      readPage((await applicant.get(`/en/applications/${first.id}`)).body).text,
      'Received, being assessed',
    )
  })

  t.test(
    'all that were received are taken in at once, but for those the officer is barred from',
    async (t) => {
      const answer = await browser.post(`/en/office/calls/${call.id}/screening`)
      t.equal(answer.statusCode, 303)
      const rows = await db.select().from(applications).where(eq(applications.callId, call.id))
      const status = (id: string) => rows.find((row) => row.id === id)?.status
      t.equal(status(formula.id), 'screening')
      t.equal(status(shut.id), 'submitted')
      t.equal(
        (
          await browser.post(`/en/office/applications/${shut.id}/screening`, {
            outcome: 'eligible',
          })
        ).statusCode,
        409,
      )
    },
  )

  t.test('auditors read and write nothing', async (t) => {
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    t.equal((await auditor.get(path)).statusCode, 200)
    t.equal((await auditor.post(`/en/office/calls/${call.id}/screening`)).statusCode, 403)
    t.notMatch(
      (await auditor.get(`/en/office/applications/${formula.id}`)).body,
      'Record the outcome',
    )
  })

  t.test('other features move it on, and load what counts', async (t) => {
    const context = test.contextOf(officer)
    const moved = await db.transaction((tx) =>
      moveApplication(tx, context, first.id, 'startReview'),
    )
    t.equal(moved, 'in_review')
    await t.rejects(
      db.transaction((tx) => moveApplication(tx, context, first.id, 'startReview')),
      { code: 'wrong_status' },
    )
    const revision = await loadRevision(db, first.id)
    t.equal(revision.content.title, 'Boreholes')
    t.equal(revision.call.id, call.id)
    t.equal(revision.definition.sections[0]?.key, 'plan')
    const work = await workItems(db, first.applicant, test.clock.now())
    t.match(work, {
      applications: [{ id: first.id, status: 'in_review', role: 'main_applicant' }],
      total: 1,
    })
  })
})
