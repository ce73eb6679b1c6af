import type { Lack, SectionStanding } from './completeness.ts'

/** Where a section of an application is written; the parts that are not of the form have pages of their own. */
export const sectionPath = (id: string, key: string): string =>
  OWN_PAGES.includes(key) ? `/applications/${id}/${key}` : `/applications/${id}/sections/${key}`

/** Where a lack is put right: the section with its control in view, and the problem said there. */
export const lackPath = (id: string, lack: Lack): string =>
  lack.section === 'budget'
    ? `${sectionPath(id, 'budget')}?missing=1`
    : `${sectionPath(id, lack.section)}?missing=1#${lackField(lack)}`

/** The control that a lack is about. */
export const lackField = (lack: Lack): string => {
  if ('isAnswer' in lack) return `q-${lack.field}`
  return lack.section === 'attachments' ? `file-${lack.field}` : lack.field
}

/** The section after this one; the check after the last. */
export const nextSectionPath = (
  id: string,
  standings: readonly SectionStanding[],
  key: string,
): string => {
  const next = standings[standings.findIndex((standing) => standing.key === key) + 1]
  return next ? sectionPath(id, next.key) : `/applications/${id}/check`
}

const OWN_PAGES: readonly string[] = ['budget', 'attachments', 'participants', 'check']
