import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import t from 'tap'
import {
  publicationPageBlocks,
  publicationReadings,
  publications,
} from '../../../db/schema/index.ts'
import { type Block, writePdf } from '../../../server/pdf/document.ts'
import { reflowUnread } from '../../../server/publications/reflowing.ts'
import { plainBlocks } from '../../../server/publications/rules/text-blocks.ts'
import {
  LANGUAGE_WORDS_MIN,
  languageOfText,
} from '../../../server/publications/rules/text-language.ts'
import {
  headingsOf,
  PART_CHARACTERS_MAX,
  PART_PAGES_MAX,
  partsOf,
  partWith,
} from '../../../server/publications/rules/text-parts.ts'
import { testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'
import { imported, testLibrary } from './library.ts'

const pages = (count: number, characters = 2_000) =>
  Array.from({ length: count }, (_, at) => ({ number: at + 1, characters }))

t.test('a part is as long as one sitting’s reading', async (t) => {
  t.same(partsOf([], []), [])
  t.same(partsOf(pages(PART_PAGES_MAX), []), [{ from: 1, to: PART_PAGES_MAX }])
  t.same(partsOf(pages(PART_PAGES_MAX + 1), []).length, 2)
  t.same(partsOf(pages(2, PART_CHARACTERS_MAX / 2), []).length, 1)
  t.same(partsOf(pages(2, PART_CHARACTERS_MAX / 2 + 1), []).length, 2)
  t.same(partsOf(pages(1, PART_CHARACTERS_MAX * 2), []).length, 1, 'a page is never cut')
  const chapter = (page: number, at = 0) => ({ page, at, level: 2 as const })
  t.same(partsOf(pages(8), [chapter(1), chapter(5)]), [
    { from: 1, to: 4 },
    { from: 5, to: 8 },
  ])
  t.same(partsOf(pages(8), [chapter(4)]).length, 1, 'a chapter soon after the beginning')
  t.same(partsOf(pages(8), [chapter(5, 3)]).length, 1, 'a chapter amid a page')
  const gap = [{ number: 2, characters: 1 }, ...pages(14).slice(12)]
  t.same(partsOf(gap, []), [{ from: 2, to: 14 }])
  t.same(partWith(partsOf(gap, []), 1), { from: 2, to: 14 })
  t.equal(partWith([], 1), undefined)
  t.same(
    headingsOf(3, [
      { kind: 'paragraph', text: 'a' },
      { kind: 'heading', level: 3, text: 'b' },
    ]),
    [{ page: 3, at: 1, level: 3, text: 'b' }],
  )
  t.same(plainBlocks(' one\ntwo\n\n \n three '), [
    { kind: 'paragraph', text: 'one\ntwo' },
    { kind: 'paragraph', text: 'three' },
  ])
})

t.test('a page in another language than its publication is known by its small words', async (t) => {
  const swedish =
    'Det som avgör är inte hur många som kommer till mötet utan vad som händer efter att de har gått hem, och om någon från kommunen har svarat på det som de sade till den som frågade.'
  t.equal(languageOfText(swedish, 'en'), 'sv')
  t.equal(languageOfText(swedish, 'sv'), 'sv')
  t.equal(
    languageOfText(
      'The council of the town and the people in it were not asked for what they want. '.repeat(3),
      'sv',
    ),
    'en',
  )
  t.equal(
    languageOfText(
      'Рішення ради про бюджет і те, що в ньому є для громади, не було на сайті до того, як його прийняли. '.repeat(
        3,
      ),
      'en',
    ),
    'uk',
  )
  t.equal(
    languageOfText(
      swedish
        .split(' ')
        .slice(0, LANGUAGE_WORDS_MIN - 1)
        .join(' '),
      'en',
    ),
    'en',
  )
  t.equal(languageOfText('Kisumu Nakuru Kampala Mostar Cali '.repeat(20), 'es'), 'es')
})

t.test('the text of a publication, read here', async (t) => {
  const test = await testLibrary(t, { withSearch: false })
  const db = test.database.writing
  const folder = await mkdtemp(join(tmpdir(), 'radslag-text-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const sentence = 'The council met and decided what the town had asked for in the spring. '
  const blocks: Block[] = ['Summary', 'Method', 'What was found'].flatMap((title, at) => [
    ...(at > 0 ? [{ kind: 'pageBreak' } as const] : []),
    { kind: 'heading', level: 1, text: title } as const,
    ...Array.from({ length: 4 }, () => ({ kind: 'paragraph', text: sentence.repeat(9) }) as const),
    { kind: 'list', items: ['<script>alert(1)</script>', 'Two'] } as const,
    ...Array.from({ length: 12 }, () => ({ kind: 'paragraph', text: sentence.repeat(9) }) as const),
  ])
  const { bytes, pages: pageCount } = await writePdf({
    title: 'Rivers',
    language: 'en',
    reference: 'R-1',
    createdAt: new Date(0),
    blocks,
  })
  await writeFile(join(folder, 'one.pdf'), bytes)
  await imported(
    test,
    [
      { title: { en: 'Rivers and councils' }, language: 'en', year: 2024, file: 'one.pdf' },
      {
        title: { es: 'Lo que deciden' },
        language: 'es',
        pages: ['Primera.\n\nOtra <b>frase</b>.', '', 'Tercera'],
      },
    ],
    folder,
  )
  const browser = testBrowser(test)
  const slug = 'rivers-and-councils'
  const change = (values: Partial<typeof publications.$inferInsert>) =>
    db.update(publications).set(values).where(eq(publications.slug, slug))

  t.test('by parts, with chapters, pages and the PDF beside them', async (t) => {
    const { body, statusCode } = await browser.get(`/sv/publications/${slug}/text`)
    t.equal(statusCode, 200)
    const page = readPage(body)
    t.match(body, '<article class="leaves" lang="en">')
    t.match(body, /<h2 id="h1-\d+" dir="auto">Summary<\/h2>/)
    for (const text of ['Summary', 'Method', 'What was found']) t.ok(page.link(text))
    t.equal(page.link(/^I pdf:en , sida 2/), `/publications/${slug}/${slug}.pdf#page=2`)
    t.match(body, '<section class="sheet" id="p1">')
    t.match(body, '&lt;script&gt;alert(1)&lt;/script&gt;')
    t.notMatch(body, '<script>alert')
    t.match(page.text, `av ${pageCount}`)
    t.match(body, /<a class="leafmark" id="p2"|<section class="sheet" id="p2">/)
  })

  t.test('the same by program: contents, blocks of each page, and the way on', async (t) => {
    const ask = async (query = '', of = slug) =>
      (await browser.json('GET', `/api/v1/publications/${of}/text${query}`)).json()
    const first = await ask()
    t.match(first, {
      pages: pageCount,
      from: 1,
      contents: [{ page: 1, level: 2, text: 'Summary' }, { text: 'Method' }, {}],
      items: [{ page: 1, language: 'en' }],
    })
    t.ok(first.items.length > 1)
    t.match(first.items[0].blocks[1], { kind: 'heading', level: 2, text: 'Summary' })
    const kinds = first.items.flatMap(({ blocks }: { blocks: { kind: string }[] }) =>
      blocks.map(({ kind }) => kind),
    )
    t.ok(kinds.includes('paragraph') && kinds.includes('list'))
    t.match(JSON.stringify(first), '<script>alert(1)</script>', 'text, as it is')
    const seen: number[] = []
    let part = first
    for (;;) {
      seen.push(...part.items.map(({ page }: { page: number }) => page))
      if (part.next === null) break
      part = await ask(`?page=${part.next}`)
    }
    t.same(
      seen,
      Array.from({ length: pageCount }, (_, at) => at + 1),
    )
    t.match(await ask('', 'lo-que-deciden'), {
      contents: [],
      items: [
        {
          page: 1,
          language: 'es',
          blocks: [
            { kind: 'paragraph', text: 'Primera.', goes_on: false },
            { text: 'Otra <b>frase</b>.' },
          ],
        },
        { page: 3 },
      ],
      next: null,
    })
    const status = async (path: string) =>
      (await browser.json('GET', `/api/v1/publications/${path}`)).statusCode
    t.equal(await status(`${slug}/text?page=${pageCount + 1}`), 404)
    t.equal(await status(`${slug}/text?page=0`), 422)
    t.equal(await status('nothing/text'), 404)
    t.equal(await status('nothing/related'), 404)
    const related = await browser.json('GET', `/api/v1/publications/${slug}/related`)
    t.ok(Array.isArray(related.json().items))
    await change({ embargoUntil: new Date(test.clock.now().getTime() + 86_400_000) })
    t.equal(await status(`${slug}/text`), 404, 'under embargo there is no text')
    t.equal(await status(`${slug}/related`), 200)
    await change({
      embargoUntil: null,
      status: 'withdrawn',
      withdrawnAt: new Date(),
      withdrawnReason: 'Wrong.',
    })
    for (const part of ['text', 'related']) t.equal(await status(`${slug}/${part}`), 410, part)
    await change({ status: 'published', withdrawnAt: null, withdrawnReason: null })
  })

  t.test('a page has an address that leads into its part', async (t) => {
    const answer = await browser.get(`/en/publications/${slug}/pages/2`)
    t.equal(answer.statusCode, 302)
    t.equal(answer.headers.location, `/en/publications/${slug}/text/2#p2`)
    t.equal((await browser.get(`/en/publications/${slug}/text/${pageCount}`)).statusCode, 200)
    for (const path of [`text/${pageCount + 1}`, `pages/${pageCount + 1}`, 'text/0', 'text/x'])
      t.equal((await browser.get(`/en/publications/${slug}/${path}`)).statusCode, 404, path)
  })

  t.test('the parts follow one another to the end', async (t) => {
    let path = `/en/publications/${slug}/text`
    const seen = new Set<string>()
    for (;;) {
      const { body } = await browser.get(path)
      for (const [, id = ''] of body.matchAll(/id="(p\d+)"/g)) {
        t.notOk(seen.has(id), `${id} once`)
        seen.add(id)
      }
      const next = readPage(body).links.find(({ text }) => text.startsWith('On: page'))
      if (!next) break
      path = next.href
    }
    t.equal(seen.size, pageCount)
  })

  t.test('without a PDF the pages are shown as they came', async (t) => {
    const { body } = await browser.get('/en/publications/lo-que-deciden/text')
    t.match(body, '<article class="leaves" lang="es">')
    t.match(body, '<p dir="auto">Otra &lt;b&gt;frase&lt;/b&gt;.</p>')
    t.match(readPage(body).text, 'Pages 1–3 of 3')
    t.notMatch(body, 'id="p2"', 'a page without text is passed over')
    t.equal((await browser.get('/en/publications/lo-que-deciden/pages/2')).statusCode, 302)
  })

  t.test('only of what may be read', async (t) => {
    const later = new Date(test.clock.now().getTime() + 86_400_000)
    const paths = [
      `/en/publications/${slug}/text`,
      `/en/publications/${slug}/text/2`,
      `/en/publications/${slug}/pages/2`,
    ]
    await change({ embargoUntil: later })
    for (const path of paths) t.equal((await browser.get(path)).statusCode, 404, path)
    await change({
      embargoUntil: null,
      status: 'withdrawn',
      withdrawnAt: test.clock.now(),
      withdrawnReason: 'Wrong',
    })
    for (const path of paths) t.equal((await browser.get(path)).statusCode, 404, path)
    await change({ status: 'draft', withdrawnAt: null, withdrawnReason: null })
    for (const path of paths) t.equal((await browser.get(path)).statusCode, 404, path)
    await change({ status: 'published' })
    t.equal((await browser.get(paths[0] ?? '')).statusCode, 200)
  })

  t.test('a file that came in before is read at night, once', async (t) => {
    await db.delete(publicationReadings)
    t.equal(await db.$count(publicationPageBlocks), 0)
    const plain = await browser.get(`/en/publications/${slug}/text`)
    t.equal(plain.statusCode, 200, 'until then its pages are shown plainly')
    t.match(plain.body, 'The council met')
    await reflowUnread.run(test.contextOf(), {})
    await test.runJobs()
    t.equal(await db.$count(publicationReadings), 1)
    t.equal(await db.$count(publicationPageBlocks), pageCount)
    const made = await db.select().from(publicationReadings)
    await reflowUnread.run(test.contextOf(), {})
    await test.runJobs()
    t.same(await db.select().from(publicationReadings), made)
    await db.update(publicationReadings).set({ rulesVersion: 0, headings: [] })
    await reflowUnread.run(test.contextOf(), {})
    await test.runJobs()
    t.match(await db.select().from(publicationReadings), [
      { rulesVersion: 1, headings: [{ text: 'Summary' }, {}, {}] },
    ])
  })
})
