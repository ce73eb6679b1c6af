import { callOf } from '../calls/operations.ts'
import type { Context } from '../context.ts'
import { isLanguage, type Language } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { letterOf } from './letter.ts'
import { decisionsOutMail, letterMail } from './mail.ts'
import { findLetter, listRecipients, listReviewers } from './store.ts'

/**
 * Mails the letters of a call's released decisions, each in its reader's language, and tells its reviewers.
 * Repeated, it sends only what was not written before.
 */
export const mailLetters = async (context: Context, callId: string): Promise<void> => {
  const { baseUrl, funder } = context.config
  const recipients = await listRecipients(context.db, callId)
  for (const { decisionId, applicationId, personId, email, language } of recipients) {
    const facts = await findLetter(context.db, applicationId)
    if (facts?.status !== 'released') continue
    const spoken = languageOf(language)
    const mail = letterMail(letterOf(facts, spoken), {
      url: `${baseUrl}/${spoken}/applications/${applicationId}/decision`,
      funder,
    })
    await context.db.transaction((tx) =>
      sendMail(tx, context, {
        key: `decision.letter:${decisionId}:${personId}`,
        to: email,
        ...mail,
      }),
    )
  }
  if (recipients.length === 0) return
  const call = await callOf(context.db, callId)
  for (const { personId, email, language } of await listReviewers(context.db, callId)) {
    const spoken = languageOf(language)
    const mail = decisionsOutMail(spoken, {
      callTitle: call.title[spoken],
      url: `${baseUrl}/${spoken}/grants?call=${encodeURIComponent(call.slug)}`,
      funder,
    })
    await context.db.transaction((tx) =>
      sendMail(tx, context, { key: `decisions.out:${callId}:${personId}`, to: email, ...mail }),
    )
  }
}

const languageOf = (language: string): Language => (isLanguage(language) ? language : 'en')
