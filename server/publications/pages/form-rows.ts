import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { field, selectField } from '../../views/forms.ts'
import { group } from '../../views/head.ts'
import { CONTRIBUTOR_ROLES } from '../../vocabulary/contributor-roles.ts'
import { CONTRIBUTOR_ROWS, FUNDING_ROWS } from '../form.ts'
import { lastRow, type Rows, rowField } from '../rows.ts'
import { NAME_MAX } from '../schema.ts'
import { formTexts } from './form-texts.ts'

/** Those who made it, a set of fields each, and an empty one where it was asked for or there is none. */
export const contributorRows = (view: View, form: FormState, asked: string | null): Html => {
  const t = formTexts[view.language]
  const roles = CONTRIBUTOR_ROLES.map(({ key, label }) => ({
    value: key,
    label: label[view.language],
  }))
  return rowSets(view, form, {
    rows: CONTRIBUTOR_ROWS,
    id: 'people',
    title: t.contributors,
    label: t.contributor,
    add: t.addContributor,
    isAsked: asked === 'contributor-add',
    fields: (index) => {
      const of = (name: string) => rowField('contributor', index, name)
      return html`${field(view, form, of('name'), { label: t.name, optional: true, maxlength: NAME_MAX })}
${selectField(view, form, of('role'), { label: t.role, value: 'author', empty: null, options: roles })}
${field(view, form, of('orcid'), { label: t.orcid, optional: true, maxlength: 60 })}
${field(view, form, of('organisation'), { label: t.organisation, optional: true, maxlength: NAME_MAX })}`
    },
  })
}

/** Who paid: our grant or another's award. */
export const fundingRows = (view: View, form: FormState, asked: string | null): Html => {
  const t = formTexts[view.language]
  return rowSets(view, form, {
    rows: FUNDING_ROWS,
    id: 'funding',
    title: t.funding,
    label: t.fundingRow,
    add: t.addFunding,
    isAsked: asked === 'funding-add',
    fields: (index) => {
      const of = (name: string) => rowField('funding', index, name)
      return html`${field(view, form, of('grant'), { label: t.grant, optional: true, maxlength: 40, short: true })}
${field(view, form, of('funder'), { label: t.funder, optional: true, maxlength: NAME_MAX })}
${field(view, form, of('funder_id'), { label: t.funderId, optional: true, maxlength: 300 })}
${field(view, form, of('award_number'), { label: t.awardNumber, optional: true, maxlength: 100, short: true })}
${field(view, form, of('award_title'), { label: t.awardTitle, optional: true, maxlength: 500 })}
${field(view, form, of('award_uri'), { label: t.awardUri, optional: true, type: 'url', maxlength: 2000 })}`
    },
  })
}

const rowSets = <Field extends string>(
  view: View,
  form: FormState,
  set: {
    rows: Rows<Field>
    id: string
    title: string
    label: (number: number) => string
    add: string
    isAsked: boolean
    fields: (index: number) => Html
  },
): Html => {
  const t = formTexts[view.language]
  const { rows, label } = set
  const filled = lastRow(form.values, rows) + 1
  const shown = Math.min(rows.most, set.isAsked || filled === 0 ? filled + 1 : filled)
  const act = (index: number, what: string, word: string) =>
    html`<button class="plainly" type="submit" name="act" value="${rows.name}-${index}-${what}">${word}<span class="vh">: ${label(index + 1)}</span></button>`
  return group({
    id: set.id,
    title: set.title,
    body: html`${Array.from(
      { length: shown },
      (_, index) => html`<fieldset class="f"><legend>${label(index + 1)}</legend>
${set.fields(index)}
${
  index < filled &&
  html`<p class="small">${act(index, 'remove', t.remove)}${index > 0 && html` ${act(index, 'up', t.up)}`}${index < filled - 1 && html` ${act(index, 'down', t.down)}`}</p>`
}
</fieldset>
`,
    )}${shown < rows.most && html`<p><button class="btn second" type="submit" name="act" value="${rows.name}-add">${set.add}</button></p>`}`,
  })
}
