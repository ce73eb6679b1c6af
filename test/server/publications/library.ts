import type { Test } from 'tap'
import { dropIndexes } from '../../../search/sync.ts'
import { type Imported, importPublications } from '../../../server/publications/import.ts'
import { prepareSearch } from '../../../server/publications/indexing.ts'
import { type TestApp, type TestAppOptions, testApp } from '../../helpers/app.ts'

/** A portal whose library has an engine with indexes of its own, which go when the test ends. */
export const testLibrary = async (t: Test, options: TestAppOptions = {}): Promise<TestApp> => {
  const test = await testApp(t, { withSearch: true, ...options })
  const { search } = test.dependencies
  if (search) {
    await prepareSearch(test.contextOf())
    t.teardown(() => dropIndexes(search))
  }
  return test
}

/** Takes in these publications and waits until they can be found. */
export const imported = async (
  test: TestApp,
  publications: readonly object[],
  baseDirectory = '.',
): Promise<Imported> => {
  const result = await importPublications(
    test.contextOf(),
    publications.map((publication) => JSON.stringify(publication)),
    { baseDirectory },
  )
  await test.runJobs()
  return result
}
