import { Readable } from 'node:stream'
import t from 'tap'
import { acceptGrant } from '../../../server/grants/operations.ts'
import { acceptReport, publishReport } from '../../../server/grants/reporting.ts'
import { attachDepositFile, submitDeposit } from '../../../server/publications/depositing.ts'
import { actOnPublication } from '../../../server/publications/operations.ts'
import { takeProposal } from '../../../server/publications/proposing.ts'
import { testApp } from '../../helpers/app.ts'
import { lookAt } from '../../helpers/decision-pages.ts'
import {
  applicationAt,
  dayFrom,
  releasedRound,
  submittedReport,
} from '../../helpers/factories-decisions.ts'
import { authorsPdf } from '../../helpers/pdfs.ts'

t.setTimeout(300_000)

t.test('awards, grants and reports can be read and used by anyone', async (t) => {
  const test = await testApp(t)
  const look = await lookAt(t, test)
  await look.at(t, 'awards-none', null, '/sv/grants')
  const round = await releasedRound(test)
  const { applicant } = applicationAt(round, 0)
  const { grantId, reportId, officer } = round
  const own = `/my-grants/${grantId}`

  await look.at(t, 'own-offered', applicant, `/en${own}`)
  await look.at(t, 'own-wrong', applicant, `/sv${own}`, async (page) => {
    await page.getByRole('button', { name: 'Godta bidraget' }).click()
  })
  await acceptGrant(test.contextOf(applicant), grantId, { startsOn: dayFrom(test, 30) })
  await look.at(t, 'own-running', applicant, `/sv${own}`)
  await look.at(t, 'report-scheduled', applicant, `/en${own}/reports/${reportId}`)
  const done = await submittedReport(test, { text: 'Minutes on the wall, page one' })
  const doneOwn = `/my-grants/${done.grantId}/reports/${done.reportId}`
  await look.at(t, 'report-handed-in', done.applicant, `/en${doneOwn}`)
  await look.at(t, 'office-report', done.officer, `/sv/office/reports/${done.reportId}`)
  await look.at(
    t,
    'office-report-wrong',
    done.officer,
    `/en/office/reports/${done.reportId}`,
    (page) => page.getByRole('button', { name: 'Return the report' }).click(),
  )
  await acceptReport(test.contextOf(done.officer), done.reportId)
  await look.at(t, 'office-report-accepted', done.officer, `/en/office/reports/${done.reportId}`)
  await publishReport(test.contextOf(done.officer), done.reportId)
  await look.at(t, 'office-report-published', done.officer, `/en/office/reports/${done.reportId}`)
  await look.at(t, 'office-grants', officer, '/en/office/grants')
  await look.at(t, 'office-grant', done.officer, `/en/office/grants/${done.grantId}`)
  await look.at(t, 'awards', null, '/en/grants')
  await look.at(t, 'awards-nothing', null, '/en/grants?country=SE')
  const page = await look.open(null, {})
  await page.goto(`${look.address}/sv/grants`)
  const path = new URL(
    (await page.locator('.entry a').first().getAttribute('href')) ?? '',
    look.address,
  ).pathname
  await look.at(t, 'award', null, path)

  const writer = await look.open(applicant, { javaScript: false })
  await writer.goto(`${look.address}/en${own}/reports/${reportId}`)
  await writer.getByRole('button', { name: 'Begin the report' }).click()
  await look.at(t, 'report-open', applicant, `/en${own}/reports/${reportId}`)
  await look.at(t, 'report-check-missing', applicant, `/sv${own}/reports/${reportId}/check`)

  await writer.goto(`${look.address}/en${own}`)
  await writer.getByRole('button', { name: 'Deposit a publication' }).click()
  const deposit = new URL(writer.url()).pathname.replace(/^\/en/, '')
  const id = deposit.split('/').at(-1) ?? ''
  await look.at(t, 'deposit-empty', applicant, `/sv${deposit}`)
  await look.at(t, 'deposit-wrong-file', applicant, `/en${deposit}`, (page) =>
    page.getByRole('button', { name: 'Attach the PDF' }).click(),
  )
  const stored = await test
    .contextOf()
    .storage.put(Readable.from(await authorsPdf()), { bytesMax: 1024 * 1024 })
  const grantee = test.contextOf(applicant)
  await attachDepositFile(grantee, id, { stored, version: 1 })
  await look.at(t, 'deposit-reading', applicant, `/en${deposit}`)
  await test.runJobs()
  await look.at(t, 'deposit-read', applicant, `/en${deposit}`)
  await look.at(t, 'deposit-form', applicant, `/sv${deposit}/edit`)
  await look.at(t, 'deposit-form-wrong', applicant, `/en${deposit}/edit`, async (page) => {
    await page.getByLabel('Year of publication').fill('soon')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
  })
  await look.at(t, 'deposit-of-authors', officer, `/en/office/publications/${id}`)
  const asked = { as: 'author', field: 'abstract_en' } as const
  const { version } = await takeProposal(grantee, id, { ...asked, version: 2 })
  await submitDeposit(grantee, id, { version })
  await look.at(t, 'deposit-received', applicant, `/sv${deposit}`)
  const office = test.contextOf(officer)
  await look.at(t, 'deposit-judged', officer, `/sv/office/publications/${id}`, (page) =>
    page.locator('summary', { hasText: 'Lämna tillbaka' }).click(),
  )
  await actOnPublication(office, id, {
    act: 'return',
    reason: 'Say how many.',
    version: version + 1,
  })
  await look.at(t, 'deposit-returned', applicant, `/en${deposit}`)
  await look.at(t, 'own-with-deposit', applicant, `/en${own}`)
})
