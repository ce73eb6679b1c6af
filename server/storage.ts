import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TooLarge } from './errors.ts'

/** Bytes by their SHA-256. Names, rights and states are the database's. */
export type Storage = {
  /** Streams to storage; refuses with `TooLarge` past the limit and leaves nothing behind. */
  put(source: Readable, limits: { bytesMax: number }): Promise<StoredFile>
  open(sha256: string, range?: { start: number; end: number }): Readable
  /** Gives the work a local path to the bytes, which it must only read. */
  withLocalFile<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T>
  has(sha256: string): Promise<boolean>
  /** Deletes remains of uploads that broke off. */
  sweep(olderThan: Date): Promise<number>
  isHealthy(): Promise<boolean>
}

export type StoredFile = { sha256: string; size: number; firstBytes: Buffer }

const FIRST_BYTES = 8

/** On disk, content-addressed: temporary name, flush to disk, rename, flush the directory. */
export const diskStorage = async (directory: string): Promise<Storage> => {
  const arriving = join(directory, 'arriving')
  await mkdir(arriving, { recursive: true })
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('not a SHA-256')
    return join(directory, sha256.slice(0, 2), sha256)
  }

  const put: Storage['put'] = async (source, { bytesMax }) => {
    const temporary = join(arriving, randomBytes(16).toString('hex'))
    const digest = createHash('sha256')
    let size = 0
    let firstBytes = Buffer.alloc(0)
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length
        if (size > bytesMax) return done(new TooLarge())
        if (firstBytes.length < FIRST_BYTES)
          firstBytes = Buffer.concat([firstBytes, chunk]).subarray(0, FIRST_BYTES)
        digest.update(chunk)
        done(null, chunk)
      },
    })
    try {
      await pipeline(
        source,
        counter,
        createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }),
      )
      const sha256 = digest.digest('hex')
      const path = pathOf(sha256)
      await mkdir(join(directory, sha256.slice(0, 2)), { recursive: true })
      await rename(temporary, path)
      await flushDirectory(join(directory, sha256.slice(0, 2)))
      return { sha256, size, firstBytes }
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  return {
    put,
    open: (sha256, range) => createReadStream(pathOf(sha256), range ?? {}),
    withLocalFile: (sha256, work) => work(pathOf(sha256)),
    has: async (sha256) => (await stat(pathOf(sha256)).catch(() => null)) !== null,
    sweep: async (olderThan) => {
      let swept = 0
      for (const name of await readdir(arriving)) {
        const path = join(arriving, name)
        const found = await stat(path).catch(() => null)
        if (found && found.mtime < olderThan) {
          await rm(path, { force: true })
          swept += 1
        }
      }
      return swept
    },
    isHealthy: async () => {
      const probe = join(arriving, `probe-${randomBytes(8).toString('hex')}`)
      try {
        const file = await open(probe, 'wx', 0o600)
        await file.close()
        return true
      } catch {
        return false
      } finally {
        await rm(probe, { force: true })
      }
    },
  }
}

const flushDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
