import { type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { formatBytes } from '../views/format.ts'
import { columns, pageHead, pairs, paragraph, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { rows } from '../views/lists.ts'
import { table } from '../views/tables.ts'
import { type AnswerGroup, type DossierContent, groupAnswers, paragraphsOf } from './content.ts'
import { texts } from './texts.ts'

export type DossierPage = {
  content: DossierContent
  crumbs: { label: string; href: string }[]
  /** Path of the page, to which `.pdf` and `/attachments/SLOT` belong. */
  pdfPath: string
  attachmentPath: (slot: string) => string
  current: 'work' | 'office'
}

/** The same content as the PDF, for phones and screen readers. */
export const dossierPage = (view: View, page: DossierPage): Html => {
  const { content } = page
  return layout(view, {
    title: `${content.reference} ${content.title}`,
    current: page.current,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: content.title,
      crumbs: page.crumbs,
      facts: content.facts.map(({ term, text }) => ({ term, value: text })),
    })}
${columns('side', matter(view, page), beside(view, page))}`,
  })
}

const matter = (view: View, { content, attachmentPath }: DossierPage): Html => {
  const t = texts[view.language]
  const numbered = content.sections.length
  return html`<div>${content.sections.map((section, i) =>
    paragraph({
      id: `section-${section.key}`,
      sign: `§ ${i + 1}`,
      title: section.title,
      body: groupAnswers(section.answers).map((one) => block(view, one)),
    }),
  )}${paragraph({
    id: 'budget',
    sign: `§ ${numbered + 1}`,
    title: t.budget,
    body: budget(view, content),
  })}${paragraph({
    id: 'attachments',
    sign: `§ ${numbered + 2}`,
    title: t.attachments,
    body:
      content.attachments.length === 0
        ? html`<p>${t.noAttachments}</p>`
        : html`<p>${t.attachmentsWhere}</p><ul>${content.attachments.map(
            ({ slot, title, name, size }) =>
              html`<li><a href="${attachmentPath(slot)}">${title}</a> <span class="soft">${name}, ${formatBytes(view.language, size, 'PDF')}</span></li>`,
          )}</ul>`,
  })}</div>`
}

const block = (view: View, group: AnswerGroup): Html => {
  const none = html`<span class="soft">${texts[view.language].noAnswer}</span>`
  if (group.kind === 'short')
    return pairs(
      group.answers.map(({ question, answer }) => ({
        term: question,
        value: answer?.kind === 'text' ? answer.text : none,
      })),
      { wide: true },
    )
  const { question, answer } = group.answer
  return html`<section class="field"><h3>${question}</h3>${
    answer === null
      ? html`<p>${none}</p>`
      : answer.kind === 'list'
        ? html`<ul>${answer.items.map((item) => html`<li>${item}</li>`)}</ul>`
        : paragraphsOf(answer.text).map((part) => html`<p>${multiline(part)}</p>`)
  }</section>`
}

const budget = (view: View, { budget: given }: DossierContent): Html => {
  const t = texts[view.language]
  if (given === null) return html`<p>${t.noBudget}</p>`
  return html`${table(view, {
    caption: t.budgetCaption(given.currency),
    columns: [
      { label: t.category },
      { label: t.what },
      { label: t.year },
      { label: t.amount, align: 'end' },
    ],
    rows: given.lines.map((line) => [line.category, line.description, line.year, line.amount]),
    foot: [t.total, '', '', given.total],
  })}${
    given.years.length > 1 &&
    html`<h3>${t.byYear}</h3>${rows(given.years.map(({ year, amount }) => html`${t.year} ${year}: ${amount}`))}`
  }`
}

const beside = (view: View, { content, pdfPath }: DossierPage): Html => {
  const t = texts[view.language]
  return side(
    t.dossier,
    sideBlock(
      t.dossier,
      html`<p><a href="${pdfPath}">${t.readPdf}</a></p><p class="facts">${t.pdfFacts.map((fact) => html`<span>${fact}</span>`)}</p>`,
    ),
    sideBlock(
      t.people,
      rows(
        content.people.map(
          ({ name, role, organisation, note }) =>
            html`<b>${name}</b>, ${role}${organisation !== '' && html`<br>${organisation}`}${note !== '' && html`<br><span class="soft">${note}</span>`}`,
        ),
      ),
    ),
    sideBlock(t.contents, contents(view, content)),
  )
}

const contents = (view: View, { sections }: DossierContent): Html => {
  const t = texts[view.language]
  return html`<ol class="plain">${sections.map(
    ({ key, title }) => html`<li><a href="#section-${key}">${title}</a></li>`,
  )}<li><a href="#budget">${t.budget}</a></li><li><a href="#attachments">${t.attachments}</a></li></ol>`
}
