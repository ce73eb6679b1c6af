import type { FormState } from '../form.ts'
import { type Html, html } from '../html.ts'
import { EMAIL_MAX } from '../schema.ts'
import type { View } from '../view.ts'
import { acts, button, csrfField, errorSummary, field } from '../views/forms.ts'
import { pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { texts } from './texts.ts'

export const signInPage = (view: View, form: FormState, returnPath: string): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.signIn,
    invalid: form.problems.length > 0,
    robots: 'noindex',
    main: html`<div class="wrap">
${pageHead(view, { title: t.signIn, lede: t.signInLede, work: true })}
<form method="post" action="${view.to('/sign-in')}" novalidate>
${csrfField(view)}
${errorSummary(view, form.problems)}
<input type="hidden" name="return" value="${returnPath}">
${field(view, form, 'email', { label: t.email, hint: t.emailHint, type: 'email', autocomplete: 'email', maxlength: EMAIL_MAX })}
${acts(button(t.sendCode))}
</form>
</div>`,
  })
}

/** The page in the tab that asked; also where the mailed link leads, with the code filled in. */
export const codePage = (view: View, form: FormState, email: string): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.enterCode,
    invalid: form.problems.length > 0,
    robots: 'noindex',
    main: html`<div class="wrap">
${pageHead(view, { title: t.enterCode, lede: t.codeSent(email), work: true })}
<form method="post" action="${view.to('/session')}" novalidate>
${csrfField(view)}
${errorSummary(view, form.problems)}
<input type="hidden" name="email" value="${email}">
${field(view, form, 'code', { label: t.code, hint: t.codeHint, inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 20, short: true })}
${acts(button(t.signIn), html`<a href="${view.to('/sign-in')}">${t.otherAddress}</a>`)}
</form>
</div>`,
  })
}

export const nothingAskedPage = (view: View): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.nothingAsked,
    robots: 'noindex',
    main: html`<div class="wrap">
${pageHead(view, { title: t.nothingAsked, lede: t.nothingAskedWhy, work: true })}
<p><a href="${view.to('/sign-in')}">${t.signIn}</a></p>
</div>`,
  })
}
