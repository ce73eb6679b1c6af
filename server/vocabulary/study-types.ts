import { finder, labeller, type Term } from './term.ts'

/** How what a publication says was found out. */
export const STUDY_TYPES = [
  {
    key: 'case-study',
    label: { sv: 'Fallstudie', en: 'Case study' },
    synonyms: ['case studies', 'fallstudier'],
  },
  {
    key: 'comparative-study',
    label: { sv: 'Jämförande studie', en: 'Comparative study' },
    synonyms: ['comparative case study', 'comparison'],
  },
  {
    key: 'survey',
    label: { sv: 'Enkätstudie', en: 'Survey' },
    synonyms: ['questionnaire', 'enkät'],
  },
  {
    key: 'interviews-and-fieldwork',
    label: { sv: 'Intervjuer och fältarbete', en: 'Interviews and fieldwork' },
    synonyms: ['qualitative', 'ethnography', 'interviews', 'kvalitativ', 'fältstudie'],
  },
  {
    key: 'statistical-analysis',
    label: { sv: 'Statistisk analys', en: 'Statistical analysis' },
    synonyms: ['quantitative', 'econometrics', 'kvantitativ'],
  },
  {
    key: 'experiment',
    label: { sv: 'Experiment', en: 'Experiment' },
    synonyms: ['rct', 'randomised controlled trial', 'quasi-experiment'],
  },
  {
    key: 'action-research',
    label: { sv: 'Aktionsforskning', en: 'Action research' },
    synonyms: ['participatory research', 'deltagarbaserad forskning'],
  },
  {
    key: 'evaluation',
    label: { sv: 'Utvärdering', en: 'Evaluation' },
    synonyms: ['impact evaluation', 'effektutvärdering'],
  },
  {
    key: 'literature-review',
    label: { sv: 'Litteraturöversikt', en: 'Literature review' },
    synonyms: ['review', 'systematic review', 'research overview', 'forskningsöversikt'],
  },
  {
    key: 'document-and-law-study',
    label: { sv: 'Dokument- och rättsstudie', en: 'Document and law study' },
    synonyms: ['document analysis', 'legal analysis', 'policy analysis'],
  },
  {
    key: 'practice',
    label: { sv: 'Erfarenheter ur praktiken', en: 'Lessons from practice' },
    synonyms: ['guidance', 'method', 'learning', 'lessons learned', 'metod'],
  },
] as const satisfies readonly Term[]

export type StudyTypeKey = (typeof STUDY_TYPES)[number]['key']

export const findStudyType = finder(STUDY_TYPES)
export const studyTypeLabel = labeller(STUDY_TYPES)
