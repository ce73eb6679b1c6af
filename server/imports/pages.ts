import type { FormState } from '../form.ts'
import { type Html, html, type Renderable } from '../html.ts'
import type { Language } from '../language.ts'
import { likenessText } from '../publications/library.ts'
import { IMPORTED_AS } from '../publications/rules/duplicates.ts'
import { wordedFor } from '../publications/rules.ts'
import type { View } from '../view.ts'
import { choiceField, fileField } from '../views/choices.ts'
import { timeTag } from '../views/format.ts'
import { acts, button, buttonLink, csrfField, errorSummary, field } from '../views/forms.ts'
import { group, pageHead, prose } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { disclosure } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { table } from '../views/tables.ts'
import {
  countsOf,
  IMPORT_BYTES_MAX,
  type ImportPlan,
  LOOKED_UP_MAX,
  type PlannedDuplicate,
} from './rules.ts'
import type { StoredImport } from './store.ts'
import { texts } from './texts.ts'

export const IMPORTS_PATH = '/office/publications/imports'
export const importPath = ({ id }: { id: string }): string => `${IMPORTS_PATH}/${id}`

/** A plan's lines on one page; the figures are of all. */
const LINES_SHOWN = 500

/** Where an import begins: a file or a repository, what a table looks like, and what was imported before. */
export const importsPage = (
  view: View,
  model: {
    form: FormState
    earlier: readonly StoredImport[]
    columns: readonly string[]
    mayWrite: boolean
  },
): Html => {
  const t = texts[view.language]
  const { form } = model
  return layout(view, {
    title: t.title,
    invalid: form.problems.length > 0,
    current: 'office',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true, crumbs: crumbs(view) })}
${errorSummary(view, form.problems)}
${
  model.mayWrite &&
  html`<form method="post" action="${view.to(IMPORTS_PATH)}" enctype="multipart/form-data" novalidate>
${csrfField(view)}
${fileField(view, form, 'file', { label: t.file, accept: '.jsonl,.ndjson,.bib,.ris,.csv,.tsv,.xml', kinds: t.kinds, sizeMax: IMPORT_BYTES_MAX })}
${field(view, form, 'url', { label: t.url, hint: t.urlHint, type: 'url', optional: true, wide: true, maxlength: 2_000 })}
${field(view, form, 'set', { label: t.set, hint: t.setHint, optional: true, maxlength: 200 })}
${choiceField(view, form, 'imported_as', { label: t.as, hint: t.asHint, value: 'draft', choices: IMPORTED_AS.map((value) => ({ value, label: t.asChoices[value] })) })}
${columnsBlock(view, model.columns)}
${acts(button(t.plan))}
</form>`
}
${group({ id: 'earlier', title: t.earlier, body: earlierTable(view, model.earlier) })}`,
  })
}

/** What a table may hold, for who makes one. */
const columnsBlock = (view: View, columns: readonly string[]): Html => {
  const t = texts[view.language]
  const names = columns.map((name, at) => html`${at > 0 && ', '}<code>${name}</code>`)
  return disclosure(
    t.columnsTitle,
    prose(
      html`<p>${t.columns}</p><p>${names}</p><p>${t.columnsLanguages}</p><p>${t.columnsLists}</p><p>${t.columnsIds}</p><p>${t.columnsWords}</p>`,
    ),
  )
}

const crumbs = (view: View) => [
  { label: texts[view.language].publications, href: view.to('/office/publications') },
]

const earlierTable = (view: View, earlier: readonly StoredImport[]): Html => {
  const t = texts[view.language]
  return table(view, {
    caption: t.earlier,
    hiddenCaption: true,
    columns: [{ label: t.source }, { label: t.when }, { label: t.by }, { label: t.state }],
    rows: earlier.map((one) => [
      html`<a href="${view.to(importPath(one))}">${one.source}</a>`,
      timeTag(view, one.createdAt),
      one.byName ?? '',
      html`${one.doneAt === null ? t.states.planned : t.states.done}: ${countsText(one.plan, view.language)}`,
    ]),
    empty: t.none,
  })
}

/** What an import would do, line by line, and the one button that does it; afterwards what it did. */
export const importPage = (
  view: View,
  model: { one: StoredImport; mayWrite: boolean; refusal?: string | undefined },
): Html => {
  const t = texts[view.language]
  const { one } = model
  const isDone = one.doneAt !== null
  const counts = countsOf(one.plan)
  const isWorth = counts.added + counts.updated > 0
  return layout(view, {
    title: t.planTitle(one.source),
    current: 'office',
    robots: 'noindex',
    wide: true,
    main: html`${pageHead(view, {
      title: t.planTitle(one.source),
      work: true,
      crumbs: [...crumbs(view), { label: t.title, href: view.to(IMPORTS_PATH) }],
    })}
${model.refusal && note('bad', model.refusal)}
${one.stopped !== null && note('now', one.stopped, t.stopped)}
${note(isDone ? 'good' : 'plain', countsText(one.plan, view.language), `${isDone ? t.did : t.will}:`)}
${!isDone && isWorth && note('now', html`${t.asNew[one.importedAs]} ${counts.updated > 0 && t.changedAtOnce}`)}
${counts.heldBack > 0 && note('now', t.heldBack(counts.heldBack))}
${counts.added > LOOKED_UP_MAX && html`<p class="soft">${t.lookedUp(LOOKED_UP_MAX)}</p>`}
${!(isDone || isWorth) && html`<p class="soft">${t.nothingDone}</p>`}
${
  !isDone &&
  isWorth &&
  model.mayWrite &&
  html`<form method="post" action="${view.to(`${importPath(one)}/acceptance`)}">${csrfField(view)}${acts(button(t.do))}</form>`
}
${group({ id: 'records', title: t.records, body: planTable(view, one) })}
${acts(buttonLink(t.again, view.to(IMPORTS_PATH), 'second'))}`,
  })
}

type Line = { line: number; what: Renderable; happens: Renderable }

const planTable = (view: View, { plan }: StoredImport): Html => {
  const t = texts[view.language]
  const lines = linesOf(view, plan)
  return html`${table(view, {
    caption: t.planTitle(''),
    hiddenCaption: true,
    columns: [{ label: t.record, align: 'end' }, { label: t.what }, { label: t.happens }],
    headColumn: 1,
    rows: lines.slice(0, LINES_SHOWN).map(({ line, what, happens }) => [line, what, happens]),
  })}${lines.length > LINES_SHOWN && html`<p class="soft">${t.more(lines.length - LINES_SHOWN)}</p>`}`
}

/** What is wrong comes first, then what is new, changed, and as it was. */
const linesOf = (view: View, { outcomes, problems }: ImportPlan): Line[] => {
  const t = texts[view.language]
  const wrong = problems.map(({ line, reason }) => ({
    line,
    what: html`<span class="soft">–</span>`,
    happens: html`<div><b>${t.kindsOf.refused}.</b> ${reason}</div>`,
  }))
  const others = (['added', 'updated', 'unchanged'] as const).flatMap((kind) =>
    outcomes
      .filter((outcome) => outcome.kind === kind)
      .map(({ line, id, changed, title, as, duplicates = [] }) => ({
        line,
        what: titleOf(view, title, id),
        happens: html`<div>${as === 'draft' ? t.newDraft : t.kindsOf[kind]}${changed.length > 0 && `: ${t.fields} ${changed.join(', ')}`}${duplicates.map((one) => duplicate(view, one))}</div>`,
      })),
  )
  return [...wrong, ...others]
}

/** What may be the same, why, and where it is. */
const duplicate = (view: View, { id, line, title, why }: PlannedDuplicate): Html => {
  const t = texts[view.language]
  const reasons = why.map((one) => likenessText(one, view.language)).join(', ')
  return html`<p class="small">${t.mayBe} ${line !== null && html`${t.record} ${line}: `}${titleOf(view, title, id)} <span class="soft">(${reasons})</span></p>`
}

const titleOf = (view: View, title: Record<string, string>, id: string | null): Html => {
  const worded = wordedFor(title, view.language, Object.keys(title)[0] ?? 'en')
  const text = html`<span lang="${worded?.language ?? view.language}">${worded?.text ?? ''}</span>`
  return id === null ? text : html`<a href="${view.to(`/office/publications/${id}`)}">${text}</a>`
}

const countsText = (plan: ImportPlan, language: Language): string => {
  const { counts: words } = texts[language]
  const counts = countsOf(plan)
  return [
    words.added(counts.added),
    words.updated(counts.updated),
    words.unchanged(counts.unchanged),
    words.refused(counts.refused),
  ].join(', ')
}
