const TEXT_COLUMNS = [
  'year',
  'type',
  'series',
  'number',
  'language',
  'url',
  'doi',
  'isbn',
  'licence',
  'embargo_until',
  'external_id',
  'file',
] as const
export const LIST_COLUMNS = [
  'countries',
  'municipalities',
  'themes',
  'sdgs',
  'core_values',
  'audiences',
  'tiers',
  'study_types',
  'old_addresses',
] as const
/** These may carry a language: `title_sv`. */
export const LANGUAGE_COLUMNS = ['title', 'abstract', 'plain_summary', 'key_messages'] as const

/** All that a table may have, as the page shows them. */
export const CSV_COLUMNS: readonly string[] = [
  ...LANGUAGE_COLUMNS,
  'authors',
  ...TEXT_COLUMNS,
  ...LIST_COLUMNS,
]
