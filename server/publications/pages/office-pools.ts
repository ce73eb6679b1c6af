import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { dateTag } from '../../views/format.ts'
import {
  acts,
  button,
  csrfField,
  errorSummary,
  field,
  selectField,
  textArea,
} from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { disclosure } from '../../views/lists.ts'
import { table } from '../../views/tables.ts'
import { countriesByName, countryName } from '../../vocabulary/countries.ts'
import type { PlacePeriod } from '../places-store.ts'
import { PARTNERSHIP_KINDS } from '../rules/places.ts'
import { wordedFor } from '../rules.ts'
import { texts } from '../texts.ts'
import { officePath } from './office.ts'
import { officePartsTexts } from './office-parts-texts.ts'

const pageOf = (
  view: View,
  form: FormState,
  { title, lede, body }: { title: string; lede: string; body: Html },
): Html =>
  layout(view, {
    title,
    current: 'office',
    robots: 'noindex',
    wide: true,
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, {
      title,
      lede,
      work: true,
      crumbs: [
        { label: texts[view.language].office.crumb, href: view.to('/office') },
        { label: texts[view.language].publications, href: view.to('/office/publications') },
      ],
    })}
${errorSummary(view, form.problems)}
${body}`,
  })

/** The ISBNs that the office holds, and how more come in. */
export const isbnsPage = (
  view: View,
  form: FormState,
  list: readonly {
    written: string
    assignedAt: Date | null
    publicationId: string | null
    title: Record<string, string> | null
    language: string | null
  }[],
  mayWrite: boolean,
): Html => {
  const t = officePartsTexts[view.language]
  return pageOf(view, form, {
    title: t.isbns,
    lede: t.isbnsLede,
    body: html`${table(view, {
      caption: t.isbns,
      hiddenCaption: true,
      columns: [
        { label: t.isbnColumns.isbn },
        { label: t.isbnColumns.at },
        { label: t.isbnColumns.when },
      ],
      rows: list.map(({ written, assignedAt, publicationId, title, language }) => [
        written,
        publicationId === null
          ? html`<span class="soft">${t.isbnFree}</span>`
          : html`<a href="${view.to(officePath({ id: publicationId }))}">${wordedFor(title ?? {}, view.language, language ?? '')?.text}</a>`,
        assignedAt === null ? '' : dateTag(view, assignedAt),
      ]),
      empty: t.isbnNone,
    })}
${
  mayWrite &&
  group({
    id: 'add',
    title: t.addIsbns,
    body: html`<form method="post" action="${view.to('/office/isbns')}" novalidate>
${csrfField(view)}
${field(view, form, 'prefix', { label: t.isbnPrefix, hint: t.isbnPrefixHint, optional: true, short: true, maxlength: 20 })}
${field(view, form, 'from', { label: t.isbnFrom, optional: true, short: true, inputmode: 'numeric', maxlength: 7 })}
${field(view, form, 'to', { label: t.isbnTo, optional: true, short: true, inputmode: 'numeric', maxlength: 7 })}
${textArea(view, form, 'single', { label: t.isbnSingle, rows: 3, optional: true })}
${acts(button(t.addIsbns))}
</form>`,
  })
}`,
  })
}

/** When each country was a partner; periods are begun and closed here. */
export const placesPage = (
  view: View,
  form: FormState,
  periods: readonly PlacePeriod[],
  mayWrite: boolean,
): Html => {
  const t = officePartsTexts[view.language]
  const nameOf = ({ place }: PlacePeriod) => countryName(place, view.language)
  const kinds = PARTNERSHIP_KINDS.map((kind) => ({ value: kind, label: t.partnershipKinds[kind] }))
  const closing = (period: PlacePeriod): Html =>
    disclosure(
      html`${t.close}<span class="vh">: ${nameOf(period)}, ${t.partnershipKinds[period.kind]}</span>`,
      html`<form method="post" action="${view.to(`/office/places/periods/${period.id}/closing`)}" novalidate>
${csrfField(view)}
${field(view, form, `last_day_${period.id}`, { label: t.lastDay(nameOf(period)), type: 'date' })}
${acts(button(t.close, 'second'))}
</form>`,
      { open: form.values[`last_day_${period.id}`] !== undefined },
    )
  return pageOf(view, form, {
    title: t.places,
    lede: t.placesLede,
    body: html`${
      mayWrite &&
      group({
        id: 'open',
        title: t.open,
        body: html`<form method="post" action="${view.to('/office/places/periods')}" novalidate>
${csrfField(view)}
${selectField(view, form, 'country', { label: t.country, options: countriesByName(view.language).map(({ code, name }) => ({ value: code, label: name })) })}
${selectField(view, form, 'kind', { label: t.placeColumns.kind, options: kinds, empty: null })}
${field(view, form, 'from', { label: t.from, type: 'date', optional: true })}
${field(view, form, 'to', { label: t.to, type: 'date', optional: true })}
${acts(button(t.open))}
</form>`,
      })
    }
${table(view, {
  caption: t.places,
  hiddenCaption: true,
  columns: [
    { label: t.placeColumns.place },
    { label: t.placeColumns.kind },
    { label: t.placeColumns.from },
    { label: t.placeColumns.to },
    ...(mayWrite ? [{ label: t.placeColumns.act }] : []),
  ],
  rows: periods
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), view.language))
    .map((period) => [
      nameOf(period),
      t.partnershipKinds[period.kind],
      period.from ?? '',
      period.to ?? html`<span class="soft">${t.stillOpen}</span>`,
      ...(mayWrite ? [period.to === null ? closing(period) : ''] : []),
    ]),
})}`,
  })
}
