import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { checkAccessibility, openBrowser } from '../../helpers/browser.ts'
import { simplePdf } from '../../helpers/pdfs.ts'
import { imported, testLibrary } from './library.ts'

const PLACES = 'AX BA BW CO ET GE GT ID IN KE LA MZ NP RE RW SE TZ UA UG ZA ZM ZW'.split(' ')

t.test('the library in a real browser', async (t) => {
  const test = await testLibrary(t)
  const folder = await mkdtemp(join(tmpdir(), 'radslag-face-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'one.pdf'), simplePdf('A page with words'))
  await imported(
    test,
    [
      {
        title: { sv: 'Medborgarbudget i Gävle', en: 'Participatory budgeting in Gävle' },
        language: 'sv',
        year: 2025,
        countries: ['SE', 'BA'],
        themes: ['participatory-budgeting'],
        authors: ['Anna Ek'],
        abstract: { sv: 'Kort.' },
        key_messages: { sv: ['Flytta ut mötena.'] },
        licence: 'cc-by-4.0',
        file: 'one.pdf',
      },
      { title: 'A page about markets', year: 2024, pages: ['Meetings on market days.'] },
      { title: 'From everywhere', year: 2023, countries: PLACES.filter((code) => code !== 'BA') },
    ],
    folder,
  )
  const origin = await test.listen()
  const browser = await openBrowser(t)
  const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
  const cookie = { name: 'session', value: officer.cookies.get('session') ?? '', url: origin }

  t.test('no page has what stands in anybody’s way', async (t) => {
    const pages = [
      '/en/publications?q=market',
      '/sv/publications?q=quetzalcoatlus&country=SE',
      '/sv/publications',
      '/sv/publications/medborgarbudget-i-gavle',
      '/en/publications/a-page-about-markets/text',
      '/sv/publications/medborgarbudget-i-gavle/text',
      '/sv/evidence-map',
      '/en/evidence-map?by=study_type',
      '/sv/office/publications',
      '/sv/office/publications/new',
    ]
    const looks = [{ width: 1280 }, { width: 320, height: 700, dark: true }]
    for (const look of looks) {
      const page = await browser.newPage(look)
      await page.context().addCookies([cookie])
      for (const path of pages) {
        await page.goto(origin + path)
        t.same(await checkAccessibility(page), [], `${path} at ${look.width}`)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        t.ok(width <= look.width, `${path} fits ${look.width}, is ${width}`)
      }
    }
  })

  t.test('titles come while one types, and the keyboard chooses', async (t) => {
    const page = await browser.newPage()
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    await page.goto(`${origin}/en/publications`)
    await page.locator('#q').pressSequentially('particip')
    await page.waitForSelector('#suggestions')
    t.same(await checkAccessibility(page), [])
    t.equal(await page.getAttribute('#q', 'aria-expanded'), 'true')
    await page.keyboard.press('Escape')
    t.equal(await page.getAttribute('#q', 'aria-expanded'), 'false')
    await page.keyboard.type('a')
    await page.waitForSelector('#suggestions')
    await page.keyboard.press('ArrowDown')
    t.equal(await page.getAttribute('#q', 'aria-activedescendant'), 'suggestion-0')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/en/publications/medborgarbudget-i-gavle`)
    t.same(said, [])
  })

  t.test(
    'a long list of places narrows while one types, by keyboard, and says how many are left',
    async (t) => {
      const page = await browser.newPage({ height: 2_000 })
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      page.on('pageerror', (error) => said.push(error.message))
      await page.goto(`${origin}/sv/publications`)
      const group = page.getByRole('group', { name: 'Plats', exact: true })
      const shown = () => group.locator('.choice:visible > span:first-of-type').allTextContents()
      const status = () => group.getByRole('status').textContent()
      const all = [...(await group.locator('.choice').all())].length
      t.equal(all, PLACES.length)
      t.notOk(
        await group.getByRole('button').isVisible(),
        'the button is for those without scripts',
      )
      t.equal(await page.getAttribute('#find-country', 'placeholder'), 'Hitta i plats')
      await group.getByLabel('Sverige').check()
      await page.locator('#find-country').pressSequentially('xyz')
      t.same(await shown(), ['Sverige'], 'what is chosen stays')
      t.equal(await status(), 'Inget med det namnet.')
      await page.keyboard.press('Escape')
      t.equal(await page.inputValue('#find-country'), '')
      t.equal(await status(), '')
      await page.keyboard.type('reunion')
      t.same(await shown(), ['Sverige', 'Réunion'], 'without accents, too')
      t.equal(await status(), 'Visas: 1')
      t.same(await checkAccessibility(page), [])
      await page.keyboard.press('Enter')
      t.equal(page.url(), `${origin}/sv/publications`, 'nothing is sent by it')
      await page.keyboard.press('Tab')
      t.equal(await page.evaluate(() => document.activeElement?.getAttribute('value')), 'SE')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: 'Visa träffar' }).click()
      await page.waitForURL(/country=/)
      const { searchParams } = new URL(page.url())
      t.same(searchParams.getAll('country').sort(), ['RE', 'SE'])
      t.notOk(searchParams.has('find_country'), 'the letters are no part of the question')
      t.same(said, [])
    },
  )

  t.test('without scripts the button finds in it, and nothing chosen is lost', async (t) => {
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${origin}/en/publications`)
    const group = page.getByRole('group', { name: 'Place', exact: true })
    await group.getByLabel('Sweden').check()
    await group.getByLabel('Find in place').fill('reunion')
    await group.getByRole('button', { name: 'Find place' }).click()
    t.ok(await group.getByLabel('Sweden').isChecked())
    t.ok(await group.getByLabel('Réunion').isVisible())
    await group.getByLabel('Réunion').check()
    await page.getByRole('button', { name: 'Show results' }).click()
    t.same(new URL(page.url()).searchParams.getAll('country').sort(), ['RE', 'SE'])
  })

  t.test('without scripts the form asks and the filters narrow', async (t) => {
    const page = await browser.newPage({ javaScript: false })
    await page.goto(`${origin}/en/publications`)
    await page.fill('#q', 'market')
    await page.getByRole('button', { name: 'Search' }).click()
    t.equal(await page.textContent('h1'), '1 publication on “market”')
    await page.goto(`${origin}/en/publications`)
    await page.getByLabel('Sweden').check()
    await page.getByRole('button', { name: 'Show results' }).click()
    t.equal(await page.textContent('h1'), '2 publications')
  })
})
