import { LOCALES } from '../../language.ts'
import type { View } from '../../view.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { facetLabel } from '../labels.ts'
import { type EvidenceMap, mapPath, mapSearchPath } from '../map.ts'
import { mapTexts } from '../map-texts.ts'
import type { MapRow } from '../rules/evidence-map.ts'

export const columnLabel = (view: View, { query }: EvidenceMap, key: string): string =>
  facetLabel(query.axis, key, view.language)

export const rowLabel = (view: View, { isOthers, key, countries }: MapRow): string =>
  isOthers ? mapTexts[view.language].others(countries.length) : countryName(key, view.language)

/** A country leads to its publications, the others of a region to the region's own map. */
export const rowHref = (view: View, map: EvidenceMap, row: MapRow): string =>
  view.to(
    row.isOthers
      ? mapPath({ ...map.query, region: row.region })
      : mapSearchPath(map, { countries: row.countries, terms: [] }),
  )

/** Region by region as they are, the countries of each in the order of the alphabet, its others last. */
export const byName = <T extends MapRow>(view: View, rows: readonly T[]): T[] => {
  const { compare } = new Intl.Collator(LOCALES[view.language])
  return [...Map.groupBy(rows, ({ region }) => region).values()].flatMap((some) =>
    [...some].sort(
      (a, b) =>
        Number(a.isOthers) - Number(b.isOthers) || compare(rowLabel(view, a), rowLabel(view, b)),
    ),
  )
}
