import { and, asc, desc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { organisations, people, roles } from '../../db/schema/index.ts'
import { fold } from '../vocabulary/fold.ts'
import { ROLES, type Role } from './rules.ts'

/** Roles held now, as a column of a person's row. */
const heldRoles = sql<string[]>`array(
  select ${roles.role} from ${roles} where ${roles.personId} = ${people.id} and ${roles.takenAt} is null)`

export type ListedPerson = {
  id: string
  email: string
  name: string
  organisation: string | null
  isDisabled: boolean
  roles: Role[]
  createdAt: Date
}

/** People by name, those without one last; one query with the count of all. */
export const listPeople = async (
  tx: Tx,
  given: { q: string; role: Role | ''; page: number; perPage: number },
): Promise<{ rows: ListedPerson[]; total: number }> => {
  const found = await tx
    .select({ ...listed, total: sql<number>`count(*) over ()::int` })
    .from(people)
    .leftJoin(organisations, eq(organisations.id, people.organisationId))
    .where(matching(given))
    .orderBy(sql`${people.name} = ''`, asc(people.name), asc(people.id))
    .limit(given.perPage)
    .offset((given.page - 1) * given.perPage)
  return {
    rows: found.map(({ total: _total, ...row }) => withRoles(row)),
    total: found[0]?.total ?? 0,
  }
}

/** The same in the order of their accounts, after a person. */
export const listPeopleAfter = async (
  tx: Tx,
  given: { q: string; role: Role | ''; after: string | undefined; limit: number },
): Promise<ListedPerson[]> => {
  const found = await tx
    .select(listed)
    .from(people)
    .leftJoin(organisations, eq(organisations.id, people.organisationId))
    .where(and(matching(given), given.after ? gt(people.id, given.after) : undefined))
    .orderBy(asc(people.id))
    .limit(given.limit)
  return found.map(withRoles)
}

export const countPeople = (tx: Tx, given: { q: string; role: Role | '' }): Promise<number> =>
  tx.$count(people, matching(given))

export const findPerson = async (tx: Tx, id: string): Promise<ListedPerson | undefined> => {
  const [row] = await tx
    .select(listed)
    .from(people)
    .leftJoin(organisations, eq(organisations.id, people.organisationId))
    .where(eq(people.id, id))
  return row && withRoles(row)
}

/** Locks a person, so that two administrators who act at once act one after the other. */
export const lockPerson = async (tx: Tx, id: string): Promise<ListedPerson | undefined> => {
  await tx.select({ id: people.id }).from(people).where(eq(people.id, id)).for('update')
  return findPerson(tx, id)
}

/** How many accounts that can be used hold the administrator's role. Locks those roles until the transaction ends. */
export const lockAdministrators = async (tx: Tx): Promise<number> => {
  const held = await tx
    .select({ personId: roles.personId })
    .from(roles)
    .where(and(eq(roles.role, 'administrator'), isNull(roles.takenAt)))
    .orderBy(asc(roles.id))
    .for('update')
  if (held.length === 0) return 0
  return tx.$count(
    people,
    and(
      inArray(
        people.id,
        held.map(({ personId }) => personId),
      ),
      eq(people.isDisabled, false),
    ),
  )
}

/** Every role that a person has held, newest first. */
export const listRoles = (tx: Tx, personId: string) =>
  tx
    .select({
      role: roles.role,
      givenAt: roles.givenAt,
      reason: roles.reason,
      takenAt: roles.takenAt,
      takenReason: roles.takenReason,
    })
    .from(roles)
    .where(eq(roles.personId, personId))
    .orderBy(desc(roles.id))
    .limit(ROLES_SHOWN_MAX)

export const insertRole = async (
  tx: Tx,
  role: { personId: string; role: Role; givenBy: string | null; givenAt: Date; reason: string },
): Promise<void> => {
  await tx.insert(roles).values(role)
}

/** False where the role is no longer held. */
export const markRoleTaken = async (
  tx: Tx,
  { personId, role }: { personId: string; role: Role },
  taken: { takenBy: string | null; takenAt: Date; takenReason: string },
): Promise<boolean> => {
  const [row] = await tx
    .update(roles)
    .set(taken)
    .where(and(eq(roles.personId, personId), eq(roles.role, role), isNull(roles.takenAt)))
    .returning({ id: roles.id })
  return row !== undefined
}

export const markDisabled = async (tx: Tx, id: string, isDisabled: boolean): Promise<void> => {
  await tx
    .update(people)
    .set({ isDisabled, version: sql`${people.version} + 1` })
    .where(eq(people.id, id))
}

const ROLES_SHOWN_MAX = 100

const listed = {
  id: people.id,
  email: people.email,
  name: people.name,
  organisation: organisations.name,
  isDisabled: people.isDisabled,
  roles: heldRoles,
  createdAt: people.createdAt,
}

const withRoles = <T extends { roles: string[] }>(
  row: T,
): Omit<T, 'roles'> & { roles: Role[] } => ({
  ...row,
  roles: ROLES.filter((role) => row.roles.includes(role)),
})

/** By name or address, without accents; by a role held now. */
const matching = ({ q, role }: { q: string; role: Role | '' }): SQL | undefined => {
  const pattern = `%${fold(q).replace(/[\\%_]/g, (char) => `\\${char}`)}%`
  return and(
    fold(q) === ''
      ? undefined
      : sql`(lower(regexp_replace(normalize(${people.name}, NFKD), '[\\u0300-\\u036f]', '', 'g')) like ${pattern} or ${people.email}::text ilike ${pattern})`,
    role === ''
      ? undefined
      : sql`exists (select 1 from ${roles} where ${roles.personId} = ${people.id} and ${roles.role} = ${role} and ${roles.takenAt} is null)`,
  )
}
