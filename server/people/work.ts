import { isStaff } from '../actor.ts'
import type { Context } from '../context.ts'
import { getProfile, requirePerson } from './profile.ts'
import { profileIsComplete } from './rules.ts'
import type { WorkModel, WorkSection } from './work-page.ts'
import {
  applicationsSection,
  depositsSection,
  grantsSection,
  officeSection,
  reviewsSection,
} from './work-sections.ts'

/** Gives a feature's part of "My work"; null where it has nothing to do with the person. */
export type WorkProvider = (context: Context) => Promise<WorkSection | null>

/** In the order of the page. */
const PROVIDERS: readonly WorkProvider[] = [
  officeSection,
  reviewsSection,
  applicationsSection,
  grantsSection,
  depositsSection,
]

/** What a person has under way, from every feature. */
export const gatherWork = async (context: Context): Promise<WorkModel> => {
  const { id, name } = requirePerson(context)
  const [profile, ...sections] = await Promise.all([
    getProfile(context.db, id),
    ...PROVIDERS.map((provide) => provide(context)),
  ])
  return {
    name,
    // The office knows its own people.
    profileIsComplete: profileIsComplete(profile) || isStaff(context.actor),
    sections: sections.filter((section) => section !== null),
  }
}
