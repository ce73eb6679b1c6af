import type { Language } from '../language.ts'
import { formatDate, formatMoney } from '../views/format.ts'
import { type MailBlock, mailDocument } from '../views/mail.ts'
import type { Grant, Report } from './store.ts'
import { texts } from './texts.ts'

/** To the grantees: that the grant runs, until when, and what is owed. */
export const grantAcceptedMail = (
  language: Language,
  grant: Grant,
  { url, reportDueOn, funder }: { url: string; reportDueOn: string; funder: string },
) => {
  const t = texts[language]
  return mailDocument({
    language,
    subject: t.mail.accepted(grant.reference),
    blocks: [
      { kind: 'paragraph', text: t.mail.acceptedText(grant.title) },
      {
        kind: 'facts',
        facts: [
          { term: t.facts.amount, value: formatMoney(language, grant.amountCents, grant.currency) },
          { term: t.facts.starts, value: formatDate(language, grant.startsOn ?? '') },
          { term: t.facts.ends, value: formatDate(language, grant.endsOn ?? '') },
          { term: t.reportKinds.final, value: formatDate(language, reportDueOn) },
        ],
      },
      { kind: 'button', label: t.mail.toGrant, url },
    ],
    footer: funder,
  })
}

export type ReportNews = 'submitted' | 'returned' | 'accepted'

/** To the grantees: that a report was received, sent back or accepted. */
export const reportMail = (
  language: Language,
  given: {
    news: ReportNews
    report: Report
    grantReference: string
    url: string
    funder: string
  },
) => {
  const t = texts[language]
  const { news, report, grantReference } = given
  const reason: MailBlock[] =
    news === 'returned' && report.returnedReason
      ? [{ kind: 'quote', text: report.returnedReason }]
      : []
  return mailDocument({
    language,
    subject: t.mail.report[news](grantReference),
    blocks: [
      { kind: 'paragraph', text: t.mail.reportText[news](report.title) },
      ...reason,
      { kind: 'button', label: t.mail.toReport, url: given.url },
    ],
    footer: given.funder,
  })
}
