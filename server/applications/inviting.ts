import { and, count, eq, gt, isNotNull, ne } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, calls, participants, people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { NotFound, Refused, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { isLanguage } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { policies } from '../policies.ts'
import { invitationMail } from './mail.ts'
import { lockApplication, requirePerson } from './reach.ts'
import {
  type ParticipantRole,
  type ParticipantStatus,
  participantTransitions,
  refuseEditing,
} from './rules.ts'

export const INVITED_ROLES = ['co_applicant', 'municipality_partner', 'viewer'] as const
export type InvitedRole = (typeof INVITED_ROLES)[number]

/** Invitations of one application in a day: a form that mails strangers must have an end. */
export const INVITATIONS_PER_DAY_MAX = 30

export type Invitation = { email: string; name: string; role: InvitedRole }

/**
 * Invites someone by mail. The answer is the same whether the address is known to the portal or not; whoever
 * receives its mail signs in and answers.
 */
export const inviteParticipant = async (
  context: Context,
  id: string,
  invitation: Invitation,
): Promise<{ id: string }> =>
  context.db.transaction(async (tx) => {
    const person = requirePerson(context)
    const { application, now } = await lockApplication(
      tx,
      context,
      id,
      policies.answerForApplication,
    )
    refuse(refuseEditing(application, application.call, now))
    const known = application.participants.find(
      (one) => one.email.toLowerCase() === invitation.email.toLowerCase(),
    )
    if (known && known.status !== 'declined') throw new Refused({ reason: 'already_participant' })
    if (known)
      await tx.update(participants).set({ status: 'removed' }).where(eq(participants.id, known.id))
    const today = await tx.$count(
      participants,
      and(
        eq(participants.applicationId, id),
        isNotNull(participants.invitedBy),
        gt(participants.createdAt, new Date(now.getTime() - DAY_MS)),
      ),
    )
    if (today >= INVITATIONS_PER_DAY_MAX) throw new Refused({ reason: 'too_many_invitations' })
    const [made] = await tx
      .insert(participants)
      .values({
        applicationId: id,
        email: invitation.email,
        name: invitation.name,
        role: invitation.role,
        status: 'invited',
        invitedBy: person.id,
        createdAt: now,
      })
      .returning({ id: participants.id })
    if (!made) throw new Error('an invitation was not kept')
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.participant_invited',
      actedAs: 'main_applicant',
      data: { participant: made.id, role: invitation.role },
    })
    const [invited] = await tx
      .select({ language: people.language })
      .from(people)
      .where(eq(people.email, invitation.email))
    const language = isLanguage(invited?.language) ? invited.language : context.language
    const mail = invitationMail({
      language,
      inviter: person.name === '' ? person.email : person.name,
      title: application.title,
      callTitle: application.call.title[language],
      role: invitation.role,
      link: `${context.config.baseUrl}/${language}/invitations`,
      email: invitation.email,
      funder: context.config.funder,
    })
    await sendMail(tx, context, {
      key: `application.invitation:${made.id}`,
      to: invitation.email,
      ...mail,
    })
    return made
  })

export type AnswerToInvitation = 'accept' | 'decline'

/** The invited person answers: whoever has verified the address that was invited. */
export const answerInvitation = async (
  context: Context,
  participantId: string,
  act: AnswerToInvitation,
): Promise<{ applicationId: string; status: ParticipantStatus }> =>
  context.db.transaction(async (tx) => {
    const person = requirePerson(context)
    const [invitation] = await tx
      .select()
      .from(participants)
      .where(and(eq(participants.id, participantId), eq(participants.email, person.email)))
      .for('update')
    if (!invitation || invitation.status === 'removed') throw new NotFound('invitation')
    const { applicationId } = invitation
    const [application] = await tx
      .select({ status: applications.status })
      .from(applications)
      .where(eq(applications.id, applicationId))
    if (application?.status === 'withdrawn') throw new NotFound('invitation')
    const to = act === 'accept' ? 'accepted' : 'declined'
    if (invitation.status === to) return { applicationId, status: to }
    const possible: Partial<Record<string, ParticipantStatus>> =
      participantTransitions[invitation.status]
    if (possible[act] === undefined) throw new Refused({ reason: 'invitation_answered' })
    const now = await context.clock.inTransaction(tx)
    await tx
      .update(participants)
      .set({ status: to, answeredAt: now, ...(act === 'accept' ? { personId: person.id } : {}) })
      .where(eq(participants.id, participantId))
    await record(tx, context, {
      entity: 'application',
      entityId: applicationId,
      type: `application.participant_${to}`,
      actedAs: invitation.role,
      data: { participant: participantId, role: invitation.role },
    })
    return { applicationId, status: to }
  })

/** The main applicant removes someone, or a participant leaves; the main applicant stays. */
export const removeParticipant = async (
  context: Context,
  id: string,
  participantId: string,
): Promise<void> =>
  context.db.transaction(async (tx) => {
    const person = requirePerson(context)
    const { application, relation, now } = await lockApplication(
      tx,
      context,
      id,
      policies.readAsApplicant,
    )
    const found = application.participants.find((one) => one.id === participantId)
    if (!found) throw new NotFound('participant')
    if (relation.participant !== 'main_applicant' && found.personId !== person.id)
      throw new Refused({ reason: 'not_yours' })
    if (found.role === 'main_applicant') throw new Refused({ reason: 'main_applicant_stays' })
    refuse(refuseEditing(application, application.call, now))
    await tx
      .update(participants)
      .set({ status: 'removed' })
      .where(and(eq(participants.id, participantId), ne(participants.status, 'removed')))
    await record(tx, context, {
      entity: 'application',
      entityId: id,
      type: 'application.participant_removed',
      actedAs: relation.participant ?? 'person',
      data: { participant: participantId, role: found.role },
    })
  })

export type OwnInvitation = {
  id: string
  role: ParticipantRole
  title: string
  callTitle: { sv: string; en: string }
  closesAt: Date
  zone: string
  inviter: string
}

/** Invitations that wait for this address's answer. */
export const listInvitations = async (tx: Tx, email: string): Promise<OwnInvitation[]> => {
  const rows = await tx
    .select({
      id: participants.id,
      role: participants.role,
      title: applications.title,
      callTitle: calls.title,
      closesAt: calls.closesAt,
      zone: calls.zone,
      inviterName: people.name,
      inviterEmail: people.email,
    })
    .from(participants)
    .innerJoin(applications, eq(applications.id, participants.applicationId))
    .innerJoin(calls, eq(calls.id, applications.callId))
    .leftJoin(people, eq(people.id, participants.invitedBy))
    .where(isWaiting(email))
    .limit(INVITATIONS_SHOWN_MAX)
  return rows.map(({ inviterName, inviterEmail, ...row }) => ({
    ...row,
    inviter: inviterName || inviterEmail || '',
  }))
}

/** How many invitations wait for an address. */
export const countInvitations = async (tx: Tx, email: string): Promise<number> => {
  const [row] = await tx
    .select({ waiting: count() })
    .from(participants)
    .innerJoin(applications, eq(applications.id, participants.applicationId))
    .where(isWaiting(email))
  return row?.waiting ?? 0
}

const isWaiting = (email: string) =>
  and(
    eq(participants.email, email),
    eq(participants.status, 'invited'),
    ne(applications.status, 'withdrawn'),
  )

const DAY_MS = 86_400_000
const INVITATIONS_SHOWN_MAX = 100
