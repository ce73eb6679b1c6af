import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { timeTag } from '../views/format.ts'
import { acts, buttonLink } from '../views/forms.ts'
import { pageHead, prose } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { paragraphs, said } from './facts.ts'
import type { findWithdrawal } from './listing.ts'
import type { Call } from './rules.ts'
import { texts } from './texts.ts'

/** In the place of a withdrawn call: that it was, when, and why. */
export const withdrawnPage = (
  view: View,
  call: Pick<Call, 'title' | 'zone'>,
  withdrawal: Awaited<ReturnType<typeof findWithdrawal>>,
): Html => {
  const { language } = view
  const t = texts[language]
  const title = t.withdrawnTitle(said(call.title, language))
  return layout(view, {
    title,
    current: 'calls',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title,
      crumbs: [{ label: t.calls, href: view.to('/calls') }],
      lede: t.withdrawnLede,
      facts: [
        { term: t.withdrawnAt, value: withdrawal && timeTag(view, withdrawal.at, call.zone) },
      ],
    })}
${withdrawal && html`<h2>${t.withdrawnWhy}</h2>${prose(paragraphs(said(withdrawal.reason, language)))}`}
${acts(buttonLink(t.toCalls, view.to('/calls'), 'second'))}`,
  })
}
