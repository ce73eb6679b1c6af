import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const conflictsRefusals: RefusalTexts = {
  en: {
    conflict_cleared_already: 'The conflict has been cleared already.',
    own_conflict:
      'Nobody rules on their own impartiality. Another officer must clear a conflict that is yours.',
    conflict_person_unknown:
      'A conflict can be set for reviewers, officers and auditors only: nobody else reads applications.',
  },
  sv: {
    conflict_cleared_already: 'Jävet är redan hävt.',
    own_conflict:
      'Ingen prövar sin egen opartiskhet. En annan handläggare måste häva ett jäv som är ditt.',
    conflict_person_unknown:
      'Jäv kan bara anges för bedömare, handläggare och revisorer: ingen annan läser ansökningar.',
  },
}
