import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { isLanguage, type Language } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { type MailBlock, mailDocument } from '../views/mail.ts'
import { type Deposit, listDepositors, listOfficersFor } from './deposit-store.ts'
import { depositTexts } from './deposit-texts.ts'
import { wordedFor } from './rules.ts'
import type { Publication } from './store.ts'

export type DepositNews = 'submitted' | 'returned' | 'approved' | 'published'

/** Tells its authors how it goes with what they deposited, and, of what was handed in, the officers who can take it. */
export const tellOfDeposit = async (
  tx: Tx,
  context: Context,
  given: { deposit: Deposit; publication: Publication; news: DepositNews; version: number },
): Promise<void> => {
  const { deposit, publication, news, version } = given
  const { baseUrl, funder } = context.config
  const key = `deposit.${news}:${publication.id}:${version}`
  for (const { personId, email, language } of await listDepositors(tx, deposit.applicationId)) {
    const spoken = isLanguage(language) ? language : 'en'
    const path =
      news === 'published' ? `/publications/${publication.slug}` : `/deposits/${publication.id}`
    await sendMail(tx, context, {
      key: `${key}:${personId}`,
      to: email,
      ...authorMail(spoken, { ...given, url: `${baseUrl}/${spoken}${path}`, funder }),
    })
  }
  if (news !== 'submitted') return
  for (const { personId, email, language } of await listOfficersFor(tx, deposit.applicationId)) {
    const spoken = isLanguage(language) ? language : 'en'
    await sendMail(tx, context, {
      key: `${key}:office:${personId}`,
      to: email,
      kind: 'progress',
      ...officerMail(spoken, {
        ...given,
        url: `${baseUrl}/${spoken}/office/publications/${publication.id}`,
        funder,
      }),
    })
  }
}

type Told = { deposit: Deposit; publication: Publication; url: string; funder: string }

const authorMail = (language: Language, { news, ...told }: Told & { news: DepositNews }) => {
  const t = depositTexts[language].mail
  const title = titleOf(told.publication, language)
  const reason: MailBlock[] =
    news === 'returned' && told.deposit.returnedReason
      ? [{ kind: 'quote', text: told.deposit.returnedReason }]
      : []
  return mailDocument({
    language,
    subject: t.subject[news](title),
    blocks: [
      { kind: 'paragraph', text: t.text[news](title, told.deposit.grantReference) },
      ...reason,
      { kind: 'button', label: news === 'published' ? t.toPage : t.toDeposit, url: told.url },
    ],
    footer: told.funder,
  })
}

const officerMail = (language: Language, told: Told) => {
  const t = depositTexts[language].mail
  const title = titleOf(told.publication, language)
  return mailDocument({
    language,
    subject: t.office.subject(title),
    blocks: [
      { kind: 'paragraph', text: t.office.text(title, told.deposit.grantReference) },
      { kind: 'button', label: t.office.toIt, url: told.url },
      { kind: 'small', text: t.office.whySent },
    ],
    footer: told.funder,
  })
}

const titleOf = ({ title, language }: Publication, reader: Language): string =>
  wordedFor(title, reader, language)?.text ?? depositTexts[reader].untitled
