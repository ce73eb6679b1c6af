/**
 * The kinds of programs and people that come to the public pages.
 * - `search`: engines that send readers here; welcome to all that is for readers
 * - `harvester`: repositories and catalogues that collect records; they go by `/oai` and the sitemap
 * - `model`: collectors of text for language models, and answer machines; a small budget
 * - `scraper`: commercial crawlers of links and pages; a small budget
 * - `program`: whatever says of itself that it is a program, and does not say which
 * - `reader`: everyone else
 */
export const AGENT_KINDS = ['search', 'harvester', 'model', 'scraper', 'program', 'reader'] as const
export type AgentKind = (typeof AGENT_KINDS)[number]
export type NamedAgentKind = Exclude<AgentKind, 'program' | 'reader'>

/**
 * Names by which agents call themselves, as they stand in `User-Agent` and in robots.txt. The first kind with a name
 * that is contained in the header wins, so a collector that borrows an engine's name (`Google-Extended`,
 * `Applebot-Extended`) stands before it.
 */
export const AGENT_NAMES: Readonly<Record<NamedAgentKind, readonly string[]>> = {
  model: [
    'GPTBot',
    'OAI-SearchBot',
    'ChatGPT-User',
    'ClaudeBot',
    'Claude-User',
    'Claude-SearchBot',
    'anthropic-ai',
    'CCBot',
    'Google-Extended',
    'GoogleOther',
    'Applebot-Extended',
    'PerplexityBot',
    'Perplexity-User',
    'Bytespider',
    'Amazonbot',
    'meta-externalagent',
    'meta-externalfetcher',
    'FacebookBot',
    'cohere-ai',
    'Diffbot',
    'MistralAI-User',
    'DuckAssistBot',
    'YouBot',
    'AI2Bot',
    'Timpibot',
    'ImagesiftBot',
    'omgili',
    'PanguBot',
  ],
  scraper: [
    'AhrefsBot',
    'SemrushBot',
    'MJ12bot',
    'DotBot',
    'DataForSeoBot',
    'BLEXBot',
    'PetalBot',
    'Barkrowler',
    'serpstatbot',
    'SeekportBot',
    'ZoominfoBot',
    'Scrapy',
    'HTTrack',
    'SiteSucker',
  ],
  search: [
    'Googlebot',
    'bingbot',
    'DuckDuckBot',
    'Applebot',
    'YandexBot',
    'Qwantbot',
    'Qwantify',
    'MojeekBot',
    'SeznamBot',
    'Baiduspider',
    'Slurp',
    'Swisscows',
    'SemanticScholarBot',
    'archive.org_bot',
    'heritrix',
  ],
  harvester: [
    'OpenAIRE',
    'CORE-Crawler',
    'CrossrefBot',
    'Crossref',
    'DataCite',
    'BASE (Bielefeld Academic Search Engine)',
    'OAI-PMH',
    'OAIHarvester',
    'Sickle',
    'metha',
    'F-UJI',
  ],
}

const ORDER: readonly NamedAgentKind[] = ['model', 'scraper', 'search', 'harvester']
const KNOWN = ORDER.flatMap((kind) =>
  AGENT_NAMES[kind].map((name) => ({ kind, name, lower: name.toLowerCase() })),
)

/** What programs call themselves that say no more: crawlers without a known name, and libraries for fetching. */
const PROGRAM =
  /bot\b|bot\/|crawl|spider|scrap|fetch|harvest|archiv|curl\/|wget\/|python|aiohttp|httpx|java\/|okhttp|go-http-client|libwww|axios|node|undici|php\/|ruby|perl|headless|phantomjs/i

export type Agent = { kind: AgentKind /** Of a known one. */; name: string | null }

/** Who asks, by the header alone: what calls itself a reader is taken for one. An absent header is a program's. */
export const agentOf = (userAgent: string | undefined): Agent => {
  const header = (userAgent ?? '').slice(0, HEADER_MAX)
  const lower = header.toLowerCase()
  const known = KNOWN.find((agent) => lower.includes(agent.lower))
  if (known) return { kind: known.kind, name: known.name }
  return { kind: header === '' || PROGRAM.test(header) ? 'program' : 'reader', name: null }
}

const HEADER_MAX = 500

/** What a request costs us: a search by the engine, a page made anew, a file read from storage. */
export const HEAVY = ['search', 'suggest', 'api', 'text', 'harvest', 'metadata'] as const
export type Heavy = (typeof HEAVY)[number]

/**
 * Requests a minute. Readers, engines and harvesters each by network address: a town hall or a university is one, so
 * their limits stop machines and not people. Collectors and scrapers by name, however many addresses they come from.
 */
export const BUDGETS: Readonly<Record<Heavy, Readonly<Record<AgentKind, number>>>> = {
  search: { reader: 300, search: 300, harvester: 120, program: 300, model: 20, scraper: 6 },
  suggest: { reader: 900, search: 6, harvester: 6, program: 300, model: 6, scraper: 6 },
  api: { reader: 600, search: 6, harvester: 120, program: 600, model: 6, scraper: 6 },
  text: { reader: 900, search: 300, harvester: 300, program: 300, model: 20, scraper: 6 },
  harvest: { reader: 300, search: 300, harvester: 600, program: 600, model: 20, scraper: 6 },
  metadata: { reader: 300, search: 300, harvester: 600, program: 300, model: 30, scraper: 6 },
}

/** Seconds between requests that robots.txt asks of each kind; null asks for none. */
export const CRAWL_DELAYS: Readonly<Record<NamedAgentKind | 'program', number | null>> = {
  search: null,
  harvester: null,
  model: 10,
  scraper: 30,
  program: 2,
}
