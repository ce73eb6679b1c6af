import { emptyForm } from '../form.ts'
import { hasBounds } from '../forms/definition.ts'
import type { Question } from '../forms/rules.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { choiceField, choicesField, fileField } from '../views/choices.ts'
import { formatList } from '../views/format.ts'
import { buttonLink, field, moneyField, selectField, textArea } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { noteBlock } from '../views/notes.ts'
import { countriesByName } from '../vocabulary/countries.ts'
import { said } from './facts.ts'
import { definitionOf } from './lists.ts'
import { callCrumbs, officePath } from './office-pages.ts'
import { officeTexts } from './office-texts.ts'
import type { Call } from './rules.ts'
import { texts } from './texts.ts'

/** The form as its applicants will meet it: every question can be tried, nothing is kept. */
export const formPreviewPage = (view: View, call: Call): Html => {
  const { language } = view
  const t = officeTexts[language]
  const { sections, attachments, budget } = definitionOf(call)
  const form = emptyForm()
  return layout(view, {
    title: t.previewForm,
    current: 'office',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: said(call.title, language),
      crumbs: callCrumbs(view, call),
      work: true,
    })}
${noteBlock('now', html`<p>${t.previewFormNote}</p><p>${buttonLink(t.backToCall, view.to(officePath(call)), 'second')}</p>`)}
<form>
${sections.map((section, i) =>
  group({
    id: `section-${i + 1}`,
    title: html`§ ${i + 1} ${said(section.title, language)}`,
    body: html`${section.questions.map((question) => questionField(view, call, question))}`,
  }),
)}${
  attachments.length > 0 &&
  group({
    id: 'attachments',
    title: texts[language].attachments,
    body: html`${attachments.map(({ key, label, hint, required, bytesMax, pagesMax }) =>
      fileField(view, form, `file-${key}`, {
        label: said(label, language),
        hint: hint && said(hint, language),
        optional: !required,
        accept: 'application/pdf',
        kinds: 'PDF',
        sizeMax: bytesMax,
        pagesMax,
      }),
    )}`,
  })
}${
  budget.required &&
  group({
    id: 'budget',
    title: texts[language].budget,
    body: html`<p>${texts[language].budgetKinds(
      formatList(
        language,
        budget.categories.map(({ label }) => said(label, language)),
      ),
    )}</p>`,
  })
}
</form>`,
  })
}

const questionField = (view: View, call: Call, question: Question): Html => {
  const { language } = view
  const t = officeTexts[language]
  const form = emptyForm()
  const name = `answer-${question.key}`
  const shared = {
    label: said(question.label, language),
    hint: question.hint && said(question.hint, language),
    optional: !question.required,
  }
  const options = (question.options ?? []).map(({ key, label }) => ({
    value: key,
    label: said(label, language),
  }))
  const bounds = hasBounds(question) ? { min: question.min, max: question.max } : {}
  const countries = () =>
    countriesByName(language).map(({ code, name: label }) => ({ value: code, label }))
  switch (question.type) {
    case 'short_text':
    case 'organisation':
    case 'municipality':
      return field(view, form, name, { ...shared, wide: true })
    case 'long_text':
      return textArea(view, form, name, { ...shared, rows: 8, wordsMax: question.wordsMax })
    case 'number':
      return field(view, form, name, { ...shared, ...bounds, inputmode: 'decimal', short: true })
    case 'money':
      return moneyField(view, form, name, { ...shared, currency: call.currency })
    case 'date':
      return field(view, form, name, { ...shared, type: 'date', short: true })
    case 'yes_no':
      return choiceField(view, form, name, {
        ...shared,
        choices: [
          { value: 'yes', label: t.yes },
          { value: 'no', label: t.no },
        ],
      })
    case 'choice':
      return choiceField(view, form, name, { ...shared, choices: options })
    case 'choices':
      return choicesField(view, form, name, { ...shared, choices: options })
    case 'country':
      return selectField(view, form, name, { ...shared, options: countries() })
    case 'countries':
      return textArea(view, form, name, { ...shared, rows: 3 })
  }
}
