import type { Settings } from 'meilisearch'
import { FACETS } from '../server/publications/rules.ts'

export const INDEX_NAMES = ['publications', 'pages'] as const
export type IndexName = (typeof INDEX_NAMES)[number]

/** How far a count is exact: publications found are counted by their ids, as values of a facet. */
export const PUBLICATIONS_COUNTED_MAX = 20_000
/** How many pages are put in order for one question: where a phrase is looked for, and of one publication. */
export const PAGES_LOOKED_AT_MAX = 1_000

// Words that carry no question of their own; without them all other words can be demanded.
const STOP_WORDS: string[] = [
  ...'a an and are as at be by do does for from has have how i in is it its of on or that the their this to was we were what when where which who why will with'.split(
    ' ',
  ),
  ...'att av de den det där dem en ett från för får har hur här i inte kan man med mot men när och om på samt sig ska som till var vad vem vid vilka vilken är'.split(
    ' ',
  ),
  ...'al con como de del el en la las lo los para por que se su sus un una y'.split(' '),
]

/** Whether the engine leaves a word, in lower case, out of a question. */
export const isStopWord = (word: string): boolean => STOP_WORD_SET.has(word)

const STOP_WORD_SET: ReadonlySet<string> = new Set(STOP_WORDS)

/** What is asked for the words as they stand: everything but the terms of their other forms. */
export const PLAIN_ATTRIBUTES: Record<IndexName, string[]> = {
  publications: [
    'title',
    'folded_title',
    'authors',
    'identifiers',
    'keywords',
    'key_messages',
    'abstract',
    'folded',
  ],
  pages: ['text', 'folded'],
}

// Attributes that narrow are named as the parameters of addresses.
const onlyEqual = (attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
})

const NAMED_FACETS = FACETS.filter((facet) => facet !== 'year')
const RANGED_YEAR = {
  attributePatterns: ['year'],
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
}

/** Each index as data. `prepareIndexes` gives an engine these settings; a rebuild does so too. */
export const INDEXES: Record<IndexName, Settings> = {
  publications: {
    searchableAttributes: [
      'title',
      'folded_title',
      'title_terms',
      'authors',
      'identifiers',
      'keywords',
      'key_messages',
      'abstract',
      'folded',
      'terms',
    ],
    displayedAttributes: ['id', 'version', 'newest', 'sort_title', ...FACETS],
    filterableAttributes: [
      onlyEqual(['id', 'analysis', 'identifiers', ...NAMED_FACETS]),
      RANGED_YEAR,
    ],
    sortableAttributes: ['newest', 'sort_title'],
    // `sort` first: it has no say unless a sort is asked for. Among equals the newest comes first.
    rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'newest:desc'],
    proximityPrecision: 'byWord',
    stopWords: STOP_WORDS,
    typoTolerance: { disableOnNumbers: true, disableOnAttributes: ['identifiers'] },
    pagination: { maxTotalHits: PUBLICATIONS_COUNTED_MAX },
    faceting: { maxValuesPerFacet: PUBLICATIONS_COUNTED_MAX },
  },
  pages: {
    searchableAttributes: ['text', 'folded', 'terms'],
    displayedAttributes: ['id', 'publication_id', 'page', 'version', 'text'],
    // Places, themes and years are the publication's: repeated on every page they cost a third of the taking in.
    filterableAttributes: [onlyEqual(['id', 'publication_id', 'version'])],
    sortableAttributes: [],
    rankingRules: ['words', 'typo', 'proximity', 'attribute', 'exactness'],
    // Three times as fast to take in and a quarter of the size; a page is short enough.
    proximityPrecision: 'byAttribute',
    stopWords: STOP_WORDS,
    typoTolerance: { disableOnNumbers: true },
    pagination: { maxTotalHits: PAGES_LOOKED_AT_MAX },
    faceting: { maxValuesPerFacet: PUBLICATIONS_COUNTED_MAX },
  },
}
