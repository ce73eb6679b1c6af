import { Agent, request } from 'node:http'
import { spentBy, spentEach } from './cpu.ts'
import { percentile } from './figure.ts'

export type Asked = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  headers: Record<string, string>
  body?: string
}
export type Answered = { status: number; ms: number }
export type Load = {
  answers: Answered[]
  seconds: number
  perSecond: number
  p50: number
  p99: number
  /** Answers other than those that were wanted. */
  unwanted: number
  /** What an answer took of the processors, and whose: the clients run on the same ones. */
  spent: string
}

/**
 * Asks all of this over so many kept-alive connections, each asking its next as soon as it has its answer.
 * The times are those a client sees: from sending to the last byte.
 */
export const load = async (
  url: string,
  options: {
    connections: number
    asked: readonly Asked[]
    wanted: number
    /** The portal's process, to tell what it and its database spend. */
    pid?: number | null
  },
): Promise<Load> => {
  const { connections, asked, wanted, pid = null } = options
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers: Answered[] = []
  let next = 0
  const spentBefore = spentBy(pid)
  const begun = performance.now()
  const client = async () => {
    for (let one = asked[next++]; one; one = asked[next++]) answers.push(await ask(url, agent, one))
  }
  await Promise.all(Array.from({ length: connections }, client))
  const seconds = (performance.now() - begun) / 1000
  const spent = spentEach(spentBefore, spentBy(pid), asked.length)
  agent.destroy()
  const times = answers.map(({ ms }) => ms)
  return {
    answers,
    seconds,
    perSecond: answers.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    unwanted: answers.filter(({ status }) => status !== wanted).length,
    spent,
  }
}

const ask = (
  url: string,
  agent: Agent,
  { method, path, headers, body }: Asked,
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const outgoing = request(new URL(path, url), { agent, method, headers }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, ms: performance.now() - begun }),
      )
      answer.once('error', reject)
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
