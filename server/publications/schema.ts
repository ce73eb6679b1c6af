import { z } from 'zod'
import { PUBLICATION_TYPES } from '../vocabulary/publication-types.ts'
import { FAMILY_KINDS } from './rules/families.ts'

export const TITLE_MAX = 500
export const ABSTRACT_MAX = 20_000
export const MESSAGE_MAX = 1_000
export const MESSAGES_MAX = 20
export const SUMMARY_MAX = 10_000
export const CONTRIBUTORS_MAX = 200
export const FUNDING_MAX = 30
export const OLD_ADDRESSES_MAX = 30
export const NAME_MAX = 300
export const EVIDENCE_MAX = 1_000
export const NOTE_MAX = 4_000
const LIST_MAX = 60
const WORD_MAX = 120
export const ADDRESS_MAX = 2_000
const PAGES_MAX = 3_000
const PAGE_MAX = 300_000
export const YEAR_MIN = 1900
export const YEAR_MAX = 2200

/** Without the characters that no text has and that the database refuses. */
const plain = (text: string): string => text.replace(CONTROL, '').trim()
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

export const line = (max: number) => z.string().max(max).overwrite(plain)
const absent = <T extends z.ZodType>(type: T) => type.nullable().optional()
const words = z.array(line(WORD_MAX)).max(LIST_MAX)
const perLanguage = <T extends z.ZodType>(type: T) =>
  z.record(z.string().regex(/^[a-z]{2,3}$/, 'language_unknown'), type)
const textsOrOne = (max: number) => z.union([line(max), perLanguage(line(max))])
const webAddress = z.url({ protocol: /^https?$/ }).max(ADDRESS_MAX)

/** A day is taken as its first instant where the office is. */
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/**
 * A publication as outside tools give it: a line of an import, or the body of an API request. Series, countries,
 * languages, themes, roles and whatever else has a key may be given by key or by any of its names.
 */
export const publicationRecord = z.strictObject({
  title: textsOrOne(TITLE_MAX),
  authors: absent(
    z
      .array(
        z.union([
          line(NAME_MAX),
          z.strictObject({
            name: line(NAME_MAX),
            orcid: absent(line(60)),
            organisation: absent(line(NAME_MAX)),
            role: absent(line(WORD_MAX)),
          }),
        ]),
      )
      .max(CONTRIBUTORS_MAX),
  ),
  year: absent(z.int().min(YEAR_MIN).max(YEAR_MAX)),
  type: absent(z.enum(PUBLICATION_TYPES.map(({ key }) => key))),
  series: absent(line(200)),
  number: absent(z.union([line(30), z.int()])),
  countries: absent(words),
  municipalities: absent(
    z
      .array(
        z.union([
          line(NAME_MAX),
          z.strictObject({ name: line(NAME_MAX), country: line(WORD_MAX) }),
        ]),
      )
      .max(LIST_MAX),
  ),
  language: absent(line(40)),
  themes: absent(words),
  sdgs: absent(z.array(z.union([z.int(), line(20)])).max(17)),
  sdg_evidence: absent(z.record(z.string().regex(/^\d{1,2}$/, 'sdg_unknown'), line(EVIDENCE_MAX))),
  core_values: absent(words),
  audiences: absent(words),
  tiers: absent(words),
  study_types: absent(words),
  abstract: absent(textsOrOne(ABSTRACT_MAX)),
  key_messages: absent(
    z.union([
      z.array(line(MESSAGE_MAX)).max(MESSAGES_MAX),
      perLanguage(z.array(line(MESSAGE_MAX)).max(MESSAGES_MAX)),
    ]),
  ),
  plain_summary: absent(textsOrOne(SUMMARY_MAX)),
  funding: absent(
    z
      .array(
        z.strictObject({
          grant: absent(line(40)),
          funder: absent(line(NAME_MAX)),
          funder_id: absent(line(300)),
          award_number: absent(line(100)),
          award_title: absent(line(TITLE_MAX)),
          award_uri: absent(webAddress),
        }),
      )
      .max(FUNDING_MAX),
  ),
  url: absent(webAddress),
  doi: absent(line(300)),
  isbn: absent(line(40)),
  licence: absent(line(WORD_MAX)),
  embargo_until: absent(instant),
  external_id: absent(line(300)),
})
export type PublicationRecord = z.infer<typeof publicationRecord>

/** A line of an import file. */
export const importLine = publicationRecord.extend({
  file: absent(line(1_000)),
  pages: absent(z.array(z.string().max(PAGE_MAX).overwrite(plain)).max(PAGES_MAX)),
  /** Where it could be found before; they lead here from now on. */
  old_addresses: absent(z.array(line(ADDRESS_MAX)).max(OLD_ADDRESSES_MAX)),
  /** The main one of its family, by `external_id`, slug or id, and what this one is to it. */
  family: absent(z.strictObject({ main: line(300), kind: z.enum(FAMILY_KINDS) })),
})
export type ImportLine = z.infer<typeof importLine>
