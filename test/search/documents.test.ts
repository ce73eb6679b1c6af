import t from 'tap'
import {
  foldedWords,
  type PublicPublication,
  pageDocuments,
  publicationDocument,
} from '../../search/documents.ts'
import { analyserWith } from '../../search/language/analyse.ts'

const publication: PublicPublication = {
  id: '01a20a0d-2983-7824-a4e0-f9b5d096970d',
  version: 7,
  titles: [
    { text: 'Fullmäktige', language: 'sv' },
    { text: 'Councils', language: 'en' },
  ],
  authors: ['Åsa Ek'],
  keywords: [{ text: 'Kenya', language: 'en' }],
  identifiers: ['978-91-0000-000-1'],
  keyMessages: [{ text: 'Skriv ner det.', language: 'sv' }],
  abstracts: [{ text: 'Om medborgardialoger.', language: 'sv' }],
  sortTitle: 'Överblick',
  newest: 2026_020_000,
  facets: {
    country: ['KE'],
    theme: ['inclusion'],
    series: [],
    type: ['report'],
    language: ['sv'],
    year: [2026],
    core_value: ['equity'],
    sdg: [11],
    audience: [],
    tier: [],
    study_type: [],
    extent: [],
  },
  pages: [
    { number: 2, text: 'Trädgårdar och träd', language: 'sv' },
    { number: 4, text: 'plain', language: 'en' },
  ],
}

t.test('only words that folding changes are kept folded, once', async (t) => {
  t.equal(foldedWords([{ text: 'Träd och hus' }, { text: 'träd, Ärlighet' }]), 'trad arlighet')
  t.equal(foldedWords([{ text: 'plain text only' }]), '')
})

t.test('a publication as a document', async (t) => {
  t.match(publicationDocument(publication, analyserWith()), {
    id: publication.id,
    title: ['Fullmäktige', 'Councils'],
    folded_title: 'fullmaktige',
    identifiers: ['978-91-0000-000-1', '9789100000001'],
    folded: 'asa',
    title_terms: 'fullmak council',
    terms: 'medborgardialog medborg dialog',
    sort_title: 'overblick',
    country: ['KE'],
    sdg: [11],
  })
})

t.test('its pages as documents carry its version, and no facets of their own', async (t) => {
  const [second, fourth] = pageDocuments(publication, analyserWith())
  t.match(second, {
    id: `${publication.id}-2`,
    publication_id: publication.id,
    page: 2,
    version: 7,
    folded: 'tradgardar trad',
  })
  t.notOk('country' in (second ?? {}))
  t.match(fourth, { page: 4, folded: '' })
})
