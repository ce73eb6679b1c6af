import '../server/node-version.ts'
import { reindex } from '../server/publications/operations.ts'
import { withPortal } from './connect.ts'

/** `npm run reindex`: builds the search indexes anew beside the present ones and swaps them. */
await withPortal(async (context) => {
  const begun = performance.now()
  const count = await reindex(context)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(
    count === null
      ? 'There is no search engine: PostgreSQL answers, and has nothing to rebuild.'
      : `Rebuilt in ${seconds} s: ${count.publications} publications, ${count.pages} pages.`,
  )
  return true
})
