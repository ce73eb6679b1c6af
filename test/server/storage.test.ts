import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { diskStorage } from '../../server/storage.ts'

const storageOf = async (t: Test) => {
  const directory = await mkdtemp(join(tmpdir(), 'radslag-storage-'))
  t.teardown(() => rm(directory, { recursive: true, force: true }))
  return { directory, storage: await diskStorage(directory) }
}

t.test('bytes are kept under their digest, once', async (t) => {
  const { directory, storage } = await storageOf(t)
  const content = Buffer.from('%PDF-1.7 å')
  const sha256 = createHash('sha256').update(content).digest('hex')
  const stored = await storage.put(Readable.from([content.subarray(0, 3), content.subarray(3)]), {
    bytesMax: 100,
  })
  t.same(stored, { sha256, size: content.length, firstBytes: content.subarray(0, 8) })
  await storage.put(Readable.from([content]), { bytesMax: 100 })
  t.same(await readdir(join(directory, sha256.slice(0, 2))), [sha256])
  t.same(await buffer(storage.open(sha256)), content)
  t.same(await buffer(storage.open(sha256, { start: 0, end: 4 })), content.subarray(0, 5))
  t.equal(await storage.has(sha256), true)
  t.equal(await storage.has('0'.repeat(64)), false)
})

t.test('the limit holds below, at and above, and leaves nothing behind', async (t) => {
  const { directory, storage } = await storageOf(t)
  for (const size of [9, 10])
    t.equal(
      (await storage.put(Readable.from([Buffer.alloc(size, 1)]), { bytesMax: 10 })).size,
      size,
    )
  await t.rejects(storage.put(Readable.from([Buffer.alloc(11, 1)]), { bytesMax: 10 }), {
    code: 'too_large',
  })
  t.same(await readdir(join(directory, 'arriving')), [])
})

t.test('a source that breaks off leaves nothing behind', async (t) => {
  const { directory, storage } = await storageOf(t)
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('half')
      throw new Error('line lost')
    })(),
  )
  await t.rejects(storage.put(broken, { bytesMax: 100 }), { message: 'line lost' })
  t.same(await readdir(join(directory, 'arriving')), [])
})

t.test('remains of a crash are swept when they are old', async (t) => {
  const { directory, storage } = await storageOf(t)
  const { writeFile } = await import('node:fs/promises')
  await writeFile(join(directory, 'arriving', 'rest'), 'x')
  t.equal(await storage.sweep(new Date(0)), 0)
  t.equal(await storage.sweep(new Date(Date.now() + 60_000)), 1)
})

t.test('a name is never a path', async (t) => {
  const { storage } = await storageOf(t)
  t.throws(() => storage.open('../../etc/passwd'), TypeError)
})
