import type { Config } from '../config.ts'
import type { Cited } from './citation.ts'
import type { Publication } from './store.ts'

/** A publication as it is cited: under the funder's name, at its lasting address. */
export const citedOf = (publication: Publication, config: Config): Cited => ({
  ...publication,
  authors: publication.contributors.filter(({ role }) => role === 'author'),
  editors: publication.contributors.filter(({ role }) => role === 'editor'),
  translators: publication.contributors.filter(({ role }) => role === 'translator'),
  url: `${config.baseUrl}/publications/${publication.slug}`,
  publisher: config.funder,
})
