import { retryAfterOf } from './rules.ts'

/** More than this is no answer of an agency. */
const ANSWER_BYTES_MAX = 1024 * 1024
export const DETAIL_MAX = 1_000

export type Answer = {
  status: number
  body: string
  retryAfterSeconds: number | null
}

/** There was no answer: what was asked for may have been done all the same. */
export class NoAnswer extends Error {}

/** Asks an agency. Redirects are not followed: a password goes only where the configuration says. Throws `NoAnswer`. */
export const ask = async (
  url: string,
  init: RequestInit,
  { now, limitMs }: { now: Date; limitMs: number },
): Promise<Answer> => {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    })
    return {
      status: response.status,
      body: await textOf(response),
      retryAfterSeconds: retryAfterOf(response.headers.get('retry-after'), now),
    }
  } catch (error) {
    throw new NoAnswer(reasonOf(error))
  }
}

const textOf = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > ANSWER_BYTES_MAX) throw new Error('the answer has no end')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Never the address, which may hold a password. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  const cause = error.cause
  if (error.name === 'TimeoutError') return 'timeout'
  if (!(cause instanceof Error)) return error.name
  return 'code' in cause ? String(cause.code) : cause.message.slice(0, DETAIL_MAX)
}
