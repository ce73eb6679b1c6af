import { fold } from '../../vocabulary/fold.ts'
import type { FrontMatter } from './front-matter.ts'
import type { Proposal } from './proposals.ts'
import { type TextBlock, textOfBlock } from './text-blocks.ts'
import { languageOfText } from './text-language.ts'

export const PROPOSED_ABSTRACT_MAX = 5_000
/** A shorter text under such a heading is an entry in the contents. */
export const ABSTRACT_WORDS_MIN = 30

const ABSTRACT_NAMES = new Set(
  'summary;executive summary;abstract;sammanfattning;sammandrag;resumen;resumen ejecutivo;resume;resume executif;resumo;resumo executivo;анотація;резюме;sazetak'.split(
    ';',
  ),
)

/** The texts under "Summary" and the like, one a language, the first of each. */
export const abstractsOf = (
  { sheets }: Pick<FrontMatter, 'sheets'>,
  language: string,
): Proposal[] => {
  const found = new Map<string, Proposal>()
  const blocks = sheets.flatMap(({ number, blocks }) => blocks.map((block) => ({ number, block })))
  for (const [at, { number, block }] of blocks.entries()) {
    const opening = openingOf(block)
    if (opening === null) continue
    const text = upTo(PROPOSED_ABSTRACT_MAX, [
      opening,
      // What begins in the line of its name ends with its paragraph.
      ...(opening === '' ? under(blocks.slice(at + 1).map((next) => next.block)) : []),
    ])
    if (countWords(text) < ABSTRACT_WORDS_MIN) continue
    const field = `abstract_${languageOfText(text, language)}`
    if (!found.has(field)) found.set(field, { field, values: [text], source: 'text', page: number })
  }
  return [...found.values()]
}

/** The paragraphs to the next heading; headings that divide it are passed while there is hardly any text yet. */
const under = (blocks: readonly TextBlock[]): string[] => {
  const texts: string[] = []
  for (const block of blocks) {
    if (openingOf(block) !== null || isKeywords(block)) break
    if (block.kind === 'heading' && countWords(texts.join(' ')) >= ABSTRACT_WORDS_MIN) break
    if (block.kind === 'heading' && block.level === 2) break
    if (SPOKEN.includes(block.kind)) texts.push(spoken(block))
  }
  return texts
}

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0

const SPOKEN: readonly TextBlock['kind'][] = ['paragraph', 'list', 'quote']

const spoken = (block: TextBlock): string =>
  block.kind === 'list'
    ? block.items.map((item) => `– ${item}`).join('\n')
    : textOfBlock(block).replace(KEYWORDS_WITHIN, '')

/** What follows the word itself; null where the block does not open an abstract. */
const openingOf = (block: TextBlock): string | null => {
  const text = tidy(textOfBlock(block))
  const name = fold(text.replace(/^[\d.\s]+/, '').replace(/[\s:.]+$/, ''))
  // A heading that is set as body is one still where its name says so; what stands in a table is not.
  if (ABSTRACT_NAMES.has(name))
    return block.kind === 'heading' || block.kind === 'paragraph' ? '' : null
  const [, first = '', rest = ''] = /^(\p{L}+(?: \p{L}+)?)\s*[:.–—]\s*(\S.*)$/su.exec(text) ?? []
  return block.kind === 'paragraph' && ABSTRACT_NAMES.has(fold(first))
    ? rest.replace(KEYWORDS_WITHIN, '')
    : null
}

/** Paragraphs as long as they fit; a first one that does not is cut after a sentence. */
const upTo = (most: number, paragraphs: readonly string[]): string => {
  let text = ''
  for (const paragraph of paragraphs.map((part) => part.trim()).filter((part) => part !== '')) {
    const longer = text === '' ? paragraph : `${text}\n\n${paragraph}`
    if (longer.length > most) break
    text = longer
  }
  if (text !== '' || paragraphs.length === 0) return text
  const cut = (paragraphs.find((part) => part.trim() !== '') ?? '').slice(0, most)
  return cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, 0)) || cut
}

const KEYWORD_NAMES =
  'key ?words?|nyckelord|ämnesord|palabras clave|mots[- ]clés|palavras-chave|ключові слова'
const KEYWORDS = new RegExp(`^(?:${KEYWORD_NAMES})\\s*(?:[:.–—-]\\s*)?`, 'iu')
/** In the last line of a paragraph, where no gap parts it from what is said before. */
const KEYWORDS_WITHIN = new RegExp(`\\s(?:${KEYWORD_NAMES})\\s*:\\s*(.+)$`, 'isu')

const isKeywords = (block: TextBlock): boolean => KEYWORDS.test(textOfBlock(block))

/** The words themselves, or what stands under them where they are a heading. */
export const keywordsAt = (blocks: readonly TextBlock[], at: number): string => {
  const [block, next] = [blocks[at], blocks[at + 1]]
  if (!block) return ''
  const text = textOfBlock(block)
  if (!isKeywords(block)) return KEYWORDS_WITHIN.exec(text)?.[1] ?? ''
  const here = text.replace(KEYWORDS, '')
  return here.trim() === '' && next ? textOfBlock(next) : here
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim()
