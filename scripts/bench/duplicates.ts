import { publications } from '../../db/schema/index.ts'
import { markUnmarked } from '../../server/publications/duplicates.ts'
import { getPublication, likelyDuplicates, workOf } from '../../server/publications/operations.ts'
import { fillLibrary, pagesOf } from './corpus.ts'
import { atMost, type Bench, percentile, timed } from './figure.ts'
import { withPortal } from './portal.ts'

const SIZES = {
  small: { publications: 1_000, pagesEach: 4, lookUps: 200 },
  full: { publications: 10_000, pagesEach: 4, lookUps: 500 },
}

/** What may be the same publication, looked up for one after another of a library of generated reports. */
export const duplicates: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (_, filling) => {
    const size = isFull ? SIZES.full : SIZES.small
    await fillLibrary(filling.database, size)
    const context = filling.contextOf()
    const [marking = Number.NaN] = await timed(1, () => markUnmarked.run(context, {}))
    const rows = await context.db
      .select({ id: publications.id })
      .from(publications)
      .limit(size.lookUps)
    const works: ReturnType<typeof workOf>[] = []
    for (const { id } of rows) works.push(workOf(await getPublication(context.db, id)))
    let found = 0
    const took = await timed(works.length, async (run) => {
      const work = works[run]
      if (work) found += (await likelyDuplicates(context, work)).length
    })
    const detail = `${size.publications} publications, ${pagesOf(size)} pages, marked in ${(marking / 1_000).toFixed(0)} s; ${found} likenesses found`
    return [
      atMost('duplicates-p50', percentile(took, 0.5), { target: 60, unit: 'ms', detail }),
      atMost('duplicates-p99', percentile(took, 0.99), { target: 200, unit: 'ms', detail }),
    ]
  })
