import type { Context } from '../context.ts'
import type { OfficeModel } from './office-page.ts'
import { countForOffice } from './office-store.ts'
import { texts } from './texts.ts'

/** What the office's start page says; `failed` are the jobs that failed for good. */
export const gatherOffice = async (
  context: Context,
  failed: OfficeModel['failed'],
): Promise<OfficeModel> => {
  const t = texts[context.language].office
  const counts = await countForOffice(context.db, context.clock.now())
  const of = (key: string, count: number) => ({ word: t.counts[key] ?? key, count })
  return {
    failed,
    sections: [],
    registers: [
      {
        title: t.calls,
        href: '/office/calls',
        counts: [
          of('calls_open', counts.calls.open),
          of('calls_draft', counts.calls.draft),
          of('calls_published', counts.calls.published),
        ],
      },
      {
        title: t.applications,
        href: '/office/calls?state=closed',
        counts: [
          of('applications_waiting', counts.applications.waiting),
          of('applications_in_review', counts.applications.inReview),
          of('applications_decided', counts.applications.decided),
          of('applications_draft', counts.applications.draft),
        ],
      },
      {
        title: t.publications,
        href: '/office/publications',
        counts: [
          of('publications_waiting', counts.publications.waiting),
          of('publications_draft', counts.publications.draft),
          of('publications_published', counts.publications.published),
        ],
      },
      {
        title: t.grants,
        href: '/office/grants',
        counts: [
          of('grants_reports', counts.grants.reports),
          of('grants_running', counts.grants.running),
        ],
      },
      {
        title: t.organisations,
        href: '/office/organisations',
        counts: [
          of('organisations_proposed', counts.organisations.proposed),
          of('organisations_listed', counts.organisations.listed),
        ],
      },
    ],
  }
}
