import { type SpawnOptionsWithStdioTuple, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { availableParallelism, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Reason } from './results.ts'

/**
 * A process of its own for one task on one file. It may read our code and that file and write one file, start
 * nothing and reach no network. It ends by the wall clock, and by memory in three ways: V8's heap is limited;
 * the resident size, which counts typed arrays too, is watched here; and the address space is capped by the kernel.
 */
export type Cage = { timeoutMs: number; memoryMb: number }
export type CagedTask = 'inspect' | 'text' | 'front' | 'reflow' | 'assemble' | 'copy' | 'picture'

/** Tasks that draw need the machine code of the drawing library; all others may load none. */
const DRAWING: readonly CagedTask[] = ['picture']

/** `output` is what the task sent, line by line; `memoryMb` the most that was seen in use. */
export type Caged = {
  output: readonly string[]
  ended: 'done' | 'failed' | Extract<Reason, 'timed_out' | 'out_of_memory'>
  memoryMb: number
}

/** Runs `task` with `input` (JSON) and returns when its process is gone. */
export async function inCage(
  task: CagedTask,
  cage: Cage & { reads: readonly string[]; writes?: string; input: unknown },
): Promise<Caged> {
  await enter()
  try {
    return await run(task, cage)
  } finally {
    leave()
  }
}

const CODE = fileURLToPath(new URL('../', import.meta.url))
const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const MANIFEST = fileURLToPath(new URL('../../package.json', import.meta.url))
const CAGED = fileURLToPath(new URL('./caged.ts', import.meta.url))

const WATCH_EVERY_MS = 20
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024
// Node reserves this much address space before it has done anything.
const VIRTUAL_AT_REST_MB = 1536
/** Whoever waits for a page comes first: cages take about a quarter of a processor that others want too. */
const PRIORITY = 5
const AT_ONCE_MAX = Math.max(2, availableParallelism())

function run(
  task: CagedTask,
  cage: Cage & { reads: readonly string[]; writes?: string; input: unknown },
): Promise<Caged> {
  const child = startChild(task, cage)
  stepBack(child.pid)
  const { promise, resolve, reject } = Promise.withResolvers<Caged>()
  const chunks: Buffer[] = []
  let bytes = 0
  let memoryMb = 0
  let killedFor: 'timed_out' | 'out_of_memory' | null = null
  const kill = (reason: 'timed_out' | 'out_of_memory') => {
    killedFor ??= reason
    child.kill('SIGKILL')
  }
  const clock = setTimeout(() => kill('timed_out'), cage.timeoutMs)
  const watch = setInterval(async () => {
    memoryMb = Math.max(memoryMb, await residentMb(child.pid))
    if (memoryMb > cage.memoryMb) kill('out_of_memory')
  }, WATCH_EVERY_MS)
  const stop = () => {
    clearTimeout(clock)
    clearInterval(watch)
  }
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes > OUTPUT_BYTES_MAX) kill('out_of_memory')
  })
  child.on('error', (error) => {
    stop()
    reject(error)
  })
  child.on('close', (code, signal) => {
    stop()
    // V8 aborts when its own heap is full, and when the kernel gives no more address space.
    const aborted = signal !== null || code === 133 || code === 134 || code === 139
    const ended = killedFor ?? (aborted ? 'out_of_memory' : code === 0 ? 'done' : 'failed')
    const output = Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean)
    resolve({ output, ended, memoryMb })
  })
  child.stdin.on('error', () => {})
  child.stdin.end(JSON.stringify(cage.input))
  return promise
}

function stepBack(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, PRIORITY)
  } catch {
    // It is gone already, or the system does not let us: then it works as others do.
  }
}

type Options = SpawnOptionsWithStdioTuple<'pipe', 'pipe', 'ignore'>

function startChild(task: CagedTask, cage: Cage & { reads: readonly string[]; writes?: string }) {
  const readable = [CODE, PACKAGES, MANIFEST, ...cage.reads]
  const args = [
    `--max-old-space-size=${Math.round(cage.memoryMb * 0.75)}`,
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...(cage.writes ? [`--allow-fs-write=${cage.writes}`] : []),
    ...(DRAWING.includes(task) ? ['--allow-addons'] : []),
    '--disable-warning=ExperimentalWarning',
    CAGED,
    task,
  ]
  const options: Options = { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: CODE }
  if (process.platform === 'win32') return spawn(process.execPath, args, options)
  // Wide enough that the watch comes first: parsers take a refused allocation for one more damaged object.
  const kilobytes = (VIRTUAL_AT_REST_MB + cage.memoryMb * 8) * 1024
  const seconds = Math.ceil(cage.timeoutMs / 1000) * 4 + 1
  // Nothing of our environment goes in: no secret, and no option by which Node would load something more.
  // The limit of processor time outlives us: a child in a loop would not notice that its parent is gone.
  const limits = `ulimit -c 0; ulimit -t ${seconds}; ulimit -v ${kilobytes} 2>/dev/null; exec env -i "$0" "$@"`
  return spawn('/bin/sh', ['-c', limits, process.execPath, ...args], options)
}

async function residentMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
}

let inside = 0
const waiting: (() => void)[] = []

/** No more cages at once than there are processors, so that a pile of uploads cannot take the machine. */
async function enter(): Promise<void> {
  if (inside < AT_ONCE_MAX) {
    inside += 1
    return
  }
  await new Promise<void>((resolve) => waiting.push(resolve))
}

function leave(): void {
  const next = waiting.shift()
  if (next) next()
  else inside -= 1
}
