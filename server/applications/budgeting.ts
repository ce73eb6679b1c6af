import { and, eq } from 'drizzle-orm'
import { applications, budgetLines } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { PreconditionFailed, refuse } from '../errors.ts'
import { policies } from '../policies.ts'
import { type BudgetLine, totalCents } from './budget-rules.ts'
import { lockApplication } from './reach.ts'
import { refuseEditing } from './rules.ts'

/** Puts these lines in place of the budget's. 412 when somebody else changed the application first. */
export const saveBudget = async (
  context: Context,
  id: string,
  lines: readonly BudgetLine[],
  version: number,
): Promise<{ version: number; requestedCents: number; at: Date }> =>
  context.db.transaction(async (tx) => {
    const { application, now } = await lockApplication(tx, context, id, policies.editApplication)
    refuse(refuseEditing(application, application.call, now))
    const requestedCents = totalCents(lines)
    const before = JSON.stringify(application.budget.map(plainLine))
    if (before === JSON.stringify(lines.map(plainLine)))
      return { version: application.version, requestedCents, at: now }
    if (application.version !== version) throw new PreconditionFailed()
    await tx.delete(budgetLines).where(eq(budgetLines.applicationId, id))
    if (lines.length > 0)
      await tx
        .insert(budgetLines)
        .values(
          lines.map((line, position) => ({ ...plainLine(line), applicationId: id, position })),
        )
    await tx
      .update(applications)
      .set({ requestedCents, version: version + 1, updatedAt: now })
      .where(and(eq(applications.id, id), eq(applications.version, version)))
    return { version: version + 1, requestedCents, at: now }
  })

const plainLine = ({ category, description, year, amountCents }: BudgetLine): BudgetLine => ({
  category,
  description,
  year,
  amountCents,
})
