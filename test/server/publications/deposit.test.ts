import { eq } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../../db/invariants.ts'
import {
  conflicts,
  deposits,
  grants,
  history,
  participants,
  people,
  publications,
  roles,
} from '../../../db/schema/index.ts'
import type { Person } from '../../../server/actor.ts'
import type { ParticipantRole } from '../../../server/applications/rules.ts'
import { FILE_BYTES_MAX } from '../../../server/publications/files.ts'
import { addIsbns } from '../../../server/publications/operations.ts'
import { RETURN_REASON_MAX } from '../../../server/publications/rules/deposits.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { type Browser, testApp, testBrowser } from '../../helpers/app.ts'
import {
  applicationAt,
  runningGrant,
  SUMMARY,
  submittedReport,
} from '../../helpers/factories-decisions.ts'
import { readPage } from '../../helpers/html.ts'
import { authorsPdf, encryptedPdf, REPORT_SUMMARY, simplePdf } from '../../helpers/pdfs.ts'

t.setTimeout(240_000)

const API = '/api/v1/deposits'
const PDF = { 'content-type': 'application/pdf', origin: 'http://127.0.0.1:3000' }

t.test('deposits', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const round = await runningGrant(test)
  const { grantId, officer } = round
  const { id: applicationId, applicant } = applicationAt(round, 0)
  const author = await signedIn(test, applicant)
  const office = await signedIn(test, officer)
  const stranger = await signedIn(test, await person(test, { roles: ['reviewer'] }))
  await db
    .update(people)
    .set({ orcid: '0000-0002-1825-0097', language: 'sv' })
    .where(eq(people.id, applicant.id))

  const begin = async (body: Record<string, unknown> = {}): Promise<string> =>
    (await author.json('POST', `/api/v1/grants/${grantId}/deposits`, body)).json().id
  const read = async (id: string, as: Browser = author) =>
    (await as.json('GET', `${API}/${id}`)).json()
  const patch = async (id: string, change: Record<string, unknown>, as: Browser = author) =>
    as.json('PATCH', `${API}/${id}`, change, { 'if-match': `"${(await read(id)).version}"` })
  const attach = (id: string, payload: Buffer, as: Browser = author) =>
    as.request({ method: 'PUT', url: `${API}/${id}/file`, headers: PDF, payload })
  const takePart = async (role: ParticipantRole, given: Person): Promise<Browser> => {
    await db.insert(participants).values({
      applicationId,
      role,
      personId: given.id,
      email: given.email,
      status: 'accepted',
      invitedBy: applicant.id,
    })
    return signedIn(test, given)
  }
  /** Ready to be handed in. */
  const completed = async (title: string): Promise<string> => {
    const id = await begin()
    const said = { title: { en: title }, abstract: { en: 'Short.' }, url: 'https://example.org/a' }
    t.equal((await patch(id, said)).statusCode, 200)
    return id
  }
  const submitted = async (title: string): Promise<string> => {
    const id = await completed(title)
    t.equal((await author.json('POST', `${API}/${id}/submission`, {})).statusCode, 200)
    return id
  }
  const officeAct = (id: string, noun: string, body: unknown = {}, as: Browser = office) =>
    as.json('POST', `/api/v1/publications/${id}/${noun}`, body)

  t.test('by the API from a draft that knows the grant to a published page', async (t) => {
    const made = await author.json('POST', `/api/v1/grants/${grantId}/deposits`, {})
    t.equal(made.statusCode, 201)
    const { id } = made.json()
    t.equal(made.headers.location, `${API}/${id}`)
    const first = await author.json('GET', `${API}/${id}`)
    t.match(first.json(), {
      state: 'begun',
      submitted_at: null,
      returned_reason: null,
      file: null,
      proposals: [],
      publication: {
        status: 'draft',
        contributors: [
          {
            name: applicant.name,
            orcid: '0000-0002-1825-0097',
            organisation: 'Makerere University',
          },
        ],
        countries: ['KE'],
        funding: [{ grant: first.json().grant }],
      },
      checks: {
        blocking: [{ code: 'abstract_missing' }, { code: 'nothing_to_read', field: 'file' }],
      },
    })
    t.ok(first.json().publication.themes.length > 0)
    t.match((await author.json('GET', API)).json().items[0], { id, state: 'begun' })

    const early = await author.json('POST', `${API}/${id}/submission`, {})
    t.equal(early.statusCode, 409)
    t.match(early.json().detail, /saknar sammanfattning/, 'in the language of the person')

    t.equal((await attach(id, await authorsPdf())).statusCode, 200)
    await test.runJobs()
    const { proposals, file } = await read(id)
    t.match(file, { state: 'clean', pages: 3 })
    t.same(
      proposals.map(({ field }: { field: string }) => field),
      ['title_en', 'abstract_en', 'themes', 'isbn', 'doi'],
      'language and year stand already',
    )
    const answer = (field: string, noun: string, body: unknown = {}, headers = {}) =>
      author.json('POST', `${API}/${id}/proposals/${field}/${noun}`, body, headers)
    t.equal((await answer('title_en', 'acceptance', {}, { 'if-match': '"1"' })).statusCode, 412)
    t.match((await answer('title_en', 'acceptance')).json().publication.titles, {
      en: 'Minutes on the wall: how wards remember',
    })
    t.match((await answer('abstract_en', 'acceptance')).json().publication.abstract, {
      en: REPORT_SUMMARY,
    })
    const chosen = { values: ['climate-action', 'not-offered'] }
    const themes = (await answer('themes', 'acceptance', chosen)).json().publication.themes
    t.ok(themes.includes('climate-action'))
    t.notOk(themes.includes('not-offered'), 'only what was offered is taken')
    const left = await answer('isbn', 'declination')
    t.equal(left.json().publication.isbn, null)
    t.same(
      left.json().proposals.map(({ field }: { field: string }) => field),
      ['doi'],
    )
    t.equal((await answer('isbn', 'acceptance')).statusCode, 404, 'what was left is answered')
    t.equal((await answer('licence', 'acceptance')).statusCode, 404, 'nor is anything else offered')

    const sent = await author.json('POST', `${API}/${id}/submission`, {})
    t.match(sent.json(), { state: 'submitted', publication: { slug: /^minutes-on-the-wall/ } })
    t.equal((await patch(id, { year: 2025 })).statusCode, 409, 'it is the office’s now')
    t.equal((await attach(id, simplePdf('Late'))).statusCode, 409)
    t.equal((await answer('doi', 'acceptance')).statusCode, 409)
    t.equal((await author.json('POST', `${API}/${id}/submission`, {})).statusCode, 409)
    t.equal((await officeAct(id, 'approval')).statusCode, 200)
    t.equal((await officeAct(id, 'publication')).statusCode, 200)
    t.match(await read(id), { state: 'published', proposals: [] })
    const { slug } = (await read(id)).publication
    t.equal((await testBrowser(test).get(`/en/publications/${slug}`)).statusCode, 200)
    const subjects = (await mailsTo(test, applicant.email)).map(({ subject }) => subject)
    for (const word of [/^Vi har tagit emot/, /^Din publikation är godkänd/, /finns i biblioteket/])
      t.ok(
        subjects.some((subject) => word.test(subject)),
        String(word),
      )
  })

  t.test('a change must say which version it starts from', async (t) => {
    const id = await begin()
    t.equal((await author.json('PATCH', `${API}/${id}`, { year: 2024 })).statusCode, 428)
    const outdated = { 'if-match': '"7"' }
    t.equal((await author.json('PATCH', `${API}/${id}`, { year: 2024 }, outdated)).statusCode, 412)
    t.equal((await author.json('DELETE', `${API}/${id}`, undefined, outdated)).statusCode, 412)
    const submit = `${API}/${id}/submission`
    t.equal((await author.json('POST', submit, {}, outdated)).statusCode, 412)
    const form = readPage((await author.get(`/en/deposits/${id}/edit`)).body).form('Save')
    t.equal((await patch(id, { year: 2024 })).statusCode, 200)
    const late = await author.post(`/en/deposits/${id}/edit`, { ...form.values, act: 'save' })
    t.equal(late.statusCode, 409, 'what somebody else saved meanwhile is not overwritten')
  })

  t.test('what the office gives is not the authors’ to change, and the grant stays', async (t) => {
    const id = await completed('Numbers on the wall')
    for (const field of ['series', 'number', 'external_id', 'status'])
      t.equal((await patch(id, { [field]: '7' })).statusCode, 422, field)
    const other = [{ funder: 'Formas', award_number: '2026-1' }]
    const { publication, grant } = (await patch(id, { funding: other })).json()
    t.match(publication.funding, [{ grant }, { funder: 'Formas' }])
    const form = readPage((await author.get(`/en/deposits/${id}/edit`)).body).form('Save')
    t.notOk(form.fields.some(({ name }) => ['series', 'number', 'take_isbn'].includes(name)))
    const wrong = await author.post(`/en/deposits/${id}/edit`, {
      ...form.values,
      act: 'save',
      year: 'soon',
      contributor_0_orcid: '0000-0002-1825-0098',
      title_en: '<script>alert(1)</script>',
    })
    t.equal(wrong.statusCode, 422)
    const page = readPage(wrong.body)
    t.equal(page.errors.length, 2)
    t.match(page.form('Save').values, { year: 'soon', title_en: '<script>alert(1)</script>' })
    t.notMatch(wrong.body, '<script>alert')
  })

  t.test(
    'a file that is none is refused beside its field, and one that is locked is said',
    async (t) => {
      const id = await begin()
      const page = readPage((await author.get(`/en/deposits/${id}`)).body)
      const form = page.form('Attach the PDF')
      const fields = {
        version: String(form.values['version']),
        _csrf: String(form.values['_csrf']),
      }
      const upload = (content: Buffer) =>
        author.upload(form.action, fields, {
          field: 'file',
          name: 'report.pdf',
          type: 'application/pdf',
          content,
        })
      const none = await upload(Buffer.from('<html>not a PDF'))
      t.equal(none.statusCode, 422)
      t.match(readPage(none.body).errors, [/not a PDF/])
      const empty = await upload(Buffer.alloc(0))
      t.match(readPage(empty.body).errors, ['Choose a file first.'])
      t.equal((await upload(await encryptedPdf())).statusCode, 303)
      await test.runJobs()
      t.match(await read(id), {
        file: { state: 'attention' },
        proposals: [],
        checks: { blocking: [{ code: 'abstract_missing' }, { code: 'file_unreadable' }] },
      })
      t.match(readPage((await author.get(`/en/deposits/${id}`)).body).text, 'locked by a password')
    },
  )

  t.test('a new file is asked about anew, what the old one said is forgotten', async (t) => {
    const id = await begin()
    await attach(id, await authorsPdf())
    await test.runJobs()
    await author.json('POST', `${API}/${id}/proposals/doi/declination`, {})
    await attach(id, simplePdf('Nothing is said here'))
    t.same((await read(id)).proposals, [], 'of a file that is not read yet nothing')
    await test.runJobs()
    t.same((await read(id)).proposals, [])
    await attach(id, await authorsPdf())
    await test.runJobs()
    t.ok((await read(id)).proposals.some(({ field }: { field: string }) => field === 'doi'))
  })

  t.test('two clicks begin one', async (t) => {
    const [one, other] = await Promise.all([begin(), begin()])
    t.equal(one, other)
    await patch(one, { year: 2024 })
    t.not(await begin(), one, 'one that is written in is not given again')
  })

  t.test(
    'what was begun by mistake is thrown away, as long as the office has not had it',
    async (t) => {
      const id = await completed('Thrown on the wall')
      t.equal((await stranger.json('DELETE', `${API}/${id}`)).statusCode, 404)
      const page = readPage((await author.get(`/en/deposits/${id}`)).body)
      const form = page.form('Throw it away')
      const gone = await author.post(form.action, form.values)
      t.equal(gone.headers.location, `/en/my-grants/${grantId}`)
      t.equal((await author.get(`/en/deposits/${id}`)).statusCode, 404)
      const events = await db.select().from(history).where(eq(history.entityId, id))
      t.equal(events.at(-1)?.type, 'publication.discarded', 'its history stays')
      const kept = await submitted('Kept on the wall')
      await officeAct(kept, 'return', { reason: 'Mend it.' })
      const refused = await author.json('DELETE', `${API}/${kept}`)
      t.equal(refused.statusCode, 409)
      t.match(refused.json().detail, /stannar kvar/)
      const byApi = await begin()
      t.equal((await author.json('DELETE', `${API}/${byApi}`)).statusCode, 204)
    },
  )

  t.test('what was given an ISBN of the office is not thrown away', async (t) => {
    await addIsbns(test.contextOf(officer), ['978-3-16-148410-0'])
    const id = await completed('Numbered on the wall')
    t.equal((await patch(id, { isbn: '978-3-16-148410-0' })).statusCode, 200)
    const refused = await author.json('DELETE', `${API}/${id}`)
    t.equal(refused.statusCode, 409)
    t.match(refused.json().detail, /ISBN/)
    t.match(await read(id), { state: 'begun' })
  })

  t.test('a file beyond the limit is refused, whichever way it comes', async (t) => {
    const id = await begin()
    const large = Buffer.concat([simplePdf('Large'), Buffer.alloc(FILE_BYTES_MAX)])
    t.equal((await attach(id, large)).statusCode, 413)
    const form = readPage((await author.get(`/en/deposits/${id}`)).body).form('Attach the PDF')
    const fields = { version: String(form.values['version']), _csrf: String(form.values['_csrf']) }
    const sent = await author.upload(form.action, fields, {
      field: 'file',
      name: 'large.pdf',
      type: 'application/pdf',
      content: large.subarray(0, FILE_BYTES_MAX + 1),
    })
    t.equal(sent.statusCode, 413)
    t.equal((await attach(id, large.subarray(0, FILE_BYTES_MAX))).statusCode, 200, 'at the limit')
    t.match(await read(id), { file: { size: FILE_BYTES_MAX } })
  })

  t.test('who takes no part learns nothing of it', async (t) => {
    const id = await completed('Hidden on the wall')
    await attach(id, simplePdf('Hidden canary'))
    await test.runJobs()
    const { slug } = (await read(id)).publication
    const visitor = testBrowser(test)
    for (const as of [stranger, office]) {
      for (const path of ['', '/edit', '/file'])
        t.equal((await as.get(`/en/deposits/${id}${path}`)).statusCode, 404, path)
      for (const path of ['', '/file'])
        t.equal((await as.json('GET', `${API}/${id}${path}`)).statusCode, 404, path)
      t.equal((await patch(id, { year: 2020 }, as)).statusCode, 404)
      t.equal((await attach(id, simplePdf('Mine'), as)).statusCode, 404)
      for (const path of ['submission', 'proposals/year/acceptance', 'proposals/year/declination'])
        t.equal((await as.json('POST', `${API}/${id}/${path}`, {})).statusCode, 404, path)
      const begun = await as.json('POST', `/api/v1/grants/${grantId}/deposits`, {})
      t.equal(begun.statusCode, 404)
    }
    t.same((await stranger.json('GET', API)).json().items, [])
    t.equal((await visitor.get(`/en/publications/${slug}`)).statusCode, 404)
    t.equal((await visitor.get(`/publications/${slug}/${slug}.pdf`)).statusCode, 404)
    t.equal((await visitor.json('GET', `/api/v1/publications/${id}`)).statusCode, 404)
    t.equal((await visitor.get(`/en/deposits/${id}`)).statusCode, 303)
    t.notMatch((await visitor.get('/en/publications?q=canary')).body, slug)
    const own = await author.get(`/en/deposits/${id}/file`)
    t.match(own.headers, {
      'content-disposition': /^attachment/,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    // The publication of the office's own making is nobody's deposit.
    const made = await office.json('POST', '/api/v1/publications', { title: 'By the office' })
    t.equal((await author.json('GET', `${API}/${made.json().id}`)).statusCode, 404)
  })

  t.test('who may write in the application writes here too; who may read it reads', async (t) => {
    const id = await completed('Shared on the wall')
    const co = await takePart('co_applicant', await person(test, { name: 'Cora Co' }))
    const viewer = await takePart('viewer', await person(test, { name: 'Vera Viewer' }))
    t.equal((await patch(id, { year: 2023 }, co)).statusCode, 200)
    t.match((await co.json('GET', API)).json().items[0], { id: /./ })
    t.equal((await patch(id, { year: 2022 }, viewer)).statusCode, 409)
    t.equal((await viewer.get(`/en/deposits/${id}/edit`)).statusCode, 409)
    const page = readPage((await viewer.get(`/en/deposits/${id}`)).body)
    t.match(page.text, 'You may read it.')
    t.same(
      page.forms.filter(({ action }) => action.includes('deposits')),
      [],
      'and is shown no button',
    )
    const grant = readPage((await viewer.get(`/en/my-grants/${grantId}`)).body)
    t.match(grant.text, 'Shared on the wall')
    t.notOk(grant.forms.some(({ action }) => action.endsWith('/deposits')))
    t.equal((await co.json('POST', `${API}/${id}/submission`, {})).statusCode, 200)
    t.match((await mailsTo(test, applicant.email))[0]?.subject, 'Shared on the wall')
  })

  t.test('the office leaves it alone while its authors have it', async (t) => {
    const id = await completed('Waiting on the wall')
    const page = readPage((await office.get(`/en/office/publications/${id}`)).body)
    t.match(page.text, 'They are still writing it')
    t.notOk(page.forms.some(({ action }) => /\/(approval|file|family)$/.test(action)))
    const { etag } = (await office.json('GET', `/api/v1/publications/${id}`)).headers
    const change = await office.json(
      'PATCH',
      `/api/v1/publications/${id}`,
      { year: 2020 },
      { 'if-match': String(etag) },
    )
    t.equal(change.statusCode, 409)
    t.match(change.json().detail, /with its authors/)
    t.equal((await officeAct(id, 'approval')).statusCode, 409)
    const upload = await office.request({
      method: 'PUT',
      url: `/api/v1/publications/${id}/file`,
      headers: PDF,
      payload: simplePdf('By the office'),
    })
    t.equal(upload.statusCode, 409)
    // Authors who are gone: the office hands it in for them, and then may.
    const form = page.form('Hand it in for its authors')
    t.equal((await office.post(form.action, form.values)).statusCode, 303)
    t.match(await read(id), { state: 'submitted' })
    t.equal((await officeAct(id, 'approval')).statusCode, 200)
  })

  t.test('the office returns it with a reason, within its length', async (t) => {
    const id = await submitted('Returned on the wall')
    t.equal((await officeAct(id, 'return', {})).statusCode, 409)
    t.equal((await officeAct(id, 'return', { reason: ' ' })).statusCode, 409)
    const long = 'x'.repeat(RETURN_REASON_MAX)
    t.equal((await officeAct(id, 'return', { reason: `${long}x` })).statusCode, 422)
    t.equal((await officeAct(id, 'return', { reason: long })).statusCode, 200)
    t.match(await read(id), { state: 'returned', returned_reason: long })
    t.equal((await author.json('POST', `${API}/${id}/submission`, {})).statusCode, 200)
    t.match(await read(id), { state: 'submitted', returned_reason: null })
    t.equal((await officeAct(id, 'approval')).statusCode, 200)
    t.equal((await officeAct(id, 'return', { reason: 'Once more.' })).statusCode, 200)
    t.match(await read(id), { state: 'returned' }, 'also what was approved comes back')
  })

  t.test(
    'what lacks something is not approved, and the office answers proposals too',
    async (t) => {
      const id = await completed('Lacking on the wall')
      await attach(id, await authorsPdf())
      await author.json('POST', `${API}/${id}/submission`, {})
      await test.runJobs()
      const page = readPage((await office.get(`/en/office/publications/${id}`)).body)
      t.match(page.text, 'Minutes on the wall: how wards remember')
      const form = page.form(/^Take it : Title/)
      const taken = await office.post(form.action, form.values)
      t.equal(taken.headers.location, `/en/office/publications/${id}#proposals`)
      t.match((await read(id)).publication.titles, { en: /^Minutes on the wall/ })
      const file = await office.get(page.link('PDF'))
      t.match(file.headers, { 'content-disposition': /^attachment/ })
      const checks = (await office.json('GET', `/api/v1/publications/${id}/checks`)).json()
      t.match(checks, { checks: { blocking: [] }, proposals: [{ field: 'abstract_en' }] })
      const answer = (noun: string, as: Browser = office) =>
        as.json('POST', `/api/v1/publications/${id}/proposals/${noun}`, {})
      t.equal((await answer('doi/declination')).statusCode, 200)
      t.match((await answer('isbn/acceptance')).json(), { isbn: '978-91-86725-05-1' })
      t.equal((await answer('isbn/acceptance')).statusCode, 404)
      t.equal((await answer('year/acceptance', author)).statusCode, 403)
      const waiting = await office.json('GET', '/api/v1/office/publications?status=submitted')
      t.match(waiting.json().items[0], { from_authors: true })
      const { etag } = (await office.json('GET', `/api/v1/publications/${id}`)).headers
      const emptied = await office.json(
        'PATCH',
        `/api/v1/publications/${id}`,
        { abstract: {} },
        { 'if-match': String(etag) },
      )
      t.equal(emptied.statusCode, 200)
      const refused = await officeAct(id, 'approval')
      t.equal(refused.statusCode, 409)
      t.match(refused.json().detail, /no summary/)
      const again = readPage((await office.get(`/en/office/publications/${id}`)).body)
      t.match(again.link('Write the summary'), /\/office\/publications\/.*\/edit#abstract_en$/)
    },
  )

  t.test('officers who take part in it, or have a conflict, do not judge it', async (t) => {
    const id = await submitted('Judged on the wall')
    const partial = await person(test, { roles: ['officer'], name: 'Olof Officer' })
    const asOfficer = await takePart('co_applicant', partial)
    const biased = await person(test, { roles: ['officer'], name: 'Bodil Biased' })
    await db.insert(conflicts).values({
      applicationId,
      personId: biased.id,
      kind: 'other',
      source: 'declared',
      status: 'standing',
    })
    const asBiased = await signedIn(test, biased)
    t.equal((await officeAct(id, 'approval', {}, asOfficer)).statusCode, 404)
    t.equal((await officeAct(id, 'approval', {}, asBiased)).statusCode, 409)
    for (const as of [asOfficer, asBiased]) {
      const page = readPage((await as.get(`/en/office/publications/${id}`)).body)
      t.notOk(
        page.forms.some(({ action }) => action.includes(id)),
        'no button is shown',
      )
    }
    const again = await submitted('Told on the wall')
    t.ok(again)
    await test.runJobs()
    const told = async ({ email }: Person) =>
      (await mailsTo(test, email)).some(({ subject }) => subject.includes('waits for the office'))
    t.same(await Promise.all([officer, partial, biased].map(told)), [true, false, false])
    await db
      .update(roles)
      .set({ takenAt: new Date(), takenReason: 'gone' })
      .where(eq(roles.personId, partial.id))
  })

  t.test('a grant that is not accepted, or was ended early, has none', async (t) => {
    for (const status of ['offered', 'terminated'] as const) {
      await db.update(grants).set({ status }).where(eq(grants.id, grantId))
      const refused = await author.json('POST', `/api/v1/grants/${grantId}/deposits`, {})
      t.equal(refused.statusCode, 409, status)
      const page = readPage((await author.get(`/en/my-grants/${grantId}`)).body)
      t.notOk(page.forms.some(({ action }) => action.endsWith('/deposits')))
    }
    await db.update(grants).set({ status: 'active' }).where(eq(grants.id, grantId))
  })

  t.test('all that was done is in order', async (t) => {
    t.same(await checkInvariants(db), [])
    const rows = await db
      .select({ status: publications.status })
      .from(deposits)
      .innerJoin(publications, eq(publications.id, deposits.publicationId))
    t.ok(rows.length > 8)
  })
})

t.test('a report that was handed in is deposited once, with its file', async (t) => {
  const test = await testApp(t)
  const { grantId, reportId, applicant, officer } = await submittedReport(test, {
    text: 'The wall by the bus stop',
  })
  const author = await signedIn(test, applicant)
  const grant = readPage((await author.get(`/en/my-grants/${grantId}`)).body)
  const form = grant.form('Deposit this report in the library')
  const begun = await author.post(form.action, form.values)
  const path = String(begun.headers.location)
  await test.runJobs()
  const page = readPage((await author.get(path)).body)
  t.equal(page.heading, 'Minutes on the wall')
  t.match(page.text, SUMMARY.slice(0, 60))
  t.match(page.text, 'Read: 1 page')
  t.equal((await author.post(form.action, form.values)).headers.location, path, 'once')
  const after = readPage((await author.get(`/en/my-grants/${grantId}`)).body)
  t.notOk(after.forms.some(({ values }) => values['report'] !== undefined))
  const office = await signedIn(test, officer)
  await office.json('POST', `/api/v1/reports/${reportId}/acceptance`, {})
  const second = await office.json('POST', `/api/v1/reports/${reportId}/publication`, {})
  t.equal(second.statusCode, 409, 'the office makes no second one of it')
  const unknown = { report: '00000000-0000-4000-8000-000000000000' }
  const none = await author.json('POST', `/api/v1/grants/${grantId}/deposits`, unknown)
  t.equal(none.statusCode, 404)
})
