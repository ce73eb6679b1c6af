import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { attachments, files } from '../../../db/schema/index.ts'
import { contentDisposition } from '../../../server/files/operations.ts'
import { signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { openCall, SMALL_FORM } from '../../helpers/factories.ts'
import { draftApplication, submittedApplication } from '../../helpers/factories-applications.ts'
import { readPage } from '../../helpers/html.ts'
import {
  encryptedPdf,
  htmlInFront,
  openingScript,
  pagesPdf,
  simplePdf,
} from '../../helpers/pdfs.ts'

t.setTimeout(180_000)

t.test('attachments', async (t) => {
  const test = await testApp(t)
  const limit = 4000
  const call = await openCall(test, {
    form: {
      ...SMALL_FORM,
      attachments: SMALL_FORM.attachments.map((slot) => ({ ...slot, bytesMax: limit })),
    },
  })
  const { id, applicant } = await draftApplication(test, { call, isEmpty: true })
  const browser = await signedIn(test, applicant)
  const path = `/en/applications/${id}/attachments`
  const send = (content: Buffer, name = 'letter.pdf', type = 'application/pdf') =>
    browser.upload(`${path}/letter`, {}, { field: 'file-letter', name, type, content })
  const kept = async () =>
    (
      await test.database.writing
        .select({
          name: attachments.name,
          size: files.size,
          state: files.state,
          removedAt: attachments.removedAt,
        })
        .from(attachments)
        .innerJoin(files, eq(files.id, attachments.fileId))
        .where(eq(attachments.applicationId, id))
    ).filter(({ removedAt }) => removedAt === null)
  const padded = (size: number) =>
    Buffer.concat([simplePdf(), Buffer.alloc(size - simplePdf().length, '%')])

  t.test('the limit holds at one below, at it, and one above', async (t) => {
    t.equal((await send(padded(limit - 1))).statusCode, 303)
    t.equal((await send(padded(limit))).statusCode, 303)
    const above = await send(padded(limit + 1))
    t.equal(above.statusCode, 413)
    t.match(readPage(above.body).errors, [/larger than 4 KB/])
    t.match(await kept(), [{ size: limit }], 'the one before stays in its slot')
    t.same(
      await readdir(join(test.dependencies.config.dataDir, 'files', 'arriving')),
      [],
      'no remains',
    )
  })

  t.test('what is no PDF is refused, whatever its name and type say', async (t) => {
    for (const content of [
      Buffer.from('PK\u0003\u0004 a Word document'),
      htmlInFront(),
      Buffer.from('%PD'),
    ]) {
      const answer = await send(content)
      t.equal(answer.statusCode, 422)
      t.match(readPage(answer.body).errors, [/not a PDF/])
    }
    const empty = await send(Buffer.alloc(0))
    t.equal(empty.statusCode, 422)
    t.match(readPage(empty.body).errors, [/Choose a file/])
    t.match(await kept(), [{ size: limit }])
  })

  t.test('hostile names are shown harmless and never used as paths', async (t) => {
    for (const [name, shown] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\temp\\letter.pdf', 'letter.pdf'],
      ['a\u202efdp.exe', 'afdp.exe'],
      ['<img src=x onerror=alert(1)>.pdf', '<img src=x onerror=alert(1)>.pdf'],
      [`${'å'.repeat(300)}.pdf`, 'å'.repeat(255)],
    ] as const) {
      t.equal((await send(simplePdf(), name)).statusCode, 303, name.slice(0, 20))
      t.match(await kept(), [{ name: shown }])
      t.notMatch((await browser.get(path)).body, '<img src=x')
    }
  })

  t.test('a download is never run by a browser, and keeps its name', async (t) => {
    await send(simplePdf(), 'Läs "mig"; från Лусака.pdf')
    const page = readPage((await browser.get(path)).body)
    const answer = await browser.get(
      page.links.find(({ href }) => href.includes('/attachments/'))?.href ?? '',
    )
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['content-security-policy'], "sandbox; default-src 'none'")
    t.equal(answer.headers['x-content-type-options'], 'nosniff')
    t.match(
      answer.headers['content-disposition'],
      /^attachment; filename="[\w .()-]+"; filename\*=UTF-8''/,
    )
    t.same(answer.rawPayload, simplePdf())
    t.notMatch(contentDisposition('a\r\nSet-Cookie: x'), /[\r\n]/)
    t.equal(
      contentDisposition("it's (1)*.pdf"),
      'attachment; filename="it_s (1)_.pdf"; filename*=UTF-8\'\'it%27s%20%281%29%2A.pdf',
    )
  })

  t.test('the check says in words what needs attention, and never holds up sending', async (t) => {
    for (const [content, said] of [
      [simplePdf('Plain'), 'Checked'],
      [openingScript(), 'It holds scripts'],
      [await encryptedPdf(), 'locked with a password'],
      [pagesPdf(3), 'It has 3 pages; the call allows 2'],
    ] as const) {
      t.equal((await send(content)).statusCode, 303)
      t.match(readPage((await browser.get(path)).body).text, 'Received, being checked')
      await test.runJobs()
      t.match(readPage((await browser.get(path)).body).text, said)
    }
  })

  t.test('a file is removed, and stays removed after it was sent', async (t) => {
    const form = readPage((await browser.get(path)).body).form(/^Remove/)
    t.equal((await browser.post(form.action, form.values)).statusCode, 303)
    t.same(await kept(), [])
    const sent = await submittedApplication(test, { call })
    const late = await signedIn(test, sent.applicant)
    const address = `/en/applications/${sent.id}/attachments/letter`
    const answer = await late.upload(
      address,
      {},
      { field: 'f', name: 'x.pdf', type: 'application/pdf', content: simplePdf() },
    )
    t.equal(answer.statusCode, 409, 'what was sent cannot be changed')
  })
})
