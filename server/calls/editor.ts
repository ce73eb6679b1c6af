import { z } from 'zod'
import type { Context } from '../context.ts'
import { checkForm, decodeForm, type FormState, type Problem } from '../form.ts'
import type { Html } from '../html.ts'
import { type Bilingual, LANGUAGES, type Language } from '../language.ts'
import type { View } from '../view.ts'
import { field, type TextArea, textArea } from '../views/forms.ts'
import { type OfficeTexts, officeTexts } from './office-texts.ts'
import type { CallVersion } from './operations.ts'
import type { Call } from './rules.ts'

/** One page on which a part of a draft, or one thing in a list of it, is written. */
export type Editor = {
  heading(t: OfficeTexts, isNew: boolean): string
  /** Where the page leads when it is saved, under `/office/calls/:id`. */
  back: string
  /** The fields' values as they are kept; null where the call has no such thing. */
  values(call: Call, key: string | null, language: Language): FormState['values'] | null
  fields(view: View, form: FormState, call: Call): Html
  submit(context: Context, given: Submitted): Promise<FormState | null>
}

export type Submitted = { call: Call; version: number; key: string | null; body: unknown }

/**
 * Ties a page's schema, values, fields and act together. `save` gives the problems that only the call as a
 * whole can show, each with its field; `submit` gives the form as typed where anything was wrong.
 */
export const editor = <S extends z.ZodObject>(definition: {
  heading: Editor['heading']
  back: string
  schema: S
  values: Editor['values']
  fields: Editor['fields']
  save(
    context: Context,
    given: { call: Call; version: CallVersion; key: string | null; value: z.output<S> },
  ): Promise<Problem[]>
}): Editor => {
  checkForm(definition.schema)
  return {
    heading: definition.heading,
    back: definition.back,
    values: definition.values,
    fields: definition.fields,
    submit: async (context, { call, version, key, body }) => {
      const { language } = context
      const texts = Object.fromEntries(
        Object.entries(officeTexts[language].problems).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      )
      const decoded = decodeForm(definition.schema, body, { language, texts })
      if (!decoded.ok) return { ...decoded.form, problems: atFields(decoded.form.problems) }
      const given = { call, version: { id: call.id, version }, key, value: decoded.value }
      const problems = await definition.save(context, given)
      return problems.length === 0 ? null : { values: decoded.form.values, problems }
    },
  }
}

/** The two fields of a text in both languages: `titleSv`, `titleEn`. */
export const bilingualFields = (max: number) => z.string().max(max).optional()

export const bilingualOf = (sv: string | undefined, en: string | undefined): Bilingual => ({
  sv: sv ?? '',
  en: en ?? '',
})

/** Values of such a pair of fields. */
export const pairValues = (name: string, text: Bilingual | undefined): FormState['values'] => ({
  [`${name}Sv`]: text?.sv ?? '',
  [`${name}En`]: text?.en ?? '',
})

/** The pair as controls, each tagged with the language to be written. */
export const pairFields = (
  view: View,
  form: FormState,
  name: string,
  options: { label: string; hint?: string; maxlength?: number; rows?: number; optional?: boolean },
): Html[] => {
  const t = officeTexts[view.language]
  return LANGUAGES.map((language) => {
    const { label, rows, ...rest } = options
    const shared: TextArea = {
      ...rest,
      label: language === 'sv' ? t.inSwedish(label) : t.inEnglish(label),
      lang: language === view.language ? undefined : language,
    }
    const fieldName = `${name}${SUFFIXES[language]}`
    return rows === undefined
      ? field(view, form, fieldName, shared)
      : textArea(view, form, fieldName, { ...shared, rows })
  })
}

export const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Two texts line by line; null where one has more lines than the other. */
export const bilingualLines = (
  sv: string | undefined,
  en: string | undefined,
): Bilingual[] | null => {
  const english = linesOf(en)
  const swedish = linesOf(sv)
  return swedish.length === english.length
    ? swedish.map((line, i) => ({ sv: line, en: english[i] ?? '' }))
    : null
}

/** What is wrong with one choice of several is said of the whole field. */
const atFields = (problems: readonly Problem[]): Problem[] => {
  const firsts = new Map<string, Problem>()
  for (const { field: path, message } of problems) {
    const name = path.split('.')[0] ?? path
    if (!firsts.has(name)) firsts.set(name, { field: name, message })
  }
  return [...firsts.values()]
}

const SUFFIXES: Record<Language, string> = { sv: 'Sv', en: 'En' }
