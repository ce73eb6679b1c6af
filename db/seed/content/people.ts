import type { Language } from '../../../server/language.ts'
import type { Role } from '../../../server/people/rules.ts'

/** An account of the sample data; the name says that it is invented. `organisation` is a ROR address. */
export type SamplePerson = {
  email: string
  name: string
  organisation: string | null
  country: string
  languages: readonly string[]
  keywords: readonly string[]
  /** Of the portal's pages and mails. */
  language: Language
  roles: readonly Role[]
}

const GOTHENBURG = 'https://ror.org/01tm6cn81'
const UPPSALA = 'https://ror.org/048a87296'
const NAIROBI = 'https://ror.org/02y9nww90'
const BELGRADE = 'https://ror.org/02qsmb048'
const JAVERIANA = 'https://ror.org/03etyjw28'
const KWAZULU_NATAL = 'https://ror.org/04qzfn040'
const LUND = 'https://ror.org/012a77v79'

const office = { organisation: null, country: 'SE', languages: ['sv', 'en'], keywords: [] }

/** The portal's own sample accounts. The office belongs to no university. */
export const SAMPLE_PEOPLE: readonly SamplePerson[] = [
  {
    ...office,
    email: 'admin@example.org',
    name: 'Astrid Exempelgren',
    language: 'sv',
    roles: ['administrator'],
  },
  {
    ...office,
    email: 'officer@example.org',
    name: 'Maria Exempelsson',
    language: 'sv',
    roles: ['officer'],
  },
  {
    ...office,
    email: 'officer2@example.org',
    name: 'Johan Exempellund',
    language: 'en',
    roles: ['officer'],
  },
  {
    ...office,
    email: 'auditor@example.org',
    name: 'Bengt Exempelman',
    language: 'sv',
    roles: ['auditor'],
  },
  {
    email: 'applicant@example.org',
    name: 'Karin Exempelius',
    organisation: GOTHENBURG,
    country: 'SE',
    languages: ['sv', 'en'],
    keywords: ['participatory budgeting', 'drought', 'ward budgets'],
    language: 'en',
    roles: [],
  },
  {
    email: 'applicant2@example.org',
    name: 'Ingrid Exempelsdotter',
    organisation: GOTHENBURG,
    country: 'SE',
    languages: ['sv', 'en'],
    keywords: ['medborgardialog', 'kommunal service', 'budgetradio'],
    language: 'sv',
    roles: [],
  },
  {
    email: 'reviewer1@example.org',
    name: 'Helena Exempelberg',
    organisation: UPPSALA,
    country: 'SE',
    languages: ['sv', 'en'],
    keywords: ['medborgarbudget', 'kommunal ekonomi', 'deltagande'],
    language: 'sv',
    roles: ['reviewer'],
  },
  {
    email: 'reviewer2@example.org',
    name: 'Wanjiru Sample-Kamau',
    organisation: NAIROBI,
    country: 'KE',
    languages: ['en', 'sw'],
    keywords: ['devolution', 'county budgets', 'accountability'],
    language: 'en',
    roles: ['reviewer'],
  },
  {
    email: 'reviewer3@example.org',
    name: 'Jelena Primjerić',
    organisation: BELGRADE,
    country: 'RS',
    languages: ['sr', 'bs', 'en'],
    keywords: ['local self-government', 'local communities', 'survey methods'],
    language: 'en',
    roles: ['reviewer'],
  },
  {
    email: 'reviewer4@example.org',
    name: 'Carolina Ejemplo Ríos',
    organisation: JAVERIANA,
    country: 'CO',
    languages: ['es', 'en'],
    keywords: ['youth participation', 'municipal contracts', 'safety of participants'],
    language: 'en',
    roles: ['reviewer'],
  },
  {
    email: 'reviewer5@example.org',
    name: 'Sipho Sample-Nkosi',
    organisation: KWAZULU_NATAL,
    country: 'ZA',
    languages: ['en', 'zu'],
    keywords: ['ward committees', 'municipal services', 'inclusion'],
    language: 'en',
    roles: ['reviewer'],
  },
  {
    email: 'reviewer6@example.org',
    name: 'Mattias Exempelin',
    organisation: LUND,
    country: 'SE',
    languages: ['sv', 'en', 'fr'],
    keywords: ['lokal förvaltning', 'jämlikhet', 'fältförsök'],
    language: 'sv',
    roles: ['reviewer'],
  },
]
