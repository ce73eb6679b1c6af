import t from 'tap'
import { mayEnter } from '../server/access.ts'
import { type Actor, system, visitor } from '../server/actor.ts'
import { APPLICATION_STATUSES, PARTICIPANT_ROLES } from '../server/applications/rules.ts'
import { ASSIGNMENT_STATUSES } from '../server/assignments/rules.ts'
import { ROLES, type Role } from '../server/people/rules.ts'
import { type ApplicationRelation, policies } from '../server/policies.ts'

const personWith = (...roles: Role[]): Actor => ({
  kind: 'person',
  id: 'p',
  sessionId: 's',
  email: 'p@example.org',
  name: 'P',
  roles,
  language: 'en',
})

/** Every set of roles. */
const actors: Actor[] = [
  visitor,
  system,
  ...Array.from({ length: 2 ** ROLES.length }, (_, bits) =>
    personWith(...ROLES.filter((_role, index) => bits & (1 << index))),
  ),
]

/** Every way to stand to an application. */
const relations: ApplicationRelation[] = [null, ...PARTICIPANT_ROLES].flatMap((participant) =>
  [null, ...ASSIGNMENT_STATUSES].flatMap((assignment) =>
    [false, true].map((hasConflict) => ({ participant, assignment, hasConflict })),
  ),
)

const has = (actor: Actor, ...roles: Role[]) =>
  actor.kind === 'person' && roles.some((role) => actor.roles.includes(role))

const said = (answer: { reason: string } | null) => answer?.reason ?? 'yes'

t.test('who takes part reads as an applicant, and nobody else', async (t) => {
  for (const actor of actors)
    for (const relation of relations)
      t.equal(
        said(policies.readAsApplicant(actor, relation)),
        relation.participant === null ? 'hidden' : 'yes',
      )
})

t.test(
  'viewers and signatories do not write; only the main applicant answers for it',
  async (t) => {
    for (const relation of relations) {
      const { participant } = relation
      const writes = ['main_applicant', 'co_applicant', 'municipality_partner'].includes(
        participant ?? '',
      )
      t.equal(
        said(policies.editApplication(personWith(), relation)),
        participant === null ? 'hidden' : writes ? 'yes' : 'not_yours',
      )
      t.equal(
        said(policies.answerForApplication(personWith(), relation)),
        participant === null ? 'hidden' : participant === 'main_applicant' ? 'yes' : 'not_yours',
      )
    }
  },
)

t.test('staff read what was submitted, unless they take part or have a conflict', async (t) => {
  for (const actor of actors)
    for (const relation of relations)
      for (const status of APPLICATION_STATUSES) {
        const isHidden =
          !has(actor, 'officer', 'auditor') || relation.participant !== null || status === 'draft'
        const expected = isHidden ? 'hidden' : relation.hasConflict ? 'conflict' : 'yes'
        t.equal(said(policies.readAsStaff(actor, relation, status)), expected)
        t.equal(said(policies.readReviews(actor, relation, status)), expected)
        t.equal(
          said(policies.handleAsOfficer(actor, relation, status)),
          has(actor, 'officer') ? expected : 'hidden',
        )
      }
})

t.test(
  'a reviewer reads after declaring, never with a conflict, never as a participant',
  async (t) => {
    for (const actor of actors)
      for (const relation of relations) {
        const isAsked =
          actor.kind === 'person' && relation.participant === null && relation.assignment !== null
        t.equal(said(policies.seeAssignment(actor, relation)), isAsked ? 'yes' : 'hidden')
        const hasDeclared =
          relation.assignment === 'accepted' || relation.assignment === 'completed'
        t.equal(
          said(policies.readAsReviewer(actor, relation)),
          !isAsked
            ? 'hidden'
            : relation.hasConflict
              ? 'conflict'
              : hasDeclared
                ? 'yes'
                : 'not_yours',
        )
      }
  },
)

t.test('who comes to a route at all', async (t) => {
  const enter = (actor: Actor, access: Parameters<typeof mayEnter>[0], isReading: boolean) =>
    mayEnter(access, { actor, isReading, isLoopback: false })
  for (const actor of actors)
    for (const isReading of [true, false]) {
      const isPerson = actor.kind === 'person'
      const expect = (access: Parameters<typeof mayEnter>[0], isIn: boolean) =>
        t.equal(
          enter(actor, access, isReading),
          !isPerson ? 'sign_in' : isIn ? 'yes' : 'no',
          access,
        )
      t.equal(enter(actor, 'public', isReading), 'yes')
      t.equal(enter(actor, 'loopback', isReading), 'hidden')
      expect('signedIn', true)
      expect('reviewer', has(actor, 'reviewer'))
      expect('officer', has(actor, 'officer'))
      expect('administrator', has(actor, 'administrator'))
      expect('staff', has(actor, 'officer') || (isReading && has(actor, 'auditor')))
      expect('administration', has(actor, 'administrator') || (isReading && has(actor, 'auditor')))
    }
})
