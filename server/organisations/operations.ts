import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { organisations, people } from '../../db/schema/index.ts'
import { actorId } from '../actor.ts'
import type { Context } from '../context.ts'
import { Invalid, NotFound, NotSignedIn, refuse, Stale } from '../errors.ts'
import { record } from '../history/operations.ts'
import { isLanguage } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { fold } from '../vocabulary/fold.ts'
import { settledMail } from './mail.ts'
import { mayUse, refuseProposal, refuseReplacement, refuseSettling } from './rules.ts'
import { NAME_MAX, NAMES_MAX } from './schema.ts'
import { type OrganisationChoice, searchOrganisations } from './search-store.ts'
import {
  countProposals,
  countUses,
  deleteNames,
  findOrganisation,
  insertNames,
  listNames,
  lockOrganisation,
  moveUses,
} from './store.ts'
import { texts } from './texts.ts'

export { type ImportReport, importOrganisations, linesOf } from './import.ts'
export { listOrganisations } from './listing.ts'
export { type OrganisationChoice, searchOrganisations } from './search-store.ts'

/** An organisation as the picker shows it, where this person may use it; undefined otherwise. */
export const findUsableOrganisation = async (
  tx: Tx,
  id: string,
  personId: string | null,
): Promise<OrganisationChoice | undefined> => {
  const found = await findOrganisation(tx, id)
  if (!found || !mayUse(found, personId)) return undefined
  const { name, country, city, status } = found
  return { id, name, country, city, status, foundBy: null }
}

export const getOrganisation = async (tx: Tx, id: string) => {
  const organisation = await findOrganisation(tx, id)
  if (!organisation) throw new NotFound('organisation')
  return organisation
}

export type Proposal = {
  name: string
  country: string
  city?: string | undefined
  website?: string | undefined
}

/**
 * Adds an organisation that is not listed; its proposer may use it at once. One that the person can already
 * choose, of the same name and country, is given instead: nothing is doubled.
 */
export const proposeOrganisation = async (
  context: Context,
  proposal: Proposal,
): Promise<{ id: string; isNew: boolean }> => {
  const personId = actorId(context.actor)
  if (personId === null) throw new NotSignedIn()
  return context.db.transaction(async (tx) => {
    // One proposal at a time for a person, so that a double click does not make two.
    await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update')
    const alike = await searchOrganisations(tx, proposal.name, {
      country: proposal.country,
      personId,
    })
    const same = alike.find(({ name, foundBy }) => fold(foundBy ?? name) === fold(proposal.name))
    if (same) return { id: same.id, isNew: false }
    refuse(refuseProposal(await countProposals(tx, personId)))
    const [made] = await tx
      .insert(organisations)
      .values({
        name: proposal.name,
        country: proposal.country,
        city: proposal.city ?? null,
        website: proposal.website ?? null,
        status: 'proposed',
        proposedBy: personId,
        createdAt: context.clock.now(),
      })
      .returning({ id: organisations.id })
    if (!made) throw new Error('a proposal was not kept')
    await insertNames(tx, [
      { organisationId: made.id, name: proposal.name, language: null, isAcronym: false },
    ])
    await record(tx, context, {
      entity: 'organisation',
      entityId: made.id,
      type: 'organisation.proposed',
      to: 'proposed',
    })
    return { id: made.id, isNew: true }
  })
}

/** An officer takes a proposal into the register. */
export const confirmOrganisation = async (context: Context, id: string): Promise<void> => {
  await context.db.transaction(async (tx) => {
    const organisation = await lockOrganisation(tx, id)
    if (!organisation) throw new NotFound('organisation')
    refuse(refuseSettling(organisation))
    await markSettled(tx, id, 'listed')
    await record(tx, context, {
      entity: 'organisation',
      entityId: id,
      type: 'organisation.confirmed',
      from: 'proposed',
      to: 'listed',
    })
    await tellProposer(tx, context, organisation, { outcome: 'confirmed' })
  })
}

/**
 * An officer declines a proposal. Where people or applications already name it, a listed organisation has to
 * take its place in them; drafts and profiles are moved, submitted revisions keep what was said.
 */
export const declineOrganisation = async (
  context: Context,
  id: string,
  given: { reason: string; replacement?: string | undefined },
): Promise<void> => {
  await context.db.transaction(async (tx) => {
    const organisation = await lockOrganisation(tx, id)
    if (!organisation) throw new NotFound('organisation')
    refuse(refuseSettling(organisation))
    const replacement =
      given.replacement === undefined ? undefined : await findOrganisation(tx, given.replacement)
    if (given.replacement !== undefined) {
      if (!replacement) throw new NotFound('organisation')
      refuse(refuseReplacement(replacement))
    }
    const uses = await countUses(tx, id)
    if (replacement) await moveUses(tx, id, replacement.id)
    else if (uses.people + uses.papers > 0) refuse({ reason: 'organisation_in_use' })
    await markSettled(tx, id, 'declined')
    await record(tx, context, {
      entity: 'organisation',
      entityId: id,
      type: 'organisation.declined',
      from: 'proposed',
      to: 'declined',
      reason: given.reason,
      data: replacement ? { replacement: replacement.id, moved: uses } : {},
    })
    await tellProposer(tx, context, organisation, {
      outcome: 'declined',
      reason: given.reason,
      replacement: replacement?.name ?? null,
    })
  })
}

/** An officer's correction of the shown name and of the names by which it is found. */
export const editOrganisationNames = async (
  context: Context,
  id: string,
  given: { name: string; names: readonly string[]; version: number },
): Promise<void> => {
  const wanted = [...new Set([given.name, ...given.names])]
  const problems = texts[context.language].problems
  if (wanted.length > NAMES_MAX || wanted.some((name) => name.length > NAME_MAX))
    throw new Invalid([{ field: 'names', message: problems.names }])
  await context.db.transaction(async (tx) => {
    const [changed] = await tx
      .update(organisations)
      .set({ name: given.name, version: sql`${organisations.version} + 1` })
      .where(and(eq(organisations.id, id), eq(organisations.version, given.version)))
      .returning({ id: organisations.id })
    if (!changed) {
      if (!(await findOrganisation(tx, id))) throw new NotFound('organisation')
      throw new Stale()
    }
    const present = (await listNames(tx, id)).map(({ name }) => name)
    const removed = present.filter((name) => !wanted.includes(name))
    const added = wanted.filter((name) => !present.includes(name))
    await deleteNames(tx, id, removed)
    await insertNames(
      tx,
      added.map((name) => ({
        organisationId: id,
        name,
        language: null,
        isAcronym: isAcronym(name),
      })),
    )
    await record(tx, context, {
      entity: 'organisation',
      entityId: id,
      type: 'organisation.names_changed',
      data: { name: given.name, added, removed },
    })
  })
}

/** Capitals and figures without a blank: what people call an acronym. */
const isAcronym = (name: string): boolean => /^[\p{Lu}\p{N}&.-]{2,12}$/u.test(name)

const markSettled = async (tx: Tx, id: string, status: 'listed' | 'declined'): Promise<void> => {
  const [settled] = await tx
    .update(organisations)
    .set({ status, version: sql`${organisations.version} + 1` })
    .where(and(eq(organisations.id, id), eq(organisations.status, 'proposed')))
    .returning({ id: organisations.id })
  if (!settled) throw new Stale()
}

type Outcome =
  | { outcome: 'confirmed' }
  | { outcome: 'declined'; reason: string; replacement: string | null }

const tellProposer = async (
  tx: Tx,
  context: Context,
  organisation: { id: string; name: string; proposedBy: string | null },
  outcome: Outcome,
): Promise<void> => {
  if (organisation.proposedBy === null) return
  const [proposer] = await tx
    .select({ email: people.email, language: people.language })
    .from(people)
    .where(and(eq(people.id, organisation.proposedBy), eq(people.isDisabled, false)))
  if (!proposer) return
  const language = isLanguage(proposer.language) ? proposer.language : 'en'
  await sendMail(tx, context, {
    key: `organisation.${outcome.outcome}:${organisation.id}`,
    to: proposer.email,
    kind: 'progress',
    ...settledMail({ language, name: organisation.name, context, ...outcome }),
  })
}
