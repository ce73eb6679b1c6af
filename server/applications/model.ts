import type { Tx } from '../../db/client.ts'
import type { Actor } from '../actor.ts'
import type { ApplicationRelation } from '../policies.ts'
import { policies } from '../policies.ts'
import { type Lack, type SectionStanding, sectionStandings } from './completeness.ts'
import { readApplication } from './reach.ts'
import {
  type ApplicationRefusal,
  type PublicStatus,
  publicStatus,
  refuseEditing,
  refuseSubmission,
  refuseTakingBack,
  refuseWithdrawal,
} from './rules.ts'
import { type Application, draftFacts, missingOf } from './whole.ts'

/** An application as the pages of its participants know it, with what can be done now and why not. */
export type OwnApplication = {
  application: Application
  relation: ApplicationRelation
  status: PublicStatus
  lacks: Lack[]
  standings: SectionStanding[]
  isMain: boolean
  /** Writers may edit while nothing refuses it; null where they may. */
  editing: ApplicationRefusal | { reason: 'not_yours' } | null
  submitting: ApplicationRefusal | { reason: 'not_yours' } | null
  takingBack: ApplicationRefusal | { reason: 'not_yours' } | null
  withdrawing: ApplicationRefusal | { reason: 'not_yours' } | null
}

/** Reads an application for someone who takes part in it; 404 for anyone else. */
export const readOwn = async (
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
): Promise<OwnApplication> => {
  const { application, relation } = await readApplication(tx, actor, id, policies.readAsApplicant)
  const lacks = missingOf(application)
  const { call } = application
  const writes = policies.editApplication(actor, relation) === null
  const answersFor = policies.answerForApplication(actor, relation) === null
  const notYours = { reason: 'not_yours' } as const
  const facts = { status: application.status, missing: lacks }
  return {
    application,
    relation,
    status: publicStatus(application, application.decisionReleased),
    lacks,
    standings: sectionStandings(draftFacts(application), application.definition, lacks),
    isMain: answersFor,
    editing: writes ? refuseEditing(application, call, now) : notYours,
    submitting: answersFor ? refuseSubmission(facts, call, now) : notYours,
    takingBack: answersFor ? refuseTakingBack(application, call, now) : notYours,
    withdrawing: answersFor ? refuseWithdrawal(application) : notYours,
  }
}
