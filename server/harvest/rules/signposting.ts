import { licenceUrl } from '../../vocabulary/licences.ts'
import { dataciteOf } from './datacite.ts'
import { CITATIONS, METADATA } from './negotiation.ts'
import { citedUrl, creatorsOf, orcidUrl, type PublicRecord, type Site } from './record.ts'

/** A typed link of FAIR Signposting, https://signposting.org/FAIR/ */
export type TypedLink = {
  rel: string
  href: string
  type?: string | undefined
  profile?: string | undefined
}
/** RFC 9264: what links go out from one address. */
export type LinkContext = { anchor: string; links: readonly TypedLink[] }

/** Further authors stand in the linkset alone, so that the header stays far below what servers take. */
export const AUTHOR_LINKS_MAX = 10
export const LINK_HEADER_BYTES_MAX = 8_000

const LINKSET_JSON = 'application/linkset+json'
const LINKSET_TEXT = 'application/linkset'

export const metadataLinks = ({ url }: Pick<PublicRecord, 'url'>): TypedLink[] =>
  [...METADATA, ...CITATIONS].map((one) => ({
    rel: 'describedby',
    href: `${url}/${one.path}`,
    type: one.type,
    profile: 'profile' in one ? (one.profile ?? undefined) : undefined,
  }))

export const linksetLinks = ({ url }: Pick<PublicRecord, 'url'>): TypedLink[] => [
  { rel: 'linkset', href: `${url}/linkset`, type: LINKSET_JSON },
  { rel: 'linkset', href: `${url}/linkset.txt`, type: LINKSET_TEXT },
]

/** Level 1: what the landing page says in its header. */
export const landingLinks = (record: PublicRecord, site: Site): TypedLink[] => [
  ...graphOfLanding(record, site, AUTHOR_LINKS_MAX),
  ...linksetLinks(record),
]

/** What a file or a description says in its own header. */
export const fileLinks = (record: PublicRecord): TypedLink[] => [
  { rel: 'collection', href: record.url, type: 'text/html' },
  ...licenceLinks(record),
  ...linksetLinks(record),
]
export const metadataResourceLinks = (record: Pick<PublicRecord, 'url'>): TypedLink[] => [
  { rel: 'describes', href: record.url, type: 'text/html' },
  ...linksetLinks(record),
]

/** Level 2: the whole graph, each link from where it goes out. */
export const linksetOf = (record: PublicRecord, site: Site): LinkContext[] => [
  { anchor: record.url, links: graphOfLanding(record, site, Number.POSITIVE_INFINITY) },
  ...record.files.map(({ url }) => ({
    anchor: url,
    links: [
      { rel: 'collection', href: record.url, type: 'text/html' },
      { rel: 'type', href: 'https://schema.org/DigitalDocument' },
      ...licenceLinks(record),
    ],
  })),
  ...metadataLinks(record).map(({ href }) => ({
    anchor: href,
    links: [{ rel: 'describes', href: record.url, type: 'text/html' }],
  })),
]

/** RFC 8288. Addresses are ours or were checked; what could end a link is written by number all the same. */
export const linkHeader = (links: readonly TypedLink[]): string =>
  links.map((link) => written(link)).join(', ')

/** RFC 9264, section 4.1: the same as a document. */
export const linksetText = (contexts: readonly LinkContext[]): string =>
  `${contexts
    .flatMap(({ anchor, links }) =>
      links.map((link) => `${written(link)}; anchor="${safe(anchor)}"`),
    )
    .join(',\n')}\n`

/** RFC 9264, section 4.2. */
export const linksetJson = (contexts: readonly LinkContext[]): object => ({
  linkset: contexts.map(({ anchor, links }) => {
    const relations: Record<string, object[]> = {}
    for (const { rel, href, type, profile } of links)
      relations[rel] = [
        ...(relations[rel] ?? []),
        {
          href,
          ...(type === undefined ? {} : { type }),
          ...(profile === undefined ? {} : { profile: [profile] }),
        },
      ]
    return { anchor, ...relations }
  }),
})

const graphOfLanding = (record: PublicRecord, site: Site, authorsMax: number): TypedLink[] => [
  { rel: 'cite-as', href: citedUrl(record) },
  { rel: 'type', href: 'https://schema.org/AboutPage' },
  { rel: 'type', href: `https://schema.org/${dataciteOf(record, site).types.schemaOrg}` },
  ...creatorsOf(record)
    .flatMap(({ orcid }) => (orcid === null ? [] : [{ rel: 'author', href: orcidUrl(orcid) }]))
    .slice(0, authorsMax),
  ...record.files.map(({ url, mediaType }) => ({ rel: 'item', href: url, type: mediaType })),
  ...licenceLinks(record),
  ...metadataLinks(record),
]

const licenceLinks = ({ licence }: Pick<PublicRecord, 'licence'>): TypedLink[] => {
  const url = licence === null ? null : licenceUrl(licence)
  return url === null ? [] : [{ rel: 'license', href: url }]
}

const written = ({ rel, href, type, profile }: TypedLink): string =>
  [
    `<${safe(href)}>`,
    `rel="${rel}"`,
    ...(type === undefined ? [] : [`type="${type}"`]),
    ...(profile === undefined ? [] : [`profile="${safe(profile)}"`]),
  ].join('; ')

const safe = (address: string): string =>
  address.replace(/[^\x21-\x7e]|[<>"]/g, (char) => encodeURIComponent(char))
