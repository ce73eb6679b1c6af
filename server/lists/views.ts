import type { Config } from '../config.ts'
import type { Language } from '../language.ts'
import { publicationPath, wordedFor } from '../publications/library.ts'
import type { OpenList } from './operations.ts'
import { keptUntil } from './rules.ts'

/** A list as anyone with its address sees it. */
export const toListView = (
  { list, publications }: OpenList,
  language: Language,
  { baseUrl }: Pick<Config, 'baseUrl'>,
) => ({
  id: list.id,
  url: `${baseUrl}/lists/${list.id}`,
  name: list.name,
  note: list.note,
  kept_until: keptUntil(list.usedAt).toISOString(),
  publications: publications.map((one) => ({
    id: one.id,
    slug: one.slug,
    title: wordedFor(one.title, language, one.language)?.text ?? one.slug,
    authors: one.authors.map(({ name }) => name),
    year: one.year,
    url: `${baseUrl}${publicationPath(one)}`,
    is_withdrawn: one.status === 'withdrawn',
  })),
})
