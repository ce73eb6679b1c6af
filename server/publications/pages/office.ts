import { emptyForm, type FormState, type Problem } from '../../form.ts'
import { attribute, type Html, html, type Renderable } from '../../html.ts'
import { explain } from '../../refusals.ts'
import type { View } from '../../view.ts'
import { fileField } from '../../views/choices.ts'
import { formatBytes, timeTag } from '../../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  textArea,
} from '../../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import {
  disclosure,
  factLine,
  links,
  type SeatKind,
  stateTag,
  timeline,
} from '../../views/lists.ts'
import { note } from '../../views/notes.ts'
import { filterBar, keysetPager, table } from '../../views/tables.ts'
import { copyTexts } from '../copy-texts.ts'
import { FILE_BYTES_MAX, officeFilePath } from '../files.ts'
import {
  ACT_NOUNS,
  type ActFacts,
  PUBLICATION_ACTS,
  PUBLICATION_STATUSES,
  type PublicationAct,
  type PublicationStatus,
  refuseAct,
  refuseEdit,
  statusAfter,
  wordedFor,
} from '../rules.ts'
import { NOTE_MAX } from '../schema.ts'
import { OFFICE_PAGE_SIZE, type Publication } from '../store.ts'
import { texts } from '../texts.ts'
import {
  confirmation,
  type DismissedDuplicate,
  duplicatesGroup,
  type ShownDuplicate,
} from './duplicates.ts'
import { officePartsTexts } from './office-parts-texts.ts'
import { pdfReport } from './pdf-report.ts'
import { factsOf, publicationPath } from './search.ts'

export type OfficeEvent = {
  type: string
  at: Date
  actorName: string | null
  reason: string | null
}

const SEATS: Record<PublicationStatus, SeatKind> = {
  draft: 'none',
  submitted: 'open',
  approved: 'half',
  published: 'full',
  withdrawn: 'wrong',
}

export const officePath = (publication: { id: string }): string =>
  `/office/publications/${publication.id}`

export const statusTag = (view: View, status: PublicationStatus): Html =>
  stateTag(SEATS[status], texts[view.language].statuses[status])

/** The office's list, newest change first. `mayWrite` is false for auditors, who read. */
export const officeListPage = (
  view: View,
  list: {
    publications: readonly Publication[]
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
    html`<a href="${view.to(officePath(publication))}" ${attribute('lang', titleLanguage(view, publication))}>${titleText(view, publication)}</a>`,
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
  about: {
    facts: ActFacts
    events: readonly OfficeEvent[]
    mayWrite: boolean
    withdrawal?: FormState
    file?: FormState
    publishing?: FormState
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
${columns(
  'side',
  html`<div>
${hasFound && duplicates}
${about.mayWrite && group({ id: 'acts', title: t.office.acts, body: possibleActs(view, publication, about) })}
${group({ id: 'the-file', title: t.office.file, body: fileBlock(view, publication, about) })}
${!hasFound && duplicates}
${about.parts}
</div>`,
  side(t.office.history, sideBlock(t.office.history, history(view, about.events))),
)}`,
  })
}

const titleText = (view: View, { title, language }: Publication): string =>
  wordedFor(title, view.language, language)?.text ?? ''

const titleLanguage = (view: View, { title, language }: Publication): string | undefined => {
  const worded = wordedFor(title, view.language, language)
  return worded && worded.language !== view.language ? worded.language : undefined
}

const possibleActs = (
  view: View,
  publication: Publication,
  {
    facts,
    withdrawal,
    publishing,
    duplicates,
  }: {
    facts: ActFacts
    withdrawal?: FormState
    publishing?: FormState
    duplicates: { found: readonly ShownDuplicate[] }
  },
): Html => {
  const t = texts[view.language].office
  const possible = PUBLICATION_ACTS.filter((act) => refuseAct(act, facts) === null)
  const form = (act: PublicationAct, kind: 'first' | 'second') =>
    actForm(view, {
      action: view.to(`${officePath(publication)}/${ACT_NOUNS[act]}`),
      label: t.act[act],
      kind,
      hidden: { version: String(publication.version) },
    })
  const confirming = confirmation(view, duplicates.found, publishing)
  const isConfirming = confirming && possible.includes('publish')
  const simple = possible.filter(
    (act) => act !== 'withdraw' && !(act === 'publish' && isConfirming),
  )
  const withheld = PUBLICATION_ACTS.flatMap((act) => {
    const refusal = refuseAct(act, facts)
    const isOnTheWay = statusAfter(facts.status, act) !== undefined
    return isOnTheWay && refusal ? [{ act, refusal }] : []
  })
  // What leads on comes first; the way back is never the first choice.
  const first = isConfirming ? undefined : simple.findLast((act) => act !== 'return')
  const edit = refuseEdit(publication.status) === null
  return html`${withheld.map(({ act, refusal }) => note('now', explain(refusal, view.language), `${t.act[act]}:`))}${
    isConfirming &&
    html`<form method="post" action="${view.to(`${officePath(publication)}/${ACT_NOUNS.publish}`)}" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${confirming}
${acts(button(t.act.publish))}
</form>`
  }${acts(
    ...(first ? [form(first, 'first')] : []),
    ...simple.filter((act) => act !== first).map((act) => form(act, 'second')),
    ...(edit ? [buttonLink(t.edit, view.to(`${officePath(publication)}/edit`), 'second')] : []),
  )}
${
  possible.includes('withdraw') &&
  disclosure(
    t.act.withdraw,
    html`<form method="post" action="${view.to(`${officePath(publication)}/withdrawal`)}" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${textArea(view, withdrawal ?? emptyForm(), 'reason', { label: t.reason, hint: t.withdrawHow, rows: 3, maxlength: 2000 })}
${field(view, withdrawal ?? emptyForm(), 'replaced_by', { label: t.replacedBy, hint: t.replacedByHint, optional: true, maxlength: 200 })}
${acts(button(t.act.withdraw, 'stop'))}
</form>`,
    { open: withdrawal !== undefined },
  )
}`
}

const fileBlock = (
  view: View,
  publication: Publication,
  { mayWrite, file: form }: { mayWrite: boolean; file?: FormState },
): Html => {
  const t = texts[view.language].office
  const { file } = publication
  const mayAttach = mayWrite && refuseEdit(publication.status) === null
  return html`${fileState(view, publication)}
${
  mayAttach &&
  html`<form method="post" action="${view.to(`${officePath(publication)}/file`)}" enctype="multipart/form-data" novalidate>
${csrfField(view)}
<input type="hidden" name="version" value="${publication.version}">
${fileField(view, form ?? emptyForm(), 'file', { label: t.fileLabel, accept: 'application/pdf', kinds: 'PDF', sizeMax: FILE_BYTES_MAX })}
${publication.status === 'published' && file !== null && textArea(view, form ?? emptyForm(), 'note', { label: t.form.note, hint: t.form.noteHint, rows: 3, maxlength: NOTE_MAX })}
${acts(button(file === null ? t.attach : t.replace, 'second'))}
</form>`
}`
}

const fileState = (view: View, publication: Publication): Renderable => {
  const { office: t, pages } = texts[view.language]
  const { file } = publication
  if (file === null) return html`<p class="soft">${t.fileNone}</p>`
  if (file.state === 'received') return note('now', t.fileReading)
  const reasons: Readonly<Record<string, string>> = t.fileReasons
  if (file.state === 'attention')
    return note('bad', `${t.fileWrong} ${reasons[String(file.findings?.['reason'])] ?? ''}.`)
  const size = formatBytes(view.language, file.size, 'PDF')
  return html`${note('good', html`${t.fileRead(pages(file.pages ?? 0), size)} <a href="${officeFilePath(publication, 'main')}">PDF</a>`)}${copyState(view, publication)}${pdfReport(view, file)}`
}

/** What readers get in place of the file, or why they get the file itself. */
const copyState = (view: View, { status, copy }: Publication): Html | false => {
  const t = copyTexts[view.language]
  if (status !== 'published') return false
  if (copy === null) return note('plain', t.making)
  return 'reason' in copy
    ? note('now', `${t.notMade} ${t.reasons[copy.reason]}.`)
    : note('plain', t.made)
}

const history = (view: View, events: readonly OfficeEvent[]): Html => {
  const t = texts[view.language]
  const names: Readonly<Record<string, string>> = t.events
  return timeline(
    events.toReversed().map(({ type, at, actorName, reason }) => ({
      when: timeTag(view, at),
      what: html`${names[type.split('.')[1] ?? ''] ?? type} ${t.office.by} ${actorName ?? t.office.thePortal}${reason !== null && html`<br><span class="small">${reason}</span>`}`,
      state: 'done',
    })),
  )
}
