import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { people } from '../../../db/schema/index.ts'
import { importOrganisations } from '../../../server/organisations/operations.ts'
import { resolveOrganisationPicker } from '../../../server/organisations/picker.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { type TestApp, testApp } from '../../helpers/app.ts'
import { checkAccessibility, openBrowser, type PageOptions } from '../../helpers/browser.ts'

const SCRIPT_BYTES_MAX = 3 * 1024
const NAMES = ['Makerere University', 'Makerere Business School', 'Uppsala University']

const withOrganisations = async (test: TestApp) => {
  await importOrganisations(
    test.contextOf(),
    NAMES.map((name, i) =>
      JSON.stringify({
        ror: `https://ror.org/0${String(i).padStart(8, '0')}`,
        name,
        names: [{ value: `ORG${i}`, types: ['acronym'] }],
        country: i === 2 ? 'SE' : 'UG',
        city: i === 2 ? 'Uppsala' : 'Kampala',
      }),
    ),
  )
}

t.test('what the picker’s fields mean', async (t) => {
  const test = await testApp(t)
  await withOrganisations(test)
  const db = test.database.writing
  const resolve = (body: Record<string, unknown>) =>
    resolveOrganisationPicker(db, body, 'home', null)
  const found = await resolve({ home_q: 'makerere', home_find: '1' })
  const id = found.results.candidates[0]?.id ?? ''
  const other =
    (await resolve({ home_q: 'uppsala', home_find: '1' })).results.candidates[0]?.id ?? ''

  t.match(found, { kind: 'search', asked: true, results: { q: 'makerere', chosen: null } })
  t.equal(found.results.candidates.length, 2)
  t.match(await resolve({}), { kind: 'none' })
  t.match(await resolve({ home: '', home_q: '', home_shown: '' }), { kind: 'none' })
  t.match(await resolve({ home: id }), { kind: 'chosen', organisation: { id } }, 'an API client')
  t.match(
    await resolve({ home: id, home_q: 'makerere', home_shown: 'makerere' }),
    { kind: 'chosen', organisation: { id } },
    'one of those found',
  )
  t.match(
    await resolve({ home: '', home_q: 'makerere', home_shown: 'makerere' }),
    { kind: 'none' },
    'none of those found',
  )
  t.match(
    await resolve({ home: other, home_q: 'makerere', home_shown: '' }),
    { kind: 'search', asked: false, results: { chosen: { id: other } } },
    'a new text beside an old choice is not passed over',
  )
  t.match(
    await resolve({ home_q: 'makerere', home_shown: '' }),
    { kind: 'search', asked: false },
    'typed but not chosen',
  )
  t.match(await resolve({ home: 'nonsense' }), { kind: 'search', asked: false })
  t.match(await resolve({ home: ['', id] }), { kind: 'none' }, 'the first of a repeated field')
})

t.test('the picker in a browser', async (t) => {
  const test = await testApp(t)
  await withOrganisations(test)
  const url = await test.listen()
  const browser = await openBrowser(t)
  const openProfile = async (options: PageOptions) => {
    const actor = await person(test, { name: 'Amina' })
    const { cookies } = await signedIn(test, actor)
    const page = await browser.newPage(options)
    await page.context().addCookies([{ name: 'session', value: cookies.get('session') ?? '', url }])
    await page.goto(`${url}/en/profile`)
    const affiliation = async () => {
      const [row] = await test.database.writing
        .select({ id: people.organisationId })
        .from(people)
        .where(eq(people.id, actor.id))
      return row?.id ?? null
    }
    return { page, affiliation }
  }

  t.test('is a combobox by keyboard alone, and says what it finds', async (t) => {
    const { page, affiliation } = await openProfile({})
    const box = page.getByRole('combobox', { name: 'Where you work or study' })
    await box.focus()
    await page.keyboard.type('makere')
    const list = page.getByRole('listbox')
    await list.waitFor()
    t.equal(await box.getAttribute('aria-expanded'), 'true')
    t.equal(await page.locator('[data-said]').textContent(), '2 organisations found')
    t.same(await checkAccessibility(page), [])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const marked = await box.getAttribute('aria-activedescendant')
    t.equal(await page.locator(`#${marked}`).getAttribute('aria-selected'), 'true')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Escape')
    t.equal(await box.getAttribute('aria-expanded'), 'false')
    await page.keyboard.press('ArrowDown')
    await list.waitFor()
    await page.keyboard.press('ArrowDown')
    const name = (await list.locator('[aria-selected=true]').textContent()) ?? ''
    await page.keyboard.press('Enter')
    t.ok(name.startsWith(await box.inputValue()))
    await page.keyboard.press('Enter')
    await page.getByText('The profile is saved.').waitFor()
    t.ok(await affiliation())
    t.match(await page.locator('[data-said]').textContent(), /^Chosen: Makerere/)

    await box.fill('')
    await page.keyboard.press('Enter')
    await page.getByText('The profile is saved.').waitFor()
    t.equal(await affiliation(), null, 'emptied, it is taken away')
    await page.context().close()
  })

  t.test('works without scripts, and Enter in another field saves', async (t) => {
    const { page, affiliation } = await openProfile({ javaScript: false })
    await page.fill('[name=organisation_q]', 'upsala')
    await page.click('[name=organisation_find]')
    await page.getByLabel('Uppsala University').check()
    t.same(await checkAccessibility(page), [])
    await page.press('[name=name]', 'Enter')
    await page.getByText('The profile is saved.').waitFor()
    t.ok(await affiliation())
    await page.fill('[name=organisation_q]', 'makerere')
    await page.press('[name=organisation_q]', 'Enter')
    t.equal(await page.getByText('Choose one of the organisations found').count(), 2)
    await page.context().close()
  })
})

t.test(`the script weighs at most ${SCRIPT_BYTES_MAX} bytes`, async (t) => {
  const script = readFileSync(new URL('../../../server/public/picker.js', import.meta.url))
  t.ok(gzipSync(script).length <= SCRIPT_BYTES_MAX, `${gzipSync(script).length} bytes`)
})
