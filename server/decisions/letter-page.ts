import { type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { buttonLink } from '../views/forms.ts'
import { pageHead, paragraph } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { links } from '../views/lists.ts'
import { note } from '../views/notes.ts'
import { type LetterFacts, type LetterSection, letterOf } from './letter.ts'
import { texts } from './texts.ts'

/** The decision as its applicant reads it; to the office, before the release, a preview of it. */
export const letterPage = (
  view: View,
  facts: LetterFacts,
  { isApplicant }: { isApplicant: boolean },
): Html => {
  const t = texts[view.language].letter
  const letter = letterOf(facts, view.language)
  const isReleased = facts.status === 'released'
  const application = isApplicant
    ? `/applications/${facts.applicationId}`
    : `/office/applications/${facts.applicationId}/decision`
  return layout(view, {
    title: letter.subject,
    current: isApplicant ? 'work' : 'office',
    robots: 'noindex',
    main: html`${!isReleased && note('now', t.preview)}
${pageHead(view, {
  title: letter.subject,
  crumbs: [{ label: `${t.application} ${facts.reference}`, href: view.to(application) }],
  lede: letter.lede,
  facts: letter.facts
    .filter(({ term }) => term !== t.decision)
    .map(({ term, text }) => ({ term, value: text })),
  below:
    isReleased && isApplicant && facts.grantId !== null
      ? html`<p class="acts">${buttonLink(facts.grantStatus === 'offered' ? t.accept : t.toGrant, view.to(`/my-grants/${facts.grantId}`))}</p>`
      : null,
})}
${letter.sections.map((section, i) =>
  paragraph({
    id: section.id,
    sign: `§ ${i + 1}`,
    title: section.title,
    body: sectionBody(view, section),
  }),
)}
<p class="small soft">${letter.closing}</p>
${isReleased && links({ label: t.pdf, href: view.to(`/applications/${facts.applicationId}/decision.pdf`) })}`,
  })
}

const sectionBody = (view: View, { kind, paragraphs }: LetterSection): Html => {
  const t = texts[view.language].letter
  if (kind === 'text') return html`${paragraphs.map((text) => html`<p>${multiline(text)}</p>`)}`
  return html`<p class="hint">${t.commentsHint}</p>${paragraphs.map(
    (text, i) =>
      html`<section class="said"><h3>${t.comment(i + 1)}</h3><p>${multiline(text)}</p></section>`,
  )}`
}
