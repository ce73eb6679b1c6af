import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import type { Database } from '../../db/client.ts'
import { contributors, publications } from '../../db/schema/index.ts'
import type { Remembered } from '../../test/helpers/known-items.ts'
import { copyPages, withoutPageIndex } from './copying.ts'
import {
  LANGUAGES_WRITTEN,
  type Lexicon,
  lexiconOf,
  phraseOf,
  randomFrom,
  titleOf,
} from './words.ts'

const WORDS_PER_PAGE = 330
const PUBLICATIONS_AT_ONCE = 100
const COUNTRIES = ['SE', 'KE', 'UG', 'BA', 'CO', 'UA', 'ZA', 'GT']
const THEMES = ['democratic-resilience', 'citizen-participation', 'municipal-finance']

export type CorpusSize = { publications: number; pagesEach: number }

/** Every so many-th publication is long enough to have text past its 100,000th character. */
const LONG_EVERY = 10
const LONG_PAGES = 50

/** How many pages there are in all. */
export const pagesOf = ({ publications: count, pagesEach }: CorpusSize): number =>
  Array.from({ length: count }, (_, number) => pagesIn(number, pagesEach)).reduce(
    (a, b) => a + b,
    0,
  )

/**
 * Publications in four languages with pages of text in which few words are frequent and most are rare, as in real
 * ones (Zipf). The same numbers give the same text each time. Gives back what a reader may remember of each of the
 * first `remembered`.
 */
export const fillLibrary = async (
  { writing: db, url }: Pick<Database, 'writing'> & { url: string },
  size: CorpusSize,
  remembered = 0,
): Promise<Remembered[]> => {
  const connection = postgres(url, { max: 1, onnotice: () => {} })
  const random = randomFrom(20_260)
  const lexica = Object.fromEntries(
    LANGUAGES_WRITTEN.map((language) => [language, lexiconOf(language)]),
  ) as Record<string, Lexicon>
  const kept: Remembered[] = []
  await withoutPageIndex(db, async () => {
    for (let done = 0; done < size.publications; done += PUBLICATIONS_AT_ONCE) {
      const numbers = Array.from(
        { length: Math.min(PUBLICATIONS_AT_ONCE, size.publications - done) },
        (_, at) => done + at,
      )
      const written = numbers.map((number) => {
        const language = LANGUAGES_WRITTEN[number % LANGUAGES_WRITTEN.length] ?? 'en'
        const lexicon = lexica[language] as Lexicon
        const title = titleOf(language, number)
        const pages = Array.from({ length: pagesIn(number, size.pagesEach) }, () =>
          phraseOf(lexicon, random, WORDS_PER_PAGE),
        )
        const author = `${GIVEN[number % GIVEN.length]} ${surnameOf(number)}`
        return { number, language, title, author, pages, abstract: phraseOf(lexicon, random, 80) }
      })
      const made = await db
        .insert(publications)
        .values(
          written.map(({ number, language, title, abstract, author, pages }) => ({
            slug: `report-${number}`,
            status: 'published' as const,
            type: 'report',
            series: 'research-report',
            number: String(number),
            language,
            languages: [language],
            title,
            abstract: { [language]: abstract },
            year: yearOf(number),
            countries: [COUNTRIES[number % COUNTRIES.length] ?? 'SE'],
            themes: [THEMES[number % THEMES.length] ?? 'citizen-participation'],
            sdgs: [11, 16],
            coreValues: ['participation'],
            pageCount: pages.length,
            publishedAt: new Date(Date.UTC(2026, 0, 1)),
            // What changed a moment ago is indexed again at the end of a rebuild; few reports did.
            updatedAt: new Date(Date.UTC(2026, 0, 1)),
            searchText: `${Object.values(title).join(' ')} ${author} ${abstract}`,
          })),
        )
        .returning({ id: publications.id })
      await db.insert(contributors).values(
        written.map(({ author }, at) => ({
          publicationId: made[at]?.id ?? '',
          position: 1,
          name: author,
        })),
      )
      await copyPages(
        connection,
        written.flatMap(({ language, pages }, at) =>
          pages.map((text, page) => ({ id: made[at]?.id ?? '', number: page + 1, text, language })),
        ),
      )
      for (const [at, { number, language, title, author, pages }] of written.entries())
        if (kept.length < remembered)
          kept.push({
            id: made[at]?.id ?? '',
            language,
            titles: title,
            authors: [author],
            year: yearOf(number),
            pages,
          })
    }
  })
  await connection.end()
  await db.execute(sql`vacuum analyze`)
  return kept
}

/** What readers ask: one to three words of one language, frequent and rare ones. */
export const queriesOf = (count: number): string[] => {
  const random = randomFrom(7)
  const lexica = LANGUAGES_WRITTEN.map(lexiconOf)
  return Array.from({ length: count }, (_, number) =>
    phraseOf(
      lexica[number % lexica.length] as Lexicon,
      random,
      1 + Math.floor(random() * 3),
    ).toLowerCase(),
  )
}

const pagesIn = (number: number, usual: number): number =>
  number % LONG_EVERY === 0 && usual > 1 ? Math.max(LONG_PAGES, usual) : usual

const yearOf = (number: number): number => 1995 + (number % 31)

const GIVEN = ['Anna', 'Joakim', 'Wanjiru', 'Luz', 'Amina', 'Olena', 'Pierre', 'Åsa']
const surnameOf = (number: number): string => {
  const parts = ['Berg', 'Lind', 'Öst', 'Wai', 'Mora', 'Kova', 'Dupo', 'Nako', 'Ruiz', 'Bon']
  return `${parts[number % 10]}${(parts[Math.floor(number / 10) % 10] ?? '').toLowerCase()}${(parts[Math.floor(number / 100) % 10] ?? '').toLowerCase()}`
}
