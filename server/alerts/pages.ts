import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { libraryPath } from '../publications/library.ts'
import type { View } from '../view.ts'
import { choiceField } from '../views/choices.ts'
import { formatDate, formatLanguage } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
} from '../views/forms.ts'
import { group, pageHead, pairs } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { links, rows } from '../views/lists.ts'
import { confirmation, note } from '../views/notes.ts'
import { FREQUENCIES, UNCONFIRMED_DAYS } from './rules.ts'
import { queryOfSearch, searchHref, searchInWords } from './search.ts'
import type { Alert } from './store.ts'
import { texts } from './texts.ts'

const crumbsOf = (view: View) => [
  { label: texts[view.language].back, href: view.to('/publications') },
]

/** Where one asks to follow a search. */
export const askPage = (view: View, form: FormState, search: string): Html => {
  const t = texts[view.language]
  const query = queryOfSearch(search)
  return layout(view, {
    title: t.title,
    current: 'publications',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.title, work: true, crumbs: crumbsOf(view), lede: t.lede })}
${errorSummary(view, form.problems)}
${pairs([{ term: t.search, value: html`${searchInWords(search, view.language) ?? t.everything} <a class="small" href="${view.to(libraryPath(query))}">${t.changeSearch}</a>` }])}
<form method="post" action="${view.to('/alerts')}" novalidate>${csrfField(view)}<input type="hidden" name="search" value="${search}">
${field(view, form, 'email', { label: t.email, hint: t.emailHint, type: 'email', autocomplete: 'email', maxlength: 254 })}
${settingsFields(view, form, { frequency: 'weekly', language: view.language })}
<p class="small soft">${t.kept(UNCONFIRMED_DAYS)}</p>
${acts(button(t.send))}</form>
${links({ label: t.feedInstead, href: view.to(libraryPath({ ...query, sort: 'relevance', page: 1 }, '/publications.atom')) })}`,
  })
}

/** The same whether the address was known, full, or never heard of. */
export const askedPage = (view: View): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.askedTitle,
    current: 'publications',
    robots: 'noindex',
    main: confirmation({
      title: t.askedTitle,
      body: html`<p>${t.asked(UNCONFIRMED_DAYS)}</p><p>${t.askedNothing}</p>`,
      acts: [buttonLink(t.back, view.to('/publications'), 'second')],
    }),
  })
}

/** What the mailed link opens. A program that follows links does not press the button. */
export const confirmPage = (view: View, alert: Alert, token: string): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.confirmTitle,
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.confirmTitle, work: true })}
${pairs(factsOf(view, alert), { wide: true })}
${acts(actForm(view, { action: view.to(`/alerts/${token}/confirmation`), label: t.confirm, kind: 'first' }))}
<p class="small soft">${t.confirmNot}</p>`,
  })
}

/** One alert with its settings, the way out, and the others of the same address. */
export const alertPage = (
  view: View,
  { alert, others }: { alert: Alert; others: readonly Alert[] },
  { token, form, said }: { token: string; form: FormState; said: 'confirmed' | 'saved' | null },
): Html => {
  const t = texts[view.language]
  const to = (act: string) => view.to(`/alerts/${token}${act}`)
  return layout(view, {
    title: t.yours,
    robots: 'noindex',
    invalid: form.problems.length > 0,
    main: html`${pageHead(view, { title: t.yours, work: true, crumbs: crumbsOf(view) })}
${errorSummary(view, form.problems)}
${said === 'confirmed' && note('good', t.confirmedNote)}${said === 'saved' && note('good', t.savedNote)}
${alert.confirmedAt === null && html`${note('now', t.notConfirmed)}${links({ label: t.confirmTitle, href: to('/confirmation') })}`}
${pairs(factsOf(view, alert), { wide: true })}
${links({ label: t.see, href: view.to(searchHref(alert.search)) })}
${group({
  id: 'settings',
  title: t.settings,
  body: html`<form method="post" action="${to('/settings')}">${csrfField(view)}${settingsFields(view, form, alert)}${acts(button(t.save))}</form>`,
})}
${group({ id: 'leave', title: t.leaveTitle, body: leaving(view, token, others.length) })}
${
  others.length > 0 &&
  group({
    id: 'others',
    title: t.others,
    body: rows(
      others.map(
        (other) =>
          html`${actForm(view, {
            action: to('/others'),
            label: searchInWords(other.search, view.language) ?? t.everything,
            kind: 'quiet',
            hidden: { alert: other.id },
          })} <span class="soft small">${t.frequencies[other.frequency]}</span>`,
      ),
    ),
  })
}`,
  })
}

/** The way out by the link in the mail; a mail program that offers to leave posts to the same address. */
export const leavePage = (view: View, alert: Alert, token: string): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.leaveTitle,
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.leaveTitle, work: true })}
${pairs(factsOf(view, alert), { wide: true })}
${leaving(view, token, 0)}`,
  })
}

export const leftPage = (view: View): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.leftTitle,
    robots: 'noindex',
    main: confirmation({
      title: t.leftTitle,
      body: html`<p>${t.left}</p>`,
      acts: [buttonLink(t.back, view.to('/publications'), 'second')],
    }),
  })
}

const leaving = (view: View, token: string, others: number): Html => {
  const t = texts[view.language]
  const action = view.to(`/alerts/${token}/leaving`)
  return html`<p>${t.leaveLede}</p>
${acts(
  actForm(view, { action, label: t.leave, kind: 'stop' }),
  others > 0 &&
    actForm(view, {
      action,
      label: t.leaveAll(others + 1),
      kind: 'quiet',
      hidden: { all: 'yes' },
    }),
)}`
}

const factsOf = (view: View, { search, email, frequency, confirmedAt }: Alert) => {
  const t = texts[view.language]
  return [
    { term: t.search, value: searchInWords(search, view.language) ?? t.everything },
    { term: t.address, value: email },
    { term: t.frequency, value: t.frequencies[frequency] },
    { term: t.since, value: confirmedAt !== null && formatDate(view.language, confirmedAt) },
  ]
}

const settingsFields = (
  view: View,
  form: FormState,
  present: { frequency: string; language: Language },
): Html => {
  const t = texts[view.language]
  return html`${choiceField(view, form, 'frequency', {
    label: t.frequency,
    value: present.frequency,
    choices: FREQUENCIES.map((value) => ({ value, label: t.frequencies[value] })),
  })}${choiceField(view, form, 'language', {
    label: t.language,
    value: present.language,
    choices: LANGUAGES.map((value) => ({ value, label: formatLanguage(view.language, value) })),
  })}`
}
