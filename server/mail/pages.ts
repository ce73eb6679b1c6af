import { type Html, html } from '../html.ts'
import { catalogue } from '../language.ts'
import type { View } from '../view.ts'
import { pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'

type ShownMail = { id: string; to: string; subject: string; text: string; createdAt: Date }

/** The mailbox of a portal that sends no mail: what would have been sent, newest first. */
export const mailboxPage = (
  view: View,
  box: { mails: readonly ShownMail[]; to: string | null },
): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.title,
    robots: 'noindex',
    main: html`<div class="wrap">
${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${box.to !== null && html`<p>${t.onlyTo} ${box.to}. <a href="${view.to('/dev/mailbox')}">${t.all}</a></p>`}
${box.mails.length === 0 && html`<p>${t.empty}</p>`}
<ul>${box.mails.map(
      (mail) => html`<li class="entry">
<p class="at due"><time datetime="${mail.createdAt.toISOString()}">${mail.createdAt.toISOString().slice(0, 19).replace('T', ' ')} UTC</time><br><a href="${view.to(`/dev/mailbox?to=${encodeURIComponent(mail.to)}`)}">${mail.to}</a></p>
<div><h2 class="title">${mail.subject}</h2><pre class="letter">${mail.text}</pre></div>
</li>`,
    )}</ul>
</div>`,
  })
}

const texts = catalogue({
  en: {
    title: 'Mailbox',
    lede: 'Mail of this portal does not leave the machine. What would have been sent is shown here.',
    onlyTo: 'Only mail to',
    all: 'Show all',
    empty: 'No mail yet.',
  },
  sv: {
    title: 'Brevlåda',
    lede: 'E-post från den här portalen lämnar inte datorn. Det som skulle ha skickats visas här.',
    onlyTo: 'Bara e-post till',
    all: 'Visa alla',
    empty: 'Ingen e-post ännu.',
  },
})
