import { finder, labeller, type Term } from './term.ts'

export type ContributorRole = Term & {
  /** DataCite 4.6 `contributorType`; null for creators, which DataCite lists apart. */
  datacite: string | null
  /** Last part of the CRediT role's address (https://credit.niso.org/contributor-roles/…), where one fits. */
  credit: string | null
}

/** What someone did for a publication. Keys are stored; authors come first wherever roles are listed. */
export const CONTRIBUTOR_ROLES = [
  {
    key: 'author',
    label: { sv: 'Författare', en: 'Author' },
    synonyms: ['writer', 'creator'],
    datacite: null,
    credit: 'writing-original-draft',
  },
  {
    key: 'editor',
    label: { sv: 'Redaktör', en: 'Editor' },
    synonyms: ['ed', 'ed.', 'red', 'red.'],
    datacite: 'Editor',
    credit: 'writing-review-editing',
  },
  {
    key: 'translator',
    label: { sv: 'Översättare', en: 'Translator' },
    datacite: 'Translator',
    credit: null,
  },
  {
    key: 'project-leader',
    label: { sv: 'Projektledare', en: 'Project leader' },
    synonyms: ['project manager', 'principal investigator'],
    datacite: 'ProjectLeader',
    credit: 'project-administration',
  },
  {
    key: 'researcher',
    label: { sv: 'Forskare', en: 'Researcher' },
    synonyms: ['investigator'],
    datacite: 'Researcher',
    credit: 'investigation',
  },
  {
    key: 'supervisor',
    label: { sv: 'Handledare', en: 'Supervisor' },
    datacite: 'Supervisor',
    credit: 'supervision',
  },
  {
    key: 'data-collector',
    label: { sv: 'Datainsamlare', en: 'Data collector' },
    datacite: 'DataCollector',
    credit: 'investigation',
  },
  {
    key: 'illustrator',
    label: { sv: 'Illustratör', en: 'Illustrator' },
    synonyms: ['photographer', 'fotograf', 'layout', 'formgivare'],
    datacite: 'Other',
    credit: 'visualization',
  },
  {
    key: 'contact',
    label: { sv: 'Kontaktperson', en: 'Contact' },
    datacite: 'ContactPerson',
    credit: null,
  },
  {
    key: 'other',
    label: { sv: 'Medverkande', en: 'Contributor' },
    datacite: 'Other',
    credit: null,
  },
] as const satisfies readonly ContributorRole[]

export type ContributorRoleKey = (typeof CONTRIBUTOR_ROLES)[number]['key']

/** The key of a role by any of its names, or null. */
export const findContributorRole = (text: string): ContributorRoleKey | null => {
  const key = find(text)
  return CONTRIBUTOR_ROLES.find((role) => role.key === key)?.key ?? null
}
export const contributorRoleLabel = labeller(CONTRIBUTOR_ROLES)

const find = finder(CONTRIBUTOR_ROLES)
