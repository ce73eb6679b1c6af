import type { GrantStatus } from '../grants/rules.ts'
import type { Bilingual, Language } from '../language.ts'
import { formatDate, formatMoney } from '../views/format.ts'
import type { DecisionOutcome, DecisionStatus } from './rules.ts'
import { texts } from './texts.ts'

/** What a letter is written from. Amounts in minor units. */
export type LetterFacts = {
  decisionId: string
  applicationId: string
  reference: string
  title: string
  organisation: string | null
  callTitle: Bilingual
  contactEmail: string
  status: DecisionStatus
  outcome: DecisionOutcome
  amountCents: number | null
  currency: string
  reserveRank: number | null
  reasons: string
  conditions: string
  proposedBy: string
  recordedBy: string | null
  releasedAt: Date | null
  /** To the applicant, of the reviewers, in an order that tells nothing of them. */
  comments: readonly string[]
  grantId: string | null
  grantReference: string | null
  grantStatus: GrantStatus | null
}

export type LetterFact = { term: string; text: string }
export type LetterSection = {
  id: string
  title: string
  /** Of several persons' words, each is one item. */
  kind: 'text' | 'comments'
  paragraphs: readonly string[]
}

/** The letter in a language: the same words on the page, in the mail and on paper. */
export type Letter = {
  language: Language
  subject: string
  /** The decision in one sentence. */
  lede: string
  facts: readonly LetterFact[]
  sections: readonly LetterSection[]
  closing: string
}

export const letterOf = (facts: LetterFacts, language: Language): Letter => {
  const t = texts[language].letter
  const amount =
    facts.amountCents === null ? null : formatMoney(language, facts.amountCents, facts.currency)
  return {
    language,
    subject: t.subject(facts.reference),
    lede: ledeOf(facts, language, amount ?? ''),
    facts: [
      { term: t.application, text: `${facts.reference}, ${facts.title}` },
      { term: t.call, text: facts.callTitle[language] || facts.callTitle.en },
      { term: t.organisation, text: facts.organisation ?? '' },
      { term: t.decision, text: texts[language].outcomes[facts.outcome] },
      { term: t.amount, text: amount ?? '' },
      { term: t.grant, text: facts.grantReference ?? '' },
      {
        term: t.date,
        text: facts.releasedAt === null ? '' : formatDate(language, facts.releasedAt),
      },
      { term: t.decidedBy, text: facts.recordedBy ?? '' },
      { term: t.proposedBy, text: facts.proposedBy },
    ].filter(({ text }) => text !== ''),
    sections: [
      section('reasons', t.reasons, 'text', paragraphsOf(facts.reasons)),
      section('conditions', t.conditions, 'text', paragraphsOf(facts.conditions)),
      section('comments', t.comments, 'comments', facts.comments),
      section('next', t.next, 'text', [
        t.nextBy[facts.outcome],
        ...(facts.contactEmail === '' ? [] : [t.questions(facts.contactEmail, facts.reference)]),
      ]),
    ].filter(({ paragraphs }) => paragraphs.length > 0),
    closing: t.closing,
  }
}

/** Paragraphs are parted by blank lines. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')

const ledeOf = (facts: LetterFacts, language: Language, amount: string): string => {
  const { ledes } = texts[language].letter
  switch (facts.outcome) {
    case 'awarded':
      return ledes.awarded(amount)
    case 'reserve':
      return ledes.reserve(facts.reserveRank ?? 1)
    case 'declined':
      return ledes.declined
    case 'ineligible':
      return ledes.ineligible
  }
}

const section = (
  id: string,
  title: string,
  kind: LetterSection['kind'],
  paragraphs: readonly string[],
): LetterSection => ({ id, title, kind, paragraphs })
