import type { Tx } from '../../db/client.ts'
import { permit, relationTo } from '../applications/operations.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import { beginDepositWithin, listDepositsOf } from '../publications/operations.ts'
import { refuseDeposit } from '../publications/rules/deposits.ts'
import { knownOf, languageOfReport } from './known.ts'
import { dayOf, getGrant, lockVersion } from './operations.ts'
import { refuseReport } from './rules.ts'
import { listReports, type Report } from './store.ts'

/**
 * Begins a publication from a grant, for whoever may write in its application: a draft in which stands what the portal
 * knows of the grant already, or of one of its reports with the report's file.
 */
export const beginDeposit = (
  context: Context,
  grantId: string,
  { reportId = null }: { reportId?: string | null | undefined } = {},
) =>
  context.db.transaction(async (tx) => {
    const grant = await getGrant(tx, grantId)
    const { relation } = await relationTo(tx, context.actor, grant.applicationId)
    permit(policies.editApplication(context.actor, relation))
    // Two clicks come here one after the other.
    await lockVersion(tx, grantId, undefined)
    refuse(refuseDeposit(grant.status))
    const report = reportId === null ? null : await reportOf(tx, grantId, reportId)
    const begun = (await listDepositsOf(tx, grantId)).find(({ id }) => id === report?.publicationId)
    if (begun) return begun
    refuse(report && refuseReport({ ...report, isPublished: report.publicationId !== null }))
    return beginDepositWithin(context, tx, grantId, {
      reportId,
      grantReference: grant.reference,
      fileId: report?.fileId ?? null,
      title: report?.title || grant.title,
      summary: report?.summary ?? '',
      language: report ? languageOfReport(report) : 'en',
      year: Number(dayOf(await context.clock.inTransaction(tx)).slice(0, 4)),
      ...(await knownOf(tx, grant)),
    })
  })

const reportOf = async (tx: Tx, grantId: string, reportId: string): Promise<Report> => {
  const report = (await listReports(tx, grantId)).find(({ id }) => id === reportId)
  if (!report) throw new NotFound('report')
  return report
}
