import { catalogue, type Language } from '../language.ts'
import { formatInstant, zonePlace } from '../views/format.ts'
import { mailDocument } from '../views/mail.ts'
import type { InvitedRole } from './inviting.ts'
import type { Receipt } from './revision-store.ts'
import { texts } from './texts.ts'

/** The mail that invites to an application. It says who asks and for what; the text opens after signing in. */
export const invitationMail = (given: {
  language: Language
  inviter: string
  title: string
  callTitle: string
  role: InvitedRole
  link: string
  email: string
  funder: string
}) => {
  const t = mailTexts[given.language]
  return mailDocument({
    language: given.language,
    subject: t.invited(given.inviter),
    blocks: [
      { kind: 'paragraph', text: t.invitedAs },
      {
        kind: 'facts',
        facts: [
          { term: t.title, value: given.title || texts[given.language].untitled },
          { term: t.call, value: given.callTitle },
          { term: t.role, value: texts[given.language].roles[given.role] },
        ],
      },
      { kind: 'paragraph', text: t.signInWith(given.email) },
      { kind: 'button', label: t.answer, url: given.link },
      { kind: 'small', text: t.unknown },
    ],
    footer: given.funder,
  })
}

/** The receipt of a submission, as mail. */
export const receiptMail = (given: {
  language: Language
  receipt: Receipt
  callTitle: string
  zone: string
  link: string
  verifyLink: string
  funder: string
}) => {
  const t = mailTexts[given.language]
  const { receipt } = given
  return mailDocument({
    language: given.language,
    subject: t.received(receipt.reference),
    blocks: [
      { kind: 'paragraph', text: t.receivedWhat(receipt.content.title) },
      {
        kind: 'facts',
        facts: [
          { term: t.number, value: `${receipt.reference}, ${t.version(receipt.number)}` },
          { term: t.call, value: given.callTitle },
          {
            term: t.receivedAt,
            value: receivedTimes(given.language, receipt.submittedAt, given.zone),
          },
          ...receipt.content.attachments.map((file) => ({
            term: t.file,
            value: `${file.name}\nSHA-256 ${file.sha256}`,
          })),
          { term: t.digest, value: receipt.sha256 },
        ],
      },
      { kind: 'button', label: t.seeReceipt, url: given.link },
      { kind: 'small', text: `${t.verify} ${given.verifyLink}` },
    ],
    footer: given.funder,
  })
}

/** In the call's zone and in UTC, to the second. */
export const receivedTimes = (language: Language, instant: Date, zone: string): string => {
  const seconds = { seconds: true }
  return `${formatInstant({ language }, instant, zone, seconds)} (${zonePlace(zone)})\n${formatInstant({ language }, instant, 'UTC', seconds)} (UTC)`
}

const mailTexts = catalogue({
  en: {
    invited: (inviter: string) => `${inviter} invites you to an application`,
    invitedAs: 'You are asked to take part in an application for research funding:',
    title: 'Title',
    call: 'Call',
    role: 'As',
    signInWith: (email: string) =>
      `Sign in with ${email} to read it, and to accept or decline. Until you accept, nothing is said in your name.`,
    answer: 'Answer the invitation',
    unknown: 'If this tells you nothing, you need do nothing.',
    received: (reference: string) => `We have received application ${reference}`,
    receivedWhat: (title: string) => `Your application “${title}” has been received.`,
    number: 'Number',
    version: (number: number) => `version ${number}`,
    receivedAt: 'Received',
    file: 'Attachment',
    digest: 'Digest',
    seeReceipt: 'See the receipt',
    verify: 'Anyone who has the number and the digest can check that they belong together:',
  },
  sv: {
    invited: (inviter: string) => `${inviter} bjuder in dig till en ansökan`,
    invitedAs: 'Du är inbjuden att delta i en ansökan om forskningsmedel:',
    title: 'Titel',
    call: 'Utlysning',
    role: 'Som',
    signInWith: (email: string) =>
      `Logga in med ${email} för att läsa den och tacka ja eller nej. Innan du har tackat ja sägs ingenting i ditt namn.`,
    answer: 'Svara på inbjudan',
    unknown: 'Om du inte känner till detta behöver du inte göra något.',
    received: (reference: string) => `Vi har tagit emot ansökan ${reference}`,
    receivedWhat: (title: string) => `Din ansökan ”${title}” är mottagen.`,
    number: 'Nummer',
    version: (number: number) => `version ${number}`,
    receivedAt: 'Mottagen',
    file: 'Bilaga',
    digest: 'Kontrollsumma',
    seeReceipt: 'Se kvittot',
    verify: 'Den som har numret och kontrollsumman kan kontrollera att de hör ihop:',
  },
})
