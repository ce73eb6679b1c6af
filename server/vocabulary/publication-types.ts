import { finder, labeller, type Term } from './term.ts'

/** What a publication is, by its form. */
export const PUBLICATION_TYPES = [
  { key: 'report', label: { sv: 'Rapport', en: 'Report' } },
  { key: 'brief', label: { sv: 'Policyunderlag', en: 'Policy brief' } },
  { key: 'working-paper', label: { sv: 'Arbetsrapport', en: 'Working paper' } },
  { key: 'toolbox', label: { sv: 'Verktygslåda', en: 'Toolbox' } },
  { key: 'handbook', label: { sv: 'Handbok', en: 'Handbook' } },
  {
    key: 'learning-case',
    label: { sv: 'Lärande exempel', en: 'Learning case' },
  },
  { key: 'thesis', label: { sv: 'Uppsats', en: 'Thesis' } },
  { key: 'evaluation', label: { sv: 'Utvärdering', en: 'Evaluation' } },
  { key: 'country-brief', label: { sv: 'Landöversikt', en: 'Country brief' } },
  {
    key: 'training-material',
    label: { sv: 'Kursmaterial', en: 'Training material' },
  },
  { key: 'book', label: { sv: 'Bok', en: 'Book' } },
  { key: 'chapter', label: { sv: 'Bokkapitel', en: 'Book chapter' } },
  { key: 'article', label: { sv: 'Artikel', en: 'Article' } },
  {
    key: 'annual-report',
    label: { sv: 'Årsredovisning', en: 'Annual report' },
  },
  { key: 'leaflet', label: { sv: 'Folder', en: 'Leaflet' } },
  { key: 'video', label: { sv: 'Film', en: 'Video' } },
] as const satisfies readonly Term[]

export type PublicationTypeKey = (typeof PUBLICATION_TYPES)[number]['key']

export const publicationTypeLabel = labeller(PUBLICATION_TYPES)

export type Series = Term & { type: PublicationTypeKey }

const series = (
  key: string,
  type: PublicationTypeKey,
  sv: string,
  en: string,
  synonyms: readonly string[] = [],
): Series => ({ key, type, label: { sv, en }, synonyms })

/** The series in use, the numbered ones first. Synonyms are the names found in older records. */
export const SERIES: readonly Series[] = [
  series('research-report', 'report', 'Forskningsrapport', 'Research Report'),
  series('policy-brief', 'brief', 'Policyunderlag', 'Policy Brief'),
  series('working-paper', 'working-paper', 'Arbetsrapport', 'Working Paper'),
  series('toolbox', 'toolbox', 'Verktygslåda', 'Toolbox'),
  series('handbook', 'handbook', 'Handbok', 'Handbook', ['Guide']),
  series('learning-case', 'learning-case', 'Lärande exempel', 'Learning Case'),
  series('country-brief', 'country-brief', 'Landöversikt', 'Country Brief'),
  series('fieldwork-thesis', 'thesis', 'Fältstudie', 'Fieldwork Thesis', [
    'Fieldwork Grant thesis',
    'Fieldwork Grant thesis project (title at award; year = award round)',
  ]),
  series('impact-research', 'report', 'Tillämpad forskning', 'Impact research publication'),
  series('project-report', 'report', 'Projektrapport', 'Project report', [
    'Municipal partnership project report',
  ]),
  series('quality-assessment', 'evaluation', 'Intern kvalitetsgranskning', 'Quality Assessment', [
    'Internal Quality Assessment (IQA)',
    'IQA',
  ]),
  series('external-evaluation', 'evaluation', 'Extern utvärdering', 'External evaluation'),
  series('annual-report', 'annual-report', 'Årsredovisning', 'Annual Report'),
  series('training-material', 'training-material', 'Kursmaterial', 'Training material'),
  series('information', 'leaflet', 'Informationsmaterial', 'Information', [
    'Information folder',
    'Programme brochure',
  ]),
  series('related-book', 'book', 'Närliggande forskning: bok', 'Related research: book', [
    'Related research (book)',
    'Anthology (external publisher)',
  ]),
  series(
    'related-chapter',
    'chapter',
    'Närliggande forskning: kapitel',
    'Related research: chapter',
    ['Related research (book chapter)'],
  ),
  series(
    'related-article',
    'article',
    'Närliggande forskning: artikel',
    'Related research: article',
    ['External (journal article about an ICLD-funded partnership)'],
  ),
]

/** The key of a series by any of its names, or null. */
export const findSeries = finder(SERIES)
export const seriesLabel = labeller(SERIES)
