import type { Language } from '../language.ts'
import { mailDocument } from '../views/mail.ts'
import { texts } from './texts.ts'

/** The mail with a sign-in code. Its link only opens the page where the code is confirmed. */
export const signInMail = (given: {
  language: Language
  code: string
  minutes: number
  link: string
  funder: string
}) => {
  const t = texts[given.language]
  return mailDocument({
    language: given.language,
    subject: t.mailSubject,
    blocks: [
      { kind: 'paragraph', text: t.mailIntro },
      { kind: 'code', code: given.code },
      { kind: 'paragraph', text: t.mailLife(given.minutes) },
      { kind: 'button', label: t.mailLink, url: given.link },
      { kind: 'paragraph', text: t.mailNotYou },
    ],
    footer: given.funder,
  })
}
