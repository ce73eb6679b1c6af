import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { people } from '../../db/schema/index.ts'
import { builtOnce, keepOften } from '../../db/statements.ts'
import { testDatabase } from '../helpers/database.ts'

t.test('a statement is kept from the sixth time it is asked', async (t) => {
  const keeps = keepOften()
  t.strictSame(
    Array.from({ length: 7 }, () => keeps('select 1')),
    [false, false, false, false, false, true, true],
  )
  t.equal(keeps('select 2'), false)
})

t.test('no more statements are kept than the bound says', async (t) => {
  const keeps = keepOften(1)
  for (let time = 0; time < 6; time += 1) keeps('select 1')
  for (let time = 0; time < 6; time += 1) t.equal(keeps('select 2'), false)
  t.equal(keeps('select 1'), true)
})

t.test('statements that are asked once each do not push out one that is asked often', async (t) => {
  const keeps = keepOften()
  for (let time = 0; time < 6; time += 1) keeps('select 1')
  for (let other = 0; other < 10_000; other += 1) keeps(`select ${other} as other`)
  t.equal(keeps('select 1'), true)
})

t.test('in a database', async (t) => {
  const { writing, reading } = await testDatabase(t)
  const addresses = Array.from({ length: 8 }, (_, number) => `kept${number}@example.org`)
  const byEmail = builtOnce((tx) =>
    tx
      .select({ email: people.email })
      .from(people)
      .where(eq(people.email, sql.placeholder('email'))),
  )

  t.test('each asking of a kept statement has its own values', async (t) => {
    for (const email of addresses) await writing.insert(people).values({ email })
    for (const email of addresses) {
      const [row] = await reading.select().from(people).where(eq(people.email, email))
      t.equal(row?.email, email)
    }
  })

  t.test('the connections know the statement by then', async (t) => {
    const kept = await writing.execute<{ statement: string }>(
      sql`select statement from pg_prepared_statements where statement like 'insert into "people"%'`,
    )
    t.ok(kept.length > 0)
  })

  t.test(
    'a statement built once sees what its own transaction wrote, and nobody else',
    async (t) => {
      const email = 'within@example.org'
      await writing
        .transaction(async (tx) => {
          await tx.insert(people).values({ email })
          t.strictSame(await byEmail(tx, { email }), [{ email }])
          t.strictSame(await byEmail(reading, { email }), [])
          await tx.transaction(async (inner) => {
            t.strictSame(await byEmail(inner, { email }), [{ email }])
          })
          tx.rollback()
        })
        .catch(() => {})
      t.strictSame(await byEmail(writing, { email }), [])
    },
  )

  t.test('many at once are each answered', async (t) => {
    const found = await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        byEmail(reading, { email: addresses[number % addresses.length] ?? '' }),
      ),
    )
    t.ok(found.every(([row], number) => row?.email === addresses[number % addresses.length]))
  })

  t.test('a kept statement survives a change of its table', async (t) => {
    const all = () => reading.select().from(people).where(eq(people.email, 'kept1@example.org'))
    for (let time = 0; time < 8; time += 1) await all()
    await writing.execute(sql`alter table people alter column name type varchar(400)`)
    t.equal((await all()).length, 1)
  })
})
