import t from 'tap'
import { acceptGrant } from '../../../server/grants/operations.ts'
import { acceptReport, publishReport } from '../../../server/grants/reporting.ts'
import { testApp } from '../../helpers/app.ts'
import { lookAt } from '../../helpers/decision-pages.ts'
import {
  applicationAt,
  dayFrom,
  releasedRound,
  submittedReport,
} from '../../helpers/factories-decisions.ts'

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
})
