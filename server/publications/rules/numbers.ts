/** The number after the highest one in use; numbers that are no whole figures ("Sustainability 12(20)") do not count. */
export const nextNumber = (numbers: readonly (string | null)[]): number =>
  Math.max(0, ...numbers.map((number) => (/^\d{1,6}$/.test(number ?? '') ? Number(number) : 0))) + 1

/**
 * The thirteen digits of an ISBN written with or without hyphens, or null where it has the wrong length or check
 * digit. An ISBN of ten characters becomes one of thirteen. Rule: ISO 2108, annex on the check digit.
 */
export const isbnOf = (text: string): string | null => {
  const dense = text
    .replace(/^isbn(?:-1[03])?:?/i, '')
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
  if (/^97[89]\d{10}$/.test(dense))
    return isbnCheckDigit(dense.slice(0, 12)) === dense[12] ? dense : null
  if (!/^\d{9}[\dX]$/.test(dense)) return null
  const total = [...dense].reduce(
    (sum, digit, at) => sum + (10 - at) * (digit === 'X' ? 10 : Number(digit)),
    0,
  )
  const first = `978${dense.slice(0, 9)}`
  return total % 11 === 0 ? `${first}${isbnCheckDigit(first)}` : null
}

/** The thirteenth digit for the first twelve. */
export const isbnCheckDigit = (twelve: string): string =>
  String(
    (10 -
      ([...twelve].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 ? 3 : 1), 0) % 10)) %
      10,
  )

export const ISBN_RANGE_MAX = 1_000

/**
 * The ISBNs of a publisher's range, hyphenated: `isbnRange('978-91-86725', 5, 7)` gives 978-91-86725-05-1 and on.
 * Null where the prefix is none, has no place left for numbers, or the range is empty, too long or too high.
 */
export const isbnRange = (prefix: string, from: number, to: number): string[] | null => {
  const parts = prefix.trim().split(/[\s-]+/)
  const digits = parts.join('')
  const places = 12 - digits.length
  if (parts.length !== 3 || !/^97[89]\d+$/.test(digits) || places < 1) return null
  if (from < 0 || to < from || to - from >= ISBN_RANGE_MAX || to >= 10 ** places) return null
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const item = String(from + at).padStart(places, '0')
    return `${parts.join('-')}-${item}-${isbnCheckDigit(`${digits}${item}`)}`
  })
}
