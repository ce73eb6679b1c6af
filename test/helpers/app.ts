import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Test } from 'tap'
import { connectSearch } from '../../search/client.ts'
import { type Actor, system } from '../../server/actor.ts'
import { type App, buildApp } from '../../server/app.ts'
import { type Config, readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { ALL_JOBS } from '../../server/jobs.ts'
import { type Dependencies, processContext } from '../../server/plugins/dependencies.ts'
import { openQueue } from '../../server/queue.ts'
import { diskStorage } from '../../server/storage.ts'
import { type TestClock, testClock } from './clock.ts'
import { testCluster } from './cluster.ts'
import { keepsContract } from './contract.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export type TestApp = {
  app: App
  database: TestDatabase
  clock: TestClock
  dependencies: Dependencies
  /** A context for operations, acting as given (default: the portal itself). */
  contextOf(actor?: Actor): Context
  /** Runs all jobs that are due, in turn, until none is. */
  runJobs(): Promise<void>
  /** Starts listening on a free port; gives the address. */
  listen(): Promise<string>
}

export type TestAppOptions = {
  config?: Partial<Config>
  /** Real Meilisearch with indexes of its own; without it PostgreSQL answers. */
  withSearch?: boolean
}

/** The whole portal over a database of its own, as in production but for clock and lifetime. */
export const testApp = async (t: Test, options: TestAppOptions = {}): Promise<TestApp> => {
  const database = await testDatabase(t)
  const cluster = await testCluster()
  const dataDir = await mkdtemp(join(tmpdir(), 'radslag-test-'))
  const config: Config = {
    ...readConfig({ NODE_ENV: 'test', LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent' }),
    dataDir,
    ...options.config,
  }
  const search =
    options.withSearch && cluster.meiliUrl
      ? connectSearch({
          url: cluster.meiliUrl,
          key: cluster.meiliKey,
          prefix: `${new URL(database.url).pathname.slice(1)}_`,
        })
      : null
  const clock = testClock()
  const faults: Error[] = []
  const queue = await openQueue({
    url: database.url,
    jobs: ALL_JOBS,
    onError: (error) => faults.push(error),
  })
  const dependencies: Dependencies = {
    config,
    database,
    queue,
    search,
    storage: await diskStorage(join(dataDir, 'files')),
    mailer: null,
    clock,
  }
  const app = await buildApp(dependencies)
  await app.ready()
  t.teardown(async () => {
    await app.close()
    await queue.stop()
    search?.close()
    await rm(dataDir, { recursive: true, force: true })
    if (faults.length > 0) throw faults[0]
  })
  const contextOf = (actor: Actor = system): Context => processContext(dependencies, app.log, actor)
  return {
    app,
    database,
    clock,
    dependencies,
    contextOf,
    runJobs: () => queue.drain(contextOf()),
    listen: () => app.listen({ port: 0, host: '127.0.0.1' }),
  }
}

export type Browser = {
  get(path: string): Promise<Answer>
  /** Posts a form as a browser would: same origin, with the token of the page. */
  post(path: string, fields?: Record<string, string | string[]>): Promise<Answer>
  /** Sends a form with a file. */
  upload(path: string, fields: Record<string, string>, file: UploadedFile): Promise<Answer>
  json(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  request(options: InjectOptions): Promise<Answer>
  cookies: Map<string, string>
}

export type UploadedFile = {
  field: string
  name: string
  type: string
  content: Buffer | Uint8Array
}
export type Answer = LightMyRequestResponse

const ORIGIN = 'http://127.0.0.1:3000'

/** A browser without scripts: keeps cookies, sends tokens, does not follow redirects by itself. */
export const testBrowser = ({ app }: Pick<TestApp, 'app'>): Browser => {
  const cookies = new Map<string, string>()
  const request = async (options: InjectOptions): Promise<Answer> => {
    const answer = await app.inject({
      ...options,
      headers: {
        host: '127.0.0.1:3000',
        'accept-language': 'en',
        ...options.headers,
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
      },
    })
    keepsContract(app, options, answer)
    for (const cookie of answer.cookies) {
      if (
        cookie.value === '' ||
        (cookie.expires && cookie.expires.getTime() < Date.now() - 86_400_000 * 365)
      )
        cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    return answer
  }
  const sameOrigin = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }
  const token = async (): Promise<string> => {
    const page = await request({ method: 'GET', url: '/en/sign-in' })
    return /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  }
  return {
    cookies,
    request,
    get: (path) => request({ method: 'GET', url: path }),
    post: async (path, fields = {}) => {
      const form = new URLSearchParams()
      if (fields['_csrf'] === undefined) form.set('_csrf', await token())
      for (const [name, value] of Object.entries(fields))
        for (const single of Array.isArray(value) ? value : [value]) form.append(name, single)
      return request({
        method: 'POST',
        url: path,
        headers: { ...sameOrigin, 'content-type': 'application/x-www-form-urlencoded' },
        payload: form.toString(),
      })
    },
    upload: async (path, fields, file) => {
      const form = new FormData()
      form.set('_csrf', fields['_csrf'] ?? (await token()))
      for (const [name, value] of Object.entries(fields))
        if (name !== '_csrf') form.set(name, value)
      form.set(file.field, new File([Buffer.from(file.content)], file.name, { type: file.type }))
      const encoded = new Response(form)
      return request({
        method: 'POST',
        url: path,
        headers: { ...sameOrigin, 'content-type': encoded.headers.get('content-type') ?? '' },
        payload: Buffer.from(await encoded.arrayBuffer()),
      })
    },
    json: (method, path, body, headers = {}) =>
      request({
        method,
        url: path,
        headers: {
          ...sameOrigin,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      }),
  }
}
