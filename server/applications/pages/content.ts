import type { FormDefinition } from '../../forms/rules.ts'
import { answerMarkup } from '../../forms/shown.ts'
import { type Html, html, type Renderable } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatBytes } from '../../views/format.ts'
import { group, pairs } from '../../views/head.ts'
import { rows } from '../../views/lists.ts'
import { countryName } from '../../vocabulary/countries.ts'
import type { RevisionContent } from '../rules.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'
import { budgetTable } from './budget-table.ts'

export type ContentOptions = {
  definition: FormDefinition
  currency: string
  /** Link to change a section, beside its heading; none where nothing can be changed. */
  changeHref?: ((section: string) => string) | undefined
  /** Link to an attached file, by its slot. */
  fileHref?: ((slot: string) => string | null) | undefined
}

/** An application's content as its readers see it, word for word: for the check and for the office. */
export const contentParts = (
  view: View,
  content: RevisionContent,
  options: ContentOptions,
): Html => {
  const { language } = view
  const t = pageTexts[language]
  const labels = texts[language]
  const { definition, currency } = options
  const surroundings = { language, currency, organisations: content.organisations }
  const part = (key: string, title: string, body: Renderable) =>
    group({
      id: `part-${key}`,
      title,
      body,
      more: options.changeHref && {
        label: html`${t.change}<span class="vh">: ${title}</span>`,
        href: options.changeHref(key),
      },
    })
  const missing = html`<span class="soft">${t.notAnswered}</span>`
  return html`${part(
    'basics',
    labels.sections.basics,
    pairs(
      [
        { term: labels.basics.title, value: content.title || missing },
        { term: labels.basics.organisation, value: content.organisation?.name ?? missing },
        {
          term: labels.basics.country,
          value: content.country ? countryName(content.country, language) : missing,
        },
        {
          term: labels.basics.duration,
          value:
            content.durationMonths === null
              ? missing
              : `${content.durationMonths} ${labels.basics.months}`,
        },
      ],
      { wide: true },
    ),
  )}${definition.sections.map((section) =>
    part(
      section.key,
      section.title[language],
      pairs(
        section.questions.map((question) => ({
          term: question.label[language],
          value: answerMarkup(question, content.answers[question.key], surroundings) ?? missing,
        })),
        { wide: true },
      ),
    ),
  )}${
    (definition.budget.required || content.budget.length > 0) &&
    part(
      'budget',
      labels.sections.budget,
      content.budget.length === 0
        ? html`<p>${missing}</p>`
        : budgetTable(view, content.budget, definition, currency),
    )
  }${
    definition.attachments.length > 0 &&
    part(
      'attachments',
      labels.sections.attachments,
      rows(
        definition.attachments.map((slot) => {
          const file = content.attachments.find((one) => one.slot === slot.key)
          const href = file && options.fileHref?.(slot.key)
          const name = file && (href ? html`<a href="${href}">${file.name}</a>` : file.name)
          return html`${slot.label[language]}: ${name ?? missing}${file && html` <span class="soft">${formatBytes(language, file.size)}</span>`}`
        }),
      ),
    )
  }${part(
    'participants',
    labels.sections.participants,
    rows(
      content.participants.map(
        ({ name, role, organisation, status }) =>
          html`${name}, <span class="soft">${[labels.roles[role], organisation, status === 'accepted' ? null : labels.participantStatuses[status].toLowerCase()].filter(Boolean).join(', ')}</span>`,
      ),
    ),
  )}`
}
