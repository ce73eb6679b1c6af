import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import t from 'tap'
import type { Person } from '../../../server/actor.ts'
import { dossierPdf, readAsReviewer, readAsStaff } from '../../../server/dossier/operations.ts'
import { extractText } from '../../../server/pdf/text.ts'
import { signedIn } from '../../helpers/actors.ts'
import { type TestApp, testApp } from '../../helpers/app.ts'
import {
  acceptedAssignment,
  assignedReviewer,
  eligibleApplications,
  refusalOf,
} from '../../helpers/factories-reviews.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(180_000)

const WHAT = 'Wards decide first.\n\nÅterkoppling till byarna.'
const application = {
  title: 'Who decides <when> the water comes?',
  answers: { what: WHAT, method: 'archives' },
  budget: [
    { category: 'salaries', description: 'Main applicant, 20 %', year: 1, amountCents: 300_000_00 },
    { category: 'travel', description: 'Kampala–Visby', year: 2, amountCents: 45_500_00 },
  ],
}

const fetched = async (test: TestApp, actor: Person, url: string) => {
  const answer = await (await signedIn(test, actor)).request({ method: 'GET', url })
  return { answer, bytes: answer.rawPayload }
}

t.test('the dossier', async (t) => {
  const test = await testApp(t)
  const folder = t.testdir()
  const [made] = await eligibleApplications(test, { application })
  const assignment = await acceptedAssignment(test, { application: made })
  const path = `/en/assignments/${assignment.id}/dossier`
  const textOf = async (bytes: Buffer): Promise<string[]> => {
    const at = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.pdf`)
    writeFileSync(at, bytes)
    const found = await extractText(at)
    if (!found.ok) throw new Error(found.reason)
    return found.pages
  }

  t.test('one PDF holds cover, answers, budget and attachments, each page numbered', async (t) => {
    const { answer, bytes } = await fetched(test, assignment.reviewer, `${path}.pdf`)
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-type'], 'application/pdf')
    t.match(answer.headers['content-disposition'], `inline; filename="${made.reference}.pdf"`)
    t.match(answer.headers['cache-control'], 'no-store')
    const pages = await textOf(bytes)
    const whole = pages.join('\n').replace(/\s+/g, ' ')
    for (const words of [
      'Who decides <when> the water comes?',
      'What do you want to find out?',
      'Wards decide first.',
      'Återkoppling till byarna.',
      'How do you want to do it?',
      'Archives',
      'Kampala–Visby',
      'SEK 45,500',
      'SEK 345,500',
      'Makerere University',
      made.applicant.name,
      made.receipt.sha256,
      `letter ${made.reference}`,
    ])
      t.ok(whole.includes(words), words)
    for (const [i, text] of pages.entries())
      t.match(text, `${made.reference} · page ${i + 1} of ${pages.length}`)
  })

  t.test('it has bookmarks, a title and a language, in Swedish too', async (t) => {
    const { bytes } = await fetched(test, assignment.reviewer, `${path.replace('/en', '/sv')}.pdf`)
    const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
    const doc = await loading.promise
    const { info } = await doc.getMetadata()
    t.match(info, { Title: `${made.reference} ${application.title}`, Language: 'sv' })
    const names: string[] = []
    const collect = (items: Awaited<ReturnType<typeof doc.getOutline>>): void => {
      for (const { title, items: inner } of items ?? []) {
        names.push(title)
        collect(inner)
      }
    }
    collect(await doc.getOutline())
    t.ok(names.includes('Planen'), names.join(', '))
    t.ok(names.includes('Budget'))
    t.ok(names.some((name) => name.includes('Brev från kommunen')))
    await loading.destroy()
  })

  t.test('the same bytes when it is asked for again, also by a new process', async (t) => {
    const context = test.contextOf(assignment.reviewer)
    const content = await readAsReviewer(context, assignment.id)
    const first = await dossierPdf(context, content)
    const anew = await dossierPdf({ ...context, storage: { ...context.storage } }, content)
    t.equal(anew.sha256, first.sha256)
    const { bytes } = await fetched(test, assignment.reviewer, `${path}.pdf`)
    t.equal(createHash('sha256').update(bytes).digest('hex'), first.sha256)
    const staff = await readAsStaff(test.contextOf(made.officer), made.id)
    t.equal(
      (await dossierPdf(context, staff)).sha256,
      first.sha256,
      'the office reads the same document',
    )
  })

  t.test('two who ask at once wait for one and the same work', async (t) => {
    const context = { ...test.contextOf(made.officer), language: 'sv' as const }
    const storage = { ...context.storage }
    const content = await readAsStaff(context, made.id)
    const asked = { ...context, storage }
    t.equal(dossierPdf(asked, content), dossierPdf(asked, content))
    await dossierPdf(asked, content)
  })

  t.test('the page says the same, and leads to the files', async (t) => {
    const browser = await signedIn(test, assignment.reviewer)
    const page = readPage((await browser.get(path)).body)
    t.equal(page.heading, application.title)
    for (const words of ['Wards decide first.', 'Archives', 'SEK 345,500', made.applicant.name])
      t.ok(page.text.includes(words), words)
    const file = await browser.get(page.link('Letter from the municipality'))
    t.equal(file.statusCode, 200)
    t.match(file.headers['content-disposition'], 'attachment; filename="letter.pdf"')
    t.match(file.headers['content-security-policy'], 'sandbox')
    t.equal(
      (await browser.get(`/en/assignments/${assignment.id}/attachments/none`)).statusCode,
      404,
    )
  })

  t.test('it opens only after the declaration', async (t) => {
    const asked = await assignedReviewer(test, { application: made })
    const context = test.contextOf(asked.reviewer)
    t.strictSame(await refusalOf(readAsReviewer(context, asked.id)), { reason: 'declare_first' })
    const browser = await signedIn(test, asked.reviewer)
    for (const end of ['dossier', 'dossier.pdf', 'attachments/letter']) {
      const answer = await browser.get(`/en/assignments/${asked.id}/${end}`)
      t.equal(answer.statusCode, 409, end)
      t.notOk(answer.body.includes('water comes'), end)
    }
  })
})
