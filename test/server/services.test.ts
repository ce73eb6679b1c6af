import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { readConfig } from '../../server/config.ts'
import { startServices, stopAll, type Undo } from '../../server/services.ts'

t.test('parts are stopped in reverse order, also after one that cannot be', async (t) => {
  const stopped: string[] = []
  const undo: Undo = [
    () => stopped.push('first'),
    async () => {
      throw new Error('second does not stop')
    },
    () => stopped.push('third'),
  ]
  await t.rejects(stopAll(undo), { errors: [{ message: 'second does not stop' }] })
  t.same(stopped, ['third', 'first'])
  await stopAll(undo)
  t.same(stopped, ['third', 'first'], 'once each')
})

t.test('what starts beside a part that fails can be stopped', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'radslag-services-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  // No cluster: PostgreSQL cannot start on it, Meilisearch does.
  await writeFile(join(dataDir, 'postgres'), 'not a directory')
  const undo: Undo = []
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir })
  await t.rejects(startServices(config, () => {}, undo))
  t.equal(undo.length, 2, 'the claim and the search engine')
  await stopAll(undo)
})
