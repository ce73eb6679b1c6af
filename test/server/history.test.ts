import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import t from 'tap'
import { checkInvariants } from '../../db/invariants.ts'
import { history } from '../../db/schema/index.ts'
import { record } from '../../server/history/operations.ts'
import { testApp } from '../helpers/app.ts'

t.test('history', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const context = test.contextOf()
  const entry = (entityId: string, type: string) =>
    db.transaction((tx) =>
      record(tx, context, { entity: 'thing', entityId, type, data: { figure: 1.5, text: 'å' } }),
    )
  const chainOf = (entityId: string) =>
    db.select().from(history).where(eq(history.entityId, entityId)).orderBy(history.sequence)

  t.test('each entry carries the hash of the one before it', async (t) => {
    const id = randomUUID()
    for (const type of ['thing.made', 'thing.changed', 'thing.ended']) await entry(id, type)
    const chain = await chainOf(id)
    t.same(
      chain.map((row) => row.sequence),
      [1, 2, 3],
    )
    t.equal(chain[0]?.previousHash, '')
    t.equal(chain[1]?.previousHash, chain[0]?.hash)
    t.equal(chain[2]?.previousHash, chain[1]?.hash)
    t.match(chain[0]?.hash, /^[0-9a-f]{64}$/)
  })

  t.test('twenty writers at once make one chain', async (t) => {
    const id = randomUUID()
    await Promise.all(Array.from({ length: 20 }, () => entry(id, 'thing.changed')))
    t.same(
      (await chainOf(id)).map((row) => row.sequence),
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
    t.same(await checkInvariants(db), [])
  })

  t.test('it cannot be changed, deleted or emptied', async (t) => {
    const id = randomUUID()
    await entry(id, 'thing.made')
    const refused = { cause: { message: 'history is append-only' } }
    await t.rejects(
      db.update(history).set({ reason: 'x' }).where(eq(history.entityId, id)),
      refused,
    )
    await t.rejects(db.delete(history).where(eq(history.entityId, id)), refused)
    await t.rejects(db.execute(sql`truncate history`), refused)
  })

  t.test('tampering with any column is found', async (t) => {
    const changes = {
      type: sql`'thing.forged'`,
      actor_id: sql`gen_random_uuid()`,
      acted_as: sql`'officer'`,
      at: sql`at + interval '1 second'`,
      from_status: sql`'a'`,
      to_status: sql`'b'`,
      reason: sql`'forged'`,
      data: sql`'{"figure":2}'::jsonb`,
      request_id: sql`'r'`,
      hash: sql`repeat('0', 64)`,
      previous_hash: sql`repeat('0', 64)`,
      sequence: sql`sequence + 7`,
    }
    for (const [column, value] of Object.entries(changes)) {
      const id = randomUUID()
      await entry(id, 'thing.made')
      await db.transaction(async (tx) => {
        await tx.execute(sql`alter table history disable trigger history_refuse_change`)
        await tx.execute(
          sql`update history set ${sql.identifier(column)} = ${value} where entity_id = ${id}`,
        )
        await tx.execute(sql`alter table history enable trigger history_refuse_change`)
      })
      const findings = await checkInvariants(db)
      t.ok(
        findings.some(({ detail }) => detail.includes(id)),
        column,
      )
    }
  })
})
