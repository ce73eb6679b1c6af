import type { FormState } from '../form.ts'

/** Fields of a form that stand in rows: `contributor_0_name`, `contributor_0_orcid`, `contributor_1_name` … */
export type Rows<Field extends string> = { name: string; fields: readonly Field[]; most: number }
export type Row<Field extends string> = Record<Field, string>

export const rowField = (name: string, index: number, field: string): string =>
  `${name}_${index}_${field}`

/** The rows of a posted form in their order, without those in which nothing stands. */
export const postedRows = <Field extends string>(
  posted: Readonly<Record<string, unknown>>,
  { name, fields, most }: Rows<Field>,
): Row<Field>[] =>
  Array.from(
    { length: most },
    (_, index) =>
      Object.fromEntries(
        fields.map((field) => [field, textOf(posted[rowField(name, index, field)])]),
      ) as Row<Field>,
  ).filter((row) => Object.values<string>(row).some((text) => text !== ''))

/** The same rows as values of a form. */
export const rowValues = <Field extends string>(
  rows: readonly Row<Field>[],
  { name, fields }: Rows<Field>,
): FormState['values'] =>
  Object.fromEntries(
    rows.flatMap((row, index) =>
      fields.map((field) => [rowField(name, index, field), row[field] || undefined]),
    ),
  )

/** The place of the last row in which something stands, or -1. */
export const lastRow = <Field extends string>(
  values: FormState['values'],
  { name, fields, most }: Rows<Field>,
): number =>
  Array.from({ length: most }, (_, index) => index).findLast((index) =>
    fields.some((field) => values[rowField(name, index, field)] !== undefined),
  ) ?? -1

/** What a button of a row does: `contributor-2-up`, `contributor-2-remove`. Null for any other button. */
export const rowAct = (
  act: unknown,
  name: string,
): { act: 'up' | 'down' | 'remove'; index: number } | null => {
  const [, kind = '', index = '', what = ''] =
    /^([a-z]+)-(\d{1,3})-(up|down|remove)$/.exec(String(act)) ?? []
  return kind === name ? { act: what as 'up' | 'down' | 'remove', index: Number(index) } : null
}

/** The rows after that. */
export const afterAct = <T>(
  rows: readonly T[],
  { act, index }: { act: 'up' | 'down' | 'remove'; index: number },
): T[] => {
  if (act === 'remove') return rows.filter((_, at) => at !== index)
  const to = act === 'up' ? index - 1 : index + 1
  const [moved, other] = [rows[index], rows[to]]
  if (moved === undefined || other === undefined) return [...rows]
  return rows.map((row, at) => (at === index ? other : at === to ? moved : row))
}

const textOf = (raw: unknown): string =>
  String((Array.isArray(raw) ? raw[0] : raw) ?? '')
    .replace(/\r\n/g, '\n')
    .trim()
