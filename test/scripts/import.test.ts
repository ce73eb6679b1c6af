import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import t from 'tap'
import { oldAddresses, publications } from '../../db/schema/index.ts'
import { testDatabase } from '../helpers/database.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/import.ts', import.meta.url))

t.test('the import command', async (t) => {
  const database = await testDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'radslag-import-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        DATABASE_URL: database.url,
        DATA_DIR: join(folder, 'data'),
        LOG_LEVEL: 'fatal',
      }
      execFile(process.execPath, [SCRIPT, ...args], { env }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      )
    })
  const list = async (name: string, lines: readonly unknown[]) => {
    const path = join(folder, name)
    await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    return path
  }

  t.test('says how many went in, and ends well', async (t) => {
    const path = await list('good.jsonl', [
      { title: 'One', year: 2020, external_id: '1' },
      { title: 'Two', year: 2020, external_id: '2' },
    ])
    const first = await run('publications', path)
    t.equal(first.code, 0, first.err)
    t.match(first.out, '2 added, 0 updated, 0 unchanged, 0 not taken in')
    t.match((await run('publications', path)).out, '0 added, 0 updated, 2 unchanged')
    t.equal(await database.writing.$count(publications), 2)
  })

  t.test('names bad lines and ends with 1', async (t) => {
    const path = await list('mixed.jsonl', [{ title: 'Three', year: 2020 }, { colour: 'red' }])
    const { code, out, err } = await run('publications', path)
    t.equal(code, 1)
    t.match(out, '1 added, 0 updated, 0 unchanged, 1 not taken in')
    t.match(err, /^Line 2: /m)
  })

  t.test('takes the formats of other systems by the name’s ending', async (t) => {
    const path = join(folder, 'list.ris')
    await writeFile(path, 'TY  - RPRT\nTI  - Four\nPY  - 2020\nER  - \nTY  - RPRT\nTI  - Five\n')
    const { code, out, err } = await run('publications', path)
    t.equal(code, 1)
    t.match(out, '1 added, 0 updated, 0 unchanged, 1 not taken in')
    t.match(err, /^Line 2: .*ER/m)
    t.match((await run('publications', 'http://127.0.0.1:1/oai')).err, /private network/)
  })

  t.test('makes drafts where that is asked for, and of what another has the DOI of', async (t) => {
    const path = await list('drafts.jsonl', [
      { title: 'As a draft', external_id: 'd-1', doi: '10.1234/one' },
    ])
    t.equal((await run('publications', path, '--as', 'draft')).code, 0)
    const again = await list('double.jsonl', [
      { title: 'Another altogether', external_id: 'd-2', doi: '10.1234/ONE' },
      { title: 'With none', external_id: 'd-3' },
    ])
    const { code, err } = await run('publications', again)
    t.equal(code, 0)
    t.match(err, /^Line 1: kept as a draft, since another has the same file or DOI/m)
    const rows = await database.writing.select().from(publications)
    const statusOf = (id: string) => rows.find(({ externalId }) => externalId === id)?.status
    t.same(['d-1', 'd-2', 'd-3'].map(statusOf), ['draft', 'draft', 'published'])
    t.match(await run('publications', path, '--as', 'news'), { code: 2, err: /draft or published/ })
  })

  t.test('puts the old library’s defects right, and says what', async (t) => {
    const path = await list('old.jsonl', [
      {
        title: 'KC – Ek, A. (2019) A study of drains',
        external_id: 'old-1',
        countries: ['Sydafrika', 'South Africa'],
        authors: ['Ek, A.'],
        url: 'https://old.example.org/projekt/kc-drains',
      },
    ])
    const { code, out, err } = await run('publications', path, '--clean-for', 'old.example.org')
    t.equal(code, 0, err)
    t.match(out, '1 added')
    t.match(err, /^Line 1: \w+: .* → /m)
    const rows = await database.writing.select().from(publications)
    const found = rows.find(({ externalId }) => externalId === 'old-1')
    t.same(found?.countries, ['ZA'])
    t.same(Object.values(found?.title ?? {}), ['A study of drains'])
    const [old] = await database.writing
      .select()
      .from(oldAddresses)
      .where(eq(oldAddresses.path, '/publications/kc-drains'))
    t.equal(old?.publicationId, found?.id, 'its old address leads here')
    const without = await run('publications', path)
    t.notMatch(without.err, /→/, 'without the option nothing is cleaned')
  })

  t.test('ends with 2 where it is called wrongly', async (t) => {
    t.equal((await run()).code, 2)
    t.equal((await run('recipes', 'x.jsonl')).code, 2)
    t.match(await run('publications', join(folder, 'none.jsonl')), { code: 2, err: /no file/ })
  })
})
