import { headingLevel, type TextBlock, textOfBlock } from '../../publications/rules/text-blocks.ts'
import { blocksOf, endsSentence } from './blocks.ts'
import { withoutFurniture } from './furniture.ts'
import { type Line, linesOf, type Sheet } from './lines.ts'
import { lookOf } from './look.ts'
import { type Tag, taggedBlocks } from './tags.ts'

export type TaggedSheet = Sheet & { tree: Tag | null }
export const BLOCKS_PER_PAGE_MAX = 1_000

/**
 * All pages of a document as blocks: by the tags where a page has them, else by how it is set. `bookmarks`: level of
 * a heading by its folded title.
 */
export const reflowed = (
  sheets: readonly TaggedSheet[],
  bookmarks: ReadonlyMap<string, number>,
): TextBlock[][] => {
  const lined = sheets.map(({ pieces, width, height }) => ({
    width,
    height,
    lines: linesOf(pieces),
  }))
  const bare = withoutFurniture(lined)
  const look = lookOf(bare, bookmarks)
  const pages = sheets.map((sheet, at) => {
    const lines: readonly Line[] = bare[at] ?? []
    const tagged = taggedBlocks(
      sheet.tree,
      lines.filter(({ mark }) => mark !== null || sheet.tree === null),
    )
    return (tagged ?? blocksOf(lines, look, sheet.height)).slice(0, BLOCKS_PER_PAGE_MAX)
  })
  return promoted(joined(pages))
}

/** A title that stands alone on its level, above all other headings, does not push them down. */
export const promoted = (pages: readonly (readonly TextBlock[])[]): TextBlock[][] => {
  const top = pages.flat().filter((block) => block.kind === 'heading' && block.level === 2)
  const below = pages.flat().filter((block) => block.kind === 'heading' && block.level > 2)
  const isTitle =
    top.length === 1 && below.length > 0 && (pages[0] ?? []).some((block) => block === top[0])
  return pages.map((blocks) =>
    blocks.map((block) =>
      isTitle && block.kind === 'heading'
        ? { ...block, level: headingLevel(block.level - 1) }
        : block,
    ),
  )
}

/** Paragraphs that run over the end of a page are marked so; a word divided there is made whole on the first. */
export const joined = (pages: readonly (readonly TextBlock[])[]): TextBlock[][] => {
  const out = pages.map((blocks) => blocks.map((block) => ({ ...block })))
  for (const [at, blocks] of out.entries()) {
    const first = blocks[0]
    const last = out[at - 1]?.findLast(({ kind }) => kind !== 'note')
    if (first?.kind !== 'paragraph' || !last || textOfBlock(last) === '') continue
    if (last.kind !== 'paragraph' && last.kind !== 'list') continue
    const text = last.kind === 'list' ? (last.items.at(-1) ?? '') : last.text
    if (endsSentence(text) || !/^["“(]?\p{Ll}/u.test(first.text)) continue
    const divided = /(\p{L})[-\u2010]$/u.exec(text)
    const rest = /^\p{Ll}[\p{L}]*[,.;:!?)]*\s*/u.exec(first.text)?.[0]
    if (divided && rest !== undefined) {
      const whole = text.slice(0, -1) + rest.trimEnd()
      if (last.kind === 'list') last.items[last.items.length - 1] = whole
      else last.text = whole
      first.text = first.text.slice(rest.length)
    }
    if (last.kind === 'paragraph') first.goesOn = true
  }
  return out.map((blocks) => blocks.filter((block) => textOfBlock(block) !== ''))
}
