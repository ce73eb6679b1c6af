import { CONTRIBUTOR_ROLES, type ContributorRoleKey } from '../../vocabulary/contributor-roles.ts'

/** Someone who made a publication, as they sign; the place in the list is the order. */
export type Contributor = {
  name: string
  /** Sixteen characters in groups of four. */
  orcid: string | null
  /** As it was written. */
  organisation: string | null
  role: ContributorRoleKey
}

/** The organisation in our register that the written one was found to be. */
export type Affiliation = { id: string; name: string; ror: string | null }
export type LinkedContributor = Contributor & { affiliation: Affiliation | null }

/** Whose work it is, and who is cited: the authors; where there is none, the editors. */
export const creatorsOf = <T extends Pick<Contributor, 'role'>>(
  contributors: readonly T[],
): T[] => {
  const of = (role: ContributorRoleKey) => contributors.filter((one) => one.role === role)
  const authors = of('author')
  return authors.length > 0 ? authors : of('editor')
}

/** All others, role by role in the order of the vocabulary. */
export const othersOf = <T extends Pick<Contributor, 'role'>>(contributors: readonly T[]): T[] => {
  const creators = new Set(creatorsOf(contributors))
  return CONTRIBUTOR_ROLES.flatMap(({ key }) =>
    contributors.filter((one) => one.role === key && !creators.has(one)),
  )
}

/** The name to show for where someone works: the register's where it is known there. */
export const organisationOf = (contributor: {
  organisation: string | null
  affiliation?: Affiliation | null
}): string | null => contributor.affiliation?.name ?? contributor.organisation

/** The sixteen characters of an ORCID iD, bare or as an address, or null where the check digit is wrong. */
export const orcidOf = (text: string): string | null => {
  const found =
    /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i.exec(text.trim())?.[1] ?? null
  if (found === null) return null
  const orcid = found.toUpperCase()
  let total = 0
  for (const digit of orcid.replaceAll('-', '').slice(0, -1)) total = (total + Number(digit)) * 2
  const check = (12 - (total % 11)) % 11
  return orcid.endsWith(check === 10 ? 'X' : String(check)) ? orcid : null
}
