import { LANGUAGES } from '../../language.ts'
import { AGENT_NAMES, CRAWL_DELAYS, type NamedAgentKind } from '../../vocabulary/agents.ts'

/** For people at work, or made anew for each request: nothing that anyone finds by searching. */
const CLOSED = [
  '/api/',
  '/work',
  '/office',
  '/administration',
  '/sign-in',
  '/dev/',
  '/publications/suggest',
]
/** Every question makes another page: engines come by the sitemap and the plain list, which is by date. */
const SEARCHES = ['/publications?*q=', '/publications.atom?', '/evidence-map?']
/** Harvesting is for harvesters. */
const RECORDS = ['/oai']
/** Whole texts, and descriptions for programs: what collectors of text take most of. */
const TEXTS = ['/publications/*/pages/', '/publications/*/text', '/grants.csv']

const RULES: Record<NamedAgentKind | 'program', readonly string[]> = {
  search: [...CLOSED, ...SEARCHES],
  harvester: [...CLOSED, ...SEARCHES],
  program: [...CLOSED, ...SEARCHES],
  model: [...CLOSED, ...SEARCHES, ...RECORDS, ...TEXTS],
  scraper: [...CLOSED, ...SEARCHES, ...RECORDS, ...TEXTS],
}

/** RFC 9309. Who is not named is asked what programs are; what is asked here is enforced by the budgets. */
export const robotsTxt = (baseUrl: string): string => {
  const named = (['search', 'harvester', 'model', 'scraper'] as const).map((kind) =>
    group(AGENT_NAMES[kind].filter(isToken), kind),
  )
  return [
    '# Records for harvesters are at /oai; the pages for engines are in the sitemap.',
    ...named,
    group(['*'], 'program'),
    `Sitemap: ${baseUrl}/sitemap.xml`,
    '',
  ].join('\n\n')
}

const group = (names: readonly string[], kind: NamedAgentKind | 'program'): string => {
  const delay = CRAWL_DELAYS[kind]
  return [
    ...names.map((name) => `User-agent: ${name}`),
    ...(delay === null ? [] : [`Crawl-delay: ${delay}`]),
    ...inAllLanguages(RULES[kind]).map((path) => `Disallow: ${path}`),
    'Allow: /',
  ].join('\n')
}

/** Pages stand in every language and without one; the API only without. */
const inAllLanguages = (paths: readonly string[]): string[] =>
  paths.flatMap((path) =>
    path === '/api/' || path === '/dev/' || path === '/oai'
      ? [path]
      : [path, ...LANGUAGES.map((language) => `/${language}${path}`)],
  )

/** A product token has letters, hyphens and underscores, and for old habit's sake points and figures. */
const isToken = (name: string): boolean => /^[A-Za-z0-9_.-]+$/.test(name)
