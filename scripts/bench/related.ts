import { sql } from 'drizzle-orm'
import { publications } from '../../db/schema/index.ts'
import { relatedTo } from '../../server/publications/related.ts'
import { listPublished } from '../../server/publications/store.ts'
import { fillLibrary } from './corpus.ts'
import { atMost, type Bench, percentile, timed } from './figure.ts'
import { withPortal } from './portal.ts'

const SIZES = { small: 1_000, full: 10_000 }
const ASKED = 100

/** What else to read, in a library whose publications are spread over many themes and places as in a real one. */
export const related: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (_portal, filling) => {
    const count = isFull ? SIZES.full : SIZES.small
    await fillLibrary(filling.database, { publications: count, pagesEach: 1 })
    const db = filling.database.writing
    await db.execute(sql`update ${publications} set
      themes = array['theme-' || (number::int % 64), 'theme-' || (number::int % 31)],
      countries = array[chr(65 + number::int % 13) || chr(65 + number::int % 11)]`)
    await db.execute(sql`vacuum analyze ${publications}`)
    const rows = await db.execute<{ id: string }>(
      sql`select id from ${publications} order by slug limit ${ASKED}`,
    )
    const asked = await listPublished(
      db,
      rows.map(({ id }) => id),
    )
    const context = filling.contextOf()
    const took = await timed(asked.length, async (run) => {
      const publication = asked[run]
      if (!publication || (await relatedTo(context, publication)).length === 0)
        throw new Error('nothing was related')
    })
    return [
      atMost('related-p95', percentile(took, 0.95), {
        target: 50,
        unit: 'ms',
        detail: `${count} publications; median ${percentile(took, 0.5).toFixed(1)} ms`,
      }),
    ]
  })
