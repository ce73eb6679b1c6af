/** What is said of a publication for programs, by the end of its address and by its type on the web. */
export const METADATA = [
  {
    name: 'schema-org',
    path: 'metadata.jsonld',
    type: 'application/ld+json',
    profile: 'https://schema.org',
  },
  {
    name: 'datacite-json',
    path: 'datacite.json',
    type: 'application/vnd.datacite.datacite+json',
    profile: null,
  },
  {
    name: 'datacite-xml',
    path: 'datacite.xml',
    type: 'application/vnd.datacite.datacite+xml',
    profile: 'http://datacite.org/schema/kernel-4',
  },
  {
    name: 'csl',
    path: 'citation.json',
    type: 'application/vnd.citationstyles.csl+json',
    profile: null,
  },
  {
    name: 'dublin-core',
    path: 'dublin-core.xml',
    type: 'application/xml',
    profile: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  },
] as const
export type MetadataName = (typeof METADATA)[number]['name']

/** The citation formats that the publication's own page offers, which are negotiated as well. */
export const CITATIONS = [
  { path: 'citation.bib', type: 'application/x-bibtex' },
  { path: 'citation.ris', type: 'application/x-research-info-systems' },
] as const

/** Only what is asked for by its own name is given in place of the page: `application/xml` is in browsers' lists. */
const NEGOTIATED = [...METADATA, ...CITATIONS].filter(({ type }) => type !== 'application/xml')

/**
 * The end of the address of what an `Accept` header would rather have than the page, or null for the page. A tie goes
 * to the page, and what is not to be had does as well: a person may stand behind it. RFC 9110, 12.5.1.
 */
export const negotiated = (accept: string | undefined): string | null => {
  const wishes = readAccept(accept)
  if (wishes.length === 0) return null
  let best = { path: null as string | null, quality: qualityOf(wishes, 'text/html') }
  for (const { path, type } of NEGOTIATED) {
    const quality = qualityOf(wishes, type, { byName: true })
    if (quality > best.quality) best = { path, quality }
  }
  return best.path
}

/** Which of two types an `Accept` header would rather have; the first where it does not mind. */
export const preferred = <T extends string>(
  accept: string | undefined,
  types: readonly [T, ...T[]],
): T => {
  const wishes = readAccept(accept)
  let best: { type: T; quality: number } = { type: types[0], quality: 0 }
  for (const type of types) {
    const quality = qualityOf(wishes, type)
    if (quality > best.quality) best = { type, quality }
  }
  return best.type
}

type Wish = { type: string; quality: number }

const readAccept = (accept: string | undefined): Wish[] =>
  (accept ?? '')
    .slice(0, HEADER_MAX)
    .split(',')
    .flatMap((part) => {
      const [type = '', ...parameters] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      if (!/^[^/\s]+\/[^/\s]+$/.test(type)) return []
      const given = parameters.find((parameter) => parameter.startsWith('q='))
      const quality = given === undefined ? 1 : Number(given.slice(2))
      return [{ type, quality: quality >= 0 && quality <= 1 ? quality : 0 }]
    })

/** By the most specific wish that fits. */
const qualityOf = (
  wishes: readonly Wish[],
  type: string,
  { byName = false }: { byName?: boolean } = {},
): number => {
  const ranges = byName ? [type] : [type, `${type.split('/')[0]}/*`, '*/*']
  for (const range of ranges) {
    const wish = wishes.find((one) => one.type === range)
    if (wish) return wish.quality
  }
  return 0
}

const HEADER_MAX = 1_000
