import type { Language } from '../language.ts'
import { type MailBlock, mailDocument } from '../views/mail.ts'
import type { Letter } from './letter.ts'
import { texts } from './texts.ts'

/** The whole letter: whoever cannot open the portal has it all the same. */
export const letterMail = (letter: Letter, { url, funder }: { url: string; funder: string }) => {
  const t = texts[letter.language].letter
  return mailDocument({
    language: letter.language,
    subject: letter.subject,
    blocks: [
      { kind: 'paragraph', text: letter.lede },
      {
        kind: 'facts',
        facts: letter.facts.map(({ term, text }) => ({ term, value: text })),
      },
      ...letter.sections.flatMap(({ title, kind, paragraphs }): MailBlock[] => [
        { kind: 'heading', text: title },
        ...(kind === 'comments' ? [{ kind: 'small' as const, text: t.commentsHint }] : []),
        ...paragraphs.map(
          (text, i): MailBlock =>
            kind === 'comments'
              ? { kind: 'quote', text, by: t.comment(i + 1) }
              : { kind: 'paragraph', text },
        ),
      ]),
      { kind: 'button', label: t.mailLink, url },
      { kind: 'small', text: letter.closing },
    ],
    footer: funder,
  })
}

/** To a reviewer: that the decisions are out, and where to see what was awarded. */
export const decisionsOutMail = (
  language: Language,
  { callTitle, url, funder }: { callTitle: string; url: string; funder: string },
) => {
  const t = texts[language].outMail
  return mailDocument({
    language,
    subject: t.subject(callTitle),
    blocks: [
      { kind: 'paragraph', text: t.text(callTitle) },
      { kind: 'button', label: t.link, url },
    ],
    footer: funder,
  })
}
