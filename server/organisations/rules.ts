/** `listed` comes from the register or was confirmed by an officer; `proposed` awaits one. */
export const ORGANISATION_STATUSES = ['listed', 'proposed', 'declined'] as const
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number]

export const organisationTransitions = {
  proposed: { confirm: 'listed', decline: 'declined' },
  listed: {},
  declined: {},
} as const satisfies Record<OrganisationStatus, Record<string, OrganisationStatus>>

/** The greatest file of an import by page, bytes. */
export const IMPORT_BYTES_MAX = 5 * 1024 * 1024

export type OrganisationRefusal =
  | { reason: 'organisation_settled'; status: OrganisationStatus }
  | { reason: 'replacement_not_listed' }
  | { reason: 'organisation_in_use' }
  | { reason: 'too_many_proposals'; most: number }

/** Proposals of one person that may wait at a time. */
export const PROPOSALS_WAITING_MAX = 20

/** An officer settles a proposal once. */
export const refuseSettling = (organisation: {
  status: OrganisationStatus
}): OrganisationRefusal | null =>
  organisation.status === 'proposed'
    ? null
    : { reason: 'organisation_settled', status: organisation.status }

/** What takes the place of a declined proposal must itself be listed. */
export const refuseReplacement = (replacement: {
  status: OrganisationStatus
}): OrganisationRefusal | null =>
  replacement.status === 'listed' ? null : { reason: 'replacement_not_listed' }

export const refuseProposal = (waiting: number): OrganisationRefusal | null =>
  waiting < PROPOSALS_WAITING_MAX
    ? null
    : { reason: 'too_many_proposals', most: PROPOSALS_WAITING_MAX }

/** A listed one is anybody's to choose; a proposed one only its proposer's, until an officer confirms it. */
export const mayUse = (
  organisation: { status: OrganisationStatus; proposedBy: string | null },
  personId: string | null,
): boolean =>
  organisation.status === 'listed' ||
  (organisation.status === 'proposed' && personId !== null && organisation.proposedBy === personId)
