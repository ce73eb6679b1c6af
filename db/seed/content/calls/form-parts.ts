import type { Bilingual, FormDefinition, Question, QuestionType } from '../types.ts'

/** A question of a sample form; required unless the rest says otherwise. */
export const question = (
  key: string,
  type: QuestionType,
  label: Bilingual,
  rest: Partial<Omit<Question, 'key' | 'type' | 'label'>> = {},
): Question => ({ key, type, label, required: true, ...rest })

export const option = (key: string, sv: string, en: string): { key: string; label: Bilingual } => ({
  key,
  label: { sv, en },
})

export const MEGABYTE = 1_048_576

export const THEME_OPTIONS = [
  option('climate-action', 'Klimatåtgärder', 'Climate action'),
  option('democratic-resilience', 'Demokratisk motståndskraft', 'Democratic resilience'),
  option('equitable-health', 'Jämlik hälsa', 'Equitable health'),
  option('gender-equality', 'Jämställdhet', 'Gender equality'),
  option('human-rights', 'Mänskliga rättigheter', 'Human rights'),
  option(
    'youth-and-children-inclusion',
    'Barns och ungas delaktighet',
    'Youth and children inclusion',
  ),
]

export const OUTPUT_OPTIONS = [
  option('report', 'Forskningsrapport', 'Research report'),
  option('brief', 'Policyunderlag', 'Policy brief'),
  option('toolbox', 'Verktygslåda', 'Toolbox'),
  option('video', 'Kort film', 'Short video'),
  option('translation', 'Översättning till ett lokalt språk', 'Translation to a local language'),
]

export const BUDGET: FormDefinition['budget'] = {
  required: true,
  categories: [
    { key: 'salaries', label: { sv: 'Löner', en: 'Salaries' } },
    { key: 'travel', label: { sv: 'Resor', en: 'Travel' } },
    { key: 'meetings', label: { sv: 'Möten och fältarbete', en: 'Meetings and fieldwork' } },
    {
      key: 'municipality',
      label: { sv: 'Kommunens kostnader', en: 'Costs of the municipality' },
    },
    {
      key: 'communication',
      label: { sv: 'Publicering och översättning', en: 'Publication and translation' },
    },
    { key: 'other', label: { sv: 'Övrigt', en: 'Other' } },
    { key: 'indirect', label: { sv: 'Indirekta kostnader', en: 'Indirect costs' } },
  ],
}
