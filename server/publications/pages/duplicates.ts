import { emptyForm, type FormState } from '../../form.ts'
import { attribute, type Html, html } from '../../html.ts'
import type { Language } from '../../language.ts'
import type { View } from '../../view.ts'
import { tickField } from '../../views/choices.ts'
import { formatDate } from '../../views/format.ts'
import { actForm, acts, button, csrfField, textArea } from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { disclosure, factLine, rows } from '../../views/lists.ts'
import { noteBlock } from '../../views/notes.ts'
import type { Dismissed } from '../duplicates-store.ts'
import { duplicatesTexts } from '../duplicates-texts.ts'
import { isToldInPages, type Likeness, percentOf } from '../rules/duplicates.ts'
import type { FamilyKind } from '../rules/families.ts'
import { type PublicationStatus, wordedFor } from '../rules.ts'
import { texts } from '../texts.ts'

export const REASON_MAX = 2_000

/** What is shown of something that may be the same. */
export type ShownDuplicate = {
  publication: {
    id: string
    slug: string
    status: PublicationStatus
    title: Record<string, string>
    language: string
    year: number | null
  }
  why: readonly Likeness[]
  asksForConfirmation: boolean
  family: { mainId: string; kind: FamilyKind } | null
}
export type DismissedDuplicate = Dismissed & {
  title: Record<string, string>
  language: string
}

/** "The same DOI", "38 of 41 pages read the same": why two may be one, in words. */
export const likenessText = (one: Likeness, language: Language): string => {
  const t = duplicatesTexts[language]
  switch (one.kind) {
    case 'title':
      return one.share >= 1 ? t.sameTitle : t.titleAlike(percentOf(one.share))
    case 'text':
      return isToldInPages(one)
        ? t.pagesAlike(one.alike, one.pages)
        : t.textAlike(percentOf(one.share))
    default:
      return t.kinds[one.kind]
  }
}

/** The field of a dismissal's reason: each form of the page has its own. */
export const reasonField = (id: string): string => `reason_${id}`

/** On the office's page of a publication: what may be the same, and what can be said of each. */
export const duplicatesGroup = (
  view: View,
  publication: { id: string; version: number },
  model: {
    found: readonly ShownDuplicate[]
    dismissed: readonly DismissedDuplicate[]
    mayWrite: boolean
    form?: FormState | undefined
  },
): Html | false => {
  const t = duplicatesTexts[view.language]
  return (
    model.found.length + model.dismissed.length > 0 &&
    group({
      id: 'duplicates',
      title: t.title,
      body: html`${model.found.length > 0 && html`<p class="soft">${t.lede}</p>`}
${model.found.map((one) => duplicate(view, publication, one, model))}
${model.dismissed.length > 0 && dismissedOnes(view, publication, model)}`,
    })
  )
}

/** On a form: what may be the same, with its reasons and a link. */
export const duplicatesNote = (
  view: View,
  found: readonly ShownDuplicate[],
  href: (publication: ShownDuplicate['publication']) => string,
): Html | false =>
  found.length > 0 &&
  noteBlock(
    'now',
    html`<p><b>${duplicatesTexts[view.language].formLede}</b></p>
${found.map(({ publication, why }) => html`<p>${titleLink(view, publication, href(publication))} <span class="soft">${reasons(view, why)}</span></p>`)}`,
  )

/** Before publishing: a box to tick where another has the same file or DOI. */
export const confirmation = (
  view: View,
  found: readonly ShownDuplicate[],
  form: FormState | undefined,
): Html | false => {
  const t = duplicatesTexts[view.language]
  const asking = found.filter((one) => one.asksForConfirmation)
  return (
    asking.length > 0 &&
    tickField(view, form ?? emptyForm(), 'confirmed', {
      value: asking.map(({ publication }) => publication.id).join(','),
      label: t.confirm,
      hint: asking
        .map(({ publication }) => t.confirmTitle(titleOf(view, publication).text))
        .join(' '),
    })
  )
}

const path = ({ id }: { id: string }): string => `/office/publications/${id}`

const duplicate = (
  view: View,
  publication: { id: string; version: number },
  { publication: other, why, asksForConfirmation, family }: ShownDuplicate,
  { mayWrite, form }: { mayWrite: boolean; form?: FormState | undefined },
): Html => {
  const t = duplicatesTexts[view.language]
  const name = reasonField(other.id)
  const state = form && name in form.values ? form : emptyForm()
  const kind = family?.kind === 'translation' ? 'translation' : 'edition'
  return noteBlock(
    asksForConfirmation ? 'bad' : 'now',
    html`<p><b>${titleLink(view, other, view.to(path(other)))}</b></p>
${factLine([...why.map((one) => likenessText(one, view.language)), texts[view.language].statuses[other.status].toLocaleLowerCase(view.language), other.year])}
${
  mayWrite &&
  html`${
    family !== null &&
    acts(
      actForm(view, {
        action: view.to(`${path(publication)}/family`),
        label: t.join[kind],
        hidden: {
          version: String(publication.version),
          family_main: family.mainId,
          family_kind: kind,
        },
      }),
    )
  }${disclosure(
    html`${t.dismiss}<span class="vh">: ${titleOf(view, other).text}</span>`,
    html`<form method="post" action="${view.to(`${path(publication)}/duplicates/${other.id}/dismissal`)}" novalidate>
${csrfField(view)}
${textArea(view, state, name, { label: t.reason, hint: t.reasonHint, rows: 2, maxlength: REASON_MAX })}
${acts(button(t.dismissAct, 'second'))}
</form>`,
    { open: state.problems.length > 0 },
  )}`
}`,
  )
}

const dismissedOnes = (
  view: View,
  publication: { id: string },
  { dismissed, mayWrite }: { dismissed: readonly DismissedDuplicate[]; mayWrite: boolean },
): Html => {
  const t = duplicatesTexts[view.language]
  return disclosure(
    t.dismissed(dismissed.length),
    rows(
      dismissed.map((one) => {
        const other = { ...one, id: one.otherId }
        return html`${titleLink(view, other, view.to(path(other)))} <span class="soft">${t.said(one.reason, one.byName ?? t.thePortal, formatDate(view.language, one.dismissedAt))}</span> ${
          mayWrite &&
          actForm(view, {
            action: view.to(`${path(publication)}/duplicates/${one.otherId}/return`),
            label: html`${t.restore}<span class="vh">: ${titleOf(view, other).text}</span>`,
            kind: 'quiet',
          })
        }`
      }),
    ),
  )
}

type Titled = { title: Record<string, string>; language: string }

const titleOf = (view: View, { title, language }: Titled) =>
  wordedFor(title, view.language, language) ?? { text: '', language }

const titleLink = (view: View, one: Titled, href: string): Html => {
  const { text, language } = titleOf(view, one)
  return html`<a href="${href}" ${attribute('lang', language !== view.language && language)}>${text}</a>`
}

const reasons = (view: View, why: readonly Likeness[]): string =>
  why.map((one) => likenessText(one, view.language)).join(', ')
