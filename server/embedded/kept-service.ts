import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { KeeperOrder, KeeperReport } from './keeper.ts'

export type Ending = Extract<KeeperReport, { event: 'ended' }>

export type KeptService = {
  pid: number
  /** Settles when the service has ended, asked to or not. */
  ended: Promise<Ending>
  /** Stops the service gracefully and waits until it and its keeper are gone. */
  stop(): Promise<void>
}

/** What the embedded services need of a log; pino's and Fastify's loggers fit. */
export type EmbeddedLog = {
  error(fields: object, message: string): void
}

/** The command's content is not the expected one; `sha256` is what was found. */
export class ChecksumDiffers extends Error {
  readonly sha256: string
  constructor(sha256: string) {
    super(`the file's SHA-256 is ${sha256}`)
    this.sha256 = sha256
  }
}

const KEEPER = fileURLToPath(new URL('./keeper.ts', import.meta.url))

/** Starts a service under a keeper. It outlives this process in no case, however that ends. */
export async function keepService(order: KeeperOrder): Promise<KeptService> {
  const keeper = spawn(process.execPath, [KEEPER], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const gone = new Promise<void>((resolve) => {
    keeper.once('close', () => resolve())
    keeper.once('error', () => resolve())
  })
  keeper.stdin.on('error', () => {})
  keeper.stdin.write(`${JSON.stringify(order)}\n`)
  const { started, ended } = listen(keeper.stdout, gone)
  const pid = await started
  keeper.unref()
  return {
    pid,
    ended,
    async stop() {
      keeper.ref()
      keeper.stdin.end()
      await gone
    },
  }
}

function listen(stdout: NodeJS.ReadableStream, gone: Promise<void>) {
  const started = Promise.withResolvers<number>()
  const ended = Promise.withResolvers<Ending>()
  createInterface(stdout).on('line', (line) => {
    const report = JSON.parse(line) as KeeperReport
    if (report.event === 'started') started.resolve(report.pid)
    else if (report.event === 'ended') ended.resolve(report)
    else if (report.event === 'refused') started.reject(new ChecksumDiffers(report.sha256))
    else started.reject(new Error(report.message))
  })
  void gone.then(() => {
    started.reject(new Error('the keeper ended before the service started'))
    ended.resolve({ event: 'ended', code: null, signal: null })
  })
  return { started: started.promise, ended: ended.promise }
}
