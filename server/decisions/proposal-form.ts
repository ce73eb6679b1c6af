import type { z } from 'zod'
import type { Proposal } from './rules.ts'
import type { changeBody, proposalBody, proposalForm } from './schema.ts'

/**
 * What an officer posted, as a proposal. Without scripts every field is sent: an amount left standing beside
 * another outcome than an award, or a place beside another than the reserve list, was not meant.
 */
export const proposalOfForm = ({
  version,
  amount,
  ...form
}: z.output<typeof proposalForm>): { proposal: Proposal; version: number | undefined } => ({
  proposal: {
    outcome: form.outcome,
    amountCents:
      form.outcome === 'awarded' && amount !== undefined ? Math.round(amount * 100) : null,
    reserveRank: form.outcome === 'reserve' ? (form.reserveRank ?? null) : null,
    reasons: form.reasons,
    conditions: form.conditions ?? '',
  },
  version,
})

export const proposalOfBody = (body: z.output<typeof proposalBody>): Proposal => ({
  outcome: body.outcome,
  amountCents: body.amountCents ?? null,
  reserveRank: body.reserveRank ?? null,
  reasons: body.reasons,
  conditions: body.conditions ?? '',
})

/** A change by the API: another outcome takes the amount or the place along, unless a new one is given. */
export const changeOfBody = (
  body: z.output<typeof changeBody>,
): Partial<Proposal> & { version?: number | undefined } => ({
  ...(body.outcome !== undefined && body.outcome !== 'awarded' ? { amountCents: null } : {}),
  ...(body.outcome !== undefined && body.outcome !== 'reserve' ? { reserveRank: null } : {}),
  ...(body.outcome === undefined ? {} : { outcome: body.outcome }),
  ...(body.amountCents === undefined ? {} : { amountCents: body.amountCents }),
  ...(body.reserveRank === undefined ? {} : { reserveRank: body.reserveRank }),
  ...(body.reasons === undefined ? {} : { reasons: body.reasons }),
  ...(body.conditions === undefined ? {} : { conditions: body.conditions }),
  version: body.version,
})
