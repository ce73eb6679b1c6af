import { PUBLICATION_TYPES, type PublicationTypeKey } from './publication-types.ts'

export type CoarTerm = { uri: string; label: string }

const resource = (id: string, label: string): CoarTerm => ({
  uri: `http://purl.org/coar/resource_type/${id}`,
  label,
})
const access = (id: string, label: string): CoarTerm => ({
  uri: `http://purl.org/coar/access_right/${id}`,
  label,
})

/** COAR Controlled Vocabulary for Resource Types, 3.x. */
const REPORT = resource('c_93fc', 'report')
const RESEARCH_REPORT = resource('c_18ws', 'research report')
const POLICY_REPORT = resource('c_186u', 'policy report')
const LEARNING_OBJECT = resource('c_e059', 'learning object')
const VIDEO = resource('c_12ce', 'video')
const OTHER = resource('c_1843', 'other')

const RESOURCE_TYPES: Record<PublicationTypeKey, CoarTerm> = {
  report: REPORT,
  brief: POLICY_REPORT,
  'working-paper': resource('c_8042', 'working paper'),
  toolbox: LEARNING_OBJECT,
  handbook: LEARNING_OBJECT,
  'learning-case': LEARNING_OBJECT,
  thesis: resource('c_46ec', 'thesis'),
  evaluation: REPORT,
  'country-brief': POLICY_REPORT,
  'training-material': LEARNING_OBJECT,
  book: resource('c_2f33', 'book'),
  chapter: resource('c_3248', 'book part'),
  article: resource('c_6501', 'journal article'),
  'annual-report': REPORT,
  leaflet: resource('c_18cf', 'text'),
  video: VIDEO,
}

/** What a publication is in COAR's words; reports of a research series are research reports. */
export const coarResourceType = (type: string, series: string | null): CoarTerm => {
  if (series === 'research-report' || series === 'impact-research') return RESEARCH_REPORT
  const known = PUBLICATION_TYPES.find(({ key }) => key === type)
  return known ? RESOURCE_TYPES[known.key] : RESOURCE_TYPES.leaflet
}

/** The same as `openaire.xsd` 4.0 lists the terms: learning objects came with 4.1. */
export const openaireResourceType = (
  type: string,
  series: string | null,
): CoarTerm & { isLiterature: boolean } => {
  const term = coarResourceType(type, series)
  const known = term === LEARNING_OBJECT ? OTHER : term
  return { ...known, isLiterature: known !== OTHER && known !== VIDEO }
}

/** COAR Controlled Vocabulary for Access Rights, 1.x. */
export const COAR_ACCESS = {
  open: access('c_abf2', 'open access'),
  embargoed: access('c_f1cf', 'embargoed access'),
  metadata_only: access('c_14cb', 'metadata only access'),
} as const
export type AccessKey = keyof typeof COAR_ACCESS
