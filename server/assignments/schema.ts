import { z } from 'zod'
import { CONFLICT_KINDS, STATEMENT_MAX } from '../conflicts/rules.ts'
import { reasonForm, wholeList } from '../schema.ts'
import { ASSIGNMENT_ROLES, ASSIGNMENT_STATUSES, REASON_MAX } from './rules.ts'

/** What a reviewer says of a conflict of interest of their own. */
export const declarationBody = z.strictObject({
  kind: z.enum(CONFLICT_KINDS, 'kind_missing'),
  statement: z.string().max(STATEMENT_MAX).default(''),
})

export const assignmentBody = z.strictObject({
  personId: z.uuid('person_missing'),
  role: z.enum(ASSIGNMENT_ROLES),
  dueOn: z.iso.date('day_missing'),
})

export const reasonBody = reasonForm(REASON_MAX)

/** A form: with a kind it is a conflict of interest, without one a reason is needed. */
export const declinationForm = z.strictObject({
  kind: z.enum(CONFLICT_KINDS).optional(),
  statement: z.string().max(STATEMENT_MAX).optional(),
  reason: z.string().max(REASON_MAX).optional(),
})

/** Either a conflict of interest or another reason. */
export const declinationBody = z.union([
  z.strictObject({ conflict: declarationBody }),
  z.strictObject({ reason: z.string().min(1).max(REASON_MAX) }),
])

const bilingual = z.object({ sv: z.string(), en: z.string() })

/** A reviewer's own assignment: nothing of other reviewers. */
export const assignmentItem = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    title: z.string(),
    call: z.object({ id: z.uuid(), title: bilingual }),
    role: z.enum(ASSIGNMENT_ROLES),
    status: z.enum(ASSIGNMENT_STATUSES),
    dueAt: z.iso.datetime().nullable(),
    reviewStatus: z.string().nullable(),
  })
  .meta({ id: 'AssignmentItem' })

export const assignmentList = z
  .object({ items: z.array(assignmentItem), total: z.int(), next: z.string().nullable() })
  .meta({ id: 'AssignmentList' })

export const assignmentView = z
  .object({
    ...assignmentItem.shape,
    country: z.string().nullable(),
    organisation: z.string().nullable(),
    people: z.array(
      z.object({ name: z.string(), organisation: z.string().nullable(), role: z.string() }),
    ),
    declaredAt: z.iso.datetime().nullable(),
    /** Path of the document to read, once declared to have no conflict of interest. */
    dossier: z.string().nullable(),
  })
  .meta({ id: 'Assignment' })

/** As the office sees them, with names. */
export const callAssignments = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        application: z.object({ id: z.uuid(), reference: z.string(), title: z.string() }),
        reviewer: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
        role: z.enum(ASSIGNMENT_ROLES),
        status: z.enum(ASSIGNMENT_STATUSES),
        dueAt: z.iso.datetime().nullable(),
      }),
    ),
    total: z.int(),
    next: z.uuid().nullable(),
  })
  .meta({ id: 'CallAssignments' })

const person = z.object({ id: z.uuid(), name: z.string(), email: z.string() })

export const assignmentsOfApplication = wholeList(
  z.object({
    id: z.uuid(),
    reviewer: person,
    role: z.enum(ASSIGNMENT_ROLES),
    status: z.enum(ASSIGNMENT_STATUSES),
    dueAt: z.iso.datetime().nullable(),
  }),
  'ApplicationAssignments',
)

export const candidatesView = wholeList(
  z.object({
    personId: z.uuid(),
    name: z.string(),
    email: z.string(),
    organisation: z.string().nullable(),
    load: z.int().describe('Applications of the same call that they read, or are asked for.'),
    refusal: z.string().nullable().describe('Why they cannot be asked; null where they can.'),
  }),
  'Candidates',
)

export const loadsView = wholeList(
  z.object({
    personId: z.uuid(),
    name: z.string(),
    email: z.string(),
    invited: z.int(),
    accepted: z.int(),
    completed: z.int(),
    declined: z.int(),
  }),
  'ReviewerLoads',
)

export const callAssignmentsQuery = z.strictObject({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

export const assignmentMade = z.object({ id: z.uuid() }).meta({ id: 'AssignmentMade' })

export const done = z.object({ status: z.string() }).meta({ id: 'AssignmentStatus' })

export const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) })

/** What has just been done, said once on the list that follows. */
export const toldQuery = z.object({
  told: z.enum(['conflict', 'declined']).optional().catch(undefined),
})
