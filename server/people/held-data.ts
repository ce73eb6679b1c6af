import { getTableColumns, getTableName, or, type SQL, sql } from 'drizzle-orm'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import type { Tx } from '../../db/client.ts'
import * as schema from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { heldTexts } from './held-texts.ts'
import { requirePerson } from './profile.ts'

/**
 * What is held about a person, table by table. `own` gives the columns that tell of the person; a row that the
 * person only acted on (`by`) tells of others too, so that only its id and the person's part in it are given.
 */
export type HeldTable = {
  table: PgTable
  /** Columns that hold the person's id or address. */
  by: readonly PgColumn[]
  /** Columns given; the id alone where not said. */
  own?: readonly PgColumn[]
}

const {
  alerts,
  answers,
  applications,
  assignments,
  attachments,
  calls,
  conflicts,
  decisions,
  deposits,
  dismissedDuplicates,
  grants,
  history,
  idempotencyKeys,
  mails,
  organisations,
  participants,
  people,
  partnerPeriods,
  publicationImports,
  publicationNotes,
  publications,
  reports,
  revisions,
  roles,
  sessions,
  signInCodes,
  submissionAttempts,
} = schema

/**
 * Every table that refers to people; a test compares it with the schema. Of conflicts that others found only
 * kind and state are given: the application they concern is not the reviewer's to know of. Of applications not
 * the state: before the release it would tell the outcome.
 */
export const HELD_TABLES: readonly HeldTable[] = [
  { table: people, by: [people.id], own: columnsOf(people) },
  {
    table: roles,
    by: [roles.personId],
    own: [roles.role, roles.givenAt, roles.reason, roles.takenAt, roles.takenReason],
  },
  {
    table: sessions,
    by: [sessions.personId],
    own: [sessions.userAgent, sessions.createdAt, sessions.expiresAt, sessions.revokedAt],
  },
  {
    table: signInCodes,
    by: [signInCodes.email],
    own: [signInCodes.email, signInCodes.createdAt, signInCodes.expiresAt, signInCodes.usedAt],
  },
  {
    table: alerts,
    by: [alerts.email],
    own: [alerts.email, alerts.search, alerts.frequency, alerts.askedAt, alerts.confirmedAt],
  },
  {
    table: mails,
    by: [mails.to],
    own: [mails.to, mails.subject, mails.createdAt, mails.sentAt],
  },
  {
    table: participants,
    by: [participants.personId, participants.email, participants.invitedBy],
    own: [
      participants.applicationId,
      participants.role,
      participants.status,
      participants.createdAt,
      participants.answeredAt,
    ],
  },
  {
    table: applications,
    by: [applications.createdBy],
    own: [applications.reference, applications.createdAt],
  },
  { table: answers, by: [answers.updatedBy], own: [answers.applicationId, answers.updatedAt] },
  { table: attachments, by: [attachments.uploadedBy], own: [attachments.id] },
  {
    table: revisions,
    by: [revisions.submittedBy],
    own: [revisions.applicationId, revisions.number, revisions.sha256, revisions.submittedAt],
  },
  {
    table: submissionAttempts,
    by: [submissionAttempts.personId],
    own: [submissionAttempts.applicationId, submissionAttempts.at, submissionAttempts.outcome],
  },
  {
    table: assignments,
    by: [assignments.personId, assignments.assignedBy],
    own: [assignments.role, assignments.status, assignments.dueAt, assignments.declaredAt],
  },
  {
    table: conflicts,
    by: [conflicts.personId, conflicts.clearedBy],
    own: [conflicts.kind, conflicts.source, conflicts.status, conflicts.createdAt],
  },
  { table: calls, by: [calls.preparedBy, calls.publishedBy] },
  { table: decisions, by: [decisions.proposedBy, decisions.recordedBy, decisions.releasedBy] },
  { table: grants, by: [grants.acceptedBy] },
  { table: reports, by: [reports.submittedBy, reports.decidedBy] },
  {
    table: dismissedDuplicates,
    by: [dismissedDuplicates.dismissedBy],
  },
  {
    table: deposits,
    by: [deposits.submittedBy],
    own: [deposits.publicationId, deposits.submittedAt],
  },
  { table: publications, by: [publications.createdBy, publications.publishedBy] },
  {
    table: publicationImports,
    by: [publicationImports.createdBy, publicationImports.doneBy],
    own: [
      publicationImports.format,
      publicationImports.source,
      publicationImports.records,
      publicationImports.createdAt,
      publicationImports.doneAt,
    ],
  },
  { table: publicationNotes, by: [publicationNotes.notedBy] },
  { table: partnerPeriods, by: [partnerPeriods.openedBy, partnerPeriods.closedBy] },
  {
    table: organisations,
    by: [organisations.proposedBy],
    own: [organisations.name, organisations.status, organisations.createdAt],
  },
  {
    table: idempotencyKeys,
    by: [idempotencyKeys.scope],
    own: [idempotencyKeys.method, idempotencyKeys.path, idempotencyKeys.createdAt],
  },
  {
    table: history,
    by: [history.actorId],
    own: [history.entity, history.type, history.at, history.actedAs],
  },
]

/** A part longer than this is cut, and says so; the office gives the rest. */
const ROWS_MAX = 10_000

/** All that is held about the person who asks, with what each part is. */
export const gatherHeldData = async (context: Context) => {
  const { id, email } = requirePerson(context)
  const t = heldTexts[context.language]
  const parts = []
  for (const held of HELD_TABLES) {
    const name = getTableName(held.table)
    const rows = await readRows(context.db, held, { id, email })
    parts.push({
      table: name,
      description: t.tables[name] ?? name,
      rows: rows.slice(0, ROWS_MAX),
      isCut: rows.length > ROWS_MAX,
    })
  }
  return { madeAt: context.clock.now().toISOString(), about: t.about(email), parts }
}

const readRows = async (
  tx: Tx,
  { table, by, own }: HeldTable,
  person: { id: string; email: string },
): Promise<Record<string, unknown>[]> => {
  const columns = own ?? columnsOf(table).filter(({ name }) => name === 'id')
  const isAbout = (column: PgColumn): SQL =>
    sql`${column} = ${ADDRESS_COLUMNS.has(column.name) ? person.email : person.id}`
  return tx
    .select({
      ...Object.fromEntries(columns.map((column) => [column.name, column])),
      // In which columns the person stands: what part they had.
      as: sql<string[]>`array_remove(array[${sql.join(
        by.map((column) => sql`case when ${isAbout(column)} then ${column.name}::text end`),
        sql`, `,
      )}], null)`,
    })
    .from(table)
    .where(or(...by.map(isAbout)))
    .limit(ROWS_MAX + 1)
}

const ADDRESS_COLUMNS = new Set(['email', 'to'])

function columnsOf(table: PgTable): PgColumn[] {
  return Object.values(getTableColumns(table))
}

/** The tables of the schema that refer to people: by a foreign key, or by a column known to hold a person. */
export const tablesThatReferToPeople = (): string[] =>
  Object.values(schema).flatMap((value) => {
    if (typeof value !== 'object' || !isTable(value)) return []
    const name = getTableName(value)
    const refers = getTableConfig(value).foreignKeys.some(
      (key) => getTableName(key.reference().foreignTable) === 'people',
    )
    const named = columnsOf(value).some(({ name: column }) => PERSON_COLUMNS.has(column))
    return refers || named || name === 'people' ? [name] : []
  })

const PERSON_COLUMNS = new Set(['email', 'to', 'person_id', 'actor_id', 'proposed_by', 'scope'])

const isTable = (value: unknown): value is PgTable =>
  value !== null && typeof value === 'object' && Symbol.for('drizzle:Columns') in value
