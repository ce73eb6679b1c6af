import { readFileSync } from 'node:fs'
import t from 'tap'
import { ConfigInvalid, readConfig, VARIABLES } from '../../server/config.ts'

const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
const exampleValues = Object.fromEntries(
  [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
)

t.test('.env.example names every variable, and no other', async (t) => {
  t.same(Object.keys(exampleValues).sort(), [...VARIABLES].sort())
})

t.test('the values of .env.example are valid', async (t) => {
  t.doesNotThrow(() => readConfig(exampleValues))
})

t.test('without any variable the portal runs whole on this machine', async (t) => {
  t.match(readConfig({}), {
    port: 3000,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1:3000',
    databaseUrl: null,
    meiliUrl: null,
    smtpUrl: null,
    seeds: true,
    isSecure: false,
  })
})

t.test('all that is wrong is said at once, each with its variable', async (t) => {
  const wrong = {
    PORT: '70000',
    BASE_URL: 'portal.example.org',
    DATABASE_URL: 'mysql://db',
    SMTP_URL: 'http://mail',
    MEILI_KEY: 'k',
    LOG_LEVEL: 'loud',
  }
  const problems = problemsOf(wrong)
  for (const name of Object.keys(wrong))
    t.ok(
      problems.some((problem) => problem.startsWith(`${name}: `)),
      name,
    )
})

t.test('Meilisearch needs both address and key', async (t) => {
  t.match(problemsOf({ MEILI_URL: 'http://search:7700' }), [/^MEILI_URL: needs MEILI_KEY/])
  t.match(problemsOf({ MEILI_KEY: 'k' }), [/^MEILI_KEY: needs MEILI_URL/])
})

t.test('an agency for DOIs is on by all of its variables, and off by none', async (t) => {
  const datacite = {
    DATACITE_REPOSITORY: 'ABCD.EFGH',
    DATACITE_PASSWORD: 'x',
    DATACITE_PREFIX: '10.12345',
  }
  const crossref = { CROSSREF_USER: 'u', CROSSREF_PASSWORD: 'x', CROSSREF_PREFIX: '10.12345' }
  t.match(readConfig({}), { datacite: null, crossref: null })
  t.match(readConfig(datacite).datacite, { url: 'https://api.datacite.org', prefix: '10.12345' })
  for (const name of Object.keys(datacite))
    t.match(problemsOf({ ...datacite, [name]: '' }), [new RegExp(`^${name}: needed beside`)])
  t.match(problemsOf(crossref), [/^FUNDER_ROR: needed beside CROSSREF_USER/])
  t.same(problemsOf({ ...crossref, FUNDER_ROR: 'https://ror.org/012345678' }), [])
  for (const prefix of ['10.123', '11.12345', '10.12345/', '10.1234567890'])
    t.match(problemsOf({ ...datacite, DATACITE_PREFIX: prefix }), [/^DATACITE_PREFIX: /], prefix)
  t.match(problemsOf({ FUNDER_ROR: 'ror.org/x' }), [/^FUNDER_ROR: /])
})

t.test('the port is tried at and past its limits', async (t) => {
  for (const PORT of ['0', '65535']) t.same(problemsOf({ PORT }), [])
  for (const PORT of ['-1', '65536', '3.5', 'x']) t.equal(problemsOf({ PORT }).length, 1, PORT)
})

t.test('https makes cookies secure; an outside database is not seeded', async (t) => {
  t.match(
    readConfig({ BASE_URL: 'https://portal.example.org/', DATABASE_URL: 'postgres://db/x' }),
    {
      isSecure: true,
      baseUrl: 'https://portal.example.org',
      seeds: false,
    },
  )
  t.equal(readConfig({ DATABASE_URL: 'postgres://db/x', SEED: 'true' }).seeds, true)
})

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    readConfig(source)
    return []
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.problems
    throw error
  }
}
