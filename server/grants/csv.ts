import { csv } from '../csv.ts'
import type { Language } from '../language.ts'
import { countryName } from '../vocabulary/countries.ts'
import type { Award } from './award-store.ts'
import { texts } from './texts.ts'

/** The awards as a table, amounts as plain figures. */
export const awardsCsv = (awards: readonly Award[], language: Language): string => {
  const t = texts[language]
  const head = [
    t.facts.reference,
    t.facts.project,
    t.facts.organisation,
    t.facts.country,
    t.facts.amount,
    t.facts.currency,
    t.facts.call,
    t.facts.year,
    t.facts.state,
    t.facts.starts,
    t.facts.ends,
  ]
  const rows = awards.map((award) => [
    award.reference,
    award.title,
    award.organisation ?? '',
    award.country === null ? '' : countryName(award.country, language),
    (award.amountCents / 100).toFixed(award.amountCents % 100 === 0 ? 0 : 2),
    award.currency,
    award.callTitle[language] || award.callTitle.en,
    String(award.year),
    t.statuses[award.status],
    award.startsOn ?? '',
    award.endsOn ?? '',
  ])
  return csv([head, ...rows])
}
