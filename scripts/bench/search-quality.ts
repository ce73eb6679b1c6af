import { system } from '../../server/actor.ts'
import { reindex, searchPublications } from '../../server/publications/operations.ts'
import { type ItemKind, knownItems, measureQuality } from '../../test/helpers/known-items.ts'
import { fillLibrary } from './corpus.ts'
import { atLeast, type Bench, type Figure } from './figure.ts'
import { withPortal } from './portal.ts'

const SIZES = {
  small: { publications: 200, pagesEach: 4, perKind: 20 },
  full: { publications: 2_000, pagesEach: 20, perKind: 100 },
}
const RESULTS = 10

/** The share of questions whose publication must come first. */
const FIRST_MIN: Record<ItemKind, number> = {
  'exact-title': 0.98,
  'one-typo': 0.95,
  folded: 0.95,
  compound: 0.9,
  inflected: 0.9,
  'deep-phrase': 0.95,
  'author-year': 0.95,
  'translated-title': 0.95,
  acronym: 0.9,
}
const AMONG_FIVE_MIN = 0.97
const MRR_MIN = 0.93

/** Known-item questions made from generated publications: how often the one that is meant comes first. */
export const searchQuality: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (_, filling) => {
    const size = isFull ? SIZES.full : SIZES.small
    const remembered = await fillLibrary(filling.database, size, size.publications)
    const context = filling.contextOf(system)
    await reindex(context)
    const measured = await measureQuality(knownItems(remembered, size.perKind), async (words) => {
      const answer = await searchPublications(
        context,
        { words, chosen: {}, sort: 'relevance', page: 1, perPage: RESULTS },
        { rescue: 'all' },
      )
      return answer.items.map(({ publication }) => publication.id)
    })
    return measured.flatMap(
      ({ kind, questions, successAt1, successAt5, mrr, missed }): Figure[] => {
        const detail = `${questions} questions to ${size.publications} publications${
          missed.length > 0
            ? `; missed: ${missed
                .slice(0, 3)
                .map(({ words }) => words)
                .join(' | ')}`
            : ''
        }`
        const figure = (name: string, value: number, target: number) =>
          atLeast(`search-quality-${kind}-${name}`, value, { target, unit: 'share', detail })
        return [
          figure('success-at-1', successAt1, FIRST_MIN[kind]),
          figure('success-at-5', successAt5, AMONG_FIVE_MIN),
          figure('mrr', mrr, MRR_MIN),
        ]
      },
    )
  })
