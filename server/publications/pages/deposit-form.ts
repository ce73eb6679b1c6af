import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { actBar, button, buttonLink, csrfField, errorSummary } from '../../views/forms.ts'
import { pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import type { Deposit } from '../deposit-store.ts'
import { depositTexts } from '../deposit-texts.ts'
import { workTitle } from './deposit.ts'
import { partsOfForm, publicationFields } from './form-fields.ts'

/** What a publication says, as its authors write it. */
export const depositFormPage = (
  view: View,
  form: FormState,
  {
    id,
    deposit,
    title,
    asked,
  }: { id: string; deposit: Deposit; title: string; asked: string | null },
): Html => {
  const t = depositTexts[view.language]
  const path = `/deposits/${id}`
  return layout(view, {
    title: t.editTitle,
    current: 'work',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: t.editTitle,
      lede: t.editLede,
      work: true,
      below: partsOfForm(view),
      crumbs: [...workTitle(view, deposit), { label: title, href: view.to(path) }],
    })}
<form method="post" action="${view.to(`${path}/edit`)}" novalidate>
${csrfField(view)}<button class="vh" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true"></button>
${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${String(form.values['version'] ?? '')}">
${publicationFields(view, form, { asked, office: null })}
${actBar('', button(t.save, 'first', { name: 'act', value: 'save' }), buttonLink(t.cancel, view.to(path), 'quiet'))}
</form>`,
  })
}
