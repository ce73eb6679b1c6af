import { fillLibrary } from './corpus.ts'
import { atMost, type Bench, percentile, timed } from './figure.ts'
import { withPortal } from './portal.ts'

const RECORDS = 10_000
const PAGES_ASKED = { small: 20, full: 60 }
const FORMATS = ['oai_dc', 'oai_openaire', 'oai_datacite'] as const

/** A harvester that reads the whole library by OAI-PMH, page after page as it must. */
export const harvest: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async ({ url }, filling) => {
    await fillLibrary(filling.database, { publications: RECORDS, pagesEach: 1 })
    await filling.database.writing.execute('analyze')
    const ask = async (query: string): Promise<string> => {
      const answer = await fetch(`${url}/oai?${query}`)
      if (answer.status !== 200) throw new Error(`${query}: ${answer.status}`)
      return answer.text()
    }
    const figures = []
    for (const format of FORMATS) {
      const first = await ask(`verb=ListRecords&metadataPrefix=${format}`)
      const next = tokenOf(first)
      const took = await timed(isFull ? PAGES_ASKED.full : PAGES_ASKED.small, () =>
        ask(`verb=ListRecords&resumptionToken=${next}`),
      )
      figures.push(
        atMost(`harvest-page-${format}`, percentile(took, 0.95), {
          target: 80,
          unit: 'ms',
          detail: `p95 of a page of ${countOf(first)} records among ${RECORDS}, p50 ${percentile(took, 0.5).toFixed(0)} ms`,
        }),
      )
    }
    let records = 0
    const begun = performance.now()
    let token: string | null = null
    do {
      const page: string = await ask(
        token === null
          ? 'verb=ListRecords&metadataPrefix=oai_openaire'
          : `verb=ListRecords&resumptionToken=${token}`,
      )
      records += countOf(page)
      token = tokenOf(page)
    } while (token !== null)
    const seconds = (performance.now() - begun) / 1000
    figures.push(
      atMost('harvest-all', records === RECORDS ? seconds : Number.POSITIVE_INFINITY, {
        target: 20,
        unit: 's',
        detail: `${records} records in oai_openaire, one page after the other`,
      }),
    )
    return figures
  })

const countOf = (page: string): number => page.split('<record>').length - 1

const tokenOf = (page: string): string | null =>
  /<resumptionToken[^>]*>([^<]+)</.exec(page)?.[1] ?? null
