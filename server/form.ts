import { z } from 'zod'
import type { Language } from './language.ts'
import { type ProblemTexts, problemsOf } from './problems.ts'

export type Problem = { field: string; message: string }

/** What a page shows again: the values as typed, and what is wrong with them. */
export type FormState = {
  values: Record<string, string | string[] | undefined>
  problems: Problem[]
}

export const emptyForm = (values: FormState['values'] = {}): FormState => ({ values, problems: [] })

export type Decoded<T> = { ok: true; value: T; form: FormState } | { ok: false; form: FormState }

/**
 * Decodes a posted form by the types of its schema, then validates with that same schema.
 * `''` is absent; numbers come by `Number`; a checkbox is true when present; a single value of a list
 * becomes a list. Only fields of the schema are read. A field type it cannot decode throws at the first use
 * of the schema (`checkForm` does so at start-up).
 */
export const decodeForm = <S extends z.ZodObject>(
  schema: S,
  body: unknown,
  { language, texts }: { language: Language; texts?: ProblemTexts },
): Decoded<z.output<S>> => {
  const posted = isRecord(body) ? body : {}
  const values: FormState['values'] = {}
  const input: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(schema.shape)) {
    const raw = posted[name]
    const kind = kindOf(type as z.ZodType, name)
    values[name] = Array.isArray(raw)
      ? raw.map(String)
      : raw === undefined
        ? undefined
        : String(raw)
    const decoded = decodeValue(kind, raw)
    if (decoded !== undefined) input[name] = decoded
  }
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data, form: { values, problems: [] } }
  return {
    ok: false,
    form: { values, problems: ofFields(problemsOf(parsed.error, language, texts)) },
  }
}

/** A problem with one item of a list belongs to the list's control. */
const ofFields = (problems: Problem[]): Problem[] =>
  problems.map(({ field, message }) => ({ field: field.replace(/\.\d+$/, ''), message }))

/** Throws when a schema has a field that no form can send; call it where routes are registered. */
export const checkForm = (schema: z.ZodObject): void => {
  for (const [name, type] of Object.entries(schema.shape)) kindOf(type as z.ZodType, name)
}

type Kind = 'text' | 'number' | 'boolean' | 'list' | 'numbers'

const kindOf = (type: z.ZodType, name: string): Kind => {
  let inner: z.ZodType = type
  for (;;) {
    if (
      inner instanceof z.ZodOptional ||
      inner instanceof z.ZodNullable ||
      inner instanceof z.ZodDefault
    )
      inner = inner.unwrap() as z.ZodType
    else if (inner instanceof z.ZodPipe) inner = inner.in as z.ZodType
    else break
  }
  if (inner instanceof z.ZodNumber) return 'number'
  if (inner instanceof z.ZodBoolean) return 'boolean'
  if (inner instanceof z.ZodArray) return inner.element instanceof z.ZodNumber ? 'numbers' : 'list'
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum || inner instanceof z.ZodLiteral)
    return 'text'
  if (inner instanceof z.ZodStringFormat || inner instanceof z.ZodUnion) return 'text'
  throw new TypeError(`A form cannot send the field "${name}"`)
}

const decodeValue = (kind: Kind, raw: unknown): unknown => {
  if (kind === 'boolean') return raw !== undefined && raw !== '' && raw !== 'false'
  if (kind === 'list' || kind === 'numbers') {
    const list = raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
    const texts = list.map((item) => String(item).trim()).filter((item) => item !== '')
    return kind === 'numbers' ? texts.map(toNumber) : texts
  }
  const single = Array.isArray(raw) ? raw[0] : raw
  if (single === undefined || single === null) return undefined
  const text = String(single).replace(/\r\n/g, '\n').trim()
  if (text === '') return undefined
  return kind === 'number' ? toNumber(text) : text
}

/**
 * Accepts what people type: spaces or commas between thousands, a decimal comma or point. A comma before
 * exactly three last digits parts thousands ("300,000"), any other is a decimal comma ("12,5"). What is no
 * number stays text.
 */
const toNumber = (text: string): number | string => {
  const dense = text.replace(/[\s\u00a0\u202f]/g, '')
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(dense)
    ? dense.replaceAll(',', '')
    : dense.replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
