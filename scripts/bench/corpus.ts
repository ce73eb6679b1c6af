import type { Db } from '../../db/client.ts'
import { contributors, publicationPages, publications } from '../../db/schema/index.ts'

const WORDS_PER_PAGE = 330
const LEXICON = 30_000
const BATCH = 25
const STEMS =
  'kommun budget ward council river water school vote trust youth levy audit plan board clinic road mayor party rural urban citizen service local state power voice'.split(
    ' ',
  )
const ENDINGS = ['', 's', 'al', 'ing', 'ed', 'ity', 'ism', 'ment', 'arna', 'ens', 'ación', 'ista']
const COUNTRIES = ['SE', 'KE', 'UG', 'BA', 'CO', 'UA', 'ZA', 'GT']
const THEMES = ['democratic-resilience', 'participation', 'local-finance']

/**
 * Publications with pages of text in which few words are frequent and most are rare, as in real ones (Zipf).
 * The same numbers give the same text each time.
 */
export const fillLibrary = async (
  db: Db,
  size: { publications: number; pagesEach: number },
): Promise<void> => {
  const random = randomFrom(20_260)
  for (let done = 0; done < size.publications; done += BATCH) {
    const numbers = Array.from(
      { length: Math.min(BATCH, size.publications - done) },
      (_, n) => done + n,
    )
    const made = await db
      .insert(publications)
      .values(
        numbers.map((number) => {
          const title = `${phrase(random, 6)} ${number}`
          const abstract = phrase(random, 80)
          return {
            slug: `report-${number}`,
            status: 'published' as const,
            type: 'report',
            series: 'Research reports',
            number: String(number),
            language: 'en',
            languages: ['en'],
            title: { en: title },
            abstract: { en: abstract },
            year: 1995 + (number % 31),
            countries: [COUNTRIES[number % COUNTRIES.length] ?? 'SE'],
            themes: [THEMES[number % THEMES.length] ?? 'participation'],
            sdgs: [11, 16],
            coreValues: ['participation'],
            pageCount: size.pagesEach,
            publishedAt: new Date(Date.UTC(2026, 0, 1)),
            searchText: `${title} ${abstract}`,
          }
        }),
      )
      .returning({ id: publications.id })
    await db
      .insert(contributors)
      .values(
        made.map(({ id }, at) => ({ publicationId: id, position: 1, name: `Author ${done + at}` })),
      )
    for (const { id } of made)
      await db.insert(publicationPages).values(
        Array.from({ length: size.pagesEach }, (_, page) => ({
          publicationId: id,
          number: page + 1,
          text: phrase(random, WORDS_PER_PAGE),
          language: 'en',
        })),
      )
  }
}

/** What readers ask: one to three words, frequent and rare ones. */
export const queriesOf = (count: number): string[] => {
  const random = randomFrom(7)
  return Array.from({ length: count }, () => phrase(random, 1 + Math.floor(random() * 3)))
}

const phrase = (random: () => number, words: number): string =>
  Array.from({ length: words }, () => wordAt(zipf(random))).join(' ')

/** Rank r comes about as often as 1/r. */
const zipf = (random: () => number): number => Math.floor(LEXICON ** random()) - 1

const wordAt = (rank: number): string => {
  const stem = STEMS[rank % STEMS.length] ?? ''
  const ending = ENDINGS[Math.floor(rank / STEMS.length) % ENDINGS.length] ?? ''
  const other = Math.floor(rank / (STEMS.length * ENDINGS.length))
  return other === 0
    ? stem + ending
    : `${stem}${STEMS[other % STEMS.length]}${letters(other)}${ending}`
}

const letters = (number: number): string =>
  [...number.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('')

/** A small generator of its own, so that every run measures the same (Park and Miller). */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
