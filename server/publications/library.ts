/** What other features may show of the library, and ask of its addresses. */
export { EXPORT_NAMES, exportMediaType, exportStream } from './export.ts'
export { facetLabel } from './labels.ts'
export { likenessText } from './pages/duplicates.ts'
export { publicationEntry, publicationPath } from './pages/search.ts'
export { taking } from './pages/taking.ts'
export { lenientParameters, libraryPath, libraryQueryOf } from './parameters.ts'
export { FACETS, wordedFor } from './rules.ts'
export type { LibraryQuery } from './search.ts'
