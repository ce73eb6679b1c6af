import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { weightBar } from '../views/charts.ts'
import { formatBytes } from '../views/format.ts'
import { actForm, acts, button, buttonLink, csrfField, errorSummary } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { entries, entry } from '../views/lists.ts'
import { emptyState, note, noteBlock } from '../views/notes.ts'
import type { Editor } from './editor.ts'
import { said } from './facts.ts'
import { type CallList, definitionOf } from './lists.ts'
import { callCrumbs, officePath } from './office-pages.ts'
import { officeTexts } from './office-texts.ts'
import { type Call, WEIGHTS_SUM, weightsSum } from './rules.ts'
import { texts } from './texts.ts'

export type Edited = {
  call: Call
  form: FormState
  /** Where the form is sent. */
  action: string
  isNew: boolean
  /** Who saved another version meanwhile. */
  staleBy?: string | null
}

/** A page on which something of a draft is written. */
export const editPage = (
  view: View,
  editor: Editor,
  { call, form, action, isNew, staleBy }: Edited,
): Html => {
  const t = officeTexts[view.language]
  const title = editor.heading(t, isNew)
  return layout(view, {
    title,
    current: 'office',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title, crumbs: callCrumbs(view, call), work: true })}
${
  staleBy !== undefined &&
  noteBlock(
    'now',
    html`<p><b>${t.staleTitle}</b></p><p>${t.stale(staleBy ?? t.someoneElse)}</p><p><a href="${view.to(officePath(call, '/preview'))}">${t.seeNow}</a></p>`,
  )
}
<form method="post" action="${view.to(action)}" novalidate>
${csrfField(view)}${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${call.version}">
${editor.fields(view, form, call)}
${acts(button(t.save), html`<a href="${view.to(officePath(call, editor.back))}">${t.cancel}</a>`)}
</form>`,
  })
}

export const criteriaPage = (view: View, call: Call): Html => {
  const { language } = view
  const t = officeTexts[language]
  const sum = weightsSum(call.criteria)
  return listPage(view, call, {
    title: t.parts.criteria,
    lede: t.criteriaLede,
    body: html`${
      call.criteria.length === 0
        ? emptyState(view, { title: t.noCriteria })
        : html`${entries(
            call.criteria.map((criterion, i) =>
              entry({
                level: 2,
                at: html`<span class="weight">${criterion.weight} % ${weightBar(criterion.weight / 100)}</span>`,
                title: said(criterion.title, language),
                by: said(criterion.guidance, language),
                facts: [t.scores(criterion.scaleMin, criterion.scaleMax)],
                body: itemActs(view, call, {
                  list: 'criteria',
                  key: criterion.key,
                  name: said(criterion.title, language),
                  href: officePath(call, `/criteria/${criterion.key}`),
                  isFirst: i === 0,
                  isLast: i === call.criteria.length - 1,
                }),
              }),
            ),
          )}${note(sum === WEIGHTS_SUM ? 'good' : 'bad', `${sum} %`, t.weightsSum)}`
    }${acts(buttonLink(t.newCriterion, view.to(officePath(call, '/criteria/new'))), backLink(view, call))}`,
  })
}

export const formPage = (view: View, call: Call): Html => {
  const { language } = view
  const t = officeTexts[language]
  const { sections } = definitionOf(call)
  return listPage(view, call, {
    title: t.parts.form,
    lede: t.formLede,
    body: html`${sections.length === 0 && emptyState(view, { title: t.noSections })}${sections.map(
      (section, i) =>
        group({
          id: `section-${section.key}`,
          title: html`§ ${i + 1} ${said(section.title, language) || section.key}`,
          body: html`${itemActs(view, call, {
            list: 'sections',
            key: section.key,
            name: said(section.title, language),
            href: officePath(call, `/form/sections/${section.key}`),
            isFirst: i === 0,
            isLast: i === sections.length - 1,
            isKept: section.questions.length > 0,
          })}${entries(
            section.questions.map((question, q) =>
              entry({
                at: t.types[question.type],
                title: said(question.label, language),
                by: question.hint && said(question.hint, language),
                facts: [
                  question.wordsMax !== undefined && texts[language].wordsMax(question.wordsMax),
                  !question.required && t.optional,
                  question.options?.map(({ label }) => said(label, language)).join(', '),
                ],
                body: itemActs(view, call, {
                  list: 'questions',
                  key: question.key,
                  name: said(question.label, language),
                  href: officePath(call, `/form/questions/${question.key}`),
                  isFirst: q === 0,
                  isLast: q === section.questions.length - 1,
                }),
              }),
            ),
          )}${acts(buttonLink(html`${t.newQuestion}<span class="vh">: ${said(section.title, language)}</span>`, view.to(officePath(call, `/form/questions/new?section=${section.key}`)), 'second'))}`,
        }),
    )}${acts(buttonLink(t.newSection, view.to(officePath(call, '/form/sections/new'))), backLink(view, call))}`,
  })
}

export const attachmentsPage = (view: View, call: Call): Html => {
  const { language } = view
  const t = officeTexts[language]
  const { attachments } = definitionOf(call)
  return listPage(view, call, {
    title: t.parts.attachments,
    lede: t.attachmentsLede,
    body: html`${
      attachments.length === 0
        ? emptyState(view, { title: t.noSlots })
        : entries(
            attachments.map((slot, i) =>
              entry({
                level: 2,
                at: 'PDF',
                title: said(slot.label, language),
                by: slot.hint && said(slot.hint, language),
                facts: [
                  texts[language].slotLimits(formatBytes(language, slot.bytesMax), slot.pagesMax),
                  !slot.required && t.optional,
                ],
                body: itemActs(view, call, {
                  list: 'attachments',
                  key: slot.key,
                  name: said(slot.label, language),
                  href: officePath(call, `/attachments/${slot.key}`),
                  isFirst: i === 0,
                  isLast: i === attachments.length - 1,
                }),
              }),
            ),
          )
    }${acts(buttonLink(t.newSlot, view.to(officePath(call, '/attachments/new'))), backLink(view, call))}`,
  })
}

const listPage = (
  view: View,
  call: Call,
  { title, lede, body }: { title: string; lede: string; body: Html },
): Html =>
  layout(view, {
    title,
    current: 'office',
    main: html`${pageHead(view, { title, crumbs: callCrumbs(view, call), lede, work: true })}
${body}`,
  })

const backLink = (view: View, call: Call): Html =>
  html`<a href="${view.to(officePath(call))}">${officeTexts[view.language].backToCall}</a>`

type Item = {
  list: CallList
  key: string
  name: string
  href: string
  isFirst: boolean
  isLast: boolean
  /** Not to be removed while something stands in it. */
  isKept?: boolean
}

/** Change, move and remove one thing of a list; each button names the thing for who cannot see its row. */
const itemActs = (view: View, call: Call, item: Item): Html => {
  const t = officeTexts[view.language]
  const about = html`<span class="vh">: ${item.name}</span>`
  const hidden = { version: String(call.version) }
  const at = view.to(officePath(call, `/${item.list}/${item.key}`))
  const move = (label: string, to: string) =>
    actForm(view, {
      action: `${at}/position`,
      label: html`${label}${about}`,
      kind: 'quiet',
      hidden: { ...hidden, to },
    })
  return acts(
    html`<a href="${view.to(item.href)}">${t.change}${about}</a>`,
    !item.isFirst && move(t.up, 'up'),
    !item.isLast && move(t.down, 'down'),
    !item.isKept &&
      actForm(view, {
        action: `${at}/removal`,
        label: html`${t.remove}${about}`,
        kind: 'quiet',
        hidden,
      }),
  )
}
