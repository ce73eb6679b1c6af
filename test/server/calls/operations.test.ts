import { eq } from 'drizzle-orm'
import t from 'tap'
import { forms, history } from '../../../db/schema/index.ts'
import {
  archiveCall,
  changeCall,
  copyCall,
  createCall,
  publishCall,
  setCriteria,
  setForm,
  withdrawCall,
} from '../../../server/calls/operations.ts'
import { Stale } from '../../../server/errors.ts'
import { EMPTY_DEFINITION } from '../../../server/forms/definition.ts'
import { person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { closeCall, draftCall, openCall, TWO_CRITERIA } from '../../helpers/factories.ts'

const TITLE = { sv: 'Ett tal', en: 'One number' }

t.test('operations on calls', async (t) => {
  const test = await testApp(t)
  const officer = await person(test, { roles: ['officer'] })
  const second = await person(test, { roles: ['officer'] })
  const context = test.contextOf(officer)
  const historyOf = (id: string) =>
    test.database.writing
      .select({ type: history.type, data: history.data, reason: history.reason })
      .from(history)
      .where(eq(history.entityId, id))
      .orderBy(history.sequence)

  t.test('a call is published by another officer, and its form freezes', async (t) => {
    const call = await openCall(test, { preparer: officer, publisher: second })
    t.match(call, { status: 'published', preparedBy: officer.id, publishedBy: second.id })
    t.ok(call.form?.frozenAt)
    t.match(await failure(changeCall(context, call, { contactEmail: '' })), {
      code: 'call_not_draft',
    })
    t.match(await failure(setCriteria(context, call, [])), { code: 'call_not_draft' })
    t.match(await failure(setForm(context, call, EMPTY_DEFINITION)), { code: 'call_not_draft' })
    const [form] = await test.database.writing.select().from(forms).where(eq(forms.callId, call.id))
    t.strictSame(form?.definition, call.form?.definition)
  })

  t.test('who changes a draft becomes the one who prepared it', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const changed = await changeCall(test.contextOf(second), draft, { sdgs: [5] })
    t.equal(changed.preparedBy, second.id)
    t.match(await failure(publishCall(test.contextOf(second), draft.id, changed.version)), {
      refusal: { reason: 'second_officer_needed' },
    })
    t.equal((await publishCall(context, draft.id, changed.version)).status, 'published')
  })

  t.test('of two officers who publish at once, one does', async (t) => {
    const third = await person(test, { roles: ['officer'] })
    const draft = await draftCall(test, { preparer: officer })
    const outcomes = await Promise.allSettled(
      [second, third].map((each) => publishCall(test.contextOf(each), draft.id, draft.version)),
    )
    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    t.match(refused?.reason, { refusal: { reason: 'call_not_draft' } })
    const types = (await historyOf(draft.id)).map(({ type }) => type)
    t.strictSame(types, ['call.prepared', 'call.published'])
  })

  t.test('of two changes of one version, one is stale', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const outcomes = await Promise.allSettled([
      changeCall(context, draft, { sdgs: [1] }),
      changeCall(test.contextOf(second), draft, { sdgs: [2] }),
    ])
    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')
    t.ok(lost?.reason instanceof Stale)
  })

  t.test('each change is in the history with its part', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const one = await changeCall(context, draft, { sdgs: [5], title: TITLE })
    const two = await setCriteria(context, one, TWO_CRITERIA)
    await setForm(context, { ...two, part: 'budget' }, EMPTY_DEFINITION)
    t.match(await historyOf(draft.id), [
      { type: 'call.prepared' },
      { type: 'call.changed', data: { parts: ['texts', 'scope'], version: 2 } },
      { type: 'call.changed', data: { parts: ['criteria'], version: 3 } },
      { type: 'call.changed', data: { parts: ['budget'], version: 4 } },
    ])
  })

  t.test('a criterion that keeps its key keeps its id, whatever its place', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const turned = await setCriteria(context, draft, [...TWO_CRITERIA].reverse())
    const ids = (call: typeof draft) => Object.fromEntries(call.criteria.map((c) => [c.key, c.id]))
    t.strictSame(ids(turned), ids(draft))
    t.strictSame(
      turned.criteria.map(({ key }) => key),
      ['feasibility', 'use-in-practice'],
    )
    t.equal((await setCriteria(context, turned, [])).criteria.length, 0)
  })

  t.test('a draft that contradicts itself is not kept', async (t) => {
    const draft = await draftCall(test, { preparer: officer })
    const wrong = async (changes: Parameters<typeof changeCall>[2], field: string) =>
      t.match(await failure(changeCall(context, draft, changes)), {
        status: 422,
        problems: [{ field }],
      })
    await wrong({ closesAt: draft.opensAt }, 'closesAt')
    await wrong({ closesAt: new Date('2027-10-31T01:30:00Z') }, 'closesAt')
    await wrong({ opensAt: new Date('2026-10-25T00:30:00Z') }, 'opensAt')
    await wrong({ closesAt: new Date('2027-02-18T01:30:00Z') }, 'closesAt')
    await wrong({ amountMaxCents: 1 }, 'amountMaxCents')
    await wrong({ envelopeCents: 1 }, 'envelopeCents')
    await wrong({ durationMonthsMax: 1 }, 'durationMonthsMax')
  })

  t.test('an address is one call’s, and is found free for a new one', async (t) => {
    const one = await createCall(context, { title: TITLE })
    const two = await createCall(context, { title: TITLE })
    t.equal(one.slug, 'one-number')
    t.equal(two.slug, 'one-number-2')
    t.match(await failure(changeCall(context, two, { slug: one.slug })), {
      cause: { constraint_name: 'calls_slug_unique' },
    })
    t.match(await failure(createCall(context, { title: TITLE, slug: one.slug })), {
      cause: { constraint_name: 'calls_slug_unique' },
    })
  })

  t.test('a copy has all but the title and the times', async (t) => {
    const source = await openCall(test, { preparer: officer, publisher: second })
    const copy = await copyCall(test.contextOf(second), source.id, TITLE)
    t.match(copy, { status: 'draft', title: TITLE, preparedBy: second.id, themes: source.themes })
    t.strictSame(copy.form?.definition, source.form?.definition)
    t.equal(copy.form?.frozenAt, null)
    t.strictSame(
      copy.criteria.map(({ key, weight }) => [key, weight]),
      source.criteria.map(({ key, weight }) => [key, weight]),
    )
    t.ok(copy.opensAt > test.clock.now())
    t.not(copy.slug, source.slug)
  })

  t.test('only officers prepare, publish, withdraw and put away', async (t) => {
    const call = await openCall(test)
    for (const roles of [[], ['auditor'], ['administrator'], ['reviewer']] as const) {
      const stranger = test.contextOf(await person(test, { roles }))
      t.match(await failure(createCall(stranger, { title: TITLE })), { code: 'not_allowed' })
      t.match(await failure(changeCall(stranger, call, {})), { code: 'not_allowed' })
      t.match(await failure(publishCall(stranger, call.id, call.version)), { code: 'not_allowed' })
      t.match(await failure(withdrawCall(stranger, call, TITLE)), { code: 'not_allowed' })
      t.match(await failure(archiveCall(stranger, call)), { code: 'not_allowed' })
    }
    t.match(await failure(createCall(test.contextOf(), { title: TITLE })), { code: 'not_allowed' })
  })

  t.test('withdrawing and putting away happen once, with their reasons', async (t) => {
    const reason = { sv: 'Pengarna tog slut.', en: 'The money ran out.' }
    const call = await openCall(test, { preparer: officer, publisher: second })
    t.match(await failure(archiveCall(context, call)), { refusal: { reason: 'call_still_open' } })
    t.match(await failure(withdrawCall(context, { ...call, version: 1 }, reason)), {
      code: 'stale',
    })
    const withdrawn = await withdrawCall(context, call, reason)
    t.equal(withdrawn.status, 'withdrawn')
    t.match(await failure(withdrawCall(context, withdrawn, reason)), { code: 'call_not_published' })
    t.match((await historyOf(call.id)).at(-1), { type: 'call.withdrawn', data: { reason } })

    const other = await openCall(test, { preparer: officer, publisher: second })
    closeCall(test, other)
    const archived = await archiveCall(context, other)
    test.clock.moveTo(new Date())
    t.equal(archived.status, 'archived')
  })
})

/** What an act that must not succeed failed with. */
const failure = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'it succeeded',
    (error: unknown) => error,
  )
