import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import { LANGUAGES } from '../language.ts'
import { MAIL_KINDS } from '../mail/rules.ts'
import {
  organisationPicker,
  PICKER_SCRIPT,
  type PickerResults,
  saveOnEnter,
} from '../organisations/picker.ts'
import type { View } from '../view.ts'
import { choiceField, choicesField } from '../views/choices.ts'
import { timeTag } from '../views/format.ts'
import {
  actForm,
  acts,
  button,
  buttonLink,
  csrfField,
  errorSummary,
  field,
  selectField,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { stateTag } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { table } from '../views/tables.ts'
import { countriesByName } from '../vocabulary/countries.ts'
import { languageName } from '../vocabulary/languages.ts'
import { KEYWORD_MAX, KEYWORDS_MAX, NAME_MAX } from './schema.ts'
import { texts } from './texts.ts'

export const profilePage = (
  view: View,
  given: {
    form: FormState
    results: PickerResults
    email: string
    version: number
    isComplete: boolean
    isSaved: boolean
  },
): Html => {
  const t = texts[view.language].profile
  const { form } = given
  return layout(view, {
    title: t.title,
    current: 'work',
    invalid: form.problems.length > 0,
    robots: 'noindex',
    scripts: [PICKER_SCRIPT],
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${given.isSaved && note('good', t.saved)}
${!given.isComplete && form.problems.length === 0 && note('now', t.incomplete)}
${columns(
  'side',
  html`<form method="post" action="${view.to('/profile')}" novalidate>
${csrfField(view)}${saveOnEnter()}
<input type="hidden" name="version" value="${given.version}">
${errorSummary(view, form.problems)}
${group({
  id: 'who',
  title: t.who,
  body: html`${field(view, form, 'name', { label: t.name, hint: t.nameHint, autocomplete: 'name', maxlength: NAME_MAX })}
${organisationPicker(view, form, 'organisation', { label: t.organisation, hint: t.organisationHint, results: given.results })}
${selectField(view, form, 'country', {
  label: t.country,
  options: countriesByName(view.language).map(({ code, name }) => ({ value: code, label: name })),
})}
${field(view, form, 'orcid', { label: t.orcid, hint: t.orcidHint, optional: true, autocomplete: 'off', maxlength: 100, spellcheck: false })}`,
})}
${group({
  id: 'can',
  title: t.can,
  body: html`${field(view, form, 'languages', { label: t.languages, hint: t.languagesHint, optional: true, autocomplete: 'off', maxlength: 500 })}
${textArea(view, form, 'keywords', { label: t.keywords, hint: t.keywordsHint, optional: true, rows: 3, maxlength: KEYWORDS_MAX * (KEYWORD_MAX + 2) })}`,
})}
${group({
  id: 'how',
  title: t.how,
  body: html`${choiceField(view, form, 'language', {
    label: t.language,
    choices: LANGUAGES.map((code) => ({
      value: code,
      label: languageName(code, code),
      lang: code,
    })),
  })}
${choicesField(view, form, 'mails', {
  label: t.mails,
  hint: t.mailsHint,
  choices: MAIL_KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] })),
})}`,
})}
${acts(button(t.save))}
</form>`,
  side(
    t.more,
    sideBlock(t.email, html`<p>${given.email}</p>`),
    sideBlock(t.more, html`<p><a href="${view.to('/profile/sessions')}">${t.sessionsLink}</a></p>`),
    sideBlock(
      t.data,
      html`<p>${t.dataText}</p><p>${buttonLink(t.download, view.to('/profile/data.json'), 'second')}</p>`,
    ),
  ),
)}`,
  })
}

export type ShownSession = {
  id: string
  createdAt: Date
  expiresAt: Date
  browser: string
  isCurrent: boolean
}

export const sessionsPage = (
  view: View,
  { sessions, said }: { sessions: readonly ShownSession[]; said: 'one' | 'others' | undefined },
): Html => {
  const t = texts[view.language].sessions
  return layout(view, {
    title: t.title,
    current: 'work',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.title,
      lede: t.lede,
      work: true,
      crumbs: [{ label: t.crumb, href: view.to('/profile') }],
    })}
${said && note('good', said === 'one' ? t.ended : t.endedOthers)}
${table(view, {
  caption: t.caption,
  hiddenCaption: true,
  columns: [
    { label: t.browser },
    { label: t.since },
    { label: t.until },
    { label: t.act, hidden: true },
  ],
  rows: sessions.map((session) => [
    html`${session.browser}${session.isCurrent && html` ${stateTag('full', t.current)}`}`,
    timeTag(view, session.createdAt),
    timeTag(view, session.expiresAt),
    !session.isCurrent &&
      actForm(view, {
        action: view.to(`/sessions/${session.id}/end`),
        label: html`${t.end}<span class="vh"> ${session.browser}</span>`,
      }),
  ]),
})}
${
  sessions.length > 1 &&
  html`<div class="acts">${actForm(view, { action: view.to('/sessions/others/end'), label: t.endOthers, kind: 'stop' })}</div>`
}`,
  })
}
