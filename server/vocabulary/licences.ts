import { finder, labeller, type Term } from './term.ts'

export type Licence = Term & { url: string | null; isOpen: boolean }

const creativeCommons = (key: string, path: string, name: string, isOpen: boolean): Licence => ({
  key,
  label: { sv: name, en: name },
  synonyms: [key.replaceAll('-', ' '), `https://creativecommons.org/${path}/`],
  url: `https://creativecommons.org/${path}/`,
  isOpen,
})

/** What a reader may do with a file. Open means free to share and to adapt. */
export const LICENCES: readonly Licence[] = [
  creativeCommons('cc-by-4.0', 'licenses/by/4.0', 'CC BY 4.0', true),
  creativeCommons('cc-by-sa-4.0', 'licenses/by-sa/4.0', 'CC BY-SA 4.0', true),
  creativeCommons('cc-by-nc-4.0', 'licenses/by-nc/4.0', 'CC BY-NC 4.0', false),
  creativeCommons('cc-by-nd-4.0', 'licenses/by-nd/4.0', 'CC BY-ND 4.0', false),
  creativeCommons('cc-by-nc-sa-4.0', 'licenses/by-nc-sa/4.0', 'CC BY-NC-SA 4.0', false),
  creativeCommons('cc-by-nc-nd-4.0', 'licenses/by-nc-nd/4.0', 'CC BY-NC-ND 4.0', false),
  creativeCommons('cc0-1.0', 'publicdomain/zero/1.0', 'CC0 1.0', true),
  {
    key: 'all-rights-reserved',
    label: { sv: 'Alla rättigheter förbehållna', en: 'All rights reserved' },
    url: null,
    isOpen: false,
  },
]

export const findLicence = finder(LICENCES)
export const licenceLabel = labeller(LICENCES)
export const licenceUrl = (key: string): string | null =>
  LICENCES.find((licence) => licence.key === key)?.url ?? null

/** The licence's identifier in the SPDX list (`CC-BY-4.0`), or null for what is no licence of that list. */
export const spdxOf = (key: string): string | null =>
  licenceUrl(key) === null ? null : key.toUpperCase()
