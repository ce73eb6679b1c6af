import { fold } from '../../vocabulary/fold.ts'
import { isbnOf } from './numbers.ts'

export const MARK_KINDS = ['doi', 'isbn', 'title'] as const
export type MarkKind = (typeof MARK_KINDS)[number]
export type Mark = { kind: MarkKind; value: string }

export const MARK_MAX = 500

/** What says which work something is, as far as it is known. Titles by language. */
export type Marked = {
  title: Readonly<Record<string, string>>
  doi: string | null
  isbn: string | null
}

/** What it is recognised by: numbers in one form however they are written, titles folded and without signs. */
export const marksOf = ({ title, doi, isbn }: Marked): Mark[] => {
  const number = isbnOf(isbn ?? '')
  const titles = Object.values(title)
    .map(titleMark)
    .filter((value) => value !== '')
  return [
    ...(doi ? [{ kind: 'doi' as const, value: doi.toLowerCase().slice(0, MARK_MAX) }] : []),
    ...(number === null ? [] : [{ kind: 'isbn' as const, value: number }]),
    ...[...new Set(titles)].map((value) => ({ kind: 'title' as const, value })),
  ]
}

const titleMark = (title: string): string =>
  [...(fold(title).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')].slice(0, MARK_MAX).join('')
