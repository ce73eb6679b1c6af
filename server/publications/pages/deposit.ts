import { emptyForm, type FormState } from '../../form.ts'
import { attribute, type Html, html, multiline } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatBytes, formatInstant } from '../../views/format.ts'
import { acts, button, buttonLink, csrfField, errorSummary } from '../../views/forms.ts'
import { type Crumb, columns, group, pageHead, side, sideBlock } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { disclosure } from '../../views/lists.ts'
import { confirmation, note, noteBlock } from '../../views/notes.ts'
import { publicationTypeLabel } from '../../vocabulary/publication-types.ts'
import type { Deposit } from '../deposit-store.ts'
import { depositTexts } from '../deposit-texts.ts'
import type { OwnDeposit } from '../depositing.ts'
import { isBeingRead } from '../rules/checks.ts'
import { refuseDiscarding } from '../rules/deposits.ts'
import { wordedFor } from '../rules.ts'
import type { Publication } from '../store.ts'
import { checkList } from './checks.ts'
import { descriptionGroup } from './description.ts'
import { duplicatesNote, type ShownDuplicate } from './duplicates.ts'
import { attachForm, fileState } from './file-block.ts'
import { type PublicationEvent, publicationHistory } from './history.ts'
import { depositTag } from './parts/deposit-tag.ts'
import { proposalsGroup } from './proposals.ts'
import { publicationPath } from './search.ts'

export const depositPath = ({ id }: { id: string }): string => `/deposits/${id}`

/** The way back: own work, then the grant. */
export const workTitle = (view: View, { grantId, grantTitle }: Deposit): Crumb[] => [
  { label: depositTexts[view.language].myWork, href: view.to('/work') },
  { label: grantTitle, href: view.to(`/my-grants/${grantId}`) },
]

type DepositModel = OwnDeposit & {
  events: readonly PublicationEvent[]
  /** In the library already, and maybe the same. */
  duplicates: readonly ShownDuplicate[]
  file?: FormState
}

/** What its authors deposit: to complete and hand in while it is with them, then how it goes. */
export const depositPage = (view: View, model: DepositModel): Html => {
  const { publication, mayWrite } = model
  if (publication.status !== 'draft') return handedInPage(view, model)
  const t = depositTexts[view.language]
  const problems = model.file?.problems ?? []
  return layout(view, {
    title: titleText(view, publication),
    current: 'work',
    robots: 'noindex',
    invalid: problems.length > 0,
    main: html`${head(view, model)}
${errorSummary(view, problems)}
${
  model.deposit.returnedReason !== null &&
  noteBlock(
    'now',
    html`<p><b>${t.returned}</b></p><p>${multiline(model.deposit.returnedReason)}</p>`,
  )
}
${!mayWrite && note('plain', t.readOnly)}
${duplicatesNote(view, model.duplicates, (one) => view.to(publicationPath(one)))}
${columns(
  'side',
  html`<div>${mayWrite && standing(view, model)}
${group({ id: 'the-file', title: t.file, body: fileBlock(view, model) })}
${mayWrite && proposalsGroup(view, publication, model.proposals, { path: depositPath(publication) })}
${descriptionGroup(view, publication, { editPath: mayWrite ? `${depositPath(publication)}/edit` : null })}
${mayWrite && handInGroup(view, model)}
${mayWrite && discardBlock(view, model)}</div>`,
  side(t.history, sideBlock(t.history, publicationHistory(view, model.events, { isFull: false }))),
)}`,
  })
}

const head = (view: View, { publication, deposit }: DepositModel): Html => {
  const t = depositTexts[view.language]
  return pageHead(view, {
    title: titleText(view, publication),
    lang: titleLanguage(view, publication),
    work: true,
    crumbs: workTitle(view, deposit),
    facts: [
      {
        term: t.facts.grant,
        value: html`<a class="num" href="${view.to(`/my-grants/${deposit.grantId}`)}">${deposit.grantReference}</a>`,
      },
      { term: t.facts.kind, value: publicationTypeLabel(publication.type, view.language) },
      {
        term: t.facts.state,
        value: depositTag(view, { ...publication, returnedReason: deposit.returnedReason }),
      },
    ],
  })
}

/** At the top how far it is; where nothing is attached yet, why that comes first. */
const standing = (view: View, { publication, checks }: DepositModel): Html => {
  const t = depositTexts[view.language]
  const left = checks.blocking.length
  return html`${publication.file === null && html`<p class="lede">${t.lede}</p>`}${
    left > 0
      ? note('plain', html`${t.left(left)} <a href="#hand-in">${t.toChecks}</a>`)
      : note('good', html`${t.ready} <a href="#hand-in">${t.toHandIn}</a>`)
  }`
}

const fileBlock = (view: View, { publication, mayWrite, file }: DepositModel): Html => {
  const t = depositTexts[view.language]
  const path = depositPath(publication)
  const attach = attachForm(view, publication, file ?? emptyForm(), {
    action: `${path}/file`,
    label: t.fileLabel,
    button: publication.file === null ? t.attach : t.replaceNow,
    isFirst: publication.file === null,
  })
  return html`${fileState(view, publication, publication.file && view.to(`${path}/file`))}${
    isBeingRead(publication) && html`<p><a href="${view.to(path)}">${t.readAgain}</a></p>`
  }${mayWrite && (publication.file === null || file ? attach : disclosure(t.replace, attach))}`
}

const handInGroup = (view: View, { publication, checks }: DepositModel): Html => {
  const t = depositTexts[view.language]
  const path = depositPath(publication)
  return group({
    id: 'hand-in',
    title: t.handInTitle,
    body: html`${checkList(view, checks, { editPath: `${path}/edit` })}
${
  checks.blocking.length > 0
    ? html`<p class="text below">${t.handInNotYet}</p>`
    : html`<p class="text below">${t.handInHow}</p>
<form method="post" action="${view.to(`${path}/submission`)}">${csrfField(view)}<input type="hidden" name="version" value="${publication.version}">${acts(button(t.handIn))}</form>`
}`,
  })
}

const discardBlock = (view: View, { publication, deposit }: DepositModel): Html | false => {
  const t = depositTexts[view.language]
  return (
    refuseDiscarding(publication.status, deposit.submittedAt) === null &&
    html`<div class="below">${disclosure(
      t.discard,
      html`<p>${t.discardHow}</p>
<form method="post" action="${view.to(`${depositPath(publication)}/removal`)}">${csrfField(view)}<input type="hidden" name="version" value="${publication.version}">${acts(button(t.discard, 'stop'))}</form>`,
    )}</div>`
  )
}

/** Out of its authors' hands: that it came, and how it goes. */
const handedInPage = (view: View, model: DepositModel): Html => {
  const t = depositTexts[view.language]
  const { publication, deposit } = model
  const { status, file } = publication
  const said = {
    draft: [t.received, t.receivedNext],
    submitted: [t.received, t.receivedNext],
    approved: [t.approvedTitle, t.approvedNext],
    published: [t.publishedTitle, null],
    withdrawn: [t.withdrawnTitle, publication.withdrawnReason],
  } as const
  const [title, next] = said[status]
  const isPublic = status === 'published' || status === 'withdrawn'
  return layout(view, {
    title,
    current: 'work',
    robots: 'noindex',
    main: html`${confirmation({
      title,
      reference: { term: t.facts.grant, value: deposit.grantReference },
      facts: [
        {
          term: t.names.title,
          value: html`<span ${attribute('lang', titleLanguage(view, publication))}>${titleText(view, publication)}</span>`,
        },
        {
          term: t.facts.state,
          value: depositTag(view, { ...publication, returnedReason: deposit.returnedReason }),
        },
        {
          term: t.facts.submitted,
          value: deposit.submittedAt && formatInstant(view, deposit.submittedAt),
        },
        {
          term: t.file,
          value:
            file &&
            html`<a href="${view.to(`${depositPath(publication)}/file`)}">${t.open}</a> <span class="soft num">${formatBytes(view.language, file.size, 'PDF')}</span>`,
        },
      ],
      body: next === null ? null : html`<p>${next}</p>`,
      acts: [
        ...(isPublic ? [buttonLink(t.seePublic, view.to(publicationPath(publication)))] : []),
        buttonLink(t.toGrant, view.to(`/my-grants/${deposit.grantId}`), 'second'),
      ],
    })}
${columns(
  'side',
  html`<div>${descriptionGroup(view, publication, { editPath: null })}</div>`,
  side(t.history, sideBlock(t.history, publicationHistory(view, model.events, { isFull: false }))),
)}`,
  })
}

export const titleText = (
  view: View,
  { title, language }: Pick<Publication, 'title' | 'language'>,
): string => wordedFor(title, view.language, language)?.text ?? depositTexts[view.language].untitled

const titleLanguage = (view: View, { title, language }: Publication): string | undefined => {
  const worded = wordedFor(title, view.language, language)
  return worded && worded.language !== view.language ? worded.language : undefined
}
