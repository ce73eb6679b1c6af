import type { Tx } from '../../db/client.ts'
import type { Actor } from '../actor.ts'
import type { Language } from '../language.ts'
import { countryName } from '../vocabulary/countries.ts'
import {
  listForOffice,
  type OfficeFilter,
  type OfficePlace,
  type OfficeRow,
} from './office-store.ts'
import { officeTexts } from './texts-office.ts'

const BATCH = 500
const BOM = '\ufeff'

/**
 * The list as a sheet for Swedish Excel: UTF-8 with a mark, semicolons, decimal comma. Read and sent batch by
 * batch. Rows that are shut to the reader hold their number and nothing else.
 */
export async function* applicationsSheet(
  tx: Tx,
  actor: Actor,
  given: { callId: string; currency: string; filter: OfficeFilter; language: Language },
): AsyncGenerator<string> {
  const t = officeTexts[given.language]
  yield BOM +
    csvLine([
      t.reference,
      t.title,
      t.applicant,
      t.organisation,
      t.country,
      `${t.amount}, ${given.currency}`,
      `${t.submitted} (UTC)`,
      t.status,
    ])
  let after: OfficePlace | null = null
  do {
    const { rows, next }: { rows: OfficeRow[]; next: OfficePlace | null } = await listForOffice(
      tx,
      actor,
      given.callId,
      given.filter,
      { after, limit: BATCH },
    )
    yield rows.map((row) => lineOf(row, given.language)).join('')
    after = next
  } while (after !== null)
}

const lineOf = (row: OfficeRow, language: Language): string => {
  const t = officeTexts[language]
  if (row.isShut) return csvLine([row.reference, t.shut, '', '', '', '', '', ''])
  return csvLine([
    row.reference,
    row.title,
    row.applicant,
    row.organisation ?? '',
    row.country === null ? '' : countryName(row.country, language),
    (row.requestedCents / 100).toFixed(2).replace('.', ','),
    row.submittedAt.toISOString().slice(0, 19).replace('T', ' '),
    t.statuses[row.status],
  ])
}

const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(';')}\r\n`

/** A cell that begins as a formula is made text by an apostrophe; figures of ours never begin so. */
export const csvCell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
