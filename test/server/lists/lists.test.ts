import { sql } from 'drizzle-orm'
import t from 'tap'
import { listItems, lists } from '../../../db/schema/index.ts'
import { keepHouse } from '../../../server/housekeeping.ts'
import { addToList } from '../../../server/lists/operations.ts'
import {
  LIST_ITEMS_MAX,
  LIST_NAME_MAX,
  LIST_NOTE_MAX,
  LISTS_PER_BROWSER_MAX,
} from '../../../server/lists/rules.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { walker } from '../../helpers/walker.ts'
import { imported, testLibrary } from '../publications/library.ts'

const HOSTILE = '<b>Inför</b> "mötet"'

t.test('reading lists', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const db = test.database.writing
  await imported(
    test,
    ['Alpha', 'Beta', 'Gamma'].map((title) => ({ title, language: 'en', year: 2024 })),
  )
  const idOf = async (title: string) => {
    const [row] = await db.execute<{ id: string }>(
      sql`select id from publications where title ->> 'en' = ${title}`,
    )
    return row?.id ?? ''
  }
  const begun = async (name = 'My list') => {
    const walk = walker(test)
    await walk.visit('/en/lists')
    await walk.press('Begin a list', { name, note: '' })
    return walk
  }
  const idIn = (path: string) => /[0-9a-f-]{36}/.exec(path)?.[0] ?? ''

  t.test('by program: begun, read by anyone, changed and deleted by its key', async (t) => {
    const owner = testBrowser(test)
    const [alpha, beta, gamma] = await Promise.all(['Alpha', 'Beta', 'Gamma'].map(idOf))
    const made = await owner.json('POST', '/api/v1/lists', {
      name: ' For the council ',
      publications: [gamma, alpha, gamma],
    })
    t.equal(made.statusCode, 201)
    const { key, key_url, ...list } = made.json()
    t.match(list, {
      name: 'For the council',
      note: '',
      url: `http://127.0.0.1:3000/lists/${list.id}`,
    })
    t.equal(made.headers.location, `/api/v1/lists/${list.id}`)
    t.equal(owner.cookies.get('lists'), undefined, 'no cookie')
    const byKey = `/api/v1/lists/keys/${key}`
    const reader = testBrowser(test)
    const titles = async () =>
      (await reader.json('GET', `/api/v1/lists/${list.id}`))
        .json()
        .publications.map(({ title }: { title: string }) => title)
    t.same(await titles(), ['Gamma', 'Alpha'])
    t.notMatch((await reader.json('GET', `/api/v1/lists/${list.id}`)).body, key)

    t.equal((await owner.json('POST', `${byKey}/items`, { publication: beta })).statusCode, 200)
    t.same(await titles(), ['Gamma', 'Alpha', 'Beta'])
    await owner.json('PATCH', byKey, { publications: [beta, gamma], note: 'Read.' })
    t.same(await titles(), ['Beta', 'Gamma'])
    t.match((await owner.json('PATCH', byKey, {})).json(), {
      name: 'For the council',
      note: 'Read.',
    })
    await owner.json('DELETE', `${byKey}/items/${beta}`)
    t.same(await titles(), ['Gamma'])
    t.equal((await owner.json('POST', `${byKey}/renewal`)).statusCode, 200)

    await db.execute(
      sql`update publications set status = 'withdrawn', withdrawn_at = now() where id = ${gamma}`,
    )
    t.match((await owner.json('GET', byKey)).json().publications, [
      { title: 'Gamma', is_withdrawn: true },
    ])
    t.equal((await owner.json('PATCH', byKey, { publications: [gamma, alpha] })).statusCode, 200)
    const gone = await owner.json('POST', '/api/v1/lists', { name: 'New', publications: [gamma] })
    t.match(gone.json().type, 'list-publication-gone')
    await db.execute(
      sql`update publications set status = 'published', withdrawn_at = null where id = ${gamma}`,
    )

    const most = { name: 'x'.repeat(LIST_NAME_MAX), note: 'y'.repeat(LIST_NOTE_MAX) }
    t.equal((await owner.json('PATCH', byKey, most)).statusCode, 200)
    for (const [body, pointer] of [
      [{ name: `${most.name}x` }, '/name'],
      [{ note: `${most.note}y` }, '/note'],
      [{ name: ' ' }, '/name'],
      [{ publications: Array(LIST_ITEMS_MAX + 1).fill(alpha) }, '/publications'],
      [{ publications: ['none'] }, '/publications/0'],
    ] as const) {
      const answer = await owner.json('PATCH', byKey, body)
      t.equal(answer.statusCode, 422, pointer)
      t.match(answer.json().errors, [{ pointer }])
    }
    const strange = `/api/v1/lists/keys/${'k'.repeat(43)}`
    t.equal((await reader.json('PATCH', strange, { name: 'Mine' })).statusCode, 404)
    t.equal((await reader.json('DELETE', strange)).statusCode, 404)
    t.equal((await reader.get(new URL(key_url).pathname)).statusCode, 200, 'the key opens the page')
    t.equal((await owner.json('DELETE', byKey)).statusCode, 204)
    t.equal((await reader.json('GET', `/api/v1/lists/${list.id}`)).statusCode, 404)
  })

  t.test('from a result to a shared list, without a script or an account', async (t) => {
    const walk = walker(test)
    await walk.visit('/en/publications?q=alpha')
    t.equal(walk.browser.cookies.size, 0, 'reading results sets no cookie')
    await walk.follow(/^Add to a list/)
    await walk.press('Add', { name: HOSTILE })
    t.equal(walk.page().heading, HOSTILE)
    for (const title of ['Beta', 'Gamma', 'Beta']) {
      await walk.visit(`/en/publications/${title.toLowerCase()}`)
      await walk.follow(/^Add to a list/)
      await walk.press('Add')
    }
    const titles = () =>
      walk
        .page()
        .links.map(({ text }) => text)
        .filter((text) => ['Alpha', 'Beta', 'Gamma'].includes(text))
    t.same(titles(), ['Alpha', 'Beta', 'Gamma'], 'each once, in the order of adding')
    t.match(walk.page().text, 'This one stays until')

    await walk.press(/^Move up : Gamma/)
    t.same(titles(), ['Alpha', 'Gamma', 'Beta'])
    await walk.press(/^Take off : Alpha/)
    t.same(titles(), ['Gamma', 'Beta'])
    await walk.follow('Change name and note')
    await walk.press('Save', { name: 'For May', note: 'Read\nthese' })
    t.match(walk.page().text, 'Read these')
    const path = walk.path().split('?')[0] ?? ''
    t.match((await db.select().from(lists))[0], { name: 'For May', note: 'Read\nthese' })

    const other = walker(test)
    await other.visit(path)
    t.equal(other.page().heading, 'For May')
    t.notMatch(other.page().text, /Move up|Delete the list|keys/, 'a reader changes nothing')
    t.match((await other.browser.get(path)).body, 'noindex')
    for (const label of ['RIS', 'BibTeX', 'CSV table', 'JSON lines']) {
      const { body } = await other.download(label)
      t.match(body, /Gamma[\s\S]*Beta/, `${label}, in the order of the list`)
      t.notMatch(body, 'Alpha')
    }
    await other.press('Copy the list')
    t.match(other.page().text, 'This copy is yours')
    t.not(idIn(other.path()), idIn(path))
    await other.press(/^Take off : Gamma/)
    await walk.visit(path)
    t.same(titles(), ['Gamma', 'Beta'], 'a copy is a list of its own')
  })

  t.test('the edit link opens the list elsewhere, once the button is pressed', async (t) => {
    const walk = await begun()
    const path = walk.path().split('?')[0] ?? ''
    const link = /http:\/\/127\.0\.0\.1:3000(\/lists\/keys\/[\w-]{43})/.exec(
      (await walk.browser.get(path)).body,
    )?.[1]
    const hashes = (await db.select().from(lists)).map(({ keyHash }) => keyHash)
    t.notOk(hashes.includes(String(link).slice(-43)), 'the key itself is kept nowhere')
    const other = walker(test)
    await other.visit(`/en${link}`)
    t.equal(other.browser.cookies.has('lists'), false, 'opening decides nothing')
    await other.press('Yes, open it here')
    await other.follow('Delete the list')
    await other.press('Delete it')
    t.equal((await walk.browser.get(path)).statusCode, 404)
    t.equal((await walk.browser.get(`/en${link}`)).statusCode, 404)
  })

  t.test('without the key nothing can be changed, and nothing is told', async (t) => {
    const walk = await begun('Guarded')
    const id = idIn(walk.path())
    const stranger = testBrowser(test)
    stranger.cookies.set('lists', `${'x'.repeat(43)}.rubbish`)
    const alpha = await idOf('Alpha')
    for (const [path, fields] of [
      [`/en/lists/${id}/details`, { name: 'Mine now' }],
      [`/en/lists/${id}/order`, { step: `remove:${alpha}` }],
      [`/en/lists/${id}/renewal`, {}],
      [`/en/lists/${id}/deletion`, {}],
      ['/en/lists/items', { publication: alpha, list: id }],
    ] as [string, Record<string, string>][])
      t.equal((await stranger.post(path, fields)).statusCode, 404, path)
    for (const act of ['details', 'deletion'])
      t.equal((await stranger.get(`/en/lists/${id}/${act}`)).statusCode, 404)
    t.equal((await stranger.get(`/en/lists/${crypto.randomUUID()}`)).statusCode, 404)
    const forged = await stranger.post(`/en/lists/${id}/deletion`, { _csrf: 'forged' })
    t.equal(forged.statusCode, 403)
    t.equal((await walk.browser.get(`/en/lists/${id}`)).statusCode, 200)
  })

  t.test('what is withdrawn keeps its place as a tombstone, and is in no file', async (t) => {
    const walk = await begun('Stones')
    const id = idIn(walk.path())
    for (const title of ['Alpha', 'Beta'])
      await walk.browser.post('/en/lists/items', { publication: await idOf(title), list: id })
    await db.execute(
      sql`update publications set status = 'withdrawn', withdrawn_at = now() where title ->> 'en' = 'Alpha'`,
    )
    const page = readPage((await walk.browser.get(`/en/lists/${id}`)).body)
    t.match(page.text, /Alpha Withdrawn/)
    const { body } = await walk.browser.get(`/lists/${id}/export.ris`)
    t.notMatch(body, 'Alpha')
    t.match(body, 'Beta')
    const adding = await walk.browser.post('/en/lists/items', {
      publication: await idOf('Alpha'),
      list: id,
    })
    t.equal(adding.statusCode, 404)
    await db.execute(
      sql`update publications set status = 'published', withdrawn_at = null where title ->> 'en' = 'Alpha'`,
    )
  })

  t.test('limits: the name, the note, publications on a list, lists in a browser', async (t) => {
    const browser = testBrowser(test)
    for (const [name, note, status] of [
      ['', '', 422],
      ['x'.repeat(LIST_NAME_MAX), 'y'.repeat(LIST_NOTE_MAX), 303],
      ['x'.repeat(LIST_NAME_MAX + 1), '', 422],
      ['x', 'y'.repeat(LIST_NOTE_MAX + 1), 422],
    ] as const) {
      const answer = await browser.post('/sv/lists', { name, note })
      t.equal(answer.statusCode, status, `${name.length} ${note.length}`)
      if (status === 422)
        t.match(readPage(answer.body).form('Börja på en lista').values, { name, note })
    }
    for (let made = 1; made < LISTS_PER_BROWSER_MAX; made += 1)
      t.equal((await browser.post('/en/lists', { name: `List ${made}`, note: '' })).statusCode, 303)
    const over = await browser.post('/en/lists', { name: 'One more', note: '' })
    t.equal(over.statusCode, 409)
    t.match(readPage(over.body).text, 'This browser keeps 10 lists')

    const walk = await begun('Full')
    const id = idIn(walk.path())
    const keys = (walk.browser.cookies.get('lists') ?? '').split('.')
    await db.execute(sql`with made as (insert into publications (slug, status, type, language, title, published_at)
        select 'fill-' || n, 'published', 'report', 'en', jsonb_build_object('en', 'Fill ' || n), now()
        from generate_series(1, ${LIST_ITEMS_MAX - 1}) n returning id)
      insert into list_items (list_id, publication_id, position)
      select ${id}::uuid, id, row_number() over () from made`)
    const context = test.contextOf()
    await addToList(context, id, await idOf('Beta'), keys)
    t.equal(await db.$count(listItems, sql`list_id = ${id}`), LIST_ITEMS_MAX)
    await t.rejects(addToList(context, id, await idOf('Gamma'), keys), { code: 'list_full' })
    await addToList(context, id, await idOf('Beta'), keys)
    t.equal(await db.$count(listItems, sql`list_id = ${id}`), LIST_ITEMS_MAX)
  })

  t.test('two additions at once are both kept', async (t) => {
    const walk = await begun('Two tabs')
    const id = idIn(walk.path())
    const keys = (walk.browser.cookies.get('lists') ?? '').split('.')
    const context = test.contextOf()
    const ids = await Promise.all(['Alpha', 'Beta', 'Gamma'].map(idOf))
    await Promise.all(ids.map((one) => addToList(context, id, one, keys)))
    t.equal(await db.$count(listItems, sql`list_id = ${id}`), 3)
  })

  t.test('a list that nobody changes for a year is forgotten; a renewed one is not', async (t) => {
    await db.execute(sql`delete from lists`)
    const renewed = await begun('Renewed')
    const forgotten = await begun('Forgotten')
    await db.execute(sql`update lists set used_at = used_at - interval '364 days'`)
    await renewed.press('Keep it another year')
    t.match(renewed.page().text, 'kept for another year')
    await keepHouse(test.contextOf())
    t.equal(await db.$count(lists), 2, 'a day is left')
    await db.execute(sql`update lists set used_at = used_at - interval '2 days'`)
    await keepHouse(test.contextOf())
    t.same(
      (await db.select().from(lists)).map(({ name }) => name),
      ['Renewed'],
    )
    t.equal((await forgotten.browser.get(forgotten.path())).statusCode, 404)
  })
})
