import type { FormDefinition, Question } from '../forms/rules.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../language.ts'
import type { View } from '../view.ts'
import { formatBytes, formatList } from '../views/format.ts'
import { disclosure } from '../views/lists.ts'
import { said } from './facts.ts'
import { texts } from './texts.ts'

/** What an applicant is asked for: every question of the form, the attachments, the budget. */
export const sentMatter = (view: View, definition: FormDefinition): Html => {
  const { language } = view
  const t = texts[language]
  const { attachments, budget, sections } = definition
  return html`${sections.map((section) =>
    disclosure(
      said(section.title, language),
      html`<ol>${section.questions.map((question) => html`<li>${questionLine(question, language)}</li>`)}</ol>`,
      { hint: t.formOf(section.questions.length) },
    ),
  )}${
    attachments.length > 0 &&
    html`<h3>${t.attachments}</h3><ul>${attachments.map(
      ({ label, required, bytesMax, pagesMax }) =>
        html`<li>${said(label, language)}${!required && ` (${t.optional})`} <span class="soft">${t.slotLimits(formatBytes(language, bytesMax), pagesMax)}</span></li>`,
    )}</ul>`
  }${
    budget.required &&
    html`<h3>${t.budget}</h3><p>${t.budgetKinds(
      formatList(
        language,
        budget.categories.map(({ label }) => lowerFirst(said(label, language))),
      ),
    )}</p>`
  }`
}

const questionLine = (question: Question, language: Language): Html => {
  const t = texts[language]
  const notes = [
    question.wordsMax === undefined ? null : t.wordsMax(question.wordsMax),
    question.required ? null : t.optional,
  ].filter((line) => line !== null)
  return html`${said(question.label, language)}${notes.length > 0 && html` <span class="soft">(${notes.join(', ')})</span>`}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
