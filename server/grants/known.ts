import type { Tx } from '../../db/client.ts'
import { findLanguage } from '../vocabulary/languages.ts'
import { type Grant, listGrantees, type Report } from './store.ts'

/** Who of those taking part stands as having written what comes of it, and is told of it. */
export const AUTHORS: readonly string[] = ['main_applicant', 'co_applicant']

/** What stands in the publication as it does in the grant: who, where, and what about. */
export const knownOf = async (tx: Tx, grant: Grant) => ({
  authors: (await listGrantees(tx, grant.applicationId))
    .filter(({ role, name }) => AUTHORS.includes(role) && name !== '')
    .map(({ name, orcid, organisation, role }) => ({
      name,
      orcid,
      // The application is its main applicant's organisation's.
      organisation: organisation ?? (role === 'main_applicant' ? grant.organisation : null),
    })),
  countries: grant.country === null ? [] : [grant.country],
  themes: grant.themes,
  sdgs: grant.sdgs,
  coreValues: grant.coreValues,
})

/** The language that the file says it is in, where it says; English otherwise. */
export const languageOfReport = ({ fileFindings }: Pick<Report, 'fileFindings'>): string => {
  const said = fileFindings?.['language']
  return typeof said === 'string' ? (findLanguage(said.slice(0, 2)) ?? 'en') : 'en'
}
