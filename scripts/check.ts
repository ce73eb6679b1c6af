import '../server/node-version.ts'
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

/**
 * All that must hold before a change is shared, one after the other: the same here as in the workshop's own run.
 * Stops at the first failure; with `--all` it goes on and tells of each. `--only NAME` runs one.
 */
const STEPS: { name: string; title: string; command: readonly [string, ...string[]] }[] = [
  { name: 'style', title: 'Style and boundaries', command: ['biome', 'ci', '--log-level=warn'] },
  { name: 'types', title: 'Types', command: ['tsc'] },
  {
    name: 'openapi',
    title: 'The API is as agreed',
    command: ['node', 'scripts/write-openapi.ts', '--check'],
  },
  {
    name: 'migrations',
    title: 'Migrations make what the schema says',
    command: ['node', 'scripts/check/migrations.ts'],
  },
  { name: 'tests', title: 'Tests', command: ['tap', 'run', '--reporter=terse'] },
]

const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const failed: string[] = []
for (const { name, title, command } of STEPS) {
  if (values.only !== undefined && values.only !== name) continue
  console.log(`\n── ${title} ──`)
  if (run(command)) continue
  failed.push(title)
  if (!values.all) break
}
if (values.only !== undefined && !STEPS.some(({ name }) => name === values.only)) {
  console.error(`No such step; there are ${STEPS.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 2
} else {
  console.log(failed.length === 0 ? '\nAll is well.' : `\nNot well: ${failed.join(' · ')}.`)
  process.exitCode = failed.length === 0 ? 0 : 1
}

/** Programs are looked for beside this Node first: npm puts the project's own there. */
function run([program, ...args]: readonly [string, ...string[]]): boolean {
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status === null) console.error(`${program} did not run or was ended.`)
  return status === 0
}
