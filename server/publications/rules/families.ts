/** How a publication stands to the main one of its family. */
export const FAMILY_KINDS = [
  'translation',
  'edition',
  'brief',
  'report',
  'toolbox',
  'video',
  'supplement',
] as const
export type FamilyKind = (typeof FAMILY_KINDS)[number]

export const isFamilyKind = (text: string): text is FamilyKind =>
  FAMILY_KINDS.some((kind) => kind === text)

/** What one of a family is to another. Each has its opposite, so that both pages say it. */
export const RELATIONS = {
  translation_of: { opposite: 'has_translation', datacite: 'IsTranslationOf' },
  has_translation: { opposite: 'translation_of', datacite: 'HasTranslation' },
  supersedes: { opposite: 'superseded_by', datacite: 'IsNewVersionOf' },
  superseded_by: { opposite: 'supersedes', datacite: 'IsPreviousVersionOf' },
  based_on: { opposite: 'basis_of', datacite: 'IsDerivedFrom' },
  basis_of: { opposite: 'based_on', datacite: 'IsSourceOf' },
  supplement_to: { opposite: 'supplemented_by', datacite: 'IsSupplementTo' },
  supplemented_by: { opposite: 'supplement_to', datacite: 'IsSupplementedBy' },
} as const
export type Relation = keyof typeof RELATIONS

/** What the rules ask of each member. `mainId` is null for the main one itself. */
export type FamilyMember = {
  id: string
  mainId: string | null
  kind: FamilyKind | null
  year: number | null
  publishedAt: Date | null
}

export type FamilyRefusal =
  | { reason: 'family_of_itself' }
  | { reason: 'family_main_has_main' }
  | { reason: 'family_is_main' }

/** A family has one main publication and no chains: whoever is pointed to does not point, and the reverse. */
export const refuseJoining = (
  member: { id: string; hasMembers: boolean },
  main: { id: string; mainId: string | null },
): FamilyRefusal | null => {
  if (member.id === main.id) return { reason: 'family_of_itself' }
  if (main.mainId !== null) return { reason: 'family_main_has_main' }
  if (member.hasMembers) return { reason: 'family_is_main' }
  return null
}

/**
 * What a publication is to the others of its family: to the main one by its kind, to those that point to it by
 * theirs, and editions to one another by age. `family` holds the main one and all that point to it.
 */
export const relationsOf = <T extends FamilyMember>(
  id: string,
  family: readonly T[],
): { relation: Relation; to: T }[] => {
  const self = family.find((member) => member.id === id)
  if (!self) return []
  return family
    .filter((member) => member.id !== id)
    .flatMap((member) => {
      const relation = relationBetween(self, member)
      return relation === null ? [] : [{ relation, to: member }]
    })
}

const relationBetween = (self: FamilyMember, other: FamilyMember): Relation | null => {
  const isEdition = (member: FamilyMember) => member.mainId === null || member.kind === 'edition'
  if (isEdition(self) && isEdition(other))
    return isNewer(self, other) ? 'supersedes' : 'superseded_by'
  if (self.mainId === other.id) return TO_MAIN[self.kind ?? 'supplement']
  if (other.mainId === self.id) return RELATIONS[TO_MAIN[other.kind ?? 'supplement']].opposite
  return null
}

const TO_MAIN: Record<FamilyKind, Relation> = {
  translation: 'translation_of',
  edition: 'supersedes',
  brief: 'based_on',
  report: 'based_on',
  toolbox: 'based_on',
  video: 'based_on',
  supplement: 'supplement_to',
}

/** By year where both have one; else the edition that was made to point is the newer; then by publishing. */
const isNewer = (self: FamilyMember, other: FamilyMember): boolean => {
  if (self.year !== null && other.year !== null && self.year !== other.year)
    return self.year > other.year
  if ((self.mainId === null) !== (other.mainId === null)) return self.mainId !== null
  const [mine, theirs] = [self.publishedAt?.getTime() ?? 0, other.publishedAt?.getTime() ?? 0]
  return mine === theirs ? self.id > other.id : mine > theirs
}
