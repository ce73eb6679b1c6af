import { labeller, type Term } from './term.ts'

/** What can be read at one look; the funder's policy briefs have as many. */
export const SHORT_PAGES_MAX = 4
export const MEDIUM_PAGES_MAX = 40

/** How long a publication is, by its pages. */
export const EXTENTS = [
  {
    key: 'short',
    pagesMax: SHORT_PAGES_MAX,
    label: {
      sv: `Kort (högst ${SHORT_PAGES_MAX} sidor)`,
      en: `Short (≤ ${SHORT_PAGES_MAX} pages)`,
    },
  },
  {
    key: 'medium',
    pagesMax: MEDIUM_PAGES_MAX,
    label: {
      sv: `${SHORT_PAGES_MAX + 1}–${MEDIUM_PAGES_MAX} sidor`,
      en: `${SHORT_PAGES_MAX + 1}–${MEDIUM_PAGES_MAX} pages`,
    },
  },
  {
    key: 'long',
    pagesMax: null,
    label: { sv: `Mer än ${MEDIUM_PAGES_MAX} sidor`, en: `More than ${MEDIUM_PAGES_MAX} pages` },
  },
] as const satisfies readonly (Term & { pagesMax: number | null })[]
export type Extent = (typeof EXTENTS)[number]['key']

/** The extent of so many pages, as the one value of a facet; none where they are not known. */
export const extentsOf = (pageCount: number | null): Extent[] =>
  pageCount === null
    ? []
    : EXTENTS.filter(({ pagesMax }) => pagesMax === null || pageCount <= pagesMax)
        .slice(0, 1)
        .map(({ key }) => key)

export const extentLabel = labeller(EXTENTS)
