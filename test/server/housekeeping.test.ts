import t from 'tap'
import {
  idempotencyKeys,
  mails,
  publicationImports,
  sessions,
  signInCodes,
} from '../../db/schema/index.ts'
import { KEPT_DAYS, keepHouse } from '../../server/housekeeping.ts'
import { person } from '../helpers/actors.ts'
import { testApp } from '../helpers/app.ts'

const DAY_MS = 86_400_000

t.test('what has served its time is forgotten, and nothing else', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const { id: personId } = await person(test)
  const list = { format: 'csv' as const, records: 0, plan: { outcomes: [], problems: [] } }
  const now = test.clock.now()
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  for (const [kind, margin] of [
    ['old', 0.01],
    ['kept', -0.01],
  ] as const) {
    const at = (days: number) => ago(days + margin)
    await db.insert(signInCodes).values({
      email: `${kind}@example.org`,
      codeHash: kind,
      expiresAt: at(KEPT_DAYS.signInCodes),
    })
    await db.insert(sessions).values([
      { personId, tokenHash: `expired-${kind}`, expiresAt: at(KEPT_DAYS.sessions) },
      {
        personId,
        tokenHash: `ended-${kind}`,
        expiresAt: ago(-9),
        revokedAt: at(KEPT_DAYS.sessions),
      },
    ])
    await db.insert(idempotencyKeys).values({
      scope: kind,
      key: 'k',
      method: 'POST',
      path: '/',
      bodyHash: '',
      createdAt: at(KEPT_DAYS.idempotencyKeys),
    })
    const plan = { ...list, createdAt: at(KEPT_DAYS.importPlans) }
    await db.insert(publicationImports).values([
      { ...plan, source: kind, lines: '{}' },
      { ...plan, source: `done-${kind}`, doneAt: at(KEPT_DAYS.importPlans) },
    ])
    const letter = { to: 'a@example.org', subject: 's', text: 't', html: 'h' }
    await db.insert(mails).values({ ...letter, key: kind, sentAt: at(KEPT_DAYS.mails) })
  }
  await db.insert(sessions).values({ personId, tokenHash: 'valid-kept', expiresAt: ago(-9) })
  await db.insert(mails).values({
    key: 'unsent-kept',
    to: 'a@example.org',
    subject: 's',
    text: 't',
    html: 'h',
    createdAt: ago(400),
  })

  await keepHouse(test.contextOf())
  await keepHouse(test.contextOf())

  const left = {
    codes: (await db.select().from(signInCodes)).map(({ codeHash }) => codeHash),
    sessions: (await db.select().from(sessions)).map(({ tokenHash }) => tokenHash).sort(),
    keys: (await db.select().from(idempotencyKeys)).map(({ scope }) => scope),
    lists: (await db.select().from(publicationImports)).map(({ source }) => source).sort(),
    mails: (await db.select().from(mails)).map(({ key }) => key).sort(),
  }
  t.same(left, {
    codes: ['kept'],
    sessions: ['ended-kept', 'expired-kept', 'valid-kept'],
    keys: ['kept'],
    lists: ['done-kept', 'done-old', 'kept'],
    mails: ['kept', 'unsent-kept'],
  })
})
