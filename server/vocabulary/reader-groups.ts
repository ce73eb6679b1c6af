import { finder, labeller, type Term } from './term.ts'

/** Whom a publication is for. */
export const READER_GROUPS = [
  {
    key: 'local-politicians',
    label: { sv: 'Förtroendevalda', en: 'Local politicians' },
    synonyms: ['politicians', 'councillors', 'politiker', 'elected representatives'],
  },
  {
    key: 'municipal-officers',
    label: { sv: 'Tjänstepersoner i kommuner', en: 'Municipal officers' },
    synonyms: ['civil servants', 'practitioners', 'tjänstemän', 'local government officials'],
  },
  {
    key: 'national-policy-makers',
    label: { sv: 'Nationella beslutsfattare', en: 'National policy makers' },
    synonyms: ['policy makers', 'government', 'ministries', 'beslutsfattare'],
  },
  {
    key: 'civil-society',
    label: { sv: 'Civilsamhället', en: 'Civil society' },
    synonyms: ['ngo', 'ngos', 'community organisations'],
  },
  { key: 'researchers', label: { sv: 'Forskare', en: 'Researchers' }, synonyms: ['academia'] },
  {
    key: 'educators-and-students',
    label: { sv: 'Lärare och studenter', en: 'Teachers and students' },
    synonyms: ['students', 'teachers', 'trainers'],
  },
  {
    key: 'residents',
    label: { sv: 'Invånare', en: 'Residents' },
    synonyms: ['citizens', 'public'],
  },
] as const satisfies readonly Term[]

export type ReaderGroupKey = (typeof READER_GROUPS)[number]['key']

export const findReaderGroup = finder(READER_GROUPS)
export const readerGroupLabel = labeller(READER_GROUPS)
