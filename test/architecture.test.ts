import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type Source = { path: string; text: string; imports: string[] }

const sources: Source[] = ['server', 'db', 'search', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const imports = [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, target = '']) =>
      target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), target)) : target,
    )
    return { path, text, imports }
  })

const isRules = (path: string) => /^server\/[\w-]+\/rules(\/[\w-]+)?\.ts$/.test(path)
const featureOf = (path: string) => /^server\/([\w-]+)\//.exec(path)?.[1]

/** Folders of server/ that serve all features rather than being one. */
const SHARED = new Set([
  'plugins',
  'views',
  'vocabulary',
  'pdf',
  'embedded',
  'mail',
  'history',
  'files',
  'public',
])

t.test('the sources are read', async (t) => {
  t.ok(sources.length > 150)
  t.ok(sources.filter(({ path }) => isRules(path)).length >= 10)
})

t.test(
  'rules are pure: they import rules, vocabulary and types of texts, and nothing that acts',
  async (t) => {
    const allowed = [
      (target: string) => isRules(target),
      (target: string) => /^server\/(vocabulary\/[\w-]+|language|forms\/[\w-]+)\.ts$/.test(target),
      (target: string) => target === 'node:crypto',
    ]
    for (const { path, imports } of sources.filter((source) => isRules(source.path)))
      for (const target of imports)
        t.ok(
          allowed.some((rule) => rule(target)),
          `${path} imports ${target}`,
        )
  },
)

t.test('rules know no clock, no chance and no environment', async (t) => {
  for (const { path, text } of sources.filter((source) => isRules(source.path)))
    t.notMatch(
      text,
      /new Date\(\)|Date\.now|Temporal\.Now|Math\.random|randomUUID|randomBytes|process\./,
      path,
    )
})

t.test('between features only rules and operations are imported', async (t) => {
  const open =
    /\/(rules(\/[\w-]+)?|operations(\/[\w-]+)?|refusals|routes|api|jobs|picker|relation)\.ts$/
  for (const { path, imports } of sources) {
    const feature = featureOf(path)
    if (!feature || SHARED.has(feature)) continue
    for (const target of imports) {
      const other = featureOf(target)
      if (!other || other === feature || SHARED.has(other)) continue
      t.match(target, open, `${path} imports ${target}`)
      t.notMatch(target, /\/(routes|api)\.ts$/, `${path} imports ${target}`)
    }
  }
})

t.test('pages hold no query; stores make no page', async (t) => {
  for (const { path, imports } of sources) {
    if (
      /\/[\w-]*pages?(\/[\w-]+)?\.ts$/.test(path) &&
      path.startsWith('server/') &&
      !path.startsWith('server/plugins')
    )
      for (const target of imports)
        t.notMatch(target, /^db\/client|^postgres$|\/operations\.ts$/, `${path} imports ${target}`)
    if (/\/store\.ts$/.test(path))
      for (const target of imports)
        t.notMatch(target, /pages\.ts$|html\.ts$|views\//, `${path} imports ${target}`)
  }
})

t.test(
  'the database’s and the search engine’s side know of the server only rules and plain types',
  async (t) => {
    const plain =
      /^server\/(.*\/rules(\/[\w-]+)?|forms\/[\w-]+|language|vocabulary\/[\w-]+|queue|context)\.ts$/
    for (const { path, imports } of sources) {
      if (!/^(db|search)\//.test(path) || path.startsWith('db/seed')) continue
      for (const target of imports)
        if (target.startsWith('server/')) t.match(target, plain, `${path} imports ${target}`)
    }
  },
)

t.test('the environment is read in one place', async (t) => {
  for (const { path, text } of sources)
    if (path !== 'server/config.ts' && !path.startsWith('scripts/'))
      t.notMatch(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''), /process\.env/, path)
})

t.test('markup is trusted in one place', async (t) => {
  for (const { path, text } of sources)
    if (path !== 'server/html.ts') t.notMatch(text, /new Html\(/, path)
})

t.test('attributes are quoted, and no script or style has a hole', async (t) => {
  for (const { path, text } of sources) {
    if (!path.startsWith('server/')) continue
    for (const [template] of text.matchAll(/html`[^`]*`/g))
      t.notMatch(template, /<[a-z][^>]*\s[\w-]+=\$\{/, `${path}: ${template.slice(0, 80)}`)
    t.notMatch(text, /<script[^>]*>[^<]*\$\{|<style[^>]*>[^<]*\$\{/, path)
  }
})

t.test('nothing refers to what a stranger’s clone does not have', async (t) => {
  for (const { path, text } of sources) t.notMatch(text, /\.\.\/shared|\/work\//, path)
})
