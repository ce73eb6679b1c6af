import t from 'tap'
import { seedDatabase } from '../../db/seed.ts'
import { searchPublications } from '../../server/publications/operations.ts'
import { listPages, listPublishedAfter } from '../../server/publications/store.ts'
import { type ItemKind, knownItems, measureQuality } from '../helpers/known-items.ts'
import { imported, testLibrary } from '../server/publications/library.ts'

/** The seeded library has real titles but few translations and no long texts: these stand beside it. */
const BESIDE = [
  {
    title: {
      sv: 'Medborgardialog om vattenförsörjning i Tärnaby',
      en: 'Asking residents about water in Tärnaby',
    },
    language: 'sv',
    year: 2016,
    authors: ['Åsa Lövgren'],
    pages: ['Kort.'],
  },
  {
    title: { sv: 'Ungdomsråd i Överkalix: utvärdering', en: 'Young advisers of Överkalix' },
    language: 'sv',
    year: 2018,
    authors: ['Bo Ängström'],
    pages: [
      ...Array.from(
        { length: 60 },
        (_, at) => `Del ${at}. ${'ord som fyller sidan med text '.repeat(70)}`,
      ),
      'Till sist sade ordföranden att trasten byggde sitt bo under rådhusets klocka varje vår.',
    ],
  },
  {
    title: { es: 'Presupuestos participativos de Popayán', en: 'How Popayán shares its budget' },
    language: 'es',
    year: 2020,
    authors: ['Luz Marín'],
    pages: ['Breve.'],
  },
  {
    title: { fr: 'L’égalité au conseil de Ziguinchor', en: 'Equal seats in Ziguinchor' },
    language: 'fr',
    year: 2021,
    authors: ['Awa Diémé'],
    pages: ['Court.'],
  },
]

/** Of each kind the least share that must come first, and be among the first five. */
const LEAST: Record<ItemKind, { first: number; five: number }> = {
  'exact-title': { first: 0.97, five: 1 },
  'one-typo': { first: 0.92, five: 1 },
  folded: { first: 0.95, five: 1 },
  compound: { first: 0.95, five: 1 },
  inflected: { first: 0.92, five: 0.97 },
  'deep-phrase': { first: 1, five: 1 },
  'author-year': { first: 0.9, five: 1 },
  'translated-title': { first: 0.95, five: 1 },
  acronym: { first: 0.85, five: 1 },
}

t.test('a publication that one remembers something of comes first', async (t) => {
  const test = await testLibrary(t)
  await seedDatabase(test.contextOf())
  await test.runJobs()
  await imported(test, BESIDE)
  const db = test.database.writing
  const rows = await listPublishedAfter(db, null, 500)
  const pages = Map.groupBy(
    await listPages(
      db,
      rows.map(({ id }) => id),
    ),
    ({ publicationId }) => publicationId,
  )
  const remembered = rows.map(({ id, language, title, authors, year }) => ({
    id,
    language,
    titles: title,
    authors: authors.map(({ name }) => name),
    year,
    pages: (pages.get(id) ?? []).map(({ text }) => text),
  }))
  const items = knownItems(remembered, 40)
  const measured = await measureQuality(items, async (words) => {
    const answer = await searchPublications(
      test.contextOf(),
      { words, chosen: {}, sort: 'relevance', page: 1, perPage: 10 },
      { rescue: 'all' },
    )
    return answer.items.map(({ publication }) => publication.id)
  })
  for (const { kind, questions, successAt1, successAt5, mrr, missed } of measured) {
    const least = LEAST[kind]
    const detail = `${kind}: ${questions} questions, ${successAt1.toFixed(2)} first, ${successAt5.toFixed(2)} among five, MRR ${mrr.toFixed(2)}; ${missed.map(({ words }) => words).join(' | ')}`
    t.ok(successAt1 >= least.first && successAt5 >= least.five, detail)
  }
  t.same(
    measured.map(({ kind }) => kind),
    Object.keys(LEAST),
    'every kind is asked',
  )
})
