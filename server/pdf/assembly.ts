import { closeSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import type { PDFDocument, PDFPage } from 'pdf-lib'
import { isLanguage } from '../language.ts'
import { copyQuietly } from './attachments.ts'
import type { Block, OutlineEntry } from './blocks.ts'
import { composePdf, type Gathered, type Heading } from './document.ts'
import { openText } from './reading.ts'
import { CannotRead, type Reason, reasonOf } from './results.ts'
import { openStructure } from './structure-reading.ts'
import { texts } from './texts.ts'

/** `cover` comes before the list of contents, `body` after it, then the attachments in order. */
export type DossierInput = Heading & {
  cover: readonly Block[]
  body: readonly Block[]
  attachments: readonly DossierAttachment[]
}

/** `title` says which of the call's slots it fills; `name` is the name of the file as it was handed in. */
export type DossierAttachment = { title: string; name: string; path: string }

/** Dates travel as text; `refused` are reasons known already, by the number of the attachment from 0. */
export type Assembly = {
  dossier: Omit<DossierInput, 'createdAt'> & { createdAt: string }
  refused: Readonly<Record<number, Reason>>
  outPath: string
}

export type AssemblyLine =
  | { opening: number }
  | { refused: number; reason: Reason }
  | { written: { pages: number; outline: readonly OutlineEntry[]; uncovered: readonly string[] } }

export const DOSSIER_PAGES_MAX = 1500

/** Inside the cage: says which attachment it opens before it does, so that a fatal one can be named. */
export async function assemble(job: Assembly, send: (line: AssemblyLine) => void): Promise<void> {
  const { dossier, outPath } = job
  const heading = { ...dossier, createdAt: new Date(dossier.createdAt) }
  const { bytes, ...written } = await composePdf(heading, (doc) => gather(doc, job, send))
  writeFileSync(outPath, bytes)
  send({ written })
}

async function gather(
  doc: PDFDocument,
  { dossier, refused }: Assembly,
  send: (line: AssemblyLine) => void,
): Promise<Gathered> {
  const words = texts[isLanguage(dossier.language) ? dossier.language : 'en']
  const contents: Block = { kind: 'contents', title: words.contents }
  const blocks: Block[] = [...dossier.cover, contents]
  if (dossier.body.length > 0) blocks.push({ kind: 'pageBreak' }, ...dossier.body)
  const inserted: (readonly PDFPage[])[] = []
  let room = DOSSIER_PAGES_MAX
  for (const [source, attachment] of dossier.attachments.entries()) {
    const title = words.attachment(source + 1, attachment.title)
    send({ opening: source })
    const taken = refused[source] ?? (await take(doc, attachment.path, room))
    if (typeof taken === 'string') {
      if (!refused[source]) send({ refused: source, reason: taken })
      blocks.push(...notice(words, title, attachment.name, taken))
      inserted.push([])
    } else {
      room -= taken.length
      blocks.push({ kind: 'insert', title, source, pages: taken.length })
      inserted.push(taken)
    }
  }
  return { blocks, inserted }
}

async function take(doc: PDFDocument, path: string, room: number): Promise<PDFPage[] | Reason> {
  try {
    if (!hasEnd(path)) await (await openText(path)).loadingTask.destroy()
    const source = await openStructure(path)
    if (source.getPageCount() > room) throw new CannotRead('too_many_pages')
    return await copyQuietly(doc, source)
  } catch (error) {
    return reasonOf(error)
  }
}

/**
 * The structure's parser makes what it can of a torn file. One without an end is taken only if a reading program
 * would open it too; asking that for every file would double the time of a dossier.
 */
function hasEnd(path: string): boolean {
  const file = openSync(path, 'r')
  const tail = Buffer.alloc(TAIL_BYTES)
  const length = readSync(file, tail, 0, TAIL_BYTES, Math.max(0, fstatSync(file).size - TAIL_BYTES))
  closeSync(file)
  return tail.subarray(0, length).includes('%%EOF')
}

const TAIL_BYTES = 2048

const notice = (words: typeof texts.en, title: string, name: string, reason: Reason): Block[] => [
  { kind: 'pageBreak' },
  { kind: 'heading', level: 1, text: title },
  { kind: 'paragraph', style: 'lede', text: words.notMerged },
  { kind: 'paragraph', text: `${words.notMergedBecause[reason]} ${words.readItThere}` },
  { kind: 'facts', items: [{ term: words.fileName, text: name }] },
]
