import { readFileSync } from 'node:fs'
import t from 'tap'

type Locked = { version?: string; optionalDependencies?: Record<string, string> }

const { packages } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Record<string, Locked> }

t.test('the lock holds the packages of every platform, or `npm ci` refuses it', async (t) => {
  const locked = Object.keys(packages)
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.some((other) => other.endsWith(`node_modules/${name}`)))
      .map((name) => `${path} → ${name}`),
  )
  t.same(missing, [])
})

t.test('every dependency of ours has one exact version', async (t) => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, string>>
  const inexact = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, wanted]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted))
    .map(([name, wanted]) => `${name}: ${wanted}`)
  t.same(inexact, [])
})
