import { eq } from 'drizzle-orm'
import t from 'tap'
import { answers, sessions } from '../../../db/schema/index.ts'
import type { Person } from '../../../server/actor.ts'
import { saveAnswers } from '../../../server/applications/operations.ts'
import { hashToken, newToken } from '../../../server/tokens.ts'
import { testApp } from '../../helpers/app.ts'
import { openBrowser, type PageOptions } from '../../helpers/browser.ts'
import { openCall } from '../../helpers/factories.ts'
import { draftApplication } from '../../helpers/factories-applications.ts'

t.setTimeout(180_000)

t.test('autosave in a real browser', { timeout: 180_000 }, async (t) => {
  const test = await testApp(t)
  const base = await test.listen()
  const browser = await openBrowser(t)
  const call = await openCall(test)
  const db = test.database.writing

  const openAs = async (actor: Person, options: PageOptions = {}) => {
    const page = await browser.newPage(options)
    const token = newToken()
    await db.insert(sessions).values({
      personId: actor.id,
      tokenHash: hashToken(token),
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    await page.context().addCookies([{ name: 'session', value: token, url: base }])
    return page
  }
  const stored = async (id: string) =>
    (await db.select().from(answers).where(eq(answers.applicationId, id))).find(
      ({ questionKey }) => questionKey === 'what',
    )

  t.test('what is typed is saved after a pause and survives a reload', async (t) => {
    const { id, applicant } = await draftApplication(test, { call, isEmpty: true })
    const page = await openAs(applicant)
    await page.goto(`${base}/en/applications/${id}/sections/plan`)
    const field = page.getByRole('textbox', { name: 'What do you want to find out?' })
    await field.fill('Who is told first when the river rises?')
    await page
      .getByText(/^Saved \d/)
      .first()
      .waitFor()
    t.equal((await stored(id))?.value, 'Who is told first when the river rises?')
    t.match(await page.locator('#q-what-count').textContent(), /^8 of 100 words/)
    await page.getByLabel('Archives').check()
    await field.focus()
    await page
      .getByText(/^Saved \d/)
      .first()
      .waitFor()
    await page.reload()
    t.equal(await field.inputValue(), 'Who is told first when the river rises?')
  })

  t.test(
    'a field that somebody else saved first shows both texts, and neither is lost',
    async (t) => {
      const { id, applicant } = await draftApplication(test, { call })
      const page = await openAs(applicant)
      await page.goto(`${base}/en/applications/${id}/sections/plan`)
      await saveAnswers(test.contextOf(applicant), id, [
        { key: 'what', value: 'Theirs, from another window', version: 1 },
      ])
      const field = page.getByRole('textbox', { name: 'What do you want to find out?' })
      await field.fill('Mine, typed here')
      await page.getByText('Somebody else changed this field').waitFor()
      t.equal(await field.inputValue(), 'Mine, typed here')
      t.equal(await page.locator('.theirs blockquote').textContent(), 'Theirs, from another window')
      t.equal(
        (await stored(id))?.value,
        'Theirs, from another window',
        'nothing is overwritten unseen',
      )
      await page.getByRole('button', { name: 'Put mine in its place' }).click()
      await page
        .getByText(/^Saved \d/)
        .first()
        .waitFor()
      t.equal((await stored(id))?.value, 'Mine, typed here')
    },
  )

  t.test(
    'offline and signed out the text stays in the field, and is saved when it can be',
    async (t) => {
      const { id, applicant } = await draftApplication(test, { call, isEmpty: true })
      const page = await openAs(applicant)
      await page.goto(`${base}/en/applications/${id}/sections/plan`)
      const field = page.getByRole('textbox', { name: 'What do you want to find out?' })
      await page.context().setOffline(true)
      await field.fill('Written without a line')
      await page.getByText('Not saved: no connection').first().waitFor()
      await page.context().setOffline(false)
      await page
        .getByText(/^Saved \d/)
        .first()
        .waitFor()
      t.equal((await stored(id))?.value, 'Written without a line')
      const kept = await page.context().cookies()
      await page.context().clearCookies()
      await field.fill('Written while signed out')
      await page.getByText('Not saved: you have been signed out').first().waitFor()
      t.equal(await field.inputValue(), 'Written while signed out')
      await page.context().addCookies(kept)
      await page
        .getByText(/^Saved \d/)
        .first()
        .waitFor()
      t.equal((await stored(id))?.value, 'Written while signed out')
    },
  )

  t.test('saving with the button after autosave is no conflict', async (t) => {
    const { id, applicant } = await draftApplication(test, { call })
    const page = await openAs(applicant)
    await page.goto(`${base}/en/applications/${id}/sections/plan`)
    await page
      .getByRole('textbox', { name: 'What do you want to find out?' })
      .fill('First by itself')
    await page
      .getByText(/^Saved \d/)
      .first()
      .waitFor()
    await page
      .getByRole('textbox', { name: 'What do you want to find out?' })
      .fill('Then by the button')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/^All saved/).waitFor()
    t.equal((await stored(id))?.value, 'Then by the button')
  })
})
