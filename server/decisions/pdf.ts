import type { Context } from '../context.ts'
import { PDF } from '../files/operations.ts'
import { type Block, writePdf } from '../pdf/document.ts'
import { type Letter, type LetterFacts, letterOf, paragraphsOf } from './letter.ts'
import { loadLetter } from './loading.ts'
import { texts } from './texts.ts'

/** The letter as a document to keep, for those who may read it. */
export const letterDocument = async (context: Context, applicationId: string) => {
  const { facts } = await loadLetter(context, applicationId)
  const { language, config } = context
  const bytes = await letterPdf(letterOf(facts, language), facts, config.funder)
  return {
    name: `${texts[language].letter.pageTitle} ${facts.reference}.pdf`,
    mediaType: PDF,
    bytes: Buffer.from(bytes),
  }
}

/** The letter on paper. The same decision gives the same bytes. */
export const letterPdf = async (
  letter: Letter,
  facts: Pick<LetterFacts, 'reference' | 'releasedAt'>,
  funder: string,
): Promise<Uint8Array> => {
  const t = texts[letter.language].letter
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: letter.subject },
    { kind: 'paragraph', text: letter.lede, style: 'lede' },
    { kind: 'facts', items: letter.facts },
    ...letter.sections.flatMap(({ title, kind, paragraphs }): Block[] => [
      { kind: 'heading', level: 2, text: title },
      ...(kind === 'comments'
        ? paragraphs.flatMap((text, i): Block[] => [
            { kind: 'heading', level: 3, text: t.comment(i + 1) },
            ...paragraphsOf(text).map((part): Block => ({ kind: 'paragraph', text: part })),
          ])
        : paragraphs.map((text): Block => ({ kind: 'paragraph', text }))),
    ]),
    { kind: 'rule' },
    { kind: 'paragraph', text: `${letter.closing} ${funder}`, style: 'soft' },
  ]
  const { bytes } = await writePdf({
    title: letter.subject,
    language: letter.language,
    reference: facts.reference,
    createdAt: facts.releasedAt ?? new Date(0),
    author: funder,
    blocks,
  })
  return bytes
}
