import type { PublicationStatus } from '../rules.ts'
import type { BlockingCode, Checks } from './checks.ts'

export const RETURN_REASON_MAX = 2_000

export type DepositRefusal =
  | { reason: 'deposit_grant_not_running'; status: string }
  | { reason: 'deposit_with_office'; status: PublicationStatus }
  | { reason: 'deposit_with_authors' }
  | { reason: 'deposit_incomplete'; missing: readonly BlockingCode[] }
  | { reason: 'deposit_seen_by_office' }

/** What comes of a grant may be deposited as soon as it was accepted, and long after it was closed. */
export const refuseDeposit = (grantStatus: string): DepositRefusal | null =>
  grantStatus === 'offered' || grantStatus === 'terminated'
    ? { reason: 'deposit_grant_not_running', status: grantStatus }
    : null

/** Its authors write in it until they hand it in, and again when it comes back. */
export const refuseAuthor = (status: PublicationStatus): DepositRefusal | null =>
  status === 'draft' ? null : { reason: 'deposit_with_office', status }

/** The office leaves it alone while its authors have it. */
export const refuseOffice = (status: PublicationStatus): DepositRefusal | null =>
  status === 'draft' ? { reason: 'deposit_with_authors' } : null

export const refuseHandingIn = (
  status: PublicationStatus,
  { blocking }: Pick<Checks, 'blocking'>,
): DepositRefusal | null => {
  const refusal = refuseAuthor(status)
  if (refusal) return refusal
  return blocking.length > 0
    ? { reason: 'deposit_incomplete', missing: blocking.map(({ code }) => code) }
    : null
}

/** What the office has had in its hands stays on record. */
export const refuseDiscarding = (
  status: PublicationStatus,
  submittedAt: Date | null,
): DepositRefusal | null =>
  refuseAuthor(status) ?? (submittedAt === null ? null : { reason: 'deposit_seen_by_office' })

/** How a deposit stands to its authors. */
export const DEPOSIT_STATES = [
  'begun',
  'returned',
  'submitted',
  'approved',
  'published',
  'withdrawn',
] as const
export type DepositState = (typeof DEPOSIT_STATES)[number]

export const depositState = (deposit: {
  status: PublicationStatus
  returnedReason: string | null
}): DepositState => {
  if (deposit.status !== 'draft') return deposit.status
  return deposit.returnedReason === null ? 'begun' : 'returned'
}
