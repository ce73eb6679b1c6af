import { emptyForm } from '../form.ts'
import { questionField } from '../forms/fields.ts'
import type { Question } from '../forms/rules.ts'
import { type Html, html } from '../html.ts'
import type { Bilingual } from '../language.ts'
import type { View } from '../view.ts'
import { fileField } from '../views/choices.ts'
import { formatList } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { noteBlock } from '../views/notes.ts'
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
    body: html`${section.questions.map((question) => questionOf(view, call, question))}`,
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

/** The applicant's own control; a draft may lack one of the languages. */
const questionOf = (view: View, call: Call, question: Question): Html => {
  const whole = (text: Bilingual): Bilingual => ({ sv: said(text, 'sv'), en: said(text, 'en') })
  const { label, hint, options } = question
  return questionField(
    view,
    emptyForm(),
    {
      ...question,
      label: whole(label),
      ...(hint ? { hint: whole(hint) } : {}),
      ...(options
        ? { options: options.map((option) => ({ ...option, label: whole(option.label) })) }
        : {}),
    },
    { currency: call.currency },
  )
}
