import { catalogue } from '../../language.ts'
import { languageName } from '../../vocabulary/languages.ts'
import { facetLabel } from '../labels.ts'
import type { Facet } from '../rules.ts'

export type QuickChoice = { facet: Facet; value: string }

/** What practitioners ask for first: something to use, something to read quickly, in a language they read. */
export const QUICK_CHOICES: readonly QuickChoice[] = [
  { facet: 'type', value: 'toolbox' },
  { facet: 'extent', value: 'short' },
  { facet: 'type', value: 'brief' },
  { facet: 'language', value: 'es' },
  { facet: 'language', value: 'sv' },
]

/** As one asks for it: "In Spanish". */
export const quickLabel = ({ facet, value }: QuickChoice, language: 'sv' | 'en'): string =>
  facet === 'language'
    ? texts[language].inLanguage(languageName(value, language))
    : facetLabel(facet, value, language)

const texts = catalogue({
  en: { inLanguage: (name: string) => `In ${name}` },
  sv: { inLanguage: (name: string) => `På ${name.toLocaleLowerCase('sv')}` },
})
