import t from 'tap'
import type { Person } from '../../../server/actor.ts'
import { setConflict } from '../../../server/conflicts/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { checkAccessibility, openBrowser, type PageOptions } from '../../helpers/browser.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  eligibleApplications,
  submittedReview,
  wholeReview,
} from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(300_000)

const WORDS = wholeReview([]).commentToApplicant

t.test('the pages of review in a real browser', async (t) => {
  const test = await testApp(t)
  const address = await test.listen()
  const browser = await openBrowser(t)
  const visit = async (actor: Person, path: string, options: PageOptions = {}) => {
    const page = await browser.newPage(options)
    const { cookies } = await signedIn(test, actor)
    await page
      .context()
      .addCookies([...cookies].map(([name, value]) => ({ name, value, url: address })))
    await page.goto(`${address}${path}`)
    return page
  }
  const [application, second] = await eligibleApplications(test, { count: 2 })
  if (!second) throw new Error('two applications were made')
  const invited = await assignedReviewer(test, { application })
  const accepted = await acceptedAssignment(test, { application })
  const sent = await submittedReview(test, {
    assignment: await acceptedAssignment(test, { application }),
  })
  await setConflict(test.contextOf(application.officer), application.id, {
    personId: (await person(test, { roles: ['reviewer'] })).id,
    kind: 'joint_work',
    statement: 'Two articles',
  })

  t.test('axe finds nothing, and nothing is wider than a phone', async (t) => {
    const office = `/office/applications/${application.id}`
    const pages: [Person, string][] = [
      [invited.reviewer, '/reviews'],
      [invited.reviewer, `/assignments/${invited.id}`],
      [accepted.reviewer, `/assignments/${accepted.id}`],
      [accepted.reviewer, `/assignments/${accepted.id}/review`],
      [accepted.reviewer, `/assignments/${accepted.id}/review/check`],
      [accepted.reviewer, `/assignments/${accepted.id}/dossier`],
      [sent.reviewer, `/assignments/${sent.id}/review`],
      [application.officer, `/office/calls/${application.call.id}/assignments`],
      [application.officer, `${office}/assignments`],
      [application.officer, `${office}/reviews`],
      [application.officer, `${office}/conflicts`],
      [application.officer, `/office/assignments/${invited.id}/cancellation`],
    ]
    for (const [i, [actor, path]] of pages.entries()) {
      const isOdd = i % 2 === 1
      const page = await visit(actor, `/${isOdd ? 'sv' : 'en'}${path}`, {
        width: 320,
        height: 640,
        dark: isOdd,
      })
      t.strictSame(await checkAccessibility(page), [], path)
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      t.equal(overflow, 0, `${path} fits 320 pixels`)
      await page.context().close()
    }
  })

  t.test('a form that comes back is accessible too, and leads to the field', async (t) => {
    const page = await visit(invited.reviewer, `/en/assignments/${invited.id}`)
    await page.getByText('I have a conflict of interest', { exact: true }).click()
    await page.getByRole('button', { name: 'Report the conflict' }).click()
    await page.getByRole('alert').waitFor()
    t.strictSame(await checkAccessibility(page), [])
    await page.getByRole('link', { name: 'Choose what is the case.' }).click()
    const focused = await page.evaluate('document.activeElement.name')
    t.equal(focused, 'kind')
  })

  t.test('what is written is saved by itself, and the side says how far one is', async (t) => {
    const { id, reviewer } = await acceptedAssignment(test, { application: second })
    const path = `/en/assignments/${id}/review`
    const page = await visit(reviewer, path)
    await page.getByLabel('Reasons, feasibility').fill('Credible, with risks named')
    await page.getByText(/^Saved \d/).waitFor()
    await page.getByText('Reasons, no score').waitFor()
    await page
      .getByRole('group', { name: 'Score for feasibility' })
      .getByRole('radio', { name: '5' })
      .check()
    await page.getByText('5, with reasons').waitFor()
    const again = await visit(reviewer, path, { javaScript: false })
    t.equal(
      await again.getByLabel('Reasons, feasibility').inputValue(),
      'Credible, with risks named',
    )
    t.ok(await again.locator('input[name="score.feasibility"][value="5"]').isChecked())

    await again.getByLabel('Reasons, feasibility').fill('From another window')
    await again.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByLabel('Reasons, feasibility').fill('From the first window')
    await page.getByText('was saved in another window').waitFor()
    t.equal(
      await page.getByLabel('Reasons, feasibility').inputValue(),
      'From the first window',
      'nothing is taken from the writer',
    )
  })

  t.test('with the keyboard alone: score, write, check and send', async (t) => {
    const { id, reviewer } = await acceptedAssignment(test, { application: second })
    const page = await visit(reviewer, `/en/assignments/${id}/review`)
    const tabTo = async (name: string) => {
      for (let i = 0; i < 60; i += 1) {
        await page.keyboard.press('Tab')
        if ((await page.evaluate('document.activeElement.name ?? ""')) === name) return
      }
      throw new Error(`the keyboard does not reach ${name}`)
    }
    for (const key of ['use-in-practice', 'feasibility']) {
      await tabTo(`score.${key}`)
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
    }
    await tabTo('commentToApplicant')
    await page.keyboard.insertText(WORDS)
    await tabTo('act')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Check your review' }).waitFor()
    t.match(readPage(await page.content()).text, 'Use in practice 3')
    await page.getByRole('button', { name: 'Send the review' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your review is sent' }).waitFor()
    t.strictSame(await checkAccessibility(page), [])
  })
})
