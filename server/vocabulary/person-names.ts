// A particle belongs to the name after it: "van der Berg, Anna".
const PARTICLES = /^(?:af|av|da|das|de|del|della|den|der|di|dos|du|la|le|ten|ter|van|von|y|zu)$/i
// What is no person's name is left as it is: an organisation, or several people in one string.
const NOT_ONE_NAME =
  /\bet al\b|[,&]|^\S+$|\b(?:AB|Ltd|Inc|University|universitet|Institute|institut)\b/i

/** Given and family name of one person who signs "Anna van der Berg", or null for what is no such name. */
export const splitName = (name: string): { given: string; family: string } | null => {
  if (NOT_ONE_NAME.test(name)) return null
  const parts = name.replace(/\s*\((?:eds?|red)\.?\)\s*$/i, '').split(/\s+/)
  if (parts.length < 2) return null
  let from = parts.length - 1
  while (from > 1 && PARTICLES.test(parts[from - 1] ?? '')) from -= 1
  return { given: parts.slice(0, from).join(' '), family: parts.slice(from).join(' ') }
}

/** "van der Berg, Anna"; what is no person's name as it is. */
export const invertedName = (name: string): string => {
  const parts = splitName(name)
  return parts === null ? name : `${parts.family}, ${parts.given}`
}
