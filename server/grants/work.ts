import type { Tx } from '../../db/client.ts'
import { type Actor, hasRole } from '../actor.ts'
import type { GrantStatus, ReportKind, ReportStatus } from './rules.ts'
import { listOwnGrants, listReportsToJudge } from './store.ts'

/** Something about a grant that waits for the actor, or one of the actor's own grants that runs. */
export type GrantWork = {
  kind: 'accept_grant' | 'grant' | 'write_report' | 'judge_report'
  /** Reference of the grant. */
  reference: string
  title: string
  /** Path without language. */
  path: string
  status: GrantStatus | ReportStatus
  reportKind: ReportKind | null
  /** Day, `2027-02-18`, or null where nothing is due. */
  dueOn: string | null
}

/** What grants ask of the actor: to accept, to report, and, of officers, to take or return a report. Two queries. */
export const workItems = async (tx: Tx, actor: Actor): Promise<GrantWork[]> => {
  if (actor.kind !== 'person') return []
  const own = await listOwnGrants(tx, actor.id)
  const toJudge = hasRole(actor, 'officer') ? await listReportsToJudge(tx, actor.id) : []
  const seen = new Set<string>()
  const items: GrantWork[] = []
  for (const row of own) {
    const base = { reference: row.reference, title: row.title }
    const path = `/my-grants/${row.id}`
    if (!seen.has(row.id)) {
      seen.add(row.id)
      const waits = row.status === 'offered' && row.role === 'main_applicant'
      items.push({
        ...base,
        kind: waits ? 'accept_grant' : 'grant',
        path,
        status: row.status,
        reportKind: null,
        dueOn: null,
      })
    }
    if (row.reportId === null || row.reportStatus === null || row.status !== 'active') continue
    if (!WRITABLE.includes(row.reportStatus)) continue
    items.push({
      ...base,
      kind: 'write_report',
      path: `${path}/reports/${row.reportId}`,
      status: row.reportStatus,
      reportKind: row.reportKind,
      dueOn: row.dueOn,
    })
  }
  for (const row of toJudge)
    items.push({
      kind: 'judge_report',
      reference: row.grantReference,
      title: row.title,
      path: `/office/reports/${row.id}`,
      status: 'submitted',
      reportKind: row.kind,
      dueOn: null,
    })
  return items
}

const WRITABLE: readonly ReportStatus[] = ['scheduled', 'open', 'returned']
