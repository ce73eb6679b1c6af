import { z } from 'zod'
import type { textPartView } from './documents-schema.ts'
import type { Publication } from './store.ts'
import type { TextView } from './text-view.ts'
import { common, type Speaking, toCommon } from './views.ts'

export const relatedView = z
  .object({ items: z.array(z.object(common)) })
  .meta({ id: 'RelatedPublications' })

export const toRelated = (
  publications: readonly Publication[],
  speaking: Speaking,
): z.input<typeof relatedView> => ({
  items: publications.map((one) => toCommon(one, speaking)),
})

export const toTextPart = (text: TextView): z.input<typeof textPartView> => ({
  pages: text.pageCount,
  contents: text.headings.map(({ page, level, text: title }) => ({ page, level, text: title })),
  from: text.part.from,
  to: text.part.to,
  items: text.pages.map(({ number, language, blocks }) => ({
    page: number,
    language,
    blocks: blocks.map((block) =>
      block.kind === 'paragraph'
        ? { kind: block.kind, text: block.text, goes_on: block.goesOn === true }
        : block,
    ),
  })),
  next: text.parts.find(({ from }) => from > text.part.from)?.from ?? null,
})
