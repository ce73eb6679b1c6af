import { z } from 'zod'
import type { DoiAgency } from '../config.ts'
import type { Datacite } from '../harvest/rules/datacite.ts'
import { type Answer, ask, DETAIL_MAX, NoAnswer } from './agency-http.ts'
import { type Outcome, outcomeOf, type Visibility } from './rules.ts'

const MEDIA_TYPE = 'application/vnd.api+json'

const dataciteAnswer = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({ state: z.enum(['draft', 'registered', 'findable']) }),
  }),
})
const dataciteErrors = z.object({
  errors: z.array(z.object({ title: z.string(), source: z.string().nullish() })).min(1),
})

/** What DataCite makes of a DOI that is to be shown so. */
const EVENTS = { findable: 'publish', hidden: 'hide' } as const
const STATES = { findable: 'findable', hidden: 'registered' } as const

export type DataciteMessage = {
  doi: string
  url: string
  visibility: Visibility
  /** Null to say nothing new: what was withdrawn is only hidden. */
  metadata: Datacite | null
  /** Whether it was there before, as far as is known; null asks first. */
  isThere: boolean | null
}

/** Tells DataCite of a DOI by its REST interface, https://support.datacite.org/docs/api-create-dois */
export const tellDatacite = async (
  agency: DoiAgency,
  message: DataciteMessage,
  now: Date,
): Promise<Outcome> => {
  const call = (method: string, path: string, body?: object) =>
    ask(
      `${agency.url}${path}`,
      {
        method,
        headers: {
          authorization: `Basic ${Buffer.from(`${agency.user}:${agency.password}`).toString('base64')}`,
          accept: MEDIA_TYPE,
          ...(body === undefined ? {} : { 'content-type': MEDIA_TYPE }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { now, limitMs: agency.limitMs },
    )
  const own = `/dois/${encodeURIComponent(message.doi)}`
  try {
    const isThere = message.isThere ?? (await isKnown(() => call('GET', own)))
    if (typeof isThere !== 'boolean') return isThere
    const answer = isThere
      ? await call('PUT', own, bodyOf(message))
      : await call('POST', '/dois', bodyOf(message))
    return outcomeFrom(answer, message)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return {
      kind: 'again',
      reason: 'no_answer',
      detail: error.message,
      isUnknown: true,
      retryAfterSeconds: null,
    }
  }
}

/** The JSON:API document of a DOI: its metadata, its address, and what is to become of it. */
const bodyOf = ({ doi, url, visibility, metadata }: DataciteMessage): object => {
  const { id: _, ...attributes } = metadata ?? { id: doi }
  return {
    data: {
      id: doi,
      type: 'dois',
      attributes: { ...attributes, doi, url, event: EVENTS[visibility] },
    },
  }
}

const isKnown = async (lookUp: () => Promise<Answer>): Promise<boolean | Outcome> => {
  const answer = await lookUp()
  if (answer.status === 404) return false
  if (answer.status === 200) return true
  return outcomeOf(answer.status, { ...answer, detail: detailOf(answer) })
}

const outcomeFrom = (answer: Answer, { doi, visibility }: DataciteMessage): Outcome => {
  const { status, retryAfterSeconds } = answer
  if (status !== 200 && status !== 201) {
    const detail = detailOf(answer)
    // Taken, by us alone: the prefix is ours. It was made by an attempt that we did not hear the end of.
    if (status === 422 && /already been taken/i.test(detail))
      return { kind: 'again', reason: 'lost', detail, isUnknown: true, retryAfterSeconds }
    return outcomeOf(status, { detail, retryAfterSeconds })
  }
  const read = dataciteAnswer.safeParse(parsed(answer.body))
  const isAsSent =
    read.success &&
    read.data.data.id.toLowerCase() === doi &&
    read.data.data.attributes.state === STATES[visibility]
  if (isAsSent) return { kind: 'confirmed' }
  return {
    kind: 'again',
    reason: 'malformed',
    detail: answer.body.slice(0, DETAIL_MAX),
    isUnknown: true,
    retryAfterSeconds,
  }
}

const detailOf = ({ status, body }: Answer): string => {
  const read = dataciteErrors.safeParse(parsed(body))
  const told = read.success
    ? read.data.errors
        .map(({ title, source }) => (source ? `${source}: ${title}` : title))
        .join('; ')
    : ''
  return `${status} ${told}`.trim().slice(0, DETAIL_MAX)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
