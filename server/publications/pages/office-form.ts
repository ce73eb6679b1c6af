import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { acts, button, buttonLink, csrfField, errorSummary, textArea } from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { NOTE_MAX } from '../schema.ts'
import type { Publication } from '../store.ts'
import { texts } from '../texts.ts'
import { duplicatesNote, type ShownDuplicate } from './duplicates.ts'
import { publicationFields } from './form-fields.ts'
import { officePath } from './office-acts.ts'

/** The form, empty or as it came back. Without a publication it begins one. */
export const publicationFormPage = (
  view: View,
  form: FormState,
  publication: Publication | null,
  /** `asked`: what a button asked for that is not saving. */
  {
    asked,
    freeIsbns,
    duplicates,
  }: { asked: string | null; freeIsbns: number; duplicates: readonly ShownDuplicate[] },
): Html => {
  const t = texts[view.language].office
  const action = publication === null ? '/office/publications' : `${officePath(publication)}/edit`
  return layout(view, {
    title: publication === null ? t.newTitle : t.editTitle,
    current: 'office',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title: publication === null ? t.newTitle : t.editTitle,
      lede: publication?.status === 'published' ? t.correctLede : t.newLede,
      work: true,
      crumbs: [{ label: texts[view.language].publications, href: view.to('/office/publications') }],
    })}
${duplicatesNote(view, duplicates, (one) => view.to(officePath(one)))}
<form method="post" action="${view.to(action)}" novalidate>
${csrfField(view)}<button class="vh" type="submit" name="act" value="save" tabindex="-1" aria-hidden="true"></button>
${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${String(form.values['version'] ?? '')}">
${publicationFields(view, form, { asked, office: { freeIsbns } })}
${
  publication?.status === 'published' &&
  group({
    id: 'change',
    title: t.form.change,
    body: textArea(view, form, 'note', {
      label: t.form.note,
      hint: t.form.noteHint,
      rows: 3,
      maxlength: NOTE_MAX,
      optional: true,
    }),
  })
}
${acts(button(t.save, 'first', { name: 'act', value: 'save' }), buttonLink(t.cancel, view.to(publication === null ? '/office/publications' : officePath(publication)), 'quiet'))}
</form>`,
  })
}
