import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import {
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  selectField,
} from '../views/forms.ts'
import { pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { confirmation } from '../views/notes.ts'
import { countriesByName } from '../vocabulary/countries.ts'
import { placeOf } from './picker.ts'
import { CITY_MAX, NAME_MAX, WEBSITE_MAX } from './schema.ts'
import { texts } from './texts.ts'

export const proposalPage = (view: View, form: FormState): Html => {
  const t = texts[view.language].new
  return layout(view, {
    title: t.title,
    current: 'work',
    invalid: form.problems.length > 0,
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
<form method="post" action="${view.to('/organisations/new')}" novalidate>
${csrfField(view)}
${errorSummary(view, form.problems)}
${field(view, form, 'name', { label: t.name, hint: t.nameHint, autocomplete: 'off', maxlength: NAME_MAX })}
${selectField(view, form, 'country', {
  label: t.country,
  options: countriesByName(view.language).map(({ code, name }) => ({ value: code, label: name })),
})}
${field(view, form, 'city', { label: t.city, optional: true, autocomplete: 'off', maxlength: CITY_MAX })}
${field(view, form, 'website', { label: t.website, hint: t.websiteHint, optional: true, type: 'url', autocomplete: 'off', maxlength: WEBSITE_MAX })}
${acts(button(t.add))}
</form>`,
  })
}

export const proposedPage = (
  view: View,
  organisation: { name: string; city: string | null; country: string },
  isNew: boolean,
): Html => {
  const t = texts[view.language].new
  const title = isNew ? t.added : t.known
  return layout(view, {
    title,
    current: 'work',
    robots: 'noindex',
    main: confirmation({
      title,
      facts: [
        {
          term: t.organisation,
          value: `${organisation.name}, ${placeOf(view, organisation)}`,
        },
      ],
      body: html`<p>${isNew ? t.addedText : t.knownText}</p>`,
      acts: [
        buttonLink(t.toProfile, view.to('/profile')),
        html`<a href="${view.to('/organisations/new')}">${t.another}</a>`,
      ],
    }),
  })
}
