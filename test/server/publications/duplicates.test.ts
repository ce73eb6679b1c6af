import t from 'tap'
import {
  dismissedDuplicates,
  publicationMarks,
  publicationPrints,
} from '../../../db/schema/index.ts'
import type { Actor } from '../../../server/actor.ts'
import { listHistory } from '../../../server/history/store.ts'
import { draftOf } from '../../../server/publications/draft.ts'
import { markUnmarked } from '../../../server/publications/duplicates.ts'
import { importPublications } from '../../../server/publications/import.ts'
import {
  createPublication,
  likelyDuplicates,
  type Work,
  workOf,
} from '../../../server/publications/operations.ts'
import { findPublication, getPublication } from '../../../server/publications/store.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { textPdf } from '../../helpers/pdfs.ts'

const API = '/api/v1/publications'
const page = (number: number): string =>
  Array.from(
    { length: 60 },
    (_, at) => `leaf${String.fromCharCode(97 + (at % 26))} ${wordOf(number * 60 + at)}`,
  ).join(' ')
const wordOf = (number: number): string =>
  String(number * 7_919 + 104_729).replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)] ?? '')
const PAGES = Array.from({ length: 6 }, (_, at) => page(at))

const NOTHING: Work = { id: null, title: {}, doi: null, isbn: null, language: 'en' }

t.test('publications that may be the same', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const officer = await person(test, { roles: ['officer'], name: 'Olle Officer' })
  const office = await signedIn(test, officer)
  const author = await person(test, { name: 'Anna Author' })
  const take = async (lines: readonly object[]) => {
    const result = await importPublications(
      test.contextOf(),
      lines.map((line) => JSON.stringify(line)),
      { baseDirectory: null },
    )
    t.same(result.problems, [])
  }
  const idOf = async (slug: string) => (await getPublication(db, slug)).id
  const draft = async (record: Parameters<typeof draftOf>[0], actor: Actor = officer) =>
    (await createPublication(test.contextOf(actor), draftOf(record).draft)).id
  const found = async (id: string, actor: Actor = officer) =>
    likelyDuplicates(test.contextOf(actor), workOf(await getPublication(db, id)))
  const kindsOf = async (id: string, actor: Actor = officer) =>
    (await found(id, actor)).map(({ publication, why }) => [
      publication.slug,
      ...why.map(({ kind }) => kind),
    ])

  await take([
    {
      title: { en: 'Water on the municipal agenda', es: 'El agua en la agenda municipal' },
      language: 'en',
      year: 2024,
      doi: '10.1234/Water',
      isbn: '978-91-86725-05-1',
      pages: PAGES,
    },
    { title: 'Annual report 2024', language: 'en', year: 2024 },
  ])
  const water = await idOf('water-on-the-municipal-agenda')

  t.test('by DOI, ISBN, title in any language, however they are written', async (t) => {
    const ask = async (work: Partial<Work>) =>
      (await likelyDuplicates(test.contextOf(officer), { ...NOTHING, ...work })).map(
        ({ publication, why }) => [publication.id, ...why.map(({ kind }) => kind)],
      )
    t.same(await ask({ doi: '10.1234/WATER' }), [[water, 'doi']])
    t.same(await ask({ isbn: '91-86725-05-X' }), [[water, 'isbn']])
    t.same(await ask({ title: { sv: 'EL AGUA, en la agenda municipal!' } }), [[water, 'title']])
    t.same(await ask({ title: { en: 'Water on a municipal agenda' } }), [[water, 'title']])
    t.same(await ask({ title: { en: 'Waste on the regional table' } }), [])
    t.same(await ask({ title: { en: 'Annual report 2025' } }), [], 'another year')
    t.same(await ask({}), [])
    t.same(await ask({ pages: PAGES.toReversed() }), [[water, 'text']])
    t.same(await ask({ pages: PAGES.slice(0, 1) }), [], 'one page of six')
    const [one] = await likelyDuplicates(test.contextOf(officer), {
      ...NOTHING,
      pages: [...PAGES.slice(0, 5), page(90)],
    })
    t.match(one?.why, [{ kind: 'text', alike: 5, pages: 6 }])
    t.match(one, { asksForConfirmation: false, family: { mainId: water, kind: 'edition' } })
  })

  t.test('a report that was exported anew as another file is found by its text', async (t) => {
    const id = await draft({ title: 'Vatten', language: 'sv', year: 2025 })
    const pdf = await textPdf(PAGES)
    const form = readPage((await office.get(`/sv/office/publications/${id}`)).body).form('Bifoga')
    const attached = await office.upload(
      form.action,
      { version: String(form.values['version']) },
      { field: 'file', name: 'a.pdf', type: 'application/pdf', content: pdf },
    )
    t.equal(attached.statusCode, 303)
    await test.runJobs()
    const shown = readPage((await office.get(`/sv/office/publications/${id}`)).body)
    t.match(shown.text, /Finns den redan\?/)
    t.match(shown.text, /6 av 6 sidor har samma text/)
    t.ok(shown.link('Water on the municipal agenda'))

    const twin = await draft({ title: 'Samma fil', language: 'en', year: 2025 })
    const other = readPage((await office.get(`/sv/office/publications/${twin}`)).body).form(
      'Bifoga',
    )
    await office.upload(
      other.action,
      { version: String(other.values['version']) },
      { field: 'file', name: 'b.pdf', type: 'application/pdf', content: pdf },
    )
    t.same(await kindsOf(twin), [['vatten', 'file']], 'at once; the text has not been read yet')
    await test.runJobs()
    t.same(await kindsOf(twin), [
      ['vatten', 'file', 'text'],
      ['water-on-the-municipal-agenda', 'text'],
    ])
  })

  t.test('the same file or DOI is published only when that is confirmed', async (t) => {
    const id = await draft({
      title: 'Not the same at all',
      year: 2025,
      doi: '10.1234/water',
      url: 'https://example.org/x',
    })
    const path = `/en/office/publications/${id}`
    const press = async (fields: Record<string, string> = {}) => {
      const { action, values } = readPage((await office.get(path)).body).form('Publish')
      return office.post(action, { ...values, confirmed: '', ...fields })
    }
    const approve = readPage((await office.get(path)).body).form('Approve')
    await office.post(approve.action, approve.values)
    const refused = await press()
    t.equal(refused.statusCode, 422)
    t.match(readPage(refused.body).errors, [/has the same file or DOI/])
    t.match(refused.body, `value="${water}"`)
    t.equal((await press({ confirmed: id })).statusCode, 422, 'another id confirms nothing')
    const byApi = await office.json('POST', `${API}/${id}/publication`)
    t.match(byApi.json(), {
      status: 409,
      refusal: { reason: 'publication_same_as_other', others: [water] },
    })
    t.equal((await getPublication(db, id)).status, 'approved')
    t.equal((await press({ confirmed: water })).statusCode, 303)
    t.equal((await getPublication(db, id)).status, 'published')
    const last = (await listHistory(db, 'publication', id)).at(-1)
    t.match(last, { type: 'publication.published', data: { confirmed: [water] } })
  })

  t.test('a dismissal wants a reason, which is kept, and can be taken back', async (t) => {
    const id = await draft({ title: 'Water on the municipal agendas', year: 2026 })
    const path = `/en/office/publications/${id}`
    const form = async () => readPage((await office.get(path)).body).form('Do not show it again')
    const { action, values } = await form()
    const empty = await office.post(action, values)
    t.equal(empty.statusCode, 422)
    t.match(readPage(empty.body).errors, [/Say why it is not the same/])
    const said = await office.post(action, { ...values, [`reason_${water}`]: 'A sequel.' })
    t.equal(said.statusCode, 303)
    t.same(await kindsOf(id), [])
    t.notMatch(await kindsOf(water), [['water-on-the-municipal-agendas']], 'nor the other way')
    const after = readPage((await office.get(path)).body)
    t.match(after.text, /“A sequel.” Olle Officer/)
    for (const one of [id, water])
      t.match((await listHistory(db, 'publication', one)).at(-1), {
        type: 'publication.duplicate_dismissed',
        reason: 'A sequel.',
      })
    t.equal((await office.post(action, { ...values, [`reason_${water}`]: 'x' })).statusCode, 404)
    const back = after.form(/Show it again/)
    t.equal((await office.post(back.action, back.values)).statusCode, 303)
    t.same(await kindsOf(id), [['water-on-the-municipal-agenda', 'title']])
    t.equal((await office.post(back.action, back.values)).statusCode, 404)
    t.equal(await db.$count(dismissedDuplicates), 0)
  })

  t.test('a translation joins the family by one button, and is no likeness then', async (t) => {
    const id = await draft({
      title: { sv: 'Vattnet', en: 'Water on the municipal agenda' },
      language: 'sv',
      year: 2026,
    })
    const form = readPage((await office.get(`/en/office/publications/${id}`)).body).form(
      'Add to its family, as a translation',
    )
    t.equal((await office.post(form.action, form.values)).statusCode, 303)
    t.match(await getPublication(db, id), { familyMainId: water, familyKind: 'translation' })
    t.notOk((await kindsOf(id)).some(([slug]) => slug === 'water-on-the-municipal-agenda'))
  })

  t.test('the form tells of it before anything is saved', async (t) => {
    const answer = await office.post('/en/office/publications', {
      act: 'contributor-add',
      language: 'en',
      title_en: 'Water on the municipal agenda',
    })
    t.match(readPage(answer.body).text, /These look like what you are writing about/)
    t.match(readPage(answer.body).text, /the same title/)
    const empty = await office.get('/en/office/publications/new')
    t.notMatch(readPage(empty.body).text, /These look like/)
  })

  t.test('an author sees what is public or their own, the office all', async (t) => {
    const secret = await draft({ title: 'A secret draft about lapwings', year: 2026 })
    const own = await draft({ title: 'A secret draft about lapwings', year: 2026 }, author)
    const work = { ...NOTHING, title: { en: 'A secret draft about lapwings' } }
    const seenBy = async (actor: Actor) =>
      (await likelyDuplicates(test.contextOf(actor), work)).map(({ publication }) => publication.id)
    t.same((await seenBy(officer)).sort(), [secret, own].sort())
    t.same(await seenBy(author), [own])
    t.same(await seenBy({ kind: 'visitor' }), [])
    t.same(await kindsOf(own, author), [])
  })

  t.test('text and file of what is under embargo tell an author nothing', async (t) => {
    const pages = Array.from({ length: 5 }, (_, at) => page(200 + at))
    await take([
      {
        title: 'Held back for now',
        year: 2026,
        doi: '10.1234/held',
        embargo_until: '2199-01-01',
        pages,
      },
    ])
    const ask = async (actor: Actor, work: Partial<Work>) =>
      (await likelyDuplicates(test.contextOf(actor), { ...NOTHING, ...work })).length
    t.equal(await ask(author, { pages }), 0)
    t.equal(await ask(officer, { pages }), 1)
    t.equal(await ask(author, { doi: '10.1234/held' }), 1, 'the record is public')
  })

  t.test('by the API, with its reasons; auditors read', async (t) => {
    const id = await draft({ title: 'Annual report, 2024', year: 2024 })
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    const list = (await auditor.get(`${API}/${id}/duplicates`)).json()
    const other = await idOf('annual-report-2024')
    t.match(list, {
      items: [
        {
          id: other,
          why: [{ kind: 'title', share: 1, pages: null }],
          asks_for_confirmation: false,
          family: { main: other, kind: 'edition' },
        },
      ],
      dismissed: [],
    })
    const act = `${API}/${id}/duplicates/${other}/dismissal`
    t.equal((await office.json('POST', act, { reason: ' ' })).statusCode, 422)
    t.match((await office.json('POST', act, { reason: 'Another.' })).json(), {
      items: [],
      dismissed: [{ id: other, kinds: ['title'], reason: 'Another.' }],
    })
    t.match((await office.json('DELETE', act)).json(), { items: [{ id: other }], dismissed: [] })
    t.equal((await office.json('DELETE', act)).statusCode, 404)
    t.equal((await testBrowser(test).get(`${API}/${id}/duplicates`)).statusCode, 401)
  })

  t.test('publications from before there were marks get them in the night', async (t) => {
    const marks = await db.$count(publicationMarks)
    await db.delete(publicationMarks)
    await db.update(publicationPrints).set({ rulesVersion: 0, prints: [] })
    t.same(await kindsOf(water), [])
    await markUnmarked.run(test.contextOf(), {})
    t.equal(await db.$count(publicationMarks), marks)
    t.match(await kindsOf(water), [['not-the-same-at-all', 'doi']])
    t.ok(await findPublication(db, water))
  })
})
