import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** A file of `public/`, read once, with a name that changes with its content. */
export type Asset = { name: string; type: string; body: Buffer; brotli: Buffer; gzip: Buffer }

const PUBLIC = fileURLToPath(new URL('./public', import.meta.url))
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Address of an asset, to be cached for ever: `/assets/face.3f2a….css`. Throws for an unknown name. */
export const assetUrl = (name: string): string => {
  const asset = byName.get(name)
  if (!asset) throw new Error(`no asset ${name}`)
  return `/assets/${asset.name}`
}

export const findAsset = (hashedName: string): Asset | undefined => byHashedName.get(hashedName)

const read = (name: string): Asset => {
  const extension = extname(name)
  const type = TYPES[extension]
  if (!type) throw new Error(`an asset of unknown type: ${name}`)
  const source = readFileSync(`${PUBLIC}/${name}`, 'utf8')
  const body = Buffer.from(extension === '.css' ? withoutComments(source) : source)
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return {
    name: `${name.slice(0, -extension.length)}.${digest}${extension}`,
    type,
    body,
    brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    gzip: gzipSync(body, { level: 9 }),
  }
}

/** Comments and the indentation of lines; content strings of ours hold neither. */
const withoutComments = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s*/g, '\n')
    .trim()

const byName = new Map(
  readdirSync(PUBLIC)
    .filter((name) => extname(name) in TYPES)
    .map((name) => [name, read(name)]),
)
const byHashedName = new Map([...byName.values()].map((asset) => [asset.name, asset]))
