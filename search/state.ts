import { createHash } from 'node:crypto'
import { FACETS } from '../server/publications/rules.ts'
import type { SearchEngine } from './client.ts'
import { type PublicPublication, pageDocumentId, plainDocument } from './documents.ts'
import { portionsOf } from './portions.ts'
import { indexUid } from './sync.ts'

/** What the engine holds of one publication, or ought to hold. */
export type Held = {
  /** Of what is said of it, its version among it. Undefined where there are only pages of it. */
  said: string | undefined
  pages: number
  /** Of all texts of its pages, in whatever order they come. */
  texts: number
}

type Plain = ReturnType<typeof plainDocument>
type Page = { id: string; publication_id: string; version: number; text: string }

const PLAIN_FIELDS = [
  'id',
  'version',
  'title',
  'authors',
  'keywords',
  'identifiers',
  'key_messages',
  'abstract',
  'sort_title',
  'newest',
  ...FACETS,
] as const satisfies readonly (keyof Plain)[]
const PAGE_FIELDS = ['id', 'publication_id', 'version', 'text'] as const

const READ_AT_ONCE = 500

/**
 * All that the engine holds, by the ids of publications. Every text is read, since a digest that the engine keeps
 * beside it would say nothing of what has become of the text.
 */
export const stateOf = async (engine: SearchEngine): Promise<Map<string, Held>> => {
  const held = new Map<string, Held>()
  const of = (id: string): Held => {
    const known = held.get(id)
    if (known) return known
    const fresh = { said: undefined, pages: 0, texts: 0 }
    held.set(id, fresh)
    return fresh
  }
  for await (const document of documents<Plain>(engine, 'publications', PLAIN_FIELDS))
    of(document.id).said = saidIn(document)
  for await (const page of documents<Page>(engine, 'pages', PAGE_FIELDS))
    add(of(page.publication_id), page)
  return held
}

/** What the engine ought to hold of a publication. */
export const stateWanted = (publication: PublicPublication): Held => {
  const wanted: Held = { said: saidIn(plainDocument(publication)), pages: 0, texts: 0 }
  const { id, version } = publication
  for (const { number, text } of publication.pages)
    for (const [at, portion] of portionsOf(text).entries())
      add(wanted, { id: pageDocumentId(id, number, at), version, text: portion })
  return wanted
}

export const isSameState = (one: Held | undefined, other: Held): boolean =>
  one !== undefined &&
  one.said === other.said &&
  one.pages === other.pages &&
  one.texts === other.texts

const saidIn = (document: Plain): string =>
  digest(JSON.stringify(PLAIN_FIELDS.map((field) => document[field]))).toString('hex')

/** Sums of 48 bits do not mind the order, and two of them fit into a number exactly. */
const add = (held: Held, { id, version, text }: Pick<Page, 'id' | 'version' | 'text'>): void => {
  const own = digest(`${id} ${version} ${text}`).readUIntBE(0, 6)
  held.pages += 1
  held.texts = (held.texts + own) % 2 ** 48
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

async function* documents<T extends Record<string, unknown>>(
  engine: SearchEngine,
  name: 'publications' | 'pages',
  fields: readonly Extract<keyof T, string>[],
): AsyncGenerator<T> {
  const index = engine.client.index<T>(indexUid(engine, name))
  for (let offset = 0; ; offset += READ_AT_ONCE) {
    const { results } = await index.getDocuments({
      fields: [...fields],
      offset,
      limit: READ_AT_ONCE,
    })
    yield* results
    if (results.length < READ_AT_ONCE) return
  }
}
