/** Why no reading copy was made, as the office is told. */
export const COPY_REASONS = [
  'not_pdf',
  'encrypted',
  'signed',
  'damaged',
  'too_many_pages',
  'too_big',
  'timed_out',
  'out_of_memory',
] as const
export type CopyReason = (typeof COPY_REASONS)[number]
