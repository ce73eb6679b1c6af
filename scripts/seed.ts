import '../server/node-version.ts'
import { isSeeded, seedDatabase } from '../db/seed.ts'
import { withPortal } from './connect.ts'

await withPortal(async (context) => {
  if (await isSeeded(context)) {
    console.log('The database is not empty: sample data is only put into an empty one.')
    return true
  }
  await seedDatabase(context)
  console.log('Sample data is in.')
  return true
})
