import type { Tx } from '../../db/client.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { NotFound, refuse } from '../errors.ts'
import { record } from '../history/operations.ts'
import { sendRegistration } from './jobs-send.ts'
import {
  type AgencyKey,
  agencyFor,
  doiFor,
  type RegisteredEntity,
  type RegistrationRefusal,
  refuseRegistration,
  refuseRetry,
  suffixOf,
} from './rules.ts'
import {
  changeRegistration,
  findCandidate,
  insertRegistration,
  isDoiTaken,
  listCandidates,
  listGrantsWithout,
  lockFailedChanged,
  lockRegistration,
  type Registration,
} from './store.ts'

/** Which agencies are on. */
export const agenciesOf = ({ datacite, crossref }: Config): Record<AgencyKey, boolean> => ({
  datacite: datacite !== null,
  crossref: crossref !== null,
})

/** Whether any agency registers publications for us. */
export const registersPublications = (config: Config): boolean =>
  agencyFor('publication', agenciesOf(config)) !== null

/** By the office, for what came by import. */
export const registerPublication = (context: Context, publicationId: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    refuse(await refusalFor(context, tx, publicationId))
    await plan(context, tx, 'publication', publicationId)
  })

/** By the office, of one that was given up. */
export const retryRegistration = (context: Context, id: string): Promise<void> =>
  context.db.transaction(async (tx) => {
    const registration = await lockRegistration(tx, id)
    if (!registration) throw new NotFound('registration')
    refuse(refuseRetry(registration.status))
    await beginAgain(context, tx, registration)
    await context.enqueue(tx, sendRegistration, { registrationId: id })
  })

/** What was given up is tried again by itself once it has been changed: that may have been what was wrong. */
export const retryChanged = async (context: Context, tx: Tx): Promise<void> => {
  for (const registration of await lockFailedChanged(tx, PLANNED_AT_ONCE))
    await beginAgain(context, tx, registration)
}

const beginAgain = async (
  context: Context,
  tx: Tx,
  { id, entity, publicationId, grantId, doi }: Registration,
): Promise<void> => {
  await changeRegistration(tx, id, {
    status: 'planned',
    attempts: 0,
    failure: null,
    failureDetail: null,
    nextAttemptAt: context.clock.now(),
  })
  await record(tx, context, {
    entity,
    entityId: publicationId ?? grantId ?? '',
    type: `${entity}.doi_retried`,
    data: { doi },
  })
}

/** DOIs given in one round. */
const PLANNED_AT_ONCE = 20

/** Gives DOIs to what the office published, and to awards that were released and accepted, since the last round. */
export const planNew = async (context: Context): Promise<void> => {
  const isOn = agenciesOf(context.config)
  await context.db.transaction(async (tx) => {
    if (agencyFor('grant', isOn) !== null)
      for (const id of await listGrantsWithout(tx, PLANNED_AT_ONCE))
        await plan(context, tx, 'grant', id)
    if (agencyFor('publication', isOn) !== null)
      for (const { id } of await listCandidates(tx, { byOffice: true, limit: PLANNED_AT_ONCE }))
        await plan(context, tx, 'publication', id)
  })
}

export const refusalFor = async (
  context: Pick<Context, 'config'>,
  tx: Tx,
  publicationId: string,
): Promise<RegistrationRefusal | null> => {
  const candidate = await findCandidate(tx, publicationId)
  if (!candidate) throw new NotFound('publication')
  const agency = agencyFor('publication', agenciesOf(context.config))
  return refuseRegistration({ ...candidate, agency })
}

const COLLISIONS_MAX = 20

const plan = async (
  context: Context,
  tx: Tx,
  entity: RegisteredEntity,
  entityId: string,
): Promise<void> => {
  const { config, clock } = context
  const agency = agencyFor(entity, agenciesOf(config))
  const prefix = agency && config[agency]?.prefix
  if (!agency || !prefix) throw new Error(`no agency for a ${entity}`)
  for (let collision = 0; collision < COLLISIONS_MAX; collision += 1) {
    const doi = doiFor(prefix, suffixOf(entity, entityId, collision))
    if (await isDoiTaken(tx, doi)) continue
    const id = await insertRegistration(tx, { entity, entityId, agency, doi, now: clock.now() })
    // Somebody else planned it at the same moment.
    if (id === null) return
    await record(tx, context, {
      entity,
      entityId,
      type: `${entity}.doi_planned`,
      data: { doi, agency },
    })
    await context.enqueue(tx, sendRegistration, { registrationId: id })
    return
  }
  throw new Error('no free DOI')
}
