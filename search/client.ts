import { Agent, request } from 'node:http'
import { Meilisearch } from 'meilisearch'

/** The search engine, or rather our line to it. What is asked of it stands in `query.ts` and `sync.ts`. */
export type SearchEngine = {
  client: Meilisearch
  /** Prefix of index names, so that tests and portals can share an engine. */
  prefix: string
  isHealthy(): Promise<boolean>
  close(): void
}

/** A reader waits no longer than this for the engine; then PostgreSQL answers. */
export const SEARCH_DEADLINE_MS = 3_000
/** Taking in documents and settings may take the engine longer where it is busy. */
const TASK_DEADLINE_MS = 60_000

/**
 * Connects to Meilisearch over a kept-alive connection without delay: the client's own `fetch`
 * stalls some 44 ms on every answer over a few kilobytes on loopback.
 */
export const connectSearch = (options: {
  url: string
  key: string
  prefix?: string
  /** For a search's whole answer. */
  deadlineMs?: number
}): SearchEngine => {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const client = new Meilisearch({
    host: options.url,
    apiKey: options.key,
    httpClient: (input, init) =>
      send(agent, new Request(input, init), options.deadlineMs ?? SEARCH_DEADLINE_MS),
  })
  return {
    client,
    prefix: options.prefix ?? '',
    isHealthy: () => client.isHealthy(),
    close: () => agent.destroy(),
  }
}

/** What the engine itself answered with an error status. */
export class SearchEngineRefusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, answer: unknown) {
    const { code, message } = errorOf(answer)
    super(`the search engine answered ${status}: ${message}`)
    this.status = status
    this.code = code
  }
}

const send = async (agent: Agent, asked: Request, searchDeadlineMs: number): Promise<unknown> => {
  const body = asked.body === null ? null : Buffer.from(await asked.arrayBuffer())
  const { status, text } = await new Promise<{ status: number; text: string }>(
    (resolve, reject) => {
      const outgoing = request(
        asked.url,
        {
          agent,
          method: asked.method,
          // For the whole answer: an engine that sends a byte now and then is too slow as well.
          signal: AbortSignal.timeout(isSearch(asked) ? searchDeadlineMs : TASK_DEADLINE_MS),
          headers: {
            ...Object.fromEntries(asked.headers),
            ...(body ? { 'content-length': String(body.length) } : {}),
          },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          )
          answer.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    },
  )
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  if (status >= 400) throw new SearchEngineRefusal(status, answer)
  return answer
}

const isSearch = ({ url }: Request): boolean => /search$/.test(new URL(url).pathname)

const errorOf = (answer: unknown): { code: string; message: string } => {
  const { code = 'unknown', message = '' } = (answer ?? {}) as { code?: string; message?: string }
  return { code, message }
}
