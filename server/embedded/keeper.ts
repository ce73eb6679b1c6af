/**
 * The keeper: a small process between the portal and a service it brings along. It starts the
 * service it is ordered to start and stops it gracefully when its own standard input closes, which
 * the operating system does for it however the portal ended, SIGKILL included. It lives in a session
 * of its own, so Ctrl-C in the terminal reaches the portal first and the service only through it.
 *
 * In: one JSON line (`KeeperOrder`). Out: JSON lines (`KeeperReport`).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, openSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'

export type KeeperOrder = {
  command: string
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
  /** Whom the service runs as; absent: as whom the portal runs. */
  user?: { uid: number; gid: number }
  /** Sent one after the other, each given `patienceMs` to work. */
  stopSignals: readonly NodeJS.Signals[]
  patienceMs: number
  logFile: string
  pidFile?: string
  /** Where given, a command of another content is not run. */
  sha256?: string
}

export type KeeperReport =
  | { event: 'started'; pid: number }
  | { event: 'refused'; sha256: string }
  | { event: 'failed'; message: string }
  | { event: 'ended'; code: number | null; signal: NodeJS.Signals | null }

const LOG_BYTES_MAX = 10_000_000

// Only the closing of standard input says that nobody needs the service any more.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.stdout.on('error', () => {})

let service: ChildProcess | undefined
let order: KeeperOrder | undefined
let abandoned = false
let received = ''

process.stdin.setEncoding('utf8')
process.stdin.on('data', (chunk: string) => {
  received += chunk
  if (order || !received.includes('\n')) return
  order = JSON.parse(received) as KeeperOrder
  start(order).catch((error: Error) => reportAndExit({ event: 'failed', message: error.message }))
})
process.stdin.on('error', abandon)
process.stdin.on('close', abandon)

async function start(order: KeeperOrder) {
  if (order.sha256) {
    const sha256 = await checksum(order.command)
    if (sha256 !== order.sha256) return reportAndExit({ event: 'refused', sha256 })
  }
  if (abandoned) process.exit()
  const log = openLog(order.logFile)
  service = spawn(order.command, order.args, {
    cwd: order.cwd,
    env: order.env,
    stdio: ['ignore', log, log],
    ...order.user,
  })
  service.on('error', (error) => reportAndExit({ event: 'failed', message: error.message }))
  service.on('exit', (code, signal) => reportAndExit({ event: 'ended', code, signal }))
  if (service.pid === undefined) return
  if (order.pidFile) writeFileSync(order.pidFile, `${service.pid}\n`)
  report({ event: 'started', pid: service.pid })
}

function abandon() {
  if (abandoned) return
  abandoned = true
  if (!order) process.exit()
  if (service) stop(service, order.stopSignals, order.patienceMs)
}

function stop(service: ChildProcess, signals: readonly NodeJS.Signals[], patienceMs: number) {
  const [signal, ...stronger] = signals
  if (!signal) return
  service.kill(signal)
  setTimeout(() => stop(service, stronger, patienceMs), patienceMs)
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

async function checksum(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1_048_576 }), hash)
  return hash.digest('hex')
}

function report(report: KeeperReport) {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

function reportAndExit(report: KeeperReport) {
  process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit())
}
