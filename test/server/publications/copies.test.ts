import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import {
  publicationCopies,
  publicationPictures,
  publications,
  usageCounts,
  usageEvents,
} from '../../../db/schema/index.ts'
import { writePdf } from '../../../server/pdf/document.ts'
import { requestMissingCopies } from '../../../server/publications/copies.ts'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { actOnPublication, updatePublication } from '../../../server/publications/operations.ts'
import { requestMissingPictures } from '../../../server/publications/picturing.ts'
import {
  PICTURE_WIDTHS,
  pictureFor,
  picturePath,
} from '../../../server/publications/rules/pictures.ts'
import { getPublication } from '../../../server/publications/store.ts'
import { countUsage } from '../../../server/usage/counting.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testBrowser } from '../../helpers/app.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const DAY_MS = 86_400_000
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

t.test('a width is filled by the narrowest picture that does', (t) => {
  const of = (width: number) => ({ width, height: 1, sha256: 'ab'.repeat(32), size: 1 })
  const pictures = [of(144), of(400)]
  t.equal(pictureFor(pictures, 144)?.width, 144)
  t.equal(pictureFor(pictures, 145)?.width, 400)
  t.equal(pictureFor(pictures, 401)?.width, 400)
  t.equal(pictureFor([], 1), undefined)
  t.equal(picturePath('water', of(144)), '/publications/water/pictures/144-abababababababab.webp')
  t.end()
})

t.test('readers get a copy that says how to cite it, the original is kept', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const db = test.database.writing
  const folder = await mkdtemp(join(tmpdir(), 'radslag-copies-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const original = Buffer.from(
    (
      await writePdf({
        title: 'Word - Document1',
        language: 'sv',
        reference: '',
        createdAt: new Date(0),
        blocks: [
          { kind: 'heading', level: 1, text: 'Kanariefågel' },
          { kind: 'paragraph', text: 'Vem bestämmer om brunnen?' },
        ],
      })
    ).bytes,
  )
  await writeFile(join(folder, 'one.pdf'), original)
  const signed = simplePdf('Signed', { objects: ['<< /Type /Sig /ByteRange [0 1 2 3] >>'] })
  await writeFile(join(folder, 'signed.pdf'), signed)
  await imported(
    test,
    [
      {
        title: { sv: 'Vatten på dagordningen', en: 'Water on the agenda' },
        language: 'sv',
        year: 2026,
        series: 'Research Report',
        number: '7',
        authors: ['Anna Ek', 'Bo Ek'],
        doi: '10.1234/vatten',
        isbn: '978-91-86725-05-1',
        licence: 'cc-by-4.0',
        file: 'one.pdf',
      },
      { title: { en: 'Signed' }, language: 'en', year: 2026, file: 'signed.pdf' },
      { title: { en: 'Only pages' }, language: 'en', year: 2026, pages: ['Text'] },
    ],
    folder,
  )
  const browser = testBrowser(test)
  const context = test.contextOf()
  const place = '/publications/vatten-pa-dagordningen'
  const pdf = `${place}/vatten-pa-dagordningen.pdf`
  const get = (url: string, headers: Record<string, string> = {}) =>
    browser.request({ method: 'GET', url, headers })
  const present = () => getPublication(db, 'vatten-pa-dagordningen')
  const read = async (bytes: Buffer) => {
    const doc = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
    const { items } = await (await doc.getPage(doc.numPages)).getTextContent()
    return { doc, text: items.map((item) => ('str' in item ? item.str : '')).join(' ') }
  }
  const body = async () => (await browser.json('GET', `/api/v1${place}`)).json()

  t.test('the copy begins with the original and ends with how to cite it', async (t) => {
    const copy = await get(pdf)
    t.equal(copy.statusCode, 200)
    const { length } = original
    t.ok(copy.rawPayload.subarray(0, length).equals(original))
    const { doc, text } = await read(copy.rawPayload)
    t.equal(doc.numPages, 2)
    t.match(text, /Vatten på dagordningen/)
    t.match(text, /Så citerar du/)
    t.match(text, /Ek, A\., & Ek, B\. \(2026\)\. Vatten på dagordningen/)
    t.match(text, /10\.1234\/vatten/)
    t.match(text, /978-91-86725-05-1/)
    t.match(text, /CC BY 4\.0/)
    t.match(text, new RegExp(sha256(original)), 'and which file it was made from')
    const { info, metadata } = await doc.getMetadata()
    t.match(info, { Title: 'Vatten på dagordningen', Author: 'Anna Ek, Bo Ek', Language: 'sv' })
    const packet = metadata.getRaw()
    t.match(packet, /<rdf:li xml:lang="en">Water on the agenda</)
    t.match(packet, /<dc:identifier>https:\/\/doi\.org\/10\.1234\/vatten</)
    t.match(packet, /<xmpRights:WebStatement>https:\/\/creativecommons\.org\/licenses\/by\/4\.0\//)
    t.match(packet, /<dc:source>.*\/original\.pdf</)
  })

  t.test('headers, parts and records speak of the same bytes', async (t) => {
    const copy = await get(pdf)
    const digest = sha256(copy.rawPayload)
    t.equal(copy.headers['etag'], `"${digest}"`)
    t.equal(Number(copy.headers['content-length']), copy.rawPayload.length)
    t.match(await body(), {
      file: { size: copy.rawPayload.length, sha256: digest },
      original: { size: original.length, sha256: sha256(original) },
      pages: 1,
    })
    t.equal((await get(pdf, { 'if-none-match': `"${digest}"` })).statusCode, 304)
    const from = original.length - 5
    for (const [range, start, end] of [
      [`bytes=0-9`, 0, 10],
      [`bytes=${from}-${from + 9}`, from, from + 10],
      [`bytes=${original.length}-`, original.length, copy.rawPayload.length],
      ['bytes=-7', copy.rawPayload.length - 7, copy.rawPayload.length],
    ] as const) {
      const part = await get(pdf, { range })
      t.equal(part.statusCode, 206, range)
      t.ok(part.rawPayload.equals(copy.rawPayload.subarray(start, end)), range)
    }
    const head = await browser.request({ method: 'HEAD', url: pdf })
    t.equal(Number(head.headers['content-length']), copy.rawPayload.length)
    const page = await get(`/en${place}`)
    t.match(page.body, new RegExp(`citation_pdf_url" content="[^"]*${pdf}"`))
    t.match(String((await get(place)).headers['link']), new RegExp(`${pdf}>; rel="item"`))
    t.match(
      page.body,
      new RegExp(`"contentSize":"${copy.rawPayload.length} B","sha256":"${digest}"`),
    )
    t.match(page.body, new RegExp(`href="${place}/original.pdf"`))
  })

  t.test('the original is there as it was handed in', async (t) => {
    const sent = await get(`${place}/original.pdf`)
    t.ok(sent.rawPayload.equals(original))
    t.match(sent.headers['content-disposition'], /vatten-pa-dagordningen-original\.pdf/)
    t.match((await get(`${place}/original.pdf?download`)).headers['content-disposition'], /^attach/)
    t.equal((await get('/publications/only-pages/original.pdf')).statusCode, 404)
  })

  t.test('pictures of the first page are small, and for the page and for lists', async (t) => {
    const { pictures } = await present()
    t.same(
      pictures.map(({ width }) => width),
      [PICTURE_WIDTHS.list, PICTURE_WIDTHS.page],
    )
    const page = await get(`/en${place}`)
    t.match(
      page.body,
      /<img class="leaf" src="[^"]+\/400-[0-9a-f]{16}\.webp" width="200" height="283" alt="The first page" loading="lazy"/,
    )
    t.match(
      (await get('/en/publications')).body,
      /<img class="leaf" src="[^"]+\/112-[^"]+" width="56" height="79" alt=""/,
    )
    const [small] = pictures
    if (!small) throw new Error('no picture')
    const sent = await get(picturePath('vatten-pa-dagordningen', small))
    t.equal(sent.statusCode, 200)
    t.equal(sent.headers['content-type'], 'image/webp')
    t.equal(sha256(sent.rawPayload), small.sha256)
    t.match(
      sent.headers['cache-control'],
      /^private.*immutable/,
      'no cache that we cannot call back',
    )
    const etag = String(sent.headers['etag'])
    const again = await get(picturePath('vatten-pa-dagordningen', small), { 'if-none-match': etag })
    t.equal(again.statusCode, 304)
    t.equal((await get(`${place}/pictures/112-0000000000000000.webp`)).statusCode, 404)
    t.notMatch((await get('/en/publications/only-pages')).body, /class="leaf"/)
    t.match(await body(), { picture: { width: 400, height: 566 } })
  })

  t.test('what is asked for again is not made again, what changes is', async (t) => {
    const [before] = await db.select().from(publicationCopies)
    t.equal(await requestMissingCopies(context), 0)
    t.equal(await requestMissingPictures(context), 0)
    const publication = await present()
    await updatePublication(context, publication.id, {
      draft: draftOf({ ...recordOf(publication), licence: 'cc0-1.0' }).draft,
      version: publication.version,
    })
    await test.runJobs()
    const { text, doc } = await read((await get(pdf)).rawPayload)
    t.match(text, /CC0 1\.0/)
    t.match((await doc.getMetadata()).metadata.getRaw(), /<xmpRights:Marked>False</)
    const after = await db.select().from(publicationCopies)
    t.notOk(after.some(({ sha256 }) => sha256 === before?.sha256))
    t.ok((await present()).updatedAt > publication.updatedAt)
    const { updatedAt } = await present()
    await db.delete(publicationCopies)
    await db.delete(publicationPictures)
    t.equal((await get(pdf)).rawPayload.length, original.length, 'as long as there is none')
    t.equal(await requestMissingCopies(context), 2)
    t.equal(await requestMissingPictures(context), 2)
    await test.runJobs()
    t.same(
      (await db.select().from(publicationCopies)).map(({ sha256 }) => sha256).sort(),
      after.map(({ sha256 }) => sha256).sort(),
      'the same publication makes the same bytes',
    )
    t.ok((await present()).updatedAt > updatedAt, 'what is downloaded is another: harvesters know')
  })

  t.test('what is signed is given out as it is, and the office is told', async (t) => {
    const sent = await get('/publications/signed/signed.pdf')
    t.ok(sent.rawPayload.equals(signed))
    t.notMatch((await get('/en/publications/signed')).body, /original\.pdf/)
    const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
    const office = async (slug: string) => {
      const { id } = await getPublication(db, slug)
      return officer.request({ method: 'GET', url: `/en/office/publications/${id}` })
    }
    t.match((await office('signed')).body, /No reading copy was made.*the file is signed/s)
    const well = await office('vatten-pa-dagordningen')
    t.match(well.body, /Readers get a reading copy/)
  })

  t.test('copy, original and pictures count as one reading of one publication', async (t) => {
    const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0' }
    await test.app.usage.flush()
    await db.delete(usageEvents)
    const used = async () => {
      await test.app.usage.flush()
      await countUsage(context)
      return db
        .select({ requests: usageCounts.totalRequests, unique: usageCounts.uniqueRequests })
        .from(usageCounts)
        .where(eq(usageCounts.publicationId, (await present()).id))
    }
    await get(pdf, agent)
    await get(`${place}/original.pdf`, agent)
    for (const one of (await present()).pictures)
      await get(picturePath('vatten-pa-dagordningen', one), agent)
    t.match(await used(), [{ requests: 1, unique: 1 }], 'within half a minute it is a double click')
    test.clock.moveTo(new Date(test.clock.now().getTime() + 60_000))
    await get(`${place}/original.pdf`, agent)
    t.match(await used(), [{ requests: 2, unique: 1 }])
  })

  t.test('under embargo and when withdrawn nothing of it is given out', async (t) => {
    const { pictures, id } = await present()
    const doors = [
      pdf,
      `${place}/original.pdf`,
      ...pictures.map((one) => picturePath('vatten-pa-dagordningen', one)),
    ]
    await db
      .update(publications)
      .set({ embargoUntil: new Date(test.clock.now().getTime() + DAY_MS) })
      .where(eq(publications.id, id))
    for (const door of doors) t.equal((await get(door)).statusCode, 404, door)
    for (const page of [`/en${place}`, '/en/publications'])
      t.notMatch((await get(page)).body, /pa-dagordningen\/pictures/)
    t.match(await body(), { file: null, original: null, picture: null })
    await db.update(publications).set({ embargoUntil: null }).where(eq(publications.id, id))
    t.equal((await get(pdf)).statusCode, 200)
    const { version } = await present()
    await actOnPublication(context, id, { act: 'withdraw', version, reason: 'A figure is wrong.' })
    for (const door of doors) t.ok([404, 410].includes((await get(door)).statusCode), door)
    t.notMatch((await get(`/en${place}`)).body, /class="leaf"|original\.pdf/)
    await test.runJobs()
    t.same(
      await db.select().from(publicationCopies).where(eq(publicationCopies.publicationId, id)),
      [],
      'no copy is kept of it',
    )
    const withdrawn = await present()
    await actOnPublication(context, id, { act: 'reinstate', version: withdrawn.version })
    await test.runJobs()
    t.ok((await get(pdf)).rawPayload.length > original.length)
  })
})
