import t from 'tap'
import { draftOf, recordOf } from '../../../server/publications/draft.ts'
import { importLine } from '../../../server/publications/schema.ts'

t.test('a record by names becomes a draft by keys', async (t) => {
  const { draft, problems } = draftOf({
    title: 'Who answers?',
    language: 'English',
    series: 'Policy Brief',
    number: 12,
    year: 2021,
    authors: [
      'Anna Ek',
      {
        name: 'Bo Ek',
        orcid: 'https://orcid.org/0000-0002-1825-0097',
        organisation: 'Lund',
        role: 'ed.',
      },
    ],
    countries: ['Kenya', 'UG', 'Sverige', 'Kenya'],
    themes: ['gender', 'Something Quite New'],
    sdgs: ['SDG 16', 5],
    core_values: ['Öppenhet', 'equity'],
    licence: 'CC BY 4.0',
    doi: 'https://doi.org/10.5281/zenodo.1',
  })
  t.same(problems, [])
  t.match(draft, {
    title: { en: 'Who answers?' },
    language: 'en',
    type: 'brief',
    series: 'policy-brief',
    number: '12',
    contributors: [
      { name: 'Anna Ek', orcid: null, organisation: null, role: 'author' },
      { name: 'Bo Ek', orcid: '0000-0002-1825-0097', organisation: 'Lund', role: 'editor' },
    ],
    countries: ['KE', 'UG', 'SE'],
    themes: ['gender-equality', 'something-quite-new'],
    sdgs: [5, 16],
    coreValues: ['equity', 'transparency'],
    licence: 'cc-by-4.0',
    doi: '10.5281/zenodo.1',
  })
  t.same(draftOf(recordOf(draft)).draft, draft, 'a draft as a record is the same draft')
})

t.test('texts may be given per language, and empty ones are none', async (t) => {
  const { draft } = draftOf({
    title: { sv: 'Vem svarar?', en: '' },
    abstract: { sv: 'Kort.' },
    key_messages: ['Ett.', ''],
    language: 'sv',
  })
  t.same(draft.title, { sv: 'Vem svarar?' })
  t.same(draft.keyMessages, { sv: ['Ett.'] })
})

t.test('what cannot be taken is named, all at once', async (t) => {
  const { problems } = draftOf({
    title: '',
    language: 'Martian!',
    countries: ['Atlantis'],
    sdgs: [18],
    core_values: ['speed'],
    licence: 'free beer',
    doi: 'no',
    authors: ['', { name: 'Bo', orcid: '0000-0002-1825-0098' }],
  })
  t.same(
    problems.map(({ field, code }) => `${field} ${code}`),
    [
      'language language_unknown',
      'title title_missing',
      'doi doi_wrong',
      'licence licence_unknown',
      'authors.0 author_nameless',
      'authors.1.orcid orcid_wrong',
      'countries country_unknown',
      'sdgs sdg_unknown',
      'core_values core_value_unknown',
    ],
  )
})

t.test('a line of an import is strict', async (t) => {
  const title = 'A'
  t.ok(importLine.safeParse({ title, pages: ['one'], file: 'a.pdf', year: null }).success)
  for (const wrong of [
    {},
    { title: 7 },
    { title, unknown: 1 },
    { title, year: '2021' },
    { title, year: 1899 },
    { title, url: 'javascript:alert(1)' },
    { title: 'x'.repeat(501) },
  ])
    t.notOk(importLine.safeParse(wrong).success, JSON.stringify(wrong).slice(0, 60))
  const parsed = importLine.parse({ title: ' A\u0000B ' })
  t.equal(parsed.title, 'AB', 'what no database takes is left out')
})
