import crawlers from 'crawler-user-agents'

/** Robots by the list of `crawler-user-agents`, whose version package.json pins. */
const LISTED = new RegExp(crawlers.map(({ pattern }) => pattern).join('|'))
/** A name that is not among these is compared with the whole list, which takes a hundred times as long. */
const REMEMBERED_MAX = 2_000
const remembered = new Map<string, boolean>()

export const isListedRobot = (agent: string): boolean => {
  const known = remembered.get(agent)
  if (known !== undefined) return known
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  const isListed = LISTED.test(agent)
  remembered.set(agent, isListed)
  return isListed
}

export const ROBOTS_LISTED = crawlers.length
