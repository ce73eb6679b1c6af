import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { countryName } from '../vocabulary/countries.ts'
import { REGIONS } from '../vocabulary/regions.ts'
import { facetLabel } from './labels.ts'
import {
  drawMap,
  lenientMapParameters,
  MAP_PATH,
  mapParameters,
  mapQueryOf,
  mapSearchPath,
} from './map.ts'
import { mapPage } from './pages/map.ts'
import { MAP_AXES } from './rules/evidence-map.ts'

const MAP_LIMIT = { max: 300, timeWindow: '1 minute' }

const mapView = z
  .object({
    by: z.enum(MAP_AXES),
    total: z.int(),
    without_place: z.int(),
    without_term: z.int(),
    columns: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        terms: z.array(z.string()),
        placed: z.int().meta({ description: 'All places together, each publication once.' }),
        unplaced: z.int().meta({ description: 'Publications that name no place.' }),
      }),
    ),
    column_pages: z.int(),
    rows: z.array(
      z.object({
        key: z.string(),
        label: z.string().nullable().meta({ description: 'Null for the others of a region.' }),
        region: z.enum(REGIONS.map(({ key }) => key)),
        countries: z.array(z.string()),
        is_partner: z.boolean(),
        cells: z.array(z.object({ count: z.int(), url: z.string().nullable() })).meta({
          description: 'In the order of the columns; `url` is the search that shows them.',
        }),
      }),
    ),
  })
  .meta({ id: 'EvidenceMap' })

/** Where there is knowledge and where there is none, as a page and by program. */
export const mapRoutes = async (app: App): Promise<void> => {
  const config = { access: 'public' as const, rateLimit: MAP_LIMIT }

  app.get(
    MAP_PATH,
    { config, schema: { querystring: lenientMapParameters } },
    async (request, reply) =>
      reply.page(mapPage(request.view, await drawMap(request.context, mapQueryOf(request.query)))),
  )
}

export const mapApi = async (app: App): Promise<void> => {
  app.get(
    `${API_PREFIX}/evidence-map`,
    {
      config: { access: 'public', rateLimit: MAP_LIMIT },
      schema: {
        summary:
          'How many publications there are by place and theme, or by place and kind of study',
        description:
          'A theme’s column counts its narrower themes too. Where there are many places, the least written about of each region share a row; `region` shows them all.',
        querystring: mapParameters,
        response: { 200: mapView },
      },
    },
    async ({ context, language, query }) => {
      const map = await drawMap(context, mapQueryOf(query))
      const { baseUrl } = context.config
      return {
        by: map.query.axis,
        total: map.total,
        without_place: map.withoutPlace,
        without_term: map.withoutTerm,
        columns: map.columns.map(({ key, terms, placed, unplaced }) => ({
          key,
          label: facetLabel(map.query.axis, key, language),
          terms,
          placed,
          unplaced,
        })),
        column_pages: map.columnPages,
        rows: map.rows.map((row) => ({
          key: row.key,
          label: row.isOthers ? null : countryName(row.key, language),
          region: row.region,
          countries: row.countries,
          is_partner: row.isPartner,
          cells: row.cells.map(({ count, terms }) => ({
            count,
            url:
              count === 0
                ? null
                : `${baseUrl}${mapSearchPath(map, { countries: row.countries, terms })}`,
          })),
        })),
      }
    },
  )
}
