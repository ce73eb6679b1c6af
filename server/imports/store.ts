import { desc, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { people, publicationImports } from '../../db/schema/index.ts'
import { NotFound } from '../errors.ts'
import type { ImportPlan } from './rules.ts'

export type StoredImport = Awaited<ReturnType<typeof getImport>>
export const IMPORTS_SHOWN = 20

export const insertImport = async (
  tx: Tx,
  row: typeof publicationImports.$inferInsert,
): Promise<string> => {
  const [made] = await tx.insert(publicationImports).values(row).returning({
    id: publicationImports.id,
  })
  return made?.id ?? ''
}

export const getImport = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select(columns)
    .from(publicationImports)
    .leftJoin(people, joined)
    .where(eq(publicationImports.id, id))
  if (!row) throw new NotFound('import')
  return row
}

/** With its lines; nobody else does it meanwhile. */
export const lockImport = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select()
    .from(publicationImports)
    .where(eq(publicationImports.id, id))
    .for('update')
  if (!row) throw new NotFound('import')
  return row
}

/** The latest ones, newest first. */
export const listImports = (tx: Tx): Promise<StoredImport[]> =>
  tx
    .select(columns)
    .from(publicationImports)
    .leftJoin(people, joined)
    .orderBy(desc(publicationImports.createdAt), desc(publicationImports.id))
    .limit(IMPORTS_SHOWN)

export const replacePlan = async (tx: Tx, id: string, plan: ImportPlan): Promise<void> => {
  await tx.update(publicationImports).set({ plan }).where(eq(publicationImports.id, id))
}

export const markDone = async (
  tx: Tx,
  id: string,
  done: { plan: ImportPlan; doneAt: Date; doneBy: string | null },
): Promise<void> => {
  await tx
    .update(publicationImports)
    .set({ ...done, lines: null })
    .where(eq(publicationImports.id, id))
}

const columns = {
  id: publicationImports.id,
  format: publicationImports.format,
  source: publicationImports.source,
  stopped: publicationImports.stopped,
  importedAs: publicationImports.importedAs,
  records: publicationImports.records,
  plan: publicationImports.plan,
  createdAt: publicationImports.createdAt,
  doneAt: publicationImports.doneAt,
  byName: people.name,
}
const joined = eq(people.id, publicationImports.createdBy)
