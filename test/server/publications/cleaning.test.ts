import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  type Cleaned,
  cleanRecord,
  surroundingsOf,
} from '../../../server/publications/cleaning-rules.ts'
import { type ImportLine, importLine } from '../../../server/publications/schema.ts'

const HOSTS = ['icld.se']

const cleaned = (...records: ImportLine[]) => {
  const around = surroundingsOf(records, HOSTS)
  const [last] = records.slice(-1).map((record) => cleanRecord(record, around))
  if (!last) throw new Error('nothing to clean')
  return { ...last, rules: last.changes.map(({ rule }) => rule) }
}

t.test('three generations of titles are one', async (t) => {
  const kc = cleaned({ title: 'KC – Dellnäs, A., Öjendal, J. (2011) Proceedings of the Workshop' })
  t.match(kc.record, {
    title: 'Proceedings of the Workshop',
    year: 2011,
    authors: ['A. Dellnäs', 'J. Öjendal'],
  })
  t.same(kc.rules, ['title_generation'])
  const dotted = cleaned({
    title: 'Kain, Oloko (2017). Co-production of Services',
    authors: ['Jaan-Henrik Kain', 'Michael O. Oloko'],
    year: 2017,
  })
  t.match(dotted.record, {
    title: 'Co-production of Services',
    authors: ['Jaan-Henrik Kain', 'Michael O. Oloko'],
  })
  for (const title of ['Plain title', 'The budget (2019) revisited', 'What now? (2020)'])
    t.match(cleaned({ title }), { record: { title }, rules: [] }, title)
})

t.test('an edition in the title is a translation of the other', async (t) => {
  const main = { title: 'Engagement of people', language: 'en', year: 2019, external_id: 'main' }
  const other = {
    ...main,
    title: 'Engagement of people (Russian edition)',
    language: 'ru',
    external_id: 'ru',
  }
  t.match(cleaned(main, other).record, {
    title: { en: 'Engagement of people' },
    language: 'ru',
    family: { main: 'main', kind: 'translation' },
  })
  t.match(cleaned({ title: 'Network – info in Spanish', language: 'es' }).record.title, {
    en: 'Network',
  })
  t.match(
    cleaned({ ...other, language: 'en' }).record.title,
    other.title,
    'the language says otherwise',
  )
})

t.test('a country is named once, in one language', async (t) => {
  const { record, rules } = cleaned({
    title: 'A',
    countries: ['South Africa/Sydafrika', 'Sydafrika', 'ukraine-2', 'Kenya', 'Atlantis'],
  })
  t.same(record.countries, ['ZA', 'ukraine-2', 'Kenya', 'Atlantis'])
  t.same(rules, ['label_mixed', 'country_doubled'])
  t.same(cleaned({ title: 'A', countries: ['Kenya/Uganda'] }).record.countries, ['Kenya/Uganda'])
})

t.test('typing errors in tags, and tags in two languages', async (t) => {
  const { record, rules } = cleaned({
    title: 'A',
    themes: [
      'Agenda2023',
      'decentralisaton',
      'particpation',
      'Jämställdhet / Gender equality',
      'basket weaving',
      'youth',
    ],
  })
  t.same(
    record.themes,
    [
      'Agenda 2030',
      'decentralisation',
      'participation',
      'gender-equality',
      'basket weaving',
      'youth',
    ].map((word) => (word === 'decentralisation' ? 'Decentralisation' : word)),
  )
  t.same(rules, ['tag_misspelt', 'tag_misspelt', 'tag_misspelt', 'label_mixed'])
})

t.test('names get their diacritics back where the list has them', async (t) => {
  const { record, rules } = cleaned(
    { title: 'A', authors: ['Joakim Öjendal'] },
    { title: 'B', authors: [{ name: 'Joakim Ojendal', orcid: null }, 'Anna Ek et al.'] },
  )
  t.match(record.authors, [{ name: 'Joakim Öjendal', orcid: null }, 'Anna Ek et al.'])
  t.same(rules, ['name_without_diacritics', 'authors_incomplete'])
})

t.test('a role after a name is a role, not part of the name', async (t) => {
  const { record, rules } = cleaned(
    { title: 'A', authors: ['Joakim Öjendal (ed.)'] },
    {
      title: 'B',
      authors: [
        'Joakim Ojendal (ed.)',
        'Anna Ek (Eds.)',
        { name: 'Bo Ek (red.)', orcid: null },
        'Kim (The Artist)',
        { name: 'Eva Ek (ed.)', role: 'author' },
        'Ola Ek (fotograf)',
      ],
    },
  )
  t.same(record.authors, [
    { name: 'Joakim Öjendal', role: 'editor' },
    { name: 'Anna Ek', role: 'editor' },
    { orcid: null, name: 'Bo Ek', role: 'editor' },
    'Kim (The Artist)',
    { name: 'Eva Ek (ed.)', role: 'author' },
    { name: 'Ola Ek', role: 'illustrator' },
  ])
  t.same(rules, [...Array(4).fill('role_in_name'), 'name_without_diacritics'])
})

t.test('what is listed twice is told', async (t) => {
  const first = { title: 'Country Briefs', year: 2019, external_id: 'a' }
  t.same(cleaned(first, { ...first, title: 'Country briefs 2019', external_id: 'b' }).rules, [
    'listed_twice',
  ])
  t.same(
    cleaned(first, { ...first, language: 'sv', external_id: 'b' }).rules,
    [],
    'another language',
  )
  t.same(cleaned(first, { ...first, year: 2020, external_id: 'b' }).rules, [], 'another year')
})

t.test('our own old address leads here; others’ do not', async (t) => {
  const url = 'http://www.icld.se/projekt/kc-ribot-j-2011-choice:-recognition.'
  t.same(cleaned({ title: 'A', url }).record.old_addresses, [
    '/publications/kc-ribot-j-2011-choice-recognition',
  ])
  for (const other of [
    'https://example.org/publications/x',
    'https://icld.se/?kc_category=research-reports',
  ])
    t.equal(cleaned({ title: 'A', url: other }).record.old_addresses, undefined, other)
})

t.test(
  'the found records: every defect is told, and a second time there is none to put right',
  async (t) => {
    const records = readFileSync(
      new URL('../../../db/seed/content/publications.jsonl', import.meta.url),
      'utf8',
    )
      .trimEnd()
      .split('\n')
      .map((line) => importLine.parse(JSON.parse(line)))
    const around = surroundingsOf(records, HOSTS)
    const all = records.map((record) => cleanRecord(record, around))
    const counts = Object.fromEntries(
      Object.entries(
        Object.groupBy(
          all.flatMap(({ changes }) => changes),
          ({ rule }) => rule,
        ),
      ).map(([rule, found]) => [rule, found?.length]),
    )
    t.same(counts, {
      own_address: 28,
      edition_in_title: 2,
      authors_incomplete: 4,
      role_in_name: 3,
      listed_twice: 1,
    })
    const again = all.map(({ record }) => cleanRecord(record, around))
    const put = (changes: readonly Cleaned[]) => changes.filter(({ to }) => to !== null)
    t.same(
      again.flatMap(({ changes }) => put(changes)),
      [],
    )
  },
)
