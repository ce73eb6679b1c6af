/** `listed` comes from the register or was confirmed by an officer; `proposed` awaits one. */
export const ORGANISATION_STATUSES = ['listed', 'proposed', 'declined'] as const
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number]

export const organisationTransitions = {
  proposed: { confirm: 'listed', decline: 'declined' },
  listed: {},
  declined: {},
} as const satisfies Record<OrganisationStatus, Record<string, OrganisationStatus>>
