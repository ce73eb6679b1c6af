import type { Language } from '../language.ts'
import { addressOf, type Cited, citedPeople, mainTitle, seriesOf } from './citation.ts'
import {
  firstInverted,
  inFull,
  initialsApart,
  initialsTogether,
  inverted,
  joined,
  straight,
  vancouverName,
} from './citation-names.ts'
import { CITATION_WORDS, dayInWords, shortDay } from './citation-words.ts'

/**
 * Reports as the styles' own manuals write them: APA 7 § 10.4; Cite Them Right (12th ed.); the Swedish Harvard guide of
 * the University of Borås; Chicago (17th ed.) § 15.50; NLM, Citing Medicine, ch. 5; MLA 9 § 5; Oxford footnotes (MHRA § 7).
 */
export const CITATION_STYLES = [
  'apa',
  'harvard',
  'harvard-sv',
  'chicago',
  'vancouver',
  'mla',
  'oxford',
] as const
export type CitationStyle = (typeof CITATION_STYLES)[number]

/** A piece of a citation; the title is set in italics. */
export type CitationPart = { text: string; isTitle: boolean }

export type StyledCitation = {
  /** As it stands in the list of references. */
  reference: CitationPart[]
  /** As it stands in the text or, in Oxford, in the note; with the page where one was given. */
  inText: CitationPart[]
}

export type CitationOptions = {
  language: Language
  /** The day on which it is read, `2026-11-25`; for styles that say so. */
  accessedOn: string
  page?: number | null | undefined
}

export const citationInStyle = (
  cited: Cited,
  style: CitationStyle,
  options: CitationOptions,
): StyledCitation => {
  const facts = factsOf(cited, options)
  const { reference, inText } = WRITERS[style](facts)
  return { reference: partsOf(reference), inText: partsOf(inText) }
}

/** The same as plain text. */
export const citationText = (parts: readonly CitationPart[]): string =>
  parts.map(({ text }) => text).join('')

type Facts = ReturnType<typeof factsOf>
type Written = { reference: string; inText: string }

const factsOf = (cited: Cited, { language, accessedOn, page }: CitationOptions) => {
  const { authors, editors, translators } = citedPeople(cited)
  const isEdited = authors.names.length === 0 && editors.names.length > 0
  return {
    people: isEdited ? editors : authors,
    isEdited,
    translators,
    title: `${TITLE_START}${mainTitle(cited)}${TITLE_END}`,
    series: seriesOf(cited, language),
    number: cited.number,
    publisher: cited.publisher,
    year: cited.year === null ? null : String(cited.year),
    address: addressOf(cited),
    isLasting: cited.doi !== null,
    accessedOn,
    accessedInWords: dayInWords(accessedOn, language),
    accessedShort: language === 'sv' ? dayInWords(accessedOn, language) : shortDay(accessedOn),
    page: page ?? null,
    words: CITATION_WORDS[language],
  }
}

const apa = (facts: Facts): Written => {
  const { people, words, title, series, number, publisher, translators } = facts
  const year = facts.year ?? words.noYear
  const names = joined(inverted(people, initialsApart), {
    and: '&',
    comma: true,
    max: 20,
    kept: 19,
    keepsLast: true,
  })
  const editor = facts.isEdited
    ? ` (${people.names.length > 1 ? words.editors : words.editor})`
    : ''
  const about = [
    ...(translators.names.length > 0
      ? [
          `${joined(straight(translators, initialsApart), { and: '&', comma: true })}, ${words.translator}`,
        ]
      : []),
    number === null ? series : `${series} ${words.number} ${number}`,
  ].join('; ')
  const who = names === '' ? '' : `${ended(names + editor)} (${year}). `
  const after = names === '' ? ` (${year}).` : ''
  const holder = names === publisher ? '' : ` ${ended(publisher)}`
  return {
    reference: `${who}${title} (${about}).${after}${holder} ${facts.address}`,
    inText: `(${inTextNames(facts, { and: '&', most: 2 })}, ${year}${pageAfter(facts, ', ')})`,
  }
}

const harvard = (facts: Facts): Written => {
  const { people, words, title } = facts
  const year = facts.year ?? words.noYear
  const names = joined(inverted(people, initialsTogether), { and: words.and, comma: false })
  const accessed = facts.isLasting ? '' : ` (${words.accessed} ${facts.accessedInWords})`
  const begins =
    names === '' ? `${title} (${year}).` : `${names}${editorIn(facts)} (${year}) ${ended(title)}`
  return {
    reference: `${begins}${translatedBy(facts)} ${ended(seriesWithNumber(facts))} ${ended(facts.publisher)} ${words.availableAt} ${facts.address}${accessed}.`,
    inText: `(${inTextNames(facts, { and: words.and, most: 3 })}, ${year}${pageAfter(facts, ', ')})`,
  }
}

const swedishHarvard = (facts: Facts): Written => {
  const { people, words, title } = facts
  const year = facts.year ?? words.noYear
  const names = joined(inverted(people, initialsTogether), { and: '&', comma: false })
  const begins =
    names === '' ? `${title} (${year}).` : `${names}${editorIn(facts)} (${year}). ${ended(title)}`
  return {
    reference: `${begins}${translatedBy(facts)} ${facts.publisher}. (${seriesWithNumber(facts)}). ${facts.address} [${facts.accessedOn}]`,
    inText: `(${inTextNames(facts, { and: '&', most: 2 })} ${year}${pageAfter(facts, ', ')})`,
  }
}

const chicago = (facts: Facts): Written => {
  const { people, words, title } = facts
  const year = facts.year ?? words.noYear
  const names = joined(firstInverted(people), { and: words.and, comma: true, max: 10, kept: 7 })
  const editor = editorAfterComma(facts)
  const begins =
    names === ''
      ? `${ended(title)} ${ended(year)}`
      : `${ended(names + editor)} ${ended(year)} ${ended(title)}`
  return {
    reference: `${begins}${translatedBy(facts)} ${ended(seriesWithNumber(facts))} ${ended(facts.publisher)} ${facts.address}.`,
    inText: `(${inTextNames(facts, { and: words.and, most: 3 })} ${year}${facts.page === null ? '' : `, ${facts.page}`})`,
  }
}

const vancouver = (facts: Facts): Written => {
  const { people, words, title, number } = facts
  const names = joined(people, { write: vancouverName, and: ',', comma: false, max: 6, kept: 6 })
  const editor = facts.isEdited ? `, ${people.names.length > 1 ? 'editors' : 'editor'}` : ''
  const translators =
    facts.translators.names.length === 0
      ? ''
      : ` ${joined(facts.translators, { write: vancouverName, and: ',', comma: false })}, ${words.translator.toLowerCase().replace(/\.?$/, '.')}`
  const series =
    number === null ? facts.series : `${facts.series}; ${words.numberInSeries} ${number}`
  return {
    reference: `${names === '' ? '' : `${ended(names + editor)} `}${title} [Internet].${translators} ${facts.publisher}; ${facts.year ?? words.unknownDate} [${words.cited} ${facts.accessedShort}]. (${series}). ${words.availableFrom} ${facts.address}`,
    inText: `(1${pageAfter(facts, ', ')})`,
  }
}

const mla = (facts: Facts): Written => {
  const { people, words, title } = facts
  const year = facts.year ?? words.noYear
  const names = joined(firstInverted(people), { and: words.and, comma: true, max: 2, kept: 1 })
  const editor = facts.isEdited
    ? `, ${people.names.length > 1 ? (words === CITATION_WORDS.sv ? 'redaktörer' : 'editors') : words === CITATION_WORDS.sv ? 'redaktör' : 'editor'}`
    : ''
  return {
    reference: `${names === '' ? '' : `${ended(names + editor)} `}${ended(title)}${translatedBy(facts)} ${facts.publisher}, ${year}, ${facts.address}. ${ended(seriesWithNumber(facts))}`,
    inText: `(${inTextNames(facts, { and: words.and, most: 2 })}${facts.page === null ? '' : ` ${facts.page}`})`,
  }
}

const oxford = (facts: Facts): Written => {
  const { people, words, title } = facts
  const year = facts.year ?? words.noYear
  const editor = editorAfterComma(facts)
  const first = joined(inverted(people, inFull), { and: words.and, comma: false })
  const inNote = joined(people, { write: inFull, and: words.and, comma: false, max: 3, kept: 1 })
  const matter = `${title} (${seriesWithNumber(facts)}${translatedInParts(facts)}, ${facts.publisher}, ${year})`
  const read = facts.isLasting ? '' : ` (${words.accessedIn} ${facts.accessedInWords})`
  const after = (names: string) => (names === '' ? '' : `${names}${editor}, `)
  return {
    reference: `${after(first)}${matter}, ${facts.address}${read}.`,
    inText: `${after(inNote)}${matter}${pageAfter(facts, ', ')}, ${facts.address}${read}.`,
  }
}

const WRITERS: Record<CitationStyle, (facts: Facts) => Written> = {
  apa,
  harvard,
  'harvard-sv': swedishHarvard,
  chicago,
  vancouver,
  mla,
  oxford,
}

/** Family names; without any the title stands in their place. */
const inTextNames = (
  { people, title }: Facts,
  { and, most }: { and: string; most: number },
): string => {
  const families = people.names.map((name) => ('literal' in name ? name.literal : name.family))
  const [first] = families
  if (first === undefined) return title
  if (people.andOthers || families.length > most) return `${first} et al.`
  if (families.length === 1) return first
  // Chicago and Cite Them Right list three.
  return `${families.slice(0, -1).join(', ')}${families.length > 2 && most === 3 && and !== '&' ? ',' : ''} ${and} ${families.at(-1)}`
}

const seriesWithNumber = ({ series, number }: Facts): string =>
  number === null ? series : `${series} ${number}`

const editorIn = ({ isEdited, people, words }: Facts): string =>
  isEdited ? ` (${people.names.length > 1 ? words.editedMany : words.edited})` : ''

const editorAfterComma = ({ isEdited, people, words }: Facts): string =>
  isEdited ? `, ${people.names.length > 1 ? words.editedMany : words.edited}` : ''

const translatedBy = (facts: Facts): string =>
  facts.translators.names.length === 0
    ? ''
    : ` ${facts.words.translatedBy} ${ended(translatorsOf(facts))}`

const translatedInParts = (facts: Facts): string =>
  facts.translators.names.length === 0
    ? ''
    : `, ${facts.words.translatedBy.toLowerCase()} ${translatorsOf(facts)}`

const translatorsOf = ({ translators, words }: Facts): string =>
  joined(straight(translators, inFull), { and: words.and, comma: false })

const pageAfter = ({ page, words }: Facts, before: string): string =>
  page === null ? '' : `${before}${words.page} ${page}`

// Neither stands in any text of ours.
const TITLE_START = '\u0002'
const TITLE_END = '\u0003'

/** A full stop, unless there is one, or another end of a sentence. */
const ended = (text: string): string =>
  /[.?!]$/.test(text.replace(TITLE_END, '')) ? text : `${text}.`

const partsOf = (written: string): CitationPart[] =>
  written.split(TITLE_START).flatMap((piece, i) => {
    if (i === 0) return piece === '' ? [] : [{ text: piece, isTitle: false }]
    const [title = '', rest = ''] = piece.split(TITLE_END)
    return [
      { text: title, isTitle: true },
      ...(rest === '' ? [] : [{ text: rest, isTitle: false }]),
    ]
  })
