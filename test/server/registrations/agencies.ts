import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Test } from 'tap'
import { DATACITE_SHAPE, GRANT_SHAPES, REPORT_SHAPES } from './shapes.ts'
import { type Element, faultsOf, find, parseXml } from './xml.ts'

export type Asked = { method: string; path: string; body: string }
/** What the server does in place of a right answer, once. */
export type Misdeed =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** Does what was asked for, and says nothing. */
  | { kind: 'silent' }
  /** The same, and says something that is no answer. */
  | { kind: 'garbled'; body: string }
  /** Does nothing, and says nothing. */
  | { kind: 'deaf' }

export type Agencies = {
  url: string
  /** All requests, oldest first. */
  asked: Asked[]
  /** What requests were wrong about. */
  faults: string[]
  misdeeds: Misdeed[]
  /** DataCite's DOIs. */
  dois: Map<string, { state: string; attributes: Record<string, unknown>; made: number }>
  /** Crossref's batches by id, in the order in which they came. */
  batches: Map<string, { document: Element; times: number; result: BatchResult }>
  /** What becomes of batches from now on. */
  result: BatchResult
}
export type BatchResult = { status: 'queued' } | { status: 'completed'; failure?: string }

export const DATACITE_USER = 'TEST.RADSLAG'
export const PASSWORD = 'pässword & more'

const validateDoi = (() => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(DATACITE_SHAPE)
})()

/** DataCite and Crossref as they answer by their documentation, but for what they are told to do wrong. */
export const fakeAgencies = async (t: Test): Promise<Agencies> => {
  const agencies: Agencies = {
    url: '',
    asked: [],
    faults: [],
    misdeeds: [],
    dois: new Map(),
    batches: new Map(),
    result: { status: 'queued' },
  }
  const server = createServer((request, response) => {
    void answer(agencies, request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  agencies.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return agencies
}

const answer = async (
  agencies: Agencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts)
  const path = request.url ?? ''
  agencies.asked.push({ method: request.method ?? '', path, body: body.toString('utf8') })
  const misdeed = agencies.misdeeds.shift()
  if (misdeed?.kind === 'deaf') return
  if (misdeed?.kind === 'status') {
    response.writeHead(misdeed.status, misdeed.headers)
    response.end(misdeed.body ?? '')
    return
  }
  const right = path.startsWith('/servlet/')
    ? await crossref(agencies, request, body)
    : datacite(agencies, request, body.toString('utf8'))
  if (misdeed?.kind === 'silent') return
  response.writeHead(right.status, { 'content-type': right.type })
  response.end(misdeed?.kind === 'garbled' ? misdeed.body : right.body)
}

type Right = { status: number; type: string; body: string }
const API = 'application/vnd.api+json'

const datacite = (agencies: Agencies, request: IncomingMessage, body: string): Right => {
  const { method = '', url = '', headers } = request
  const expected = `Basic ${Buffer.from(`${DATACITE_USER}:${PASSWORD}`).toString('base64')}`
  if (headers.authorization !== expected) return errorOf(401, 'Bad credentials.')
  const named = decodeURIComponent(/^\/dois\/([^/?]+)$/.exec(url)?.[1] ?? '')
  if (method === 'GET') {
    const known = agencies.dois.get(named)
    return known
      ? shown(200, named, known)
      : errorOf(404, "The resource you are looking for doesn't exist.")
  }
  if (headers['content-type'] !== API)
    agencies.faults.push(`content-type ${headers['content-type']}`)
  const document = JSON.parse(body)
  if (!validateDoi(document))
    agencies.faults.push(
      ...(validateDoi.errors ?? []).map((error) => `${error.instancePath} ${error.message}`),
    )
  const { attributes } = document.data
  const { doi, event } = attributes
  if (method === 'POST') {
    if (url !== '/dois') agencies.faults.push(`POST ${url}`)
    if (agencies.dois.has(doi)) return errorOf(422, 'This DOI has already been taken', 'doi')
  } else if (method !== 'PUT' || named !== doi) agencies.faults.push(`${method} ${url} for ${doi}`)
  const before = agencies.dois.get(doi)
  const after = {
    state: event === 'hide' || event === 'register' ? 'registered' : 'findable',
    attributes: { ...before?.attributes, ...attributes },
    made: (before?.made ?? 0) + (method === 'POST' ? 1 : 0),
  }
  agencies.dois.set(doi, after)
  return shown(method === 'POST' ? 201 : 200, doi, after)
}

const shown = (status: number, doi: string, { state }: { state: string }): Right => ({
  status,
  type: API,
  body: JSON.stringify({ data: { id: doi, type: 'dois', attributes: { doi, state } } }),
})

const errorOf = (status: number, title: string, source?: string): Right => ({
  status,
  type: API,
  body: JSON.stringify({
    errors: [{ status: String(status), title, ...(source ? { source } : {}) }],
  }),
})

export const CROSSREF_USER = 'office@example.org/role'

const crossref = async (
  agencies: Agencies,
  request: IncomingMessage,
  body: Buffer,
): Promise<Right> => {
  const url = new URL(request.url ?? '', 'http://agency')
  const html = (status: number, text: string): Right => ({
    status,
    type: 'text/html',
    body: `<html><body><h2>${text}</h2></body></html>`,
  })
  if (url.pathname === '/servlet/submissionDownload') {
    const given = Object.fromEntries(url.searchParams)
    if (given['usr'] !== CROSSREF_USER || given['pwd'] !== PASSWORD)
      return html(401, 'UNAUTHORIZED')
    if (given['type'] !== 'result') agencies.faults.push(`type ${given['type']}`)
    return diagnostic(agencies, given['doi_batch_id'] ?? '')
  }
  if (request.method !== 'POST' || url.pathname !== '/servlet/deposit')
    agencies.faults.push(`${request.method} ${url.pathname}`)
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData()
  if (form.get('operation') !== 'doMDUpload') agencies.faults.push('operation')
  if (form.get('login_id') !== CROSSREF_USER || form.get('login_passwd') !== PASSWORD)
    return html(401, 'UNAUTHORIZED')
  const file = form.get('fname')
  if (!(file instanceof File) || !file.name.endsWith('.xml')) {
    agencies.faults.push('fname')
    return html(400, 'FAILURE')
  }
  const document = parseXml(await file.text())
  const shapes = find(document, 'grant').length > 0 ? GRANT_SHAPES : REPORT_SHAPES
  agencies.faults.push(...faultsOf(document, shapes))
  const batch = find(document, 'doi_batch_id')[0]?.text ?? ''
  const times = (agencies.batches.get(batch)?.times ?? 0) + 1
  agencies.batches.set(batch, { document, times, result: agencies.result })
  return html(200, 'SUCCESS')
}

const diagnostic = (agencies: Agencies, batch: string): Right => {
  const xml = (status: string, inside = ''): Right => ({
    status: 200,
    type: 'text/xml',
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<doi_batch_diagnostic status="${status}" sp="test">${inside}</doi_batch_diagnostic>`,
  })
  const known = agencies.batches.get(batch)
  if (!known) return xml('unknown_submission')
  if (known.result.status === 'queued') return xml('queued')
  const doi = find(known.document, 'doi')[0]?.text ?? ''
  const { failure } = known.result
  return xml(
    'completed',
    `<submission_id>1</submission_id><batch_id>${batch}</batch_id><record_diagnostic status="${failure ? 'Failure' : 'Success'}"><doi>${doi.toUpperCase()}</doi><msg>${failure ?? 'Successfully added'}</msg></record_diagnostic><batch_data><record_count>1</record_count></batch_data>`,
  )
}
