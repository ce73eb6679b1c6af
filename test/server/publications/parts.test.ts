import t from 'tap'
import { actOnPublication } from '../../../server/publications/operations.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const API = '/api/v1/publications'
const DAY_MS = 86_400_000
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const ZIP = Buffer.from('PK\u0003\u0004 a spreadsheet')

t.test('what hangs on a publication', async (t) => {
  const test = await testLibrary(t)
  const db = test.database.writing
  const visitor = testBrowser(test)
  const office = await signedIn(test, await person(test, { roles: ['officer'] }))
  const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
  await imported(test, [
    { title: 'Wetlands', year: 2026, language: 'en', licence: 'cc-by-4.0', pages: ['Text.'] },
    { title: 'Wetlands in short', year: 2026, language: 'en' },
    { title: 'Våtmarker', year: 2026, language: 'sv' },
  ])
  const idOf = async (slug: string) => (await getPublication(db, slug)).id
  const wetlands = await idOf('wetlands')
  type Given = { name?: string; content?: Buffer; fields?: Record<string, string> }
  const addByPage = async (id: string, { name = 'a.csv', content, fields = {} }: Given) => {
    const page = readPage((await office.get(`/en/office/publications/${id}`)).body)
    const form = page.form('Add the file')
    return office.upload(
      form.action,
      { version: String(form.values['version']), file_kind: 'annex', ...fields },
      {
        field: 'other_file',
        name,
        type: 'application/octet-stream',
        content: content ?? Buffer.from('a;b\n1;2\n'),
      },
    )
  }
  const addByApi = (id: string, { name = 'a.csv', content, fields = {} }: Given) =>
    office.upload(
      `${API}/${id}/files`,
      { kind: 'annex', ...fields },
      {
        field: 'file',
        name,
        type: 'application/octet-stream',
        content: content ?? Buffer.from('a;b\n1;2\n'),
      },
    )

  t.test('a file is added by the office, shown with its facts, and downloaded', async (t) => {
    const added = await addByPage(wetlands, {
      name: 'tables.csv',
      fields: { file_kind: 'dataset', label: 'All the figures', licence: 'cc0-1.0' },
    })
    t.equal(added.statusCode, 303, added.body.slice(0, 300))
    const page = readPage((await visitor.get('/en/publications/wetlands')).body)
    t.match(page.text, /All the figures Data, CSV, 0.1 KB, CC0 1.0/)
    const href = page.link('All the figures')
    const file = await visitor.get(href)
    t.equal(file.statusCode, 200)
    t.equal(file.body, 'a;b\n1;2\n')
    t.match(file.headers, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="wetlands-dataset.csv"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': /default-src 'none'.*; sandbox$/,
      'accept-ranges': 'bytes',
    })
    const part = await visitor.request({
      method: 'GET',
      url: href,
      headers: { range: 'bytes=2-2' },
    })
    t.match([part.statusCode, part.body], [206, 'b'])
    const { other_files } = (await visitor.json('GET', `${API}/wetlands`)).json()
    t.match(other_files, [
      { kind: 'dataset', label: 'All the figures', licence: 'cc0-1.0', size: 8, language: null },
    ])
    await addByPage(wetlands, { fields: { file_kind: 'dataset' } })
    t.equal((await getPublication(db, wetlands)).otherFiles.length, 1, 'twice is once')

    const own = readPage((await office.get(`/en/office/publications/${wetlands}`)).body)
    t.match(own.link('All the figures'), `/office/publications/${wetlands}/files/`)
    const form = own.form(/Take away/)
    t.equal((await office.post(form.action, form.values)).statusCode, 303)
    t.equal((await visitor.get(href)).statusCode, 404)
    t.equal((await office.post(form.action, form.values)).statusCode, 404)
  })

  t.test('a file is what its first bytes say, or is not taken', async (t) => {
    const wrong: [string, Buffer, RegExp][] = [
      ['page.html', Buffer.from('<script>alert(1)</script>'), /Files of this kind are not taken/],
      ['picture.svg', Buffer.from('<svg onload="alert(1)"/>'), /Files of this kind are not taken/],
      ['cover.png', Buffer.from('<html>'), /not what its name says/],
      ['cover.jpg', PNG, /not what its name says/],
      ['slides.pptx', Buffer.from('%PDF-1.7'), /not what its name says/],
      ['words.txt', Buffer.from([0, 1, 2]), /not what its name says/],
    ]
    for (const [name, content, sentence] of wrong) {
      const answer = await addByPage(wetlands, { name, content, fields: { label: 'Kept words' } })
      t.equal(answer.statusCode, 422, name)
      t.match(readPage(answer.body).errors, [sentence])
      t.match(answer.body, 'value="Kept words"', 'nothing typed is lost')
      const byApi = await addByApi(wetlands, { name, content })
      t.match(byApi.json(), { status: 422, errors: [{ pointer: '/file', detail: sentence }] })
    }
    const label = (length: number) => ({ fields: { label: 'x'.repeat(length) } })
    t.equal((await addByPage(wetlands, label(201))).statusCode, 422)
    t.match((await addByApi(wetlands, { fields: { kind: 'main' } })).json(), {
      errors: [{ pointer: '/kind' }],
    })
    const none = await office.upload(
      `${API}/${wetlands}/files`,
      { kind: 'annex' },
      { field: 'file', name: '', type: 'text/csv', content: Buffer.from('') },
    )
    t.equal(none.statusCode, 422)
    t.equal((await getPublication(db, wetlands)).otherFiles.length, 0)
    t.equal((await addByPage(wetlands, label(200))).statusCode, 303)
    t.equal(
      (await addByPage(wetlands, { ...label(199), content: ZIP, name: 'a.xlsx' })).statusCode,
      303,
    )
    for (const { id } of (await getPublication(db, wetlands)).otherFiles)
      t.equal((await office.json('DELETE', `${API}/${wetlands}/files/${id}`)).statusCode, 200)
  })

  t.test('by the API a file is added, listed, fetched and taken away', async (t) => {
    const made = await addByApi('wetlands', {
      name: 'Cover.JPEG',
      content: Buffer.from('ffd8ffe000104a464946', 'hex'),
      fields: { kind: 'cover' },
    })
    t.equal(made.statusCode, 201, made.body)
    t.match(made.json().other_files, [{ kind: 'cover', media_type: 'image/jpeg' }])
    const [{ id = '' } = {}] = (await getPublication(db, wetlands)).otherFiles
    const path = `${API}/wetlands/files/${id}`
    t.match((await visitor.get(path)).headers, {
      'content-type': 'image/jpeg',
      'content-disposition': 'attachment; filename="wetlands-cover.jpg"',
    })
    t.equal((await auditor.json('DELETE', path)).statusCode, 403)
    t.equal((await visitor.json('DELETE', path)).statusCode, 401)
    t.same((await office.json('DELETE', path)).json().other_files, [])
    t.equal((await visitor.get(path)).statusCode, 404)
    t.equal((await office.json('DELETE', path)).statusCode, 404)
  })

  t.test('files of a draft are for the office alone', async (t) => {
    const made = (await office.json('POST', API, { title: 'Not yet', year: 2026 })).json()
    await office.request({
      method: 'PUT',
      url: `${API}/${made.id}/file`,
      headers: { 'content-type': 'application/pdf' },
      payload: simplePdf('Draft words'),
    })
    await addByApi(made.id, { content: Buffer.from('secret;1\n') })
    const [{ id = '' } = {}] = (await getPublication(db, made.id)).otherFiles
    const applicant = await signedIn(test, await person(test))
    for (const file of [id, 'main']) {
      const path = `/en/office/publications/${made.id}/files/${file}`
      const answer = await auditor.get(path)
      t.equal(answer.statusCode, 200)
      t.match(answer.headers, {
        'content-disposition': /^attachment/,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      t.equal((await visitor.get(path)).statusCode, 303)
      t.equal((await applicant.get(path)).statusCode, 403)
    }
    const [listed] = (await auditor.json('GET', `${API}/${made.id}`)).json().other_files
    t.equal((await auditor.get(new URL(listed.url).pathname)).body, 'secret;1\n')
    for (const path of [`${API}/${made.id}/files/${id}`, `/publications/not-yet/files/${id}`])
      for (const browser of [visitor, applicant])
        t.equal((await browser.get(path)).statusCode, 404, path)
    const other = `/en/office/publications/${wetlands}/files/${id}`
    t.equal((await office.get(other)).statusCode, 404, 'nor under another publication')
  })

  t.test('under embargo and after withdrawal they are nowhere', async (t) => {
    const canary = 'Quetzalcanary tables'
    const until = new Date(test.clock.now().getTime() + DAY_MS)
    await imported(test, [
      { title: 'Held back', year: 2027, embargo_until: until.toISOString(), pages: ['x'] },
    ])
    const id = await idOf('held-back')
    t.equal((await addByPage(id, { fields: { label: canary } })).statusCode, 303)
    await test.runJobs()
    const [{ id: file = '', sha256 = '' } = {}] = (await getPublication(db, id)).otherFiles
    const doors = [`/publications/held-back/files/${file}`, `${API}/held-back/files/${file}`]
    const pages = [
      '/en/publications/held-back',
      '/sv/publications/held-back',
      '/en/publications?q=held',
      `${API}/held-back`,
      `${API}?q=held`,
      '/publications.jsonl?q=held',
      '/publications.atom',
      '/publications/held-back/linkset',
      '/publications/held-back/metadata.jsonld',
      '/publications/held-back/datacite.json',
      '/publications/held-back/dublin-core.xml',
      '/oai?verb=ListRecords&metadataPrefix=oai_dc',
      '/oai?verb=ListRecords&metadataPrefix=oai_openaire',
      '/sitemaps/publications-1.xml',
    ]
    const seen = async (): Promise<string[]> => {
      const found: string[] = []
      for (const path of pages) {
        const answer = await visitor.get(path)
        const all = answer.body + JSON.stringify(answer.headers)
        if (all.includes(canary) || all.includes(file) || all.includes(sha256)) found.push(path)
      }
      for (const path of doors) if ((await visitor.get(path)).statusCode === 200) found.push(path)
      return found
    }
    t.same(await seen(), [], 'held back')
    t.equal(
      (await office.get(`${API}/${id}/files/${file}`)).statusCode,
      200,
      'the office checks it',
    )
    test.clock.freezeAt(until)
    const free = await seen()
    for (const path of [...doors, '/en/publications/held-back', '/publications/held-back/linkset'])
      t.ok(free.includes(path), `${path} when it is free`)
    const { version } = await getPublication(db, id)
    const reason = 'Withdrawn for good.'
    await actOnPublication(test.contextOf(), id, { act: 'withdraw', version, reason })
    await test.runJobs()
    t.same(await seen(), [], 'withdrawn')
    t.equal((await visitor.get(`${API}/held-back/files/${file}`)).statusCode, 410)
    t.equal((await addByApi(id, {})).statusCode, 409, 'nor is one added')
  })

  t.test('families by the API, guarded by the version', async (t) => {
    const path = `${API}/wetlands-in-short/family`
    const body = { main: 'wetlands', kind: 'brief' }
    t.equal((await office.json('PUT', path, body)).statusCode, 428)
    t.equal((await office.json('PUT', path, body, { 'if-match': '"9"' })).statusCode, 412)
    const joined = await office.json('PUT', path, body, { 'if-match': '"1"' })
    t.equal(joined.headers['etag'], '"2"')
    t.match(joined.json().relations, [{ relation: 'based_on', slug: 'wetlands' }])
    const now = { 'if-match': '"2"' }
    const refused: [object, number][] = [
      [{ main: 'wetlands-in-short', kind: 'brief' }, 409],
      [{ main: 'no-such', kind: 'brief' }, 404],
      [{ main: 'wetlands', kind: 'cousin' }, 422],
      [{ main: 'wetlands' }, 422],
    ]
    for (const [wrong, status] of refused)
      t.equal((await office.json('PUT', path, wrong, now)).statusCode, status)
    const chain = await office.json(
      'PUT',
      `${API}/vatmarker/family`,
      { main: 'wetlands-in-short', kind: 'translation' },
      { 'if-match': '"1"' },
    )
    t.match(chain.json(), { status: 409, refusal: { reason: 'family_main_has_main' } })
    t.equal((await office.json('DELETE', path)).statusCode, 428)
    t.same((await office.json('DELETE', path, undefined, now)).json().relations, [])
  })

  t.test('addresses by the API: old ones lead on, and it can move', async (t) => {
    const path = `${API}/vatmarker/addresses`
    const added = await office.json('POST', path, {
      old_address: 'https://old.example.org/sv/projekt/KC:-Våtmarker.',
    })
    t.same(added.json(), { slug: 'vatmarker', old_addresses: ['/publications/kc-våtmarker'] })
    t.match((await visitor.get('/projekt/kc-våtmarker')).headers, {
      location: /\/publications\/vatmarker$/,
    })
    const taken = await office.json('POST', `${API}/wetlands/addresses`, {
      old_address: '/publikationer/kc-våtmarker',
    })
    t.match(taken.json(), { status: 409, refusal: { reason: 'old_address_taken' } })
    t.equal((await office.json('POST', path, { old_address: '//' })).statusCode, 422)
    t.equal((await visitor.get(path)).statusCode, 401)
    t.equal((await auditor.get(path)).statusCode, 200)

    const move = `${API}/vatmarker/address`
    t.equal((await office.json('PUT', move, { slug: 'Nya våtmarker' })).statusCode, 428)
    const moved = await office.json('PUT', move, { slug: 'Nya våtmarker' }, { 'if-match': '"1"' })
    t.equal(moved.json().slug, 'nya-vatmarker')
    const list = `${API}/nya-vatmarker/addresses`
    t.same((await auditor.get(list)).json().old_addresses, [
      '/publications/kc-våtmarker',
      '/publications/vatmarker',
    ])
    const one = `${list}?path=${encodeURIComponent('/publications/kc-våtmarker')}`
    t.same((await office.json('DELETE', one)).json().old_addresses, ['/publications/vatmarker'])
    t.equal((await office.json('DELETE', one)).statusCode, 404)
    t.equal((await office.json('DELETE', list)).statusCode, 422)
    t.equal((await visitor.get('/projekt/kc-våtmarker')).statusCode, 404)
  })

  t.test('ISBNs by the API: the pool, and one for a publication', async (t) => {
    const pool = '/api/v1/isbns'
    const take = (slug: string, version: number) =>
      office.json('POST', `${API}/${slug}/isbn`, undefined, { 'if-match': `"${version}"` })
    t.match((await take('nya-vatmarker', 2)).json(), { refusal: { reason: 'isbn_none_left' } })
    const added = await office.json('POST', pool, {
      range: { prefix: '978-91-86725', from: 5, to: 5 },
      single: ['978-91-86725-06-8', '978-91-86725-06-9'],
    })
    t.same(added.json(), { added: 2, known: 0, wrong: ['978-91-86725-06-9'] })
    t.equal((await office.json('POST', pool, {})).statusCode, 422)
    const backwards = { range: { prefix: '978-91-86725', from: 6, to: 5 } }
    t.match((await office.json('POST', pool, backwards)).json(), {
      errors: [{ pointer: '/range' }],
    })
    t.equal((await office.json('POST', `${API}/nya-vatmarker/isbn`)).statusCode, 428)
    t.equal((await take('nya-vatmarker', 1)).statusCode, 412)
    t.equal((await take('nya-vatmarker', 2)).json().isbn, '978-91-86725-05-1')
    t.match((await take('nya-vatmarker', 3)).json(), { refusal: { reason: 'isbn_kept' } })
    const id = await idOf('nya-vatmarker')
    t.match((await auditor.get(pool)).json(), {
      total: 2,
      items: [
        { isbn: '9789186725068', publication: null, assigned_at: null },
        { written: '978-91-86725-05-1', publication: id },
      ],
    })
    t.equal((await visitor.get(pool)).statusCode, 401)
  })
})
