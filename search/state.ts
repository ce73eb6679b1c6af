import type { SearchEngine } from './client.ts'
import { indexUid } from './sync.ts'

/** What the engine holds of one publication. */
export type Held = {
  /** Undefined where there are only pages of it. */
  version: number | undefined
  pages: number
  pageSum: number
  /** All its pages are of its own version. */
  areVersionsSame: boolean
}

const READ_AT_ONCE = 1_000

/** All that the engine holds, by the ids of publications; texts are not fetched. */
export const stateOf = async (engine: SearchEngine): Promise<Map<string, Held>> => {
  const held = new Map<string, Held>()
  const of = (id: string): Held => {
    const known = held.get(id)
    if (known) return known
    const fresh = { version: undefined, pages: 0, pageSum: 0, areVersionsSame: true }
    held.set(id, fresh)
    return fresh
  }
  for await (const { id, version } of documents<{ id: string; version: number }>(
    engine,
    'publications',
    ['id', 'version'],
  ))
    of(id).version = version
  type Page = { id: string; publication_id: string; page: number; version: number }
  const fields: (keyof Page)[] = ['id', 'publication_id', 'page', 'version']
  for await (const { id, publication_id, page, version } of documents<Page>(
    engine,
    'pages',
    fields,
  )) {
    const one = of(publication_id)
    one.areVersionsSame &&= one.version === version
    // Further portions of a page go with the first.
    if (id.includes('_')) continue
    one.pages += 1
    one.pageSum += page
  }
  return held
}

async function* documents<T extends Record<string, unknown>>(
  engine: SearchEngine,
  name: 'publications' | 'pages',
  fields: Extract<keyof T, string>[],
): AsyncGenerator<T> {
  const index = engine.client.index<T>(indexUid(engine, name))
  for (let offset = 0; ; offset += READ_AT_ONCE) {
    const { results } = await index.getDocuments({ fields, offset, limit: READ_AT_ONCE })
    yield* results
    if (results.length < READ_AT_ONCE) return
  }
}
