import type { Language } from '../language.ts'
import { formatDate } from '../views/format.ts'
import { mailDocument } from '../views/mail.ts'
import type { AssignmentRole } from './rules.ts'
import { texts } from './texts.ts'

type Letter = { language: Language; baseUrl: string; funder: string; callTitle: string }

/** Asks somebody to review. Says the call only: a conflict of interest is declared before anything is known. */
export const invitationMail = (
  letter: Letter & { role: AssignmentRole; dueOn: string; path: string },
) => {
  const t = texts[letter.language]
  return mailDocument({
    language: letter.language,
    subject: t.invitationSubject,
    preheader: letter.callTitle,
    blocks: [
      { kind: 'paragraph', text: t.invitationIntro },
      {
        kind: 'facts',
        facts: [
          { term: t.call, value: letter.callTitle },
          { term: t.youAre, value: t.roles[letter.role] },
          { term: t.due, value: formatDate(letter.language, letter.dueOn) },
        ],
      },
      { kind: 'button', label: t.invitationAct, url: linkTo(letter, letter.path) },
      { kind: 'small', text: t.invitationConflict },
    ],
    footer: letter.funder,
  })
}

export const cancellationMail = (letter: Letter & { reference: string }) => {
  const t = texts[letter.language]
  return mailDocument({
    language: letter.language,
    subject: t.cancellationSubject,
    blocks: [
      { kind: 'paragraph', text: t.cancellationIntro },
      {
        kind: 'facts',
        facts: [
          { term: t.call, value: letter.callTitle },
          { term: t.application, value: letter.reference },
        ],
      },
      { kind: 'small', text: t.cancellationKept },
    ],
    footer: letter.funder,
  })
}

/** Names no application: whoever asked may have come to have a conflict of interest with it. */
export const declinationMail = (letter: Letter & { reviewer: string; path: string }) => {
  const t = texts[letter.language]
  return mailDocument({
    language: letter.language,
    subject: t.declinationSubject,
    blocks: [
      { kind: 'paragraph', text: t.declinationIntro(letter.reviewer) },
      { kind: 'facts', facts: [{ term: t.call, value: letter.callTitle }] },
      { kind: 'button', label: t.declinationAct, url: linkTo(letter, letter.path) },
    ],
    footer: letter.funder,
  })
}

const linkTo = ({ baseUrl, language }: Letter, path: string): string =>
  `${baseUrl}/${language}${path}`
