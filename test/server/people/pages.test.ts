import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { checkAccessibility, openBrowser } from '../../helpers/browser.ts'

t.test('pages of people and organisations', async (t) => {
  const test = await testApp(t)
  const url = await test.listen()
  const admin = await person(test, {
    name: 'Wolfeschlegelsteinhausenbergerdorff Venkatanarasimharajuvaripeta',
    roles: ['administrator', 'officer'],
  })
  const other = await person(test, {
    email: 'a.very.long.address.that.goes.on@subdomain.university-of-somewhere.example.org',
    roles: ['reviewer'],
  })
  const session = await signedIn(test, admin)
  await signedIn(test, admin)
  const proposal = await session.json('POST', '/api/v1/organisations', {
    name: 'Kommunförbundet för medborgardialog och deltagande i Västra Götalandsregionen',
    country: 'SE',
  })
  const browser = await openBrowser(t)
  const cookie = { name: 'session', value: session.cookies.get('session') ?? '', url }
  const paths = [
    '/profile',
    '/profile/sessions',
    '/work',
    '/office',
    '/office/organisations',
    `/office/organisations/${proposal.json().id}`,
    '/office/organisations/import',
    '/organisations/new',
    `/organisations/new?added=${proposal.json().id}`,
    '/administration',
    `/administration/people/${other.id}`,
    '/dev/mailbox',
  ]
  for (const [name, prefix, options] of [
    ['in the light, wide, in English', '/en', { width: 1280 }],
    ['in the dark, 320 pixels wide, in Swedish', '/sv', { width: 320, dark: true }],
  ] as const)
    t.test(name, async (t) => {
      const page = await browser.newPage(options)
      await page.context().addCookies([cookie])
      for (const path of paths) {
        await page.goto(url + prefix + path)
        t.same(await checkAccessibility(page), [], path)
        t.equal(await page.locator('h1').count(), 1, `${path} has one h1`)
        const isTooWide = await page.evaluate(
          'document.documentElement.scrollWidth > document.documentElement.clientWidth',
        )
        t.notOk(isTooWide, `${path} fits its width`)
      }
      await page.goto(`${url}${prefix}/profile`)
      await page.fill('[name=orcid]', '123')
      await page.fill('[name=languages]', 'Klingon')
      await page.press('[name=orcid]', 'Enter')
      await page.locator('.summary').waitFor()
      t.same(await checkAccessibility(page), [], 'a form that came back')
      const focused = await page.evaluate('document.activeElement.className')
      t.equal(focused, 'summary', 'what is wrong has the focus')
      await page.goto(`${url}${prefix}/administration/people/${other.id}`)
      await page.press('[name=give-reason]', 'Enter')
      await page.locator('.summary').waitFor()
      t.same(await checkAccessibility(page), [], 'an act without a reason')
      await page.locator('.summary a').last().click()
      t.equal(await page.evaluate('document.activeElement.name'), 'give-reason')
      await page.context().close()
    })
})
