import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { contributors, history, publications } from '../../../db/schema/index.ts'
import {
  actOnPublication,
  importPublications,
  searchPublications,
} from '../../../server/publications/operations.ts'
import { getPublication, listPages } from '../../../server/publications/store.ts'
import { pagesPdf, simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

t.test('importing publications', async (t) => {
  const test = await testLibrary(t)
  const db = test.database.writing
  const folder = await mkdtemp(join(tmpdir(), 'radslag-import-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const byExternalId = async (externalId: string) => {
    const [row] = await db
      .select({ id: publications.id })
      .from(publications)
      .where(eq(publications.externalId, externalId))
    return getPublication(db, row?.id ?? '')
  }
  const pagesOf = async (externalId: string) =>
    (await listPages(db, [(await byExternalId(externalId)).id])).map(({ text }) => text)
  const totalOn = async (words: string) =>
    (
      await searchPublications(test.contextOf(), {
        words,
        chosen: {},
        sort: 'relevance',
        page: 1,
        perPage: 5,
      })
    ).total

  t.test('bad lines are named and the others go in', async (t) => {
    const lines = [
      JSON.stringify({ title: 'First good', year: 2020, external_id: 'a1' }),
      '{ not json',
      '',
      JSON.stringify({ year: 2020 }),
      JSON.stringify({ title: 'Where', year: 2020, countries: ['Atlantis'] }),
      JSON.stringify({ title: 'What', year: 2020, colour: 'red' }),
      JSON.stringify({ title: 'Second good', year: 2020 }),
      JSON.stringify([1]),
    ]
    const result = await importPublications(test.contextOf(), lines, { baseDirectory: folder })
    t.equal(result.added, 2)
    t.same(
      result.problems.map(({ line }) => line),
      [2, 4, 5, 6, 8],
    )
    t.match(result.problems[2]?.reason, 'Atlantis')
    t.match(result.problems[3]?.reason, 'colour')
  })

  t.test('publications are published at once and can be found', async (t) => {
    await imported(test, [
      { title: 'Wetlands of the delta', year: 2020, external_id: 'w', authors: ['A. Ek', 'B. Ek'] },
    ])
    const publication = await byExternalId('w')
    t.match(publication, { status: 'published', slug: 'wetlands-of-the-delta', year: 2020 })
    t.same(
      publication.authors.map(({ name }) => name),
      ['A. Ek', 'B. Ek'],
    )
    t.equal(await totalOn('wetlands'), 1)
    const events = await db.select().from(history).where(eq(history.entityId, publication.id))
    t.match(events, [{ type: 'publication.imported', toStatus: 'published', actedAs: 'system' }])
  })

  t.test('what nobody knows the year of has none', async (t) => {
    await imported(test, [{ title: 'Undated', external_id: 'undated' }])
    t.equal((await byExternalId('undated')).year, null)
    t.equal(await totalOn('undated'), 1)
  })

  t.test('the same id updates and never doubles; nothing of the old text stays', async (t) => {
    const line = { title: 'Old', year: 2020, external_id: 'u', authors: ['A', 'B'] }
    await imported(test, [{ ...line, pages: ['kiwifruit', 'persimmon', 'rambutan'] }])
    t.equal(await totalOn('rambutan'), 1)
    const { id, slug } = await byExternalId('u')
    const again = await imported(test, [
      { ...line, title: 'New', authors: ['C'], pages: ['kiwifruit', 'mangosteen'] },
    ])
    t.match(again, { added: 0, updated: 1, problems: [] })
    const now = await byExternalId('u')
    t.match(now, { id, slug, title: { en: 'New' }, pageCount: 2 }, 'its address stays')
    t.equal(await db.$count(contributors, eq(contributors.publicationId, id)), 1)
    t.same(await pagesOf('u'), ['kiwifruit', 'mangosteen'])
    t.equal(await totalOn('rambutan'), 0)
    t.equal(await totalOn('mangosteen'), 1)
    t.match(
      await imported(test, [{ ...line, title: 'New', authors: ['C'] }]),
      { updated: 1 },
      'a line without pages takes away those of an older line',
    )
    t.same(await pagesOf('u'), [])
    t.equal(await totalOn('mangosteen'), 0)
    t.match(await imported(test, [{ ...line, title: 'New', authors: ['C'] }]), { unchanged: 1 })
  })

  t.test('one id twice in a list: the later line holds', async (t) => {
    const result = await imported(test, [
      { title: 'One', year: 2020, external_id: 'twice' },
      { title: 'Two', year: 2020, external_id: 'twice' },
    ])
    t.match(result, { added: 1, updated: 1 })
    t.match((await byExternalId('twice')).title, { en: 'Two' })
  })

  t.test('titles that are alike get addresses of their own', async (t) => {
    await imported(test, [
      { title: 'Alike', year: 2020, external_id: 'l1' },
      { title: 'Alike', year: 2020, external_id: 'l2' },
    ])
    await imported(test, [{ title: 'Alike', year: 2020, external_id: 'l3' }])
    const slugs = await Promise.all(
      ['l1', 'l2', 'l3'].map(async (id) => (await byExternalId(id)).slug),
    )
    t.same(slugs, ['alike', 'alike-2', 'alike-3'])
  })

  t.test('a number that is taken stops its own line only', async (t) => {
    const line = { year: 2020, series: 'Toolbox', number: '7', language: 'en' }
    const result = await imported(test, [
      { ...line, title: 'Seven' },
      { title: 'Beside', year: 2020, external_id: 'beside' },
      { ...line, title: 'Seven again' },
    ])
    t.equal(result.added, 2)
    t.match(result.problems, [{ line: 3, reason: /already used/ }])
    t.ok(await byExternalId('beside'))
  })

  t.test('files beside the list are taken in and read, others are not', async (t) => {
    await writeFile(join(folder, 'one.pdf'), simplePdf('Bumblebees in town'))
    await writeFile(join(folder, 'page.html'), '<html>')
    await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7 and nothing more')
    const result = await imported(
      test,
      [
        { title: 'With a file', year: 2020, external_id: 'f', file: 'one.pdf' },
        { title: 'Outside', year: 2020, file: '../../etc/passwd' },
        { title: 'Missing', year: 2020, file: 'none.pdf' },
        { title: 'No PDF', year: 2020, file: 'page.html' },
        { title: 'Broken', year: 2020, external_id: 'broken', file: 'broken.pdf' },
      ],
      folder,
    )
    t.same(
      result.problems.map(({ line }) => line),
      [2, 3, 4],
    )
    const publication = await byExternalId('f')
    t.match(publication, { pageCount: 1, file: { state: 'clean', pages: 1 } })
    t.match(await pagesOf('f'), [/Bumblebees in town/])
    t.equal(await totalOn('bumblebees'), 1)
    t.match(await byExternalId('broken'), { status: 'published', file: { state: 'attention' } })
    await writeFile(join(folder, 'two.pdf'), pagesPdf(3))
    await imported(
      test,
      [{ title: 'With a file', year: 2020, external_id: 'f', file: 'two.pdf' }],
      folder,
    )
    t.match(await byExternalId('f'), { pageCount: 3 })
    t.equal(await totalOn('bumblebees'), 0)
    t.match(await imported(test, [{ title: 'With a file', year: 2020, external_id: 'f' }]), {
      unchanged: 1,
    })
  })

  t.test('what was withdrawn here is not brought back by a list', async (t) => {
    const line = { title: 'Gone', year: 2020, external_id: 'gone' }
    await imported(test, [line])
    const { id, version } = await byExternalId('gone')
    await actOnPublication(test.contextOf(), id, { act: 'withdraw', version, reason: 'Retracted.' })
    const result = await imported(test, [{ ...line, title: 'Back' }])
    t.match(result.problems, [{ line: 1, reason: /withdrawn/ }])
    t.match(await byExternalId('gone'), { status: 'withdrawn', title: { en: 'Gone' } })
  })
})
