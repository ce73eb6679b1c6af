import { hasRole, isStaff } from '../actor.ts'
import { workItems as listApplications } from '../applications/operations.ts'
import { workItems as listReviews } from '../assignments/operations.ts'
import type { Context } from '../context.ts'
import { type GrantWork, workItems as listGrantWork } from '../grants/operations.ts'
import { listOwnDeposits } from '../publications/operations.ts'
import { wordedFor } from '../publications/rules.ts'
import { OFFICE_ZONE } from '../views/format.ts'
import type { SeatKind } from '../views/lists.ts'
import { countryName } from '../vocabulary/countries.ts'
import { countForOffice } from './office-store.ts'
import type { WorkItem, WorkSection } from './work-page.ts'
import { workTexts } from './work-texts.ts'

/** The applications that a person takes part in; what is still to be sent comes with its deadline. */
export const applicationsSection = async (context: Context): Promise<WorkSection | null> => {
  const { db, actor, clock, language } = context
  const t = workTexts[language].applications
  const work = await listApplications(db, actor, clock.now())
  const isApplicant = !hasRole(actor, 'officer') && !hasRole(actor, 'auditor')
  if (work.total === 0 && work.invitations === 0 && !isApplicant) return null
  const invitations: WorkItem[] =
    work.invitations === 0
      ? []
      : [
          {
            href: '/invitations',
            title: t.invitations(work.invitations),
            state: { kind: 'now', word: t.waits },
            facts: [],
          },
        ]
  return {
    id: 'applications',
    title: t.title,
    items: [
      ...invitations,
      ...work.applications.map((item) => ({
        href: item.path,
        title: item.title || t.untitled,
        place: item.call.title[language],
        state: { kind: APPLICATION_SEATS[item.status], word: t.statuses[item.status] },
        due:
          item.status === 'draft' && item.call.isOpen
            ? { at: item.call.closesAt, zone: item.call.zone }
            : null,
        facts: [item.reference],
      })),
    ],
    empty: { text: t.empty, link: { label: t.toCalls, href: '/calls' } },
  }
}

/** What a reviewer is asked for or has taken on, what is due first at the top. */
export const reviewsSection = async (context: Context): Promise<WorkSection | null> => {
  const { db, actor, language } = context
  const t = workTexts[language].reviews
  const work = await listReviews(db, actor)
  if (work.length === 0 && !hasRole(actor, 'reviewer')) return null
  // What is sent needs nothing more; the rest keeps its order, what is due first.
  const waiting = work.filter(({ status }) => status !== 'completed')
  const ordered = [...waiting, ...work.filter(({ status }) => status === 'completed')]
  return {
    id: 'reviews',
    title: t.title,
    items: ordered.slice(0, SHOWN_MAX).map((item) => {
      const state = reviewState(item, t)
      return {
        href: `/assignments/${item.id}`,
        title: item.title || t.untitled,
        place: item.country === null ? undefined : countryName(item.country, language),
        state,
        due: item.dueAt !== null && state.kind !== 'full' ? { at: item.dueAt } : null,
        facts: [
          item.reference,
          item.callTitle[language],
          ...(item.role === 'rapporteur' ? [t.rapporteur] : []),
        ],
      }
    }),
    empty: { text: t.empty },
    more: { label: t.more, href: '/reviews' },
  }
}

/** Grants of one's own and what they ask for; of officers, reports to take or return. */
export const grantsSection = async (context: Context): Promise<WorkSection | null> => {
  const t = workTexts[context.language].grants
  const work = await listGrantWork(context.db, context.actor)
  if (work.length === 0) return null
  return {
    id: 'grants',
    title: t.title,
    items: work.slice(0, SHOWN_MAX).map((item) => ({
      href: item.path,
      title: item.title,
      state: grantState(item, t),
      due: item.dueOn === null ? null : { at: endOfDay(item.dueOn) },
      facts: [item.reference, ...(item.reportKind === null ? [] : [t.reports[item.reportKind]])],
    })),
  }
}

/** What a person deposited in the library and has in hand: begun, or returned. */
export const depositsSection = async (context: Context): Promise<WorkSection | null> => {
  const { db, actor, language } = context
  if (actor.kind !== 'person') return null
  const t = workTexts[language].deposits
  const inHand = (await listOwnDeposits(db, actor.id)).filter(({ status }) => status === 'draft')
  if (inHand.length === 0) return null
  return {
    id: 'deposits',
    title: t.title,
    items: inHand.slice(0, SHOWN_MAX).map((deposit) => {
      const worded = wordedFor(deposit.title, language, deposit.language)
      return {
        href: `/deposits/${deposit.id}`,
        title: worded?.text ?? t.untitled,
        lang: worded && worded.language !== language ? worded.language : undefined,
        state:
          deposit.returnedReason === null
            ? { kind: 'open', word: t.begun }
            : { kind: 'now', word: t.returned },
        facts: [deposit.grantReference],
      }
    }),
  }
}

/** What waits in the office, for those who work there. */
export const officeSection = async (context: Context): Promise<WorkSection | null> => {
  const { db, actor, clock, language } = context
  if (!isStaff(actor)) return null
  const t = workTexts[language].office
  const { applications, organisations, publications } = await countForOffice(db, clock.now())
  const waiting = [
    { href: '/office/calls?state=closed', title: t.applications, count: applications.waiting },
    {
      href: '/office/organisations?status=proposed',
      title: t.organisations,
      count: organisations.proposed,
    },
    {
      href: '/office/publications?status=submitted',
      title: t.publications,
      count: publications.waiting,
    },
  ]
  return {
    id: 'office',
    title: t.title,
    items: waiting
      .filter(({ count }) => count > 0)
      .map(({ href, title, count }) => ({
        href,
        title: title(count),
        state: { kind: 'now', word: t.waits },
        facts: [],
      })),
    empty: { text: t.empty, link: { label: t.toOffice, href: '/office' } },
    more: { label: t.toOffice, href: '/office' },
  }
}

/** More than this is reached from the feature's own list. */
const SHOWN_MAX = 20

const APPLICATION_SEATS: Record<
  'draft' | 'submitted' | 'in_review' | 'decided' | 'withdrawn',
  SeatKind
> = {
  draft: 'open',
  submitted: 'full',
  in_review: 'half',
  decided: 'full',
  withdrawn: 'none',
}

const reviewState = (
  { status, reviewStatus }: { status: string; reviewStatus: string | null },
  t: Record<'asked' | 'begun' | 'returned' | 'done', string>,
): { kind: SeatKind; word: string } => {
  if (reviewStatus === 'returned') return { kind: 'now', word: t.returned }
  if (status === 'completed') return { kind: 'full', word: t.done }
  return status === 'accepted' ? { kind: 'half', word: t.begun } : { kind: 'open', word: t.asked }
}

const grantState = (
  { kind, status }: Pick<GrantWork, 'kind' | 'status'>,
  t: (typeof workTexts)['en']['grants'],
): { kind: SeatKind; word: string } => {
  switch (kind) {
    case 'accept_grant':
      return { kind: 'now', word: t.offered }
    case 'write_report':
      return status === 'returned'
        ? { kind: 'now', word: t.returned }
        : { kind: 'open', word: t.toWrite }
    case 'judge_report':
      return { kind: 'now', word: t.toJudge }
    case 'grant':
      return status === 'closed' || status === 'terminated'
        ? { kind: 'full', word: t.over }
        : { kind: 'half', word: t.running }
  }
}

const endOfDay = (day: string): Date =>
  new Date(
    Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(OFFICE_ZONE).epochMilliseconds,
  )
