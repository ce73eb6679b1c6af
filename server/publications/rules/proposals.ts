import { fold } from '../../vocabulary/fold.ts'
import { isbnOf } from './numbers.ts'

export const PROPOSAL_SOURCES = ['metadata', 'type', 'text'] as const
export type ProposalSource = (typeof PROPOSAL_SOURCES)[number]

/** Something that a PDF says of itself, for a person to take or to leave. */
export type Proposal = {
  /** A field of the form: `title_sv`, `language`, `abstract_en`, `isbn`, `doi`, `year`, `themes`. */
  field: string
  /** One, but for themes. */
  values: string[]
  source: ProposalSource
  /** Where it stands; null for what the file says without showing it. */
  page: number | null
}

/** What a draft has in the fields that proposals are made for. */
export type Proposable = {
  language: string
  title: Record<string, string>
  abstract: Record<string, string>
  themes: string[]
  year: number | null
  isbn: string | null
  doi: string | null
}

/** Those that would change something and that nobody has left. */
export const openProposals = (
  proposals: readonly Proposal[],
  draft: Proposable,
  left: readonly string[],
): Proposal[] =>
  proposals.flatMap((proposal) => {
    if (left.includes(proposal.field)) return []
    const values = proposal.values.filter((value) => !isSaid(draft, proposal.field, value))
    return values.length === 0 ? [] : [{ ...proposal, values }]
  })

/** What the draft has in a proposal's field now, for comparison; null where it has nothing. */
export const presentIn = (draft: Proposable, field: string): string | null => {
  const [of, language] = splitField(field)
  switch (of) {
    case 'title':
      return draft.title[language] || null
    case 'abstract':
      return draft.abstract[language] || null
    case 'language':
      return draft.language
    case 'year':
      return draft.year === null ? null : String(draft.year)
    case 'isbn':
      return draft.isbn
    case 'doi':
      return draft.doi
    default:
      return null
  }
}

/** The draft with a proposal taken; of themes those that were chosen are added. */
export const withProposal = <T extends Proposable>(
  draft: T,
  { field, values }: Pick<Proposal, 'field' | 'values'>,
): T => {
  const [of, language] = splitField(field)
  const [value] = values
  if (value === undefined) return draft
  switch (of) {
    case 'title':
      return { ...draft, title: { ...draft.title, [language]: value } }
    case 'abstract':
      return { ...draft, abstract: { ...draft.abstract, [language]: value } }
    case 'language':
      return { ...draft, language: value }
    case 'year':
      return { ...draft, year: Number(value) }
    case 'isbn':
      return { ...draft, isbn: value }
    case 'doi':
      return { ...draft, doi: value }
    case 'themes':
      return { ...draft, themes: [...new Set([...draft.themes, ...values])] }
    default:
      return draft
  }
}

/** The language that a field's text is written in: `title_sv` is `sv`; null for what is no text. */
export const languageOfField = (field: string): string | null => splitField(field)[1] || null

const splitField = (field: string): [string, string] => {
  const [, of = field, language = ''] = /^(title|abstract)_([a-z]{2,3})$/.exec(field) ?? []
  return [of, language]
}

const isSaid = (draft: Proposable, field: string, value: string): boolean => {
  const present = presentIn(draft, field) ?? ''
  switch (field) {
    case 'themes':
      return draft.themes.includes(value)
    case 'isbn':
      return (isbnOf(present) ?? present) === isbnOf(value)
    case 'doi':
      return present.toLowerCase() === value.toLowerCase()
    default:
      return fold(present) === fold(value)
  }
}
