/** Where two JSON values differ, one line each: `+` only in the second, `-` only in the first, `~` in both. */
export const differences = (before: unknown, after: unknown, at = ''): string[] => {
  if (Object.is(before, after)) return []
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after))
    return [`~ ${at || '/'}: ${short(before)} → ${short(after)}`]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (!Object.hasOwn(after, key)) return [`- ${place}`]
    if (!Object.hasOwn(before, key)) return [`+ ${place}`]
    return differences(before[key], after[key], place)
  })
}

const SHORT = 60

const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > SHORT ? `${text.slice(0, SHORT)}…` : text
}
