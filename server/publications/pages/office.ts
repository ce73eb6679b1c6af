import { emptyForm, type FormState, type Problem } from '../../form.ts'
import { attribute, type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatInstant, timeTag } from '../../views/format.ts'
import { acts, buttonLink, errorSummary, textArea } from '../../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { factLine, links, type SeatKind, stateTag, tag } from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import { filterBar, keysetPager, table } from '../../views/tables.ts'
import type { Deposit } from '../deposit-store.ts'
import { officeFilePath } from '../files.ts'
import type { Checks } from '../rules/checks.ts'
import type { Proposal } from '../rules/proposals.ts'
import { PUBLICATION_STATUSES, type PublicationStatus, refuseEdit, wordedFor } from '../rules.ts'
import { NOTE_MAX } from '../schema.ts'
import { OFFICE_PAGE_SIZE, type Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { checkList } from './checks.ts'
import { descriptionGroup } from './description.ts'
import { type DismissedDuplicate, duplicatesGroup, type ShownDuplicate } from './duplicates.ts'
import { attachForm, fileState } from './file-block.ts'
import { type PublicationEvent, publicationHistory } from './history.ts'
import { type ActsGiven, officePath, possibleActs } from './office-acts.ts'
import { officePartsTexts } from './office-parts-texts.ts'
import { proposalsGroup } from './proposals.ts'
import { factsOf, publicationPath } from './search.ts'

export { officePath } from './office-acts.ts'

const SEATS: Record<PublicationStatus, SeatKind> = {
  draft: 'none',
  submitted: 'open',
  approved: 'half',
  published: 'full',
  withdrawn: 'wrong',
}

export const statusTag = (view: View, status: PublicationStatus): Html =>
  stateTag(SEATS[status], texts[view.language].statuses[status])

/** The office's list, newest change first. `mayWrite` is false for auditors, who read. */
export const officeListPage = (
  view: View,
  list: {
    publications: readonly Publication[]
    /** Of all, those that were handed in and wait. */
    waiting: number
    /** Ids of those that authors deposited. */
    deposited: ReadonlySet<string>
    status?: PublicationStatus | undefined
    words: string
    page: number
    mayWrite: boolean
  },
): Html => {
  const t = texts[view.language]
  const shown = list.publications.slice(0, OFFICE_PAGE_SIZE)
  const href = (page: number) => {
    const parameters = new URLSearchParams({
      ...(list.status ? { status: list.status } : {}),
      ...(list.words ? { q: list.words } : {}),
      ...(page > 1 ? { page: String(page) } : {}),
    })
    return view.to(`/office/publications${parameters.size > 0 ? `?${parameters}` : ''}`)
  }
  return layout(view, {
    title: t.office.title,
    current: 'office',
    robots: 'noindex',
    wide: true,
    main: html`${pageHead(view, {
      title: t.publications,
      lede: t.office.lede,
      work: true,
      crumbs: [{ label: t.office.crumb, href: view.to('/office') }],
      below: html`${list.mayWrite && acts(buttonLink(t.office.begin, view.to('/office/publications/new')))}${links({ label: officePartsTexts[view.language].isbns, href: view.to('/office/isbns') }, { label: officePartsTexts[view.language].places, href: view.to('/office/places') })}`,
    })}
${links({ label: t.office.imports, href: view.to('/office/publications/imports') }, { label: t.office.use, href: view.to('/office/usage') }, { label: t.office.dois, href: view.to('/office/registrations') })}
${
  list.waiting > 0 &&
  list.status !== 'submitted' &&
  note(
    'now',
    html`${t.office.waiting(list.waiting)} <a href="${view.to('/office/publications?status=submitted')}">${t.office.seeWaiting}</a>`,
  )
}
${filterBar(view, {
  action: view.to('/office/publications'),
  label: t.office.filter,
  filters: [
    { kind: 'search', name: 'q', label: t.office.query, value: list.words },
    {
      kind: 'select',
      name: 'status',
      label: t.office.status,
      value: list.status,
      options: PUBLICATION_STATUSES.map((status) => ({ value: status, label: t.statuses[status] })),
    },
  ],
})}
${table(view, {
  caption: t.publications,
  hiddenCaption: true,
  columns: [
    { label: t.office.name },
    { label: t.office.status },
    { label: t.office.year, align: 'end' },
    { label: t.office.changed, align: 'end' },
  ],
  rows: shown.map((publication) => [
    html`<a href="${view.to(officePath(publication))}" ${attribute('lang', titleLanguage(view, publication))}>${titleText(view, publication)}</a>${list.deposited.has(publication.id) && html` ${tag(t.office.deposit.tag)}`}`,
    statusTag(view, publication.status),
    publication.year,
    timeTag(view, publication.updatedAt),
  ]),
  empty: t.office.empty,
})}
${keysetPager(view, {
  firstHref: list.page > 1 ? href(1) : null,
  nextHref: list.publications.length > OFFICE_PAGE_SIZE ? href(list.page + 1) : null,
})}`,
  })
}

/** One publication as the office has it: where it stands, what can be done, and what was done. */
export const officePublicationPage = (
  view: View,
  publication: Publication,
  about: ActsGiven & {
    events: readonly PublicationEvent[]
    mayWrite: boolean
    /** Not while it is with its authors. */
    mayEdit: boolean
    /** Where its authors deposited it. */
    deposit: Deposit | null
    /** Of what is on its way into the library: what it lacks, and what its PDF proposes. */
    checks: Checks | null
    proposals: readonly Proposal[]
    file?: FormState
    duplicates: {
      found: readonly ShownDuplicate[]
      dismissed: readonly DismissedDuplicate[]
      form?: FormState | undefined
    }
    /** Of the forms of its parts. */
    problems: readonly Problem[]
    parts: Renderable
  },
): Html => {
  const t = texts[view.language]
  const problems = [
    ...about.problems,
    ...(about.withdrawal?.problems ?? []),
    ...(about.returning?.problems ?? []),
    ...(about.file?.problems ?? []),
    ...(about.publishing?.problems ?? []),
  ]
  const duplicates = duplicatesGroup(view, publication, {
    ...about.duplicates,
    mayWrite: about.mayWrite,
  })
  const hasFound = about.duplicates.found.length > 0
  const isPublic = publication.status === 'published' || publication.status === 'withdrawn'
  return layout(view, {
    title: titleText(view, publication),
    current: 'office',
    robots: 'noindex',
    invalid: problems.length > 0,
    main: html`${pageHead(view, {
      title: titleText(view, publication),
      lang: titleLanguage(view, publication),
      work: true,
      crumbs: [
        { label: t.office.crumb, href: view.to('/office') },
        { label: t.publications, href: view.to('/office/publications') },
      ],
      above: html`<p>${statusTag(view, publication.status)}</p>`,
      below: html`${factLine(factsOf(view, publication))}${isPublic && html`<p><a href="${view.to(publicationPath(publication))}">${t.office.seePublic}</a></p>`}`,
    })}
${errorSummary(view, problems)}
${about.deposit && depositNote(view, publication, about.deposit)}
${columns(
  'side',
  html`<div>
${hasFound && duplicates}
${about.mayWrite && group({ id: 'acts', title: t.office.acts, body: possibleActs(view, publication, about) })}
${
  about.checks &&
  group({
    id: 'checks',
    title: t.office.checks,
    body: checkList(view, about.checks, {
      editPath: about.mayWrite && about.mayEdit ? `${officePath(publication)}/edit` : null,
    }),
  })
}
${group({ id: 'the-file', title: t.office.file, body: fileBlock(view, publication, about) })}
${!hasFound && duplicates}
${
  isOnItsWay(publication) &&
  descriptionGroup(view, publication, {
    editPath: about.mayWrite && about.mayEdit ? `${officePath(publication)}/edit` : null,
  })
}
${about.mayWrite && proposalsGroup(view, publication, about.proposals, { path: officePath(publication) })}
${about.parts}
</div>`,
  side(
    t.office.history,
    sideBlock(t.office.history, publicationHistory(view, about.events, { isFull: true })),
  ),
)}`,
  })
}

/** Never public yet. */
const isOnItsWay = ({ publicChangedAt }: Publication): boolean => publicChangedAt === null

/** Whose it is, and in whose hands. */
const depositNote = (
  view: View,
  { status }: Publication,
  { grantId, grantReference, submittedAt, returnedReason }: Deposit,
): Html => {
  const t = texts[view.language].office.deposit
  const grant = html`<a href="${view.to(`/office/grants/${grantId}`)}">${grantReference}</a>`
  if (status === 'draft')
    return note(
      'now',
      html`${t.from} ${grant}. ${returnedReason === null ? t.withAuthors : t.returned}`,
    )
  return note(
    'plain',
    html`${t.from} ${grant}.${submittedAt !== null && html` ${t.submitted(formatInstant(view, submittedAt))}`}`,
  )
}

const titleText = (view: View, { title, language }: Publication): string =>
  wordedFor(title, view.language, language)?.text ?? ''

const titleLanguage = (view: View, { title, language }: Publication): string | undefined => {
  const worded = wordedFor(title, view.language, language)
  return worded && worded.language !== view.language ? worded.language : undefined
}

const fileBlock = (
  view: View,
  publication: Publication,
  { mayWrite, mayEdit, file: form }: { mayWrite: boolean; mayEdit: boolean; file?: FormState },
): Html => {
  const t = texts[view.language].office
  const isPublished = publication.status === 'published'
  const mayAttach = mayWrite && mayEdit && refuseEdit(publication.status) === null
  const sent = form ?? emptyForm()
  return html`${fileState(view, publication, officeFilePath(publication, 'main'))}
${
  mayAttach &&
  attachForm(view, publication, sent, {
    action: `${officePath(publication)}/file`,
    label: t.fileLabel,
    button: publication.file === null ? t.attach : t.replace,
    more:
      isPublished &&
      publication.file !== null &&
      textArea(view, sent, 'note', {
        label: t.form.note,
        hint: t.form.noteHint,
        rows: 3,
        maxlength: NOTE_MAX,
      }),
  })
}`
}
