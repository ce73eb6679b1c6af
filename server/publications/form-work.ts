import type { FormState } from '../form.ts'
import { type Work, workOf } from './duplicates.ts'
import { doiOf } from './rules.ts'
import type { Publication } from './store.ts'

/** What a form says which work it is, as it stands: what may be the same is told before it is saved. */
export const workIn = (form: FormState, publication: Publication | null): Work => {
  const said = (name: string) => String([form.values[name] ?? ''].flat()[0])
  const titles = Object.keys(form.values)
    .filter((name) => name.startsWith('title_') && said(name) !== '')
    .map((name): [string, string] => [name.slice('title_'.length), said(name)])
  return {
    id: null,
    ...(publication && workOf(publication)),
    title: Object.fromEntries(titles),
    doi: doiOf(said('doi')),
    isbn: said('isbn') || null,
    language: said('language'),
  }
}
