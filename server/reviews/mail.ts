import type { Language } from '../language.ts'
import { mailDocument } from '../views/mail.ts'
import { texts } from './texts.ts'

/** Asks a reviewer to change what they sent; the call is named, the application is not. */
export const returnMail = (letter: {
  language: Language
  callTitle: string
  reason: string
  link: string
  funder: string
}) => {
  const t = texts[letter.language]
  return mailDocument({
    language: letter.language,
    subject: t.returnSubject,
    blocks: [
      { kind: 'paragraph', text: t.returnIntro },
      { kind: 'facts', facts: [{ term: t.call, value: letter.callTitle }] },
      { kind: 'quote', text: letter.reason },
      { kind: 'button', label: t.returnOpen, url: letter.link },
    ],
    footer: letter.funder,
  })
}
