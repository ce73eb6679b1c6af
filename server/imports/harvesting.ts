import { setTimeout as pause } from 'node:timers/promises'
import { type Fetched, type FetchFailure, fetchPublic, NotFetched } from './fetching.ts'
import { listRecordsUrl, nextRecordsUrl, webAddressOf } from './rules/addresses.ts'
import { decodeText, type Read, type ReadProblem } from './rules.ts'

export type HarvestLimits = { pages: number; records: number; milliseconds: number }

/** While a person waits. */
export const HARVEST_LIMITS: HarvestLimits = { pages: 40, records: 2_000, milliseconds: 25_000 }
/** From the command line. */
export const LONG_HARVEST_LIMITS: HarvestLimits = {
  pages: 10_000,
  records: 200_000,
  milliseconds: 3_600_000,
}
/** How often a repository that is busy is asked again for one page. */
const TRIES_MAX = 5

/** Why the harvest came to its end: `null` where it came to the end of the list. */
export type HarvestStop =
  | FetchFailure
  | 'limit_pages'
  | 'limit_records'
  | 'loop'
  | 'protocol'
  | 'answer_broken'
export type Harvest = Read & {
  pages: number
  stopped: { reason: HarvestStop; detail: string } | null
}

/**
 * Takes in all records of another repository by OAI-PMH 2.0 in Dublin Core, page by page, within limits. What came
 * before something went wrong is kept, and why it ended is said.
 */
export const harvestRepository = async (
  asked: { url: string; set?: string | undefined },
  options: { allowsPrivate: boolean; limits: HarvestLimits },
): Promise<Harvest> => {
  const { readOai } = await import('./formats/dublin-core.ts')
  const harvest: Harvest = { records: [], problems: [], pages: 0, stopped: null }
  const stop = (reason: HarvestStop, detail = ''): Harvest => {
    harvest.stopped = { reason, detail }
    return harvest
  }
  const base = webAddressOf(asked.url)
  if (base === null) return stop('address_wrong')
  const signal = AbortSignal.timeout(options.limits.milliseconds)
  const { allowsPrivate, limits } = options
  const tokens = new Set<string>()
  let url = listRecordsUrl(base, asked)
  for (;;) {
    let fetched: Fetched
    try {
      fetched = await fetchPage(url, { allowsPrivate, signal })
    } catch (error) {
      if (error instanceof NotFetched) return stop(error.reason, error.detail)
      throw error
    }
    const answer = readOai(decodeText(fetched.body))
    if (!answer.isWhole) return stop('answer_broken')
    harvest.pages += 1
    const [wrong] = answer.errors
    if (wrong === 'noRecordsMatch') return harvest
    if (wrong !== undefined) return stop('protocol', wrong.slice(0, 60))
    const before = harvest.records.length
    harvest.problems.push(
      ...answer.problems.map(
        (problem): ReadProblem => ({ ...problem, line: before + problem.line }),
      ),
    )
    harvest.records.push(...answer.records)
    const { resumptionToken } = answer
    if (harvest.records.length > limits.records) {
      harvest.records.length = limits.records
      harvest.problems = harvest.problems.filter(({ line }) => line <= limits.records)
      return stop('limit_records', String(limits.records))
    }
    if (resumptionToken === null) return harvest
    if (tokens.has(resumptionToken)) return stop('loop')
    if (harvest.pages >= limits.pages) return stop('limit_pages', String(limits.pages))
    tokens.add(resumptionToken)
    url = nextRecordsUrl(base, resumptionToken)
  }
}

/** A repository that is busy says so by 503 and when to come back (OAI-PMH 2.0, 3.1.2.2). */
const fetchPage = async (
  url: URL,
  options: { allowsPrivate: boolean; signal: AbortSignal },
): Promise<Fetched> => {
  for (let tries = 1; ; tries += 1) {
    const fetched = await fetchPublic(url, options)
    if (fetched.status === 200) return fetched
    const seconds = Number(fetched.retryAfter ?? Number.NaN)
    const isBusy = (fetched.status === 503 || fetched.status === 429) && seconds >= 0
    if (!isBusy || tries === TRIES_MAX)
      throw new NotFetched('answer_refused', String(fetched.status))
    try {
      await pause(seconds * 1000, undefined, { signal: options.signal })
    } catch {
      throw new NotFetched('too_late')
    }
  }
}
