import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, calls, decisions, participants } from '../../db/schema/index.ts'
import type { Actor } from '../actor.ts'
import { isOpen } from '../calls/rules.ts'
import type { Bilingual } from '../language.ts'
import { countInvitations } from './inviting.ts'
import type { ParticipantRole, PublicStatus } from './rules.ts'
import { publicStatus } from './rules.ts'

/** An application of one's own, as "My work" and the API list it. */
export type WorkItem = {
  id: string
  reference: string
  title: string
  status: PublicStatus
  role: ParticipantRole
  call: {
    slug: string
    title: Bilingual
    opensAt: Date
    closesAt: Date
    zone: string
    isOpen: boolean
  }
  submittedAt: Date | null
  updatedAt: Date
  /** Path of its page. */
  path: string
}

export type Work = {
  applications: WorkItem[]
  total: number
  /** Reference to go on after; null on the last page. */
  next: string | null
  /** Invitations that wait for an answer, at `/invitations`. */
  invitations: number
}

export const WORK_ITEMS_MAX = 100

/** The applications that the actor takes part in, newest first, and the invitations to answer. */
export const workItems = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  options: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<Work> => {
  if (actor.kind !== 'person') return { applications: [], total: 0, next: null, invitations: 0 }
  const limit = Math.min(options.limit ?? WORK_ITEMS_MAX, WORK_ITEMS_MAX)
  const isOwn = and(eq(participants.personId, actor.id), eq(participants.status, 'accepted'))
  const mine = inArray(
    applications.id,
    tx.select({ id: participants.applicationId }).from(participants).where(isOwn),
  )
  const [rows, total, invitations] = await Promise.all([
    tx
      .select({
        id: applications.id,
        reference: applications.reference,
        title: applications.title,
        status: applications.status,
        role: participants.role,
        submittedAt: applications.submittedAt,
        updatedAt: applications.updatedAt,
        callStatus: calls.status,
        slug: calls.slug,
        callTitle: calls.title,
        opensAt: calls.opensAt,
        closesAt: calls.closesAt,
        zone: calls.zone,
        isReleased: sql<boolean>`exists (select 1 from ${decisions} where ${and(eq(decisions.applicationId, applications.id), eq(decisions.status, 'released'))})`,
      })
      .from(applications)
      .innerJoin(calls, eq(calls.id, applications.callId))
      .innerJoin(participants, and(eq(participants.applicationId, applications.id), isOwn))
      .where(
        options.after === undefined ? undefined : sql`${applications.reference} < ${options.after}`,
      )
      .orderBy(desc(applications.reference))
      .limit(limit + 1),
    tx.$count(applications, mine),
    countInvitations(tx, actor.email),
  ])
  const shown = rows.slice(0, limit)
  return {
    applications: shown.map(
      ({ isReleased, callStatus, slug, callTitle, opensAt, closesAt, zone, ...row }) => ({
        ...row,
        status: publicStatus(row, isReleased),
        call: {
          slug,
          title: callTitle,
          opensAt,
          closesAt,
          zone,
          isOpen: isOpen({ status: callStatus, opensAt, closesAt }, now),
        },
        path: `/applications/${row.id}`,
      }),
    ),
    total,
    next: rows.length > limit ? (shown.at(-1)?.reference ?? null) : null,
    invitations,
  }
}
