import { type Cleaned, cleanRecord, surroundingsOf } from './cleaning-rules.ts'
import { type ImportLine, importLine } from './schema.ts'

/**
 * The lines of an import with the known defects of the old library put right, and what each rule changed or found,
 * by line. A line that is no record goes through as it is: the import says what is wrong with it. All lines are held
 * at once, since the rules compare them.
 */
export const cleanLines = async (
  lines: AsyncIterable<string> | Iterable<string>,
  hosts: readonly string[],
): Promise<{ lines: string[]; changes: (Cleaned & { line: number })[] }> => {
  const given: { text: string; record: ImportLine | null }[] = []
  for await (const text of lines) given.push({ text, record: recordIn(text) })
  const around = surroundingsOf(
    given.flatMap(({ record }) => record ?? []),
    hosts,
  )
  const changes: (Cleaned & { line: number })[] = []
  const cleaned = given.map(({ text, record }, index) => {
    if (record === null) return text
    const after = cleanRecord(record, around)
    changes.push(...after.changes.map((change) => ({ ...change, line: index + 1 })))
    return JSON.stringify(after.record)
  })
  return { lines: cleaned, changes }
}

const recordIn = (text: string): ImportLine | null => {
  try {
    return importLine.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
