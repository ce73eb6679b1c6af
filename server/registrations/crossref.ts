import type { DoiAgency } from '../config.ts'
import { type Answer, ask, DETAIL_MAX, NoAnswer } from './agency-http.ts'
import { type Outcome, outcomeOf } from './rules.ts'

/** Hands Crossref a batch. That it was taken in says nothing yet: `askCrossref` asks what came of it. */
export const tellCrossref = async (
  agency: DoiAgency,
  { batch, document }: { batch: string; document: string },
  now: Date,
): Promise<Outcome> =>
  answered(async () => {
    const form = new FormData()
    form.set('operation', 'doMDUpload')
    form.set('login_id', agency.user)
    form.set('login_passwd', agency.password)
    form.set('fname', new File([document], `${batch}.xml`, { type: 'application/xml' }))
    const answer = await ask(
      `${agency.url}/servlet/deposit`,
      { method: 'POST', body: form },
      { now, limitMs: agency.limitMs },
    )
    if (answer.status !== 200) return outcomeOf(answer.status, told(answer))
    if (/\bSUCCESS\b/.test(answer.body)) return { kind: 'queued' }
    return { kind: 'again', reason: 'malformed', ...told(answer), isUnknown: true }
  })

/** What came of a batch; `lost` where Crossref has never seen it. */
export const askCrossref = async (
  agency: DoiAgency,
  { batch, doi }: { batch: string; doi: string },
  now: Date,
): Promise<Outcome | { kind: 'lost' }> =>
  answered(async () => {
    const parameters = new URLSearchParams({
      usr: agency.user,
      pwd: agency.password,
      doi_batch_id: batch,
      type: 'result',
    })
    const answer = await ask(
      `${agency.url}/servlet/submissionDownload?${parameters}`,
      {},
      {
        now,
        limitMs: agency.limitMs,
      },
    )
    if (answer.status !== 200) return outcomeOf(answer.status, told(answer))
    return readDiagnostic(answer, doi)
  })

const answered = async <T>(work: () => Promise<T>): Promise<T | Outcome> => {
  try {
    return await work()
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

/**
 * A `doi_batch_diagnostic`, of which only status and message of our record are read: whatever does not say plainly that
 * the record is in is not taken for success.
 */
const readDiagnostic = (answer: Answer, doi: string): Outcome | { kind: 'lost' } => {
  const status = /<doi_batch_diagnostic\b[^>]*\bstatus="(\w+)"/.exec(answer.body)?.[1]
  if (status === 'unknown_submission') return { kind: 'lost' }
  if (status === 'queued' || status === 'in_process') return { kind: 'queued' }
  const records = [
    ...answer.body.matchAll(
      /<record_diagnostic\b[^>]*\bstatus="(\w+)"[^>]*>([\s\S]*?)<\/record_diagnostic>/g,
    ),
  ].map(([, state, body = '']) => ({
    state,
    doi: (/<doi>([^<]*)<\/doi>/.exec(body)?.[1] ?? '').trim().toLowerCase(),
    message: (/<msg>([\s\S]*?)<\/msg>/.exec(body)?.[1] ?? '').trim(),
  }))
  const failure = records.find((record) => record.state === 'Failure')
  if (status === 'completed' && failure)
    return {
      kind: 'refused',
      reason: 'metadata_refused',
      detail: failure.message.slice(0, DETAIL_MAX),
    }
  const isIn = records.some(
    (record) => record.doi === doi && (record.state === 'Success' || record.state === 'Warning'),
  )
  if (status === 'completed' && isIn) return { kind: 'confirmed' }
  return { kind: 'again', reason: 'malformed', ...told(answer), isUnknown: true }
}

const told = ({ status, body, retryAfterSeconds }: Answer) => ({
  detail: `${status} ${body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`
    .trim()
    .slice(0, DETAIL_MAX),
  retryAfterSeconds,
})
