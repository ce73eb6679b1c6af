import {
  creatorsOf as creatorsAmong,
  othersOf as othersAmong,
} from '../../publications/rules/contributors.ts'
import { isEmbargoed, isReadable } from '../../publications/rules/embargo.ts'
import {
  type FamilyMember,
  RELATIONS,
  type Relation,
  relationsOf,
} from '../../publications/rules/families.ts'
import type { FileKind, Funding } from '../../publications/rules/parts.ts'
import type { LanguageTexts, PublicationStatus } from '../../publications/rules.ts'
import type { AccessKey } from '../../vocabulary/coar.ts'
import type { ContributorRoleKey } from '../../vocabulary/contributor-roles.ts'

/** Who publishes and where: what every description of a publication says besides the publication itself. */
export type Site = { baseUrl: string; funder: string; funderRor: string | null }

export type PublicOrganisation = { name: string; ror: string | null }
export type PublicContributor = {
  name: string
  role: ContributorRoleKey
  /** Sixteen characters in groups of four. */
  orcid: string | null
  organisation: PublicOrganisation | null
}
export type PublicFile = {
  url: string
  mediaType: string
  bytes: number
  sha256: string
  /** The file's own, else the publication's. */
  licence: string | null
  kind: FileKind
}
export type PublicFunding = {
  funder: { name: string; id: string | null }
  awardNumber: string | null
  awardTitle: string | null
  awardUrl: string | null
}
/** By the names of DataCite, kernel 4.6. */
export type RelationType = (typeof RELATIONS)[Relation]['datacite'] | 'Obsoletes'
export type PublicRelation = {
  type: RelationType
  url: string
  doi: string | null
  title: string
  language: string
}

/**
 * What a publication says to everyone. The one source of every format, feed, map and header for machines: what is not
 * public has no place in the type. Of a publication under embargo there is no file, but the day of its end.
 */
export type PublicRecord = {
  id: string
  slug: string
  /** Its lasting address, without a language. */
  url: string
  type: string
  series: string | null
  number: string | null
  /** ISO 639-1, the main one. */
  language: string
  languages: readonly string[]
  titles: LanguageTexts
  abstracts: LanguageTexts
  plainSummaries: LanguageTexts
  keyMessages: Readonly<Record<string, readonly string[]>>
  contributors: readonly PublicContributor[]
  year: number | null
  /** Days, `2027-03-01`. */
  publishedOn: string
  changedOn: string
  countries: readonly string[]
  municipalities: readonly { name: string; country: string }[]
  audiences: readonly string[]
  themes: readonly string[]
  sdgs: readonly number[]
  licence: string | null
  isbn: string | null
  doi: string | null
  /** Where it is held elsewhere. */
  heldAt: string | null
  pages: number | null
  access: AccessKey
  embargoUntil: string | null
  files: readonly PublicFile[]
  funding: readonly PublicFunding[]
  relations: readonly PublicRelation[]
}

/** Another of its family: what relations are made of, and what is said of it. */
export type StoredMember = FamilyMember & {
  slug: string
  doi: string | null
  title: LanguageTexts
  language: string
}

/** What the store reads of a row, public or not. */
export type StoredPublication = Omit<
  PublicRecord,
  | 'url'
  | 'publishedOn'
  | 'changedOn'
  | 'access'
  | 'embargoUntil'
  | 'files'
  | 'relations'
  | 'funding'
> & {
  status: PublicationStatus
  publishedAt: Date | null
  changedAt: Date
  embargoUntil: Date | null
  hasText: boolean
  /** The main one first. `id`: of its place in the publication. */
  files: readonly (Omit<PublicFile, 'url'> & { id: string })[]
  funding: readonly (Funding & { grantTitle: string | null })[]
  /** What was withdrawn and has this in its place. */
  replaced: readonly Omit<StoredMember, keyof FamilyMember>[]
  /** Published members of its family and itself. */
  family: readonly StoredMember[]
}

/** The public view of a row, or null where there is none: drafts, and what was withdrawn. */
export const publicRecordOf = (
  stored: StoredPublication,
  site: Site,
  now: Date,
): PublicRecord | null => {
  const { status, publishedAt, changedAt, embargoUntil, files, family, replaced, ...said } = stored
  if (status !== 'published' || publishedAt === null) return null
  const mayRead = isReadable(stored, now)
  const url = landingUrl(site.baseUrl, stored.slug)
  return {
    id: said.id,
    slug: said.slug,
    url,
    type: said.type,
    series: said.series,
    number: said.number,
    language: said.language,
    languages: said.languages,
    titles: said.titles,
    abstracts: said.abstracts,
    plainSummaries: said.plainSummaries,
    keyMessages: said.keyMessages,
    contributors: said.contributors,
    year: said.year,
    publishedOn: dayOf(publishedAt),
    changedOn: dayOf(changedAt),
    countries: said.countries,
    municipalities: said.municipalities,
    audiences: said.audiences,
    themes: said.themes,
    sdgs: said.sdgs,
    licence: said.licence,
    isbn: said.isbn,
    doi: said.doi,
    heldAt: said.heldAt,
    pages: said.pages,
    access: accessOf(stored, now),
    embargoUntil: embargoUntil !== null && isEmbargoed(stored, now) ? dayOf(embargoUntil) : null,
    files: mayRead ? files.map((file) => fileOf(file, stored, url)) : [],
    funding: said.funding.map((one) => fundingOf(one, site)),
    relations: [
      ...relationsOf(said.id, family).map(({ relation, to }) =>
        relationTo(to, RELATIONS[relation].datacite, site),
      ),
      ...replaced.map((to) => relationTo(to, 'Obsoletes', site)),
    ],
  }
}

const relationTo = (
  { slug, doi, title, language }: StoredPublication['replaced'][number],
  type: RelationType,
  { baseUrl }: Site,
): PublicRelation => ({
  type,
  url: landingUrl(baseUrl, slug),
  doi,
  title: mainTitleOf({ titles: title, language }),
  language,
})

const accessOf = (stored: StoredPublication, now: Date): AccessKey => {
  const isHere = stored.files.some(({ kind }) => kind === 'main') || stored.hasText
  if (!isHere) return 'metadata_only'
  return isEmbargoed(stored, now) ? 'embargoed' : 'open'
}

const fileOf = (
  { id, kind, mediaType, bytes, sha256, licence }: StoredPublication['files'][number],
  { slug, licence: own }: StoredPublication,
  url: string,
): PublicFile => ({
  url: kind === 'main' ? `${url}/${slug}.pdf` : `${url}/files/${id}`,
  mediaType,
  bytes,
  sha256,
  licence: licence ?? own,
  kind,
})

const fundingOf = (
  { grant, grantTitle, funder, funderId, ...award }: StoredPublication['funding'][number],
  site: Site,
): PublicFunding =>
  grant === null
    ? {
        funder: { name: funder ?? '', id: funderId },
        awardNumber: award.awardNumber,
        awardTitle: award.awardTitle,
        awardUrl: award.awardUri,
      }
    : {
        funder: { name: site.funder, id: site.funderRor },
        awardNumber: grant,
        awardTitle: grantTitle,
        awardUrl: `${site.baseUrl}/grants/${encodeURIComponent(grant)}`,
      }

export const landingUrl = (baseUrl: string, slug: string): string =>
  `${baseUrl}/publications/${slug}`

/** `https://doi.org/…`, else the lasting address here: what is cited. */
export const citedUrl = ({ doi, url }: Pick<PublicRecord, 'doi' | 'url'>): string =>
  doi === null ? url : doiUrl(doi)

export const doiUrl = (doi: string): string => `https://doi.org/${encodeURI(doi)}`
export const orcidUrl = (orcid: string): string => `https://orcid.org/${orcid}`

/**
 * The day on which it came out as far as that is known: in full where it came out here in its own year. Where no year
 * is known the day it came out here, for the formats that demand one; `knownIssuedOn` for those that do not.
 */
export const issuedOn = ({
  year,
  publishedOn,
}: Pick<PublicRecord, 'year' | 'publishedOn'>): string =>
  year === null || publishedOn.startsWith(`${year}-`) ? publishedOn : String(year)

export const knownIssuedOn = (record: Pick<PublicRecord, 'year' | 'publishedOn'>): string | null =>
  record.year === null ? null : issuedOn(record)

/** Whose work it is: authors, else editors; the funder signs for what nobody signed. */
export const creatorsOf = ({ contributors }: Pick<PublicRecord, 'contributors'>) =>
  creatorsAmong(contributors)

export const othersOf = ({ contributors }: Pick<PublicRecord, 'contributors'>) =>
  othersAmong(contributors)

/** The main title first, then those in other languages. */
export const wordedAll = (
  texts: LanguageTexts,
  main: string,
): { language: string; text: string }[] =>
  Object.entries(texts)
    .filter(([, text]) => text !== '')
    .map(([language, text]) => ({ language, text }))
    .sort((a, b) => Number(b.language === main) - Number(a.language === main))

export const mainTitleOf = ({ titles, language }: Pick<PublicRecord, 'titles' | 'language'>) =>
  wordedAll(titles, language)[0]?.text ?? ''

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)
