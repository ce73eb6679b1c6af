import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import {
  answers,
  applications,
  attachments,
  budgetLines,
  calls,
  decisions,
  files,
  forms,
  organisations,
  participants,
  people,
  revisions,
} from '../../db/schema/index.ts'
import { builtOnce } from '../../db/statements.ts'
import type { AnswerValue, FormDefinition } from '../forms/rules.ts'
import { type DraftFacts, type Lack, lacksOf } from './completeness.ts'
import type { ParticipantRole, ParticipantStatus, RevisionContent } from './rules.ts'

/** An application with all its parts, its call's rules and its form: what its pages and operations need. */
export type Application = NonNullable<Awaited<ReturnType<typeof findApplication>>>

export type SavedAnswer = {
  value: AnswerValue
  version: number
  updatedAt: string
  updatedBy: string
}

export type SavedAttachment = {
  id: string
  slot: string
  name: string
  fileId: string
  sha256: string
  size: number
  state: 'received' | 'clean' | 'attention'
  pages: number | null
  findings: Record<string, unknown> | null
  createdAt: string
}

export type SavedParticipant = {
  id: string
  personId: string | null
  email: string
  name: string
  role: ParticipantRole
  status: ParticipantStatus
  organisation: string | null
}

export type SavedLine = {
  id: string
  category: string
  description: string
  year: number
  amountCents: number
}

const ofApplication = eq(answers.applicationId, applications.id)

const wholeApplication = builtOnce((tx) =>
  tx
    .select({
      id: applications.id,
      reference: applications.reference,
      callId: applications.callId,
      formId: applications.formId,
      status: applications.status,
      title: applications.title,
      organisation: {
        id: organisations.id,
        name: organisations.name,
        country: organisations.country,
      },
      country: applications.country,
      durationMonths: applications.durationMonths,
      requestedCents: applications.requestedCents,
      createdBy: applications.createdBy,
      submittedAt: applications.submittedAt,
      revisionNumber: applications.revisionNumber,
      createdAt: applications.createdAt,
      updatedAt: applications.updatedAt,
      version: applications.version,
      call: {
        id: calls.id,
        slug: calls.slug,
        status: calls.status,
        title: calls.title,
        currency: calls.currency,
        countries: calls.countries,
        amountMinCents: calls.amountMinCents,
        amountMaxCents: calls.amountMaxCents,
        overheadMaxPercent: calls.overheadMaxPercent,
        durationMonthsMin: calls.durationMonthsMin,
        durationMonthsMax: calls.durationMonthsMax,
        opensAt: calls.opensAt,
        closesAt: calls.closesAt,
        zone: calls.zone,
        decisionPlannedOn: calls.decisionPlannedOn,
        contactEmail: calls.contactEmail,
      },
      answers: sql<
        Record<string, SavedAnswer>
      >`coalesce((select jsonb_object_agg(${answers.questionKey},
        jsonb_build_object('value', ${answers.value}, 'version', ${answers.version}, 'updatedAt', ${answers.updatedAt}, 'updatedBy', ${answers.updatedBy}))
        from ${answers} where ${ofApplication}), '{}')`,
      budget: sql<
        SavedLine[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', ${budgetLines.id}, 'category', ${budgetLines.category},
        'description', ${budgetLines.description}, 'year', ${budgetLines.year}, 'amountCents', ${budgetLines.amountCents}) order by ${budgetLines.position})
        from ${budgetLines} where ${eq(budgetLines.applicationId, applications.id)}), '[]')`,
      attachments: sql<
        SavedAttachment[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', ${attachments.id}, 'slot', ${attachments.slot},
        'name', ${attachments.name}, 'fileId', ${files.id}, 'sha256', ${files.sha256}, 'size', ${files.size}, 'state', ${files.state},
        'pages', ${files.pages}, 'findings', ${files.findings}, 'createdAt', ${attachments.createdAt}) order by ${attachments.slot})
        from ${attachments} join ${files} on ${eq(files.id, attachments.fileId)}
        where ${and(eq(attachments.applicationId, applications.id), sql`${attachments.removedAt} is null`)}), '[]')`,
      participants: sql<
        SavedParticipant[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', ${participants.id}, 'personId', ${participants.personId},
        'email', ${participants.email}, 'name', coalesce(nullif(${people.name}, ''), nullif(${participants.name}, ''), ${participants.email}::text), 'role', ${participants.role}, 'status', ${participants.status},
        'organisation', (select o.name from ${organisations} o where o.id = coalesce(${participants.organisationId}, ${people.organisationId}))) order by ${participants.createdAt}, ${participants.id})
        from ${participants} left join ${people} on ${eq(people.id, participants.personId)}
        where ${and(eq(participants.applicationId, applications.id), sql`${participants.status} <> 'removed'`)}), '[]')`,
      /** Number of the newest revision, also of one taken back; 0 before the first. */
      lastRevision: sql<number>`coalesce((select max(${revisions.number}) from ${revisions} where ${eq(revisions.applicationId, applications.id)}), 0)`,
      decisionReleased: sql<boolean>`exists (select 1 from ${decisions} where ${and(eq(decisions.applicationId, applications.id), eq(decisions.status, 'released'))})`,
    })
    .from(applications)
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(organisations, eq(organisations.id, applications.organisationId))
    .where(eq(applications.id, sql.placeholder('id'))),
)

/** Reads an application whole, in one statement, whoever asks: the caller's policy decides. */
export const findApplication = async (tx: Tx, id: string) => {
  const [row] = await wholeApplication(tx, { id })
  if (!row) return undefined
  return { ...row, definition: await definitionOf(tx, row.formId) }
}

const FORMS_KEPT_MAX = 200
const frozenForms = new Map<string, FormDefinition>()

/** A form's definition; frozen ones never change and are kept in memory. */
export const definitionOf = async (tx: Tx, formId: string): Promise<FormDefinition> => {
  const known = frozenForms.get(formId)
  if (known) return known
  const [form] = await tx
    .select({ definition: forms.definition, frozenAt: forms.frozenAt })
    .from(forms)
    .where(eq(forms.id, formId))
  if (!form) throw new Error(`the form ${formId} is gone`)
  if (form.frozenAt !== null) {
    if (frozenForms.size >= FORMS_KEPT_MAX) frozenForms.clear()
    frozenForms.set(formId, form.definition)
  }
  return form.definition
}

/** The part of an application that the rules of completeness look at. */
export const draftFacts = (application: Application): DraftFacts => ({
  ...application,
  answers: Object.fromEntries(
    Object.entries(application.answers).map(([key, { value }]) => [key, value]),
  ),
})

/** All that is missing or to be corrected. */
export const missingOf = (application: Application): Lack[] =>
  lacksOf(draftFacts(application), application.definition, application.call)

/** What would be submitted just now. `names`: of the organisations that answers refer to. */
export const contentOf = (
  application: Application,
  names: Record<string, string>,
): RevisionContent => {
  const answered: [string, AnswerValue][] = []
  for (const section of application.definition.sections)
    for (const { key } of section.questions) {
      const value = application.answers[key]?.value
      if (value !== undefined && value !== null) answered.push([key, value])
    }
  return {
    reference: application.reference,
    callId: application.callId,
    formId: application.formId,
    title: application.title,
    organisation: application.organisation,
    country: application.country,
    durationMonths: application.durationMonths,
    answers: Object.fromEntries(answered),
    organisations: names,
    budget: application.budget.map(({ id: _id, ...line }) => line),
    attachments: application.attachments.map(({ slot, name, sha256, size }) => ({
      slot,
      name,
      sha256,
      size,
    })),
    participants: application.participants
      .filter(({ status }) => status !== 'declined')
      .map(({ role, name, organisation, status }) => ({ role, name, organisation, status })),
  }
}

/** Ids and ROR addresses of organisations that answers refer to. */
export const organisationsAnswered = (application: Application): string[] =>
  application.definition.sections
    .flatMap((section) => section.questions)
    .filter((question) => question.type === 'organisation')
    .map((question) => application.answers[question.key]?.value)
    .filter((value): value is string => typeof value === 'string' && value !== '')

/** Names by id or ROR address. */
export const organisationNamesOf = async (
  tx: Tx,
  keys: readonly string[],
): Promise<Record<string, string>> => {
  if (keys.length === 0) return {}
  const rows = await tx
    .select({ id: organisations.id, ror: organisations.ror, name: organisations.name })
    .from(organisations)
    .where(
      sql`${organisations.id}::text = any(${sql.param(keys)}) or ${organisations.ror} = any(${sql.param(keys)})`,
    )
  const names: Record<string, string> = {}
  for (const key of keys) {
    const found = rows.find((row) => row.id === key || row.ror === key)
    if (found) names[key] = found.name
  }
  return names
}
