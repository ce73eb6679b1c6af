import { type Html, html, multiline, type Renderable, safeUrl } from '../html.ts'
import { catalogue } from '../language.ts'
import type { View } from '../view.ts'
import { formatClock, formatDate } from '../views/format.ts'
import { buttonLink } from '../views/forms.ts'
import { pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { chips, entries, entry } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { filterBar } from '../views/tables.ts'

type ShownMail = { id: string; to: string; subject: string; text: string; createdAt: Date }

/** The mailbox of a portal that sends no mail: what would have been sent, newest first. */
export const mailboxPage = (
  view: View,
  box: { mails: readonly ShownMail[]; to: string | null },
): Html => {
  const t = texts[view.language]
  const place = view.to('/dev/mailbox')
  return layout(view, {
    title: t.title,
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${filterBar(view, {
  action: place,
  label: t.filter,
  filters: [{ kind: 'search', name: 'to', label: t.to, value: box.to ?? '' }],
})}
${box.to !== null && chips(view, [{ label: box.to, removeHref: place }])}
${
  box.mails.length === 0
    ? emptyState(view, {
        title: t.empty,
        body: box.to === null ? t.emptyText : t.emptyTo(box.to),
        acts: [buttonLink(t.signIn, view.to('/sign-in'), 'second')],
      })
    : entries(box.mails.map((mail) => letter(view, mail)))
}`,
  })
}

const letter = (view: View, mail: ShownMail): Html => {
  const to = view.to(`/dev/mailbox?to=${encodeURIComponent(mail.to)}`)
  return entry({
    at: html`<b>${formatDate(view.language, mail.createdAt, { short: true })}</b> <time datetime="${mail.createdAt.toISOString()}">${formatClock(view.language, mail.createdAt, undefined, { seconds: true })}</time><br><a href="${to}">${mail.to}</a>`,
    atKind: 'due',
    title: mail.subject,
    level: 2,
    body: html`<div class="text">${withoutSubject(mail)
      .trim()
      .split(/\n{2,}/)
      .map((part) => html`<p>${withLinks(part)}</p>`)}</div>`,
  })
}

/** A mail's text begins with its subject, which stands above it here. */
const withoutSubject = ({ subject, text }: ShownMail): string =>
  text.startsWith(`${subject}\n`) ? text.slice(subject.length) : text

/** Addresses in a text become links; the rest stays as it was written. */
const withLinks = (text: string): Renderable[] =>
  text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map((part, i) =>
      i % 2 === 1 ? html`<a href="${safeUrl(part)}">${part}</a>` : multiline(part),
    )

const texts = catalogue({
  en: {
    title: 'Mailbox',
    lede: 'Mail of this portal does not leave the machine. What would have been sent is shown here.',
    filter: 'Filter the mails',
    to: 'To',
    empty: 'No mail yet',
    emptyText: 'Ask for a sign-in code, and it comes here.',
    emptyTo: (address: string) => `Nothing has been sent to ${address}.`,
    signIn: 'Ask for a code',
  },
  sv: {
    title: 'Brevlåda',
    lede: 'E-post från den här portalen lämnar inte datorn. Det som skulle ha skickats visas här.',
    filter: 'Filtrera mejlen',
    to: 'Till',
    empty: 'Ingen e-post ännu',
    emptyText: 'Begär en inloggningskod, så kommer den hit.',
    emptyTo: (address: string) => `Inget har skickats till ${address}.`,
    signIn: 'Begär en kod',
  },
})
