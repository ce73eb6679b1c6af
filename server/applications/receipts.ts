import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { applications, calls, participants, people, revisions } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { PDF } from '../files/operations.ts'
import { isLanguage, type Language } from '../language.ts'
import { sendMail } from '../mail/operations.ts'
import { type Block, writePdf } from '../pdf/document.ts'
import { receiptMail, receivedTimes } from './mail.ts'
import { readOwn } from './model.ts'
import { getRevision, type Receipt } from './revision-store.ts'
import type { RevisionContent } from './rules.ts'
import { participantNames, receiptTexts } from './texts-receipt.ts'

/** Mails the receipt of one revision to everyone who takes part; each gets it once, however often this runs. */
export const mailReceipt = async (
  context: Context,
  { applicationId, number }: { applicationId: string; number: number },
): Promise<void> => {
  const [[row], readers] = await Promise.all([
    context.db
      .select({ revision: revisions, callTitle: calls.title, zone: calls.zone })
      .from(revisions)
      .innerJoin(applications, eq(applications.id, revisions.applicationId))
      .innerJoin(calls, eq(calls.id, applications.callId))
      .where(and(eq(revisions.applicationId, applicationId), eq(revisions.number, number))),
    listReaders(context.db, applicationId),
  ])
  if (!row) return
  const content = row.revision.content as RevisionContent
  const receipt: Receipt = { ...row.revision, reference: content.reference, content }
  await context.db.transaction(async (tx) => {
    for (const reader of readers) {
      const language = isLanguage(reader.language) ? reader.language : 'en'
      const base = `${context.config.baseUrl}/${language}`
      const mail = receiptMail({
        language,
        receipt,
        callTitle: row.callTitle[language],
        zone: row.zone,
        link: `${base}/applications/${applicationId}/receipt`,
        verifyLink: `${base}/receipts`,
        funder: context.config.funder,
      })
      await sendMail(tx, context, {
        key: `application.receipt:${applicationId}:${number}:${reader.personId}`,
        to: reader.email,
        ...mail,
      })
    }
  })
}

/** The receipt of an application as a document to keep, for those who take part in it. */
export const receiptDocument = async (context: Context, id: string) => {
  const own = await readOwn(context.db, context.actor, id, context.clock.now())
  const receipt = await getRevision(context.db, id)
  const { call } = own.application
  const { language } = context
  const bytes = await receiptPdf({
    receipt,
    language,
    callTitle: call.title[language],
    zone: call.zone,
    verifyUrl: `${context.config.baseUrl}/${language}/receipts`,
    funder: context.config.funder,
  })
  return {
    name: `${receiptTexts[language].receiptOf(receipt.reference)}.pdf`,
    mediaType: PDF,
    bytes: Buffer.from(bytes),
  }
}

/** The receipt as a PDF of one or two pages. The same receipt gives the same bytes. */
export const receiptPdf = async (given: {
  receipt: Receipt
  language: Language
  callTitle: string
  zone: string
  verifyUrl: string
  funder: string
}): Promise<Uint8Array> => {
  const t = receiptTexts[given.language]
  const { receipt } = given
  const { content } = receipt
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: t.received },
    { kind: 'paragraph', text: content.title, style: 'lede' },
    {
      kind: 'facts',
      items: [
        { term: t.number, text: `${receipt.reference}, ${t.version(receipt.number)}` },
        { term: t.call, text: given.callTitle },
        {
          term: t.receivedAt,
          text: receivedTimes(given.language, receipt.submittedAt, given.zone).replace('\n', '; '),
        },
        { term: t.applicants, text: participantNames(content.participants, given.language) },
        ...(content.organisation
          ? [{ term: t.organisation, text: content.organisation.name }]
          : []),
      ],
    },
    ...(content.attachments.length > 0
      ? ([
          { kind: 'heading', level: 2, text: t.files },
          {
            kind: 'facts',
            items: content.attachments.map((file) => ({ term: file.name, text: file.sha256 })),
          },
        ] satisfies Block[])
      : []),
    { kind: 'heading', level: 2, text: t.digest },
    { kind: 'paragraph', text: receipt.sha256, style: 'mono' },
    { kind: 'paragraph', text: t.digestWhat },
    { kind: 'paragraph', text: given.verifyUrl, style: 'mono' },
  ]
  const { bytes } = await writePdf({
    title: t.receiptOf(receipt.reference),
    language: given.language,
    reference: receipt.reference,
    createdAt: receipt.submittedAt,
    author: given.funder,
    blocks,
  })
  return bytes
}

const listReaders = async (tx: Tx, applicationId: string) =>
  tx
    .select({ personId: people.id, email: people.email, language: people.language })
    .from(participants)
    .innerJoin(people, eq(people.id, participants.personId))
    .where(and(eq(participants.applicationId, applicationId), eq(participants.status, 'accepted')))
