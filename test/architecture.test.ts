import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** `imported`: what is there at run time, without types. */
type Source = { path: string; text: string; imports: string[]; imported: string[] }

const sources: Source[] = ['server', 'db', 'search', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8')
    const importsOf = (code: string) =>
      [...code.matchAll(/(?<!')\b(?:from|import)\s*\(?'([^']+)'/g)].map(([, target = '']) =>
        target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), target)) : target,
      )
    const acting = text.replace(/^import type [\s\S]*?from '[^']+'$/gm, '')
    return { path, text, imports: importsOf(text), imported: importsOf(acting) }
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
  'forms',
  'public',
])

t.test('the sources are read', async (t) => {
  t.ok(sources.length > 150)
  t.ok(sources.filter(({ path }) => isRules(path)).length >= 10)
})

/** What a feature's rules are made of: rules.ts and whatever of its own feature that imports. */
const pureModules = (): Source[] => {
  const found = new Map<string, Source>()
  const add = (source: Source): void => {
    if (found.has(source.path)) return
    found.set(source.path, source)
    for (const target of source.imports) {
      const next = sources.find(({ path }) => path === target)
      if (next && featureOf(next.path) === featureOf(source.path)) add(next)
    }
  }
  for (const source of sources.filter(({ path }) => isRules(path))) add(source)
  return [...found.values()]
}

t.test(
  'rules are pure: they import rules, words and vocabulary, and nothing that acts',
  async (t) => {
    const pure = new Set(pureModules().map(({ path }) => path))
    const isAllowed = (target: string) =>
      pure.has(target) ||
      /^server\/(vocabulary\/[\w-]+|forms\/[\w-]+|language)\.ts$/.test(target) ||
      target === 'node:crypto'
    for (const { path, imports } of pureModules())
      for (const target of imports) t.ok(isAllowed(target), `${path} imports ${target}`)
  },
)

t.test('rules know no clock, no chance and no environment', async (t) => {
  for (const { path, text } of pureModules())
    t.notMatch(
      text,
      /new Date\(\)|Date\.now|Temporal\.Now|Math\.random|randomUUID|randomBytes|process\./,
      path,
    )
})

t.test('between features only rules and operations are imported', async (t) => {
  const open =
    /\/(rules(\/[\w-]+)?|operations(\/[\w-]+)?|refusals|routes|api|jobs|picker|relation|library)\.ts$/
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
  for (const { path, imported } of sources) {
    if (
      /\/[\w-]*pages?(\/[\w-]+)?\.ts$/.test(path) &&
      path.startsWith('server/') &&
      !path.startsWith('server/plugins')
    )
      for (const target of imported)
        t.notMatch(target, /^db\/client|^postgres$|\/operations\.ts$/, `${path} imports ${target}`)
    if (/\/store\.ts$/.test(path))
      for (const target of imported)
        t.notMatch(target, /pages\.ts$|html\.ts$|^server\/views\//, `${path} imports ${target}`)
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
