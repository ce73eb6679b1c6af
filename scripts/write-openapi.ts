import '../server/node-version.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { connectDatabase } from '../db/client.ts'
import { buildApp } from '../server/app.ts'
import { systemClock } from '../server/clock.ts'
import { readConfig } from '../server/config.ts'
import type { Queue } from '../server/queue.ts'
import { diskStorage } from '../server/storage.ts'
import { differences } from './openapi/differences.ts'

// The contract as it was agreed on. `--check` compares with it, without the flag it is written anew.
const SNAPSHOT = fileURLToPath(new URL('../test/openapi.json', import.meta.url))
const SHOWN_MAX = 40

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const present = `${JSON.stringify(await contract(), null, 2)}\n`
if (!values.check) {
  writeFileSync(SNAPSHOT, present)
  console.log(`${SNAPSHOT} is written.`)
} else {
  const found = differences(JSON.parse(readFileSync(SNAPSHOT, 'utf8')), JSON.parse(present))
  for (const line of found.slice(0, SHOWN_MAX)) console.log(line)
  if (found.length > SHOWN_MAX) console.log(`… and ${found.length - SHOWN_MAX} more`)
  console.log(
    found.length === 0
      ? 'The API is as agreed.'
      : 'The API differs from test/openapi.json. If that is meant: npm run openapi, and commit it.',
  )
  process.exitCode = found.length === 0 ? 0 : 1
}

/** The document as the portal serves it; no server is needed to know it, and none is asked. */
async function contract(): Promise<object> {
  const directory = mkdtempSync(join(tmpdir(), 'radslag-openapi-'))
  const database = connectDatabase({ url: 'postgres://127.0.0.1:1/none', poolSize: 1 })
  const absent = async (): Promise<never> => {
    throw new Error('There is no queue where only the contract is written.')
  }
  const queue: Queue = {
    enqueue: absent,
    work: absent,
    drain: absent,
    failed: absent,
    stop: absent,
  }
  try {
    const app = await buildApp({
      config: readConfig({ LOG_LEVEL: 'silent' }),
      database,
      queue,
      search: null,
      storage: await diskStorage(directory),
      mailer: null,
      clock: systemClock,
    })
    await app.ready()
    const document = app.swagger()
    await app.close()
    return document
  } finally {
    await database.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
