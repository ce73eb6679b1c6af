import type { Language } from '../language.ts'
import { coreValueLabel } from '../vocabulary/core-values.ts'
import { countryName } from '../vocabulary/countries.ts'
import { extentLabel } from '../vocabulary/extents.ts'
import { governmentTierLabel } from '../vocabulary/government-tiers.ts'
import { languageName } from '../vocabulary/languages.ts'
import { publicationTypeLabel, seriesLabel } from '../vocabulary/publication-types.ts'
import { readerGroupLabel } from '../vocabulary/reader-groups.ts'
import { sdgLabel } from '../vocabulary/sdgs.ts'
import { studyTypeLabel } from '../vocabulary/study-types.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import type { Facet } from './rules.ts'

/** What a value of a facet is called in a language. */
export const facetLabel = (facet: Facet, value: string, language: Language): string => {
  switch (facet) {
    case 'country':
      return countryName(value, language)
    case 'theme':
      return themeLabel(value, language)
    case 'series':
      return seriesLabel(value, language)
    case 'type':
      return publicationTypeLabel(value, language)
    case 'language':
      return languageName(value, language)
    case 'core_value':
      return coreValueLabel(value, language)
    case 'sdg':
      return `${value} ${sdgLabel(Number(value), language)}`
    case 'audience':
      return readerGroupLabel(value, language)
    case 'tier':
      return governmentTierLabel(value, language)
    case 'study_type':
      return studyTypeLabel(value, language)
    case 'extent':
      return extentLabel(value, language)
    case 'year':
      return value
  }
}

/** "Research Report 31"; without a series the kind. */
export const seriesLine = (
  publication: { series: string | null; number: string | null; type: string },
  language: Language,
): string =>
  [
    publication.series === null
      ? publicationTypeLabel(publication.type, language)
      : seriesLabel(publication.series, language),
    publication.number,
  ]
    .filter((part) => part !== null)
    .join(' ')
