import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { webAddressOf } from './rules/addresses.ts'

/** Of one answer. */
export const ANSWER_BYTES_MAX = 20 * 1024 * 1024
export const REDIRECTS_MAX = 3

export type FetchFailure =
  | 'address_wrong'
  | 'address_private'
  | 'no_answer'
  | 'too_late'
  | 'answer_too_large'
  | 'redirects_without_end'
  | 'answer_refused'

/** `detail`: a status or an error code, never what the answer says. */
export class NotFetched extends Error {
  readonly reason: FetchFailure
  readonly detail: string
  constructor(reason: FetchFailure, detail = '') {
    super(`${reason} ${detail}`)
    this.reason = reason
    this.detail = detail
  }
}

export type Fetched = { status: number; retryAfter: string | null; body: Buffer }

/**
 * Asks an address of the web by GET. Every address that a name resolves to is looked at before anything connects, and
 * the connection goes to the one that was looked at, so a name cannot change its mind in between. Networks that are
 * not the public one are refused unless the portal is configured to allow them. Throws `NotFetched`.
 */
export const fetchPublic = async (
  url: URL,
  options: { allowsPrivate: boolean; signal: AbortSignal },
): Promise<Fetched> => {
  let target = url
  for (let step = 0; step <= REDIRECTS_MAX; step += 1) {
    const answer = await ask(target, options)
    const { location } = answer.headers
    const status = answer.statusCode ?? 0
    if (status < 300 || status >= 400 || location === undefined)
      return {
        status,
        retryAfter: answer.headers['retry-after'] ?? null,
        body: await bodyOf(answer, options.signal),
      }
    answer.destroy()
    const next = URL.canParse(location, target)
      ? webAddressOf(new URL(location, target).href)
      : null
    if (next === null) throw new NotFetched('address_wrong')
    target = next
  }
  throw new NotFetched('redirects_without_end')
}

const ask = async (
  url: URL,
  { allowsPrivate, signal }: { allowsPrivate: boolean; signal: AbortSignal },
): Promise<IncomingMessage> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await addressesOf(host)
  if (!(allowsPrivate || addresses.every(({ address }) => isPublic(address))))
    throw new NotFetched('address_private')
  const [address] = addresses
  if (address === undefined) throw new NotFetched('no_answer', 'ENOTFOUND')
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = start(
      url,
      {
        signal,
        agent: false,
        headers: { accept: 'text/xml, application/xml', 'user-agent': 'Radslag-harvester' },
        lookup: (_name, { all }, done) =>
          all ? done(null, [address]) : done(null, address.address, address.family),
      },
      resolve,
    )
    asked.once('error', (error) => reject(failureOf(error, signal)))
    asked.end()
  })
}

const addressesOf = async (host: string): Promise<LookupAddress[]> => {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  try {
    return await lookup(host, { all: true })
  } catch {
    throw new NotFetched('no_answer', 'ENOTFOUND')
  }
}

const bodyOf = async (answer: IncomingMessage, signal: AbortSignal): Promise<Buffer> => {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      length += part.length
      if (length > ANSWER_BYTES_MAX) throw new NotFetched('answer_too_large')
      parts.push(part)
    }
  } catch (error) {
    throw failureOf(error, signal)
  }
  return Buffer.concat(parts)
}

const failureOf = (error: unknown, signal: AbortSignal): NotFetched => {
  if (error instanceof NotFetched) return error
  if (signal.aborted) return new NotFetched('too_late')
  return new NotFetched(
    'no_answer',
    error instanceof Error && 'code' in error ? String(error.code) : '',
  )
}

// IANA's registers of special-purpose addresses (RFC 6890 and its successors), and multicast.
const NOT_PUBLIC = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4')

const GLOBAL_UNICAST = new BlockList()
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6')
// Of it: Teredo, benchmarks and ORCHID, documentation, and 6to4, which holds an address of the old kind.
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6')

/** Whether an address lies in the public network. IPv4 within IPv6 does not: nothing of the web answers there. */
export const isPublic = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !NOT_PUBLIC.check(address, 'ipv4')
    case 6:
      return GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
    default:
      return false
  }
}
