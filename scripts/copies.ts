import '../server/node-version.ts'
import { requestMissingCopies, requestMissingPictures } from '../server/publications/operations.ts'
import { withPortal } from './connect.ts'

/** `npm run copies`: has reading copies and pictures made where they are missing or outdated. */
await withPortal(async (context) => {
  const [copies, pictures] = [
    await requestMissingCopies(context),
    await requestMissingPictures(context),
  ]
  console.log(`Asked for ${copies} reading copies and the pictures of ${pictures} publications.`)
  return true
})
