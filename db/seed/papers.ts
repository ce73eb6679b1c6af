import { Readable } from 'node:stream'
import { type Block, type Heading, writePdf } from '../../server/pdf/document.ts'
import { UPLOAD_BYTES_MAX } from '../../server/plugins/uploads.ts'
import type { Storage, StoredFile } from '../../server/storage.ts'
import { letterTexts } from './content/letters.ts'
import { sample } from './content/sample.ts'
import type { SampleApplication, SampleCall } from './content/types.ts'

/** A PDF that has been written and put into storage. */
export type Paper = { stored: StoredFile; name: string }

/** Writes a document of ours and keeps it. The same input gives the same bytes. */
export const keepPdf = async (
  storage: Storage,
  document: Heading & { blocks: readonly Block[] },
  name: string,
): Promise<Paper> => {
  const { bytes } = await writePdf(document)
  const stored = await storage.put(Readable.from([bytes]), { bytesMax: UPLOAD_BYTES_MAX })
  return { stored, name }
}

/** What the municipality writes: that it has the question and takes part. One page. */
export const municipalityLetter = (
  storage: Storage,
  application: SampleApplication,
  { call, createdAt }: { call: SampleCall; createdAt: Date },
): Promise<Paper> => {
  const language = spokenIn(application)
  const t = letterTexts[language]
  const municipality = String(application.answers['municipality'] ?? '')
  const heading: Block = { kind: 'heading', level: 1, text: t.title }
  const paragraphs = [
    t.to(call.texts.title[language === 'sv' ? 'sv' : 'en']),
    t.question(municipality, application.title),
    t.promise,
    t.findings,
    sample(t.signed(municipality), language),
  ]
  return keepPdf(
    storage,
    {
      title: t.title,
      language,
      reference: '',
      createdAt,
      author: municipality,
      blocks: [heading, ...paragraphs.map((text): Block => ({ kind: 'paragraph', text }))],
    },
    t.fileName,
  )
}

/** One page for each person with a role in the project. */
export const curriculaVitae = (
  storage: Storage,
  application: SampleApplication,
  createdAt: Date,
): Promise<Paper> => {
  const t = letterTexts[spokenIn(application)].vitae
  const people = [{ ...application.applicant, role: t.mainApplicant }, ...application.coApplicants]
  const blocks = people.flatMap(({ name, role }, index): Block[] => [
    ...(index === 0 ? [] : [{ kind: 'pageBreak' } as const]),
    { kind: 'heading', level: 1, text: name },
    {
      kind: 'facts',
      items: [
        { term: t.role, text: role },
        { term: t.degree, text: t.degreeText },
      ],
    },
    { kind: 'list', items: t.merits },
    { kind: 'paragraph', text: sample(t.note, spokenIn(application)) },
  ])
  const document = { title: t.title, language: spokenIn(application), reference: '', createdAt }
  return keepPdf(storage, { ...document, author: application.applicant.name, blocks }, t.fileName)
}

const spokenIn = ({ language }: SampleApplication): 'sv' | 'en' | 'es' =>
  language === 'sv' || language === 'es' ? language : 'en'
