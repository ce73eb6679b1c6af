import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { pageHead, paragraph } from './head.ts'
import { layout, PLACES } from './layout.ts'
import { pageTexts } from './page-texts.ts'

/** Who answers for the portal; from the configuration. */
export type Office = { funder: string; email: string }

/** What the portal is, how funding goes from call to decision, and what reviewers look for. */
export const aboutPage = (view: View, { funder }: Office): Html => {
  const words = pageTexts[view.language].about
  return textPage(view, {
    title: words.title,
    lede: words.lede(funder),
    sections: [
      { id: 'how', title: words.how, body: steps(words.steps) },
      { id: 'what', title: words.what, body: paragraphs(words.whatText) },
      { id: 'values', title: words.values, body: paragraphs(words.valuesText) },
      {
        id: 'library',
        title: words.library,
        body: html`${paragraphs(words.libraryText)}<p><a href="${view.to(PLACES.publications)}">${words.toLibrary}</a></p>`,
      },
    ],
  })
}

/** The accessibility statement that the law asks for: what holds, what does not, whom to tell. */
export const accessibilityPage = (view: View, { funder, email }: Office): Html => {
  const words = pageTexts[view.language].accessibility
  return textPage(view, {
    title: words.title,
    lede: words.lede(funder),
    sections: [
      { id: 'how-far', title: words.howFar, body: paragraphs(words.howFarText) },
      { id: 'gaps', title: words.gaps, body: dashes(words.gapsList) },
      {
        id: 'tell',
        title: words.tell,
        body: html`${paragraphs(words.tellText)}<p>${mailLink(email)}</p>`,
      },
      {
        id: 'oversight',
        title: words.oversight,
        body: html`<p>${words.oversightText} <a href="https://www.digg.se/tdosanmalan">${words.oversightLink}</a>.</p>`,
      },
      { id: 'tested', title: words.tested, body: paragraphs(words.testedText) },
    ],
  })
}

/** What is kept of persons, why, for how long, and what they can ask for. */
export const personalDataPage = (view: View, { funder, email }: Office): Html => {
  const words = pageTexts[view.language].personalData
  return textPage(view, {
    title: words.title,
    lede: words.lede(funder),
    sections: [
      { id: 'what', title: words.what, body: dashes(words.whatList) },
      { id: 'why', title: words.why, body: paragraphs(words.whyText) },
      { id: 'who', title: words.who, body: paragraphs(words.whoText) },
      { id: 'how-long', title: words.howLong, body: paragraphs(words.howLongText) },
      { id: 'cookies', title: words.cookies, body: paragraphs(words.cookiesText) },
      {
        id: 'rights',
        title: words.rights,
        body: html`${paragraphs(words.rightsText)}<p>${mailLink(email)}</p>`,
      },
    ],
  })
}

/** How to reach a person. `about`: the page that a fault is reported on, where the reader came from it. */
export const contactPage = (
  view: View,
  { funder, email }: Office,
  about?: string | undefined,
): Html => {
  const words = pageTexts[view.language].contact
  const faultSubject = about === undefined ? words.faultSubject : `${words.faultSubject}: ${about}`
  return textPage(view, {
    title: words.title,
    lede: words.lede(funder),
    sections: [
      {
        id: 'write',
        title: words.write,
        body: html`<p>${words.writeText}</p><p>${mailLink(email)}</p>`,
      },
      {
        id: 'fault',
        title: words.fault,
        body: html`<p>${words.faultText}</p>${
          about !== undefined && html`<p>${words.faultPage} <code>${about}</code></p>`
        }<p>${mailLink(email, words.faultLink, faultSubject)}</p>`,
      },
      {
        id: 'conflict',
        title: words.complaint,
        body: html`<p>${words.complaintText}</p>`,
      },
    ],
  })
}

type Section = { id: string; title: string; body: Renderable }

const textPage = (
  view: View,
  page: { title: string; lede: string; sections: readonly Section[] },
): Html =>
  layout(view, {
    title: page.title,
    description: page.lede,
    main: html`${pageHead(view, { title: page.title, lede: page.lede })}
${page.sections.map(({ id, title, body }, i) => paragraph({ id, sign: `§ ${i + 1}`, title, body }))}`,
  })

/** Texts of several paragraphs are parted by an empty line in the catalogue. */
const paragraphs = (text: string): Html =>
  html`${text.split('\n\n').map((part) => html`<p>${part}</p>`)}`

const steps = (text: string): Html =>
  html`<ol>${text.split('\n').map((line) => html`<li>${line}</li>`)}</ol>`

const dashes = (text: string): Html =>
  html`<ul>${text.split('\n').map((line) => html`<li>${line}</li>`)}</ul>`

const mailLink = (email: string, label?: string, subject?: string): Html =>
  html`<a ${attribute('href', `mailto:${email}${subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`}`)}>${label ?? email}</a>`
