export const OLD_ADDRESS_MAX = 500

/**
 * An address that a publication once had, as it is kept and looked up, or null where there is no path in it.
 * `/projekt/kc-…`, `/publikationer/kc-…` and `/en/publications/kc-…` are three generations of one address, so one
 * entry answers for all three; host, language prefix, query, fragment, percent-encoding, capitals, colons, trailing
 * dots and slashes make no difference.
 */
export const oldAddressOf = (address: string): string | null => {
  const path = decoded(
    address
      .trim()
      .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
      .replace(/[?#].*$/s, ''),
  )
    .normalize('NFC')
    .toLowerCase()
    .replace(/[?#].*$/s, '')
  const steps = path
    .split('/')
    .map(plainStep)
    .filter((step) => step !== '')
  const [first = ''] = steps
  if (LANGUAGE_PREFIXES.includes(first) && steps.length > 1) steps.shift()
  if (GENERATIONS.includes(steps[0] ?? '') && steps.length > 1) steps[0] = 'publications'
  const found = `/${steps.join('/')}`
  return steps.length === 0 || found.length > OLD_ADDRESS_MAX ? null : found
}

const LANGUAGE_PREFIXES: readonly string[] = ['sv', 'en']
const GENERATIONS: readonly string[] = ['projekt', 'publikationer', 'publications']

/** Colons were dropped by one generation and kept by another; dots at the end are lost in mails. */
const plainStep = (step: string): string =>
  step
    .replace(/[:\s\p{Cc}]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|[-.]+$/g, '')

// Addresses were encoded twice here and there; what is no encoding is left as it stands.
const decoded = (path: string): string => {
  let text = path
  for (let round = 0; round < 2 && text.includes('%'); round += 1) {
    try {
      text = decodeURIComponent(text)
    } catch {
      return text
    }
  }
  return text
}
