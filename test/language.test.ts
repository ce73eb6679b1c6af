import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { type Catalogue, catalogues } from '../server/language.ts'
import { ALL_REFUSALS } from '../server/refusals.ts'

const SERVER = fileURLToPath(new URL('../server', import.meta.url))

t.test('every text is there in Swedish and in English', async (t) => {
  const files = readdirSync(SERVER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(^|\/)[\w-]*texts\.ts$/.test(name),
  )
  for (const name of files) await import(`${SERVER}/${name}`)
  t.ok(catalogues.length >= files.length, 'each file of texts has a catalogue')
  for (const { en, sv } of catalogues) {
    t.same(keysOf(sv), keysOf(en))
    t.same(emptyOf(sv), [])
    t.same(emptyOf(en), [])
  }
})

t.test('every refusal has its sentence in both languages', async (t) => {
  for (const { en, sv } of ALL_REFUSALS) t.same(Object.keys(sv).sort(), Object.keys(en).sort())
})

t.test('no reason is explained by two features in different words', async (t) => {
  const seen = new Map<string, unknown>()
  for (const { en } of ALL_REFUSALS)
    for (const [reason, text] of Object.entries(en)) {
      if (seen.has(reason)) t.equal(String(text), String(seen.get(reason)), reason)
      seen.set(reason, text)
    }
})

const keysOf = (texts: Catalogue, path = ''): string[] =>
  Object.entries(texts)
    .flatMap(([key, text]) =>
      isCatalogue(text) ? keysOf(text, `${path}${key}.`) : [`${path}${key}:${typeof text}`],
    )
    .sort()

const emptyOf = (texts: Catalogue, path = ''): string[] =>
  Object.entries(texts).flatMap(([key, text]) => {
    if (isCatalogue(text)) return emptyOf(text, `${path}${key}.`)
    return typeof text === 'string' && text.trim() === '' ? [`${path}${key}`] : []
  })

const isCatalogue = (text: unknown): text is Catalogue =>
  typeof text === 'object' && text !== null && !Array.isArray(text)
