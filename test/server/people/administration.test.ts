import { and, eq, isNull } from 'drizzle-orm'
import t from 'tap'
import { history, people, roles } from '../../../db/schema/index.ts'
import { takeRole } from '../../../server/people/operations.ts'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'
import { readPage } from '../../helpers/html.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

t.test('administration', async (t) => {
  const test = await testApp(t)
  const db = test.database.writing
  const admin = await person(test, { roles: ['administrator'], name: 'Ada Admin' })
  const browser = await signedIn(test, admin)
  const held = async (id: string) =>
    (
      await db
        .select({ role: roles.role })
        .from(roles)
        .where(and(eq(roles.personId, id), isNull(roles.takenAt)))
    ).map(({ role }) => role)
  const typesOf = async (id: string) =>
    (await db.select().from(history).where(eq(history.entityId, id))).map(({ type }) => type)

  t.test(
    'a role is given with a reason and taken with a reason; both are in the history',
    async (t) => {
      const someone = await person(test, { name: 'Rita Reader' })
      const path = `/en/administration/people/${someone.id}`
      const form = readPage((await browser.get(path)).body).form('Give the role')
      const without = await browser.post(form.action, { ...form.values, 'give-role': 'officer' })
      t.equal(without.statusCode, 422)
      t.same(readPage(without.body).errors, ['Write the reason.'])
      const given = await browser.post(form.action, {
        ...form.values,
        'give-role': 'officer',
        'give-reason': 'Decision 2027-14',
      })
      t.equal(given.statusCode, 303)
      t.same(await held(someone.id), ['officer'])
      const twice = await browser.post(form.action, {
        'give-role': 'officer',
        'give-reason': 'again',
      })
      t.equal(twice.statusCode, 409)

      const page = readPage((await browser.get(path)).body)
      t.ok(page.text.includes('Decision 2027-14'))
      const taking = page.form('Take the role')
      t.equal((await browser.post(taking.action, { ...taking.values })).statusCode, 422)
      const taken = await browser.post(taking.action, {
        ...taking.values,
        'take-role': 'officer',
        'take-reason': 'Moved on',
      })
      t.equal(taken.statusCode, 303)
      t.same(await held(someone.id), [])
      t.same((await typesOf(someone.id)).slice(-2), ['person.role_given', 'person.role_taken'])
    },
  )

  t.test('an administrator may go when another remains, and not before', async (t) => {
    const path = `/en/administration/people/${admin.id}`
    const alone = await browser.post(`${path}/roles/taking`, {
      'take-role': 'administrator',
      'take-reason': 'Leaving',
    })
    t.equal(alone.statusCode, 409)
    t.ok(readPage(alone.body).text.includes('This is the last administrator.'))
    t.same(await held(admin.id), ['administrator'])

    const second = await person(test, { roles: ['administrator'] })
    await db.update(people).set({ isDisabled: true }).where(eq(people.id, second.id))
    const shut = await browser.post(`${path}/roles/taking`, {
      'take-role': 'administrator',
      'take-reason': 'Leaving',
    })
    t.equal(shut.statusCode, 409, 'an account that is shut does not count')
    await db.update(people).set({ isDisabled: false }).where(eq(people.id, second.id))
    const other = await signedIn(test, second)
    const gone = await other.post(`/en/administration/people/${second.id}/roles/taking`, {
      'take-role': 'administrator',
      'take-reason': 'Leaving',
    })
    t.equal(gone.statusCode, 303)
    t.same(await held(second.id), [])
  })

  t.test('two administrators who take each other’s role at once leave one', async (t) => {
    const others = [await person(test, { roles: ['administrator'] }), admin] as const
    const [left, right] = await Promise.allSettled([
      takeRole(test.contextOf(others[0]), others[1].id, { role: 'administrator', reason: 'x' }),
      takeRole(test.contextOf(others[1]), others[0].id, { role: 'administrator', reason: 'x' }),
    ])
    t.same([left.status, right.status].sort(), ['fulfilled', 'rejected'])
    const remaining = [...(await held(others[0].id)), ...(await held(others[1].id))]
    t.same(remaining, ['administrator'])
    await db
      .insert(roles)
      .values({ personId: admin.id, role: 'administrator', reason: 'test' })
      .onConflictDoNothing()
  })

  t.test(
    'a shut account is signed out at once and cannot come back; opened again it can',
    async (t) => {
      const someone = await person(test)
      const theirs = await signedIn(test, someone)
      const path = `/en/administration/people/${someone.id}`
      const form = readPage((await browser.get(path)).body).form('Shut the account')
      const done = await browser.post(form.action, { ...form.values, 'disable-reason': 'Asked to' })
      t.equal(done.statusCode, 303)
      t.equal((await theirs.json('GET', '/api/v1/session')).statusCode, 401)
      const again = await browser.post(form.action, { ...form.values, 'disable-reason': 'Twice' })
      t.equal(again.statusCode, 409)
      const page = readPage((await browser.get(path)).body).form('Open the account again')
      t.equal(
        (await browser.post(page.action, { ...page.values, 'disable-reason': 'Back' })).statusCode,
        303,
      )
      t.equal(
        (await theirs.json('GET', '/api/v1/session')).statusCode,
        401,
        'the ended session stays ended',
      )
      t.same((await typesOf(someone.id)).slice(-2), ['person.disabled', 'person.enabled'])
      const own = await browser.post(`/en/administration/people/${admin.id}/closing`, {
        'disable-reason': 'x',
      })
      t.equal(own.statusCode, 409, 'not one’s own')
    },
  )

  t.test('people are found by name without accents, by address and by role', async (t) => {
    const someone = await person(test, { name: 'Žanna Åkesson', roles: ['reviewer'] })
    const found = async (query: string) =>
      (await browser.json('GET', `/api/v1/people?${query}`)).json()
    t.match(await found('q=zanna%20ake'), { total: 1, items: [{ id: someone.id }] })
    t.match(await found(`q=${encodeURIComponent(someone.email)}`), { total: 1 })
    t.match(await found('role=reviewer&q=Žanna'), { total: 1, items: [{ roles: ['reviewer'] }] })
    t.match(await found('role=auditor&q=zanna'), { total: 0, items: [], next: null })
    t.match(await found('q=%25'), { total: 0 }, 'signs are taken as they stand')
    const page = readPage((await browser.get('/sv/administration?q=zanna')).body)
    t.ok(page.text.includes('Žanna Åkesson'))
  })

  t.test('the list takes a constant number of queries', async (t) => {
    const queries = async (path: string) => {
      test.database.takeStatements()
      t.equal((await browser.get(path)).statusCode, 200)
      return test.database.takeStatements().length
    }
    t.equal(await queries('/en/administration'), await queries('/en/administration?q=zanna'))
  })

  t.test('the API gives and takes, and lists on where it stopped', async (t) => {
    const someone = await person(test)
    const path = `/api/v1/people/${someone.id}/roles`
    const given = await browser.json('POST', path, { role: 'auditor', reason: 'Review of 2027' })
    t.equal(given.statusCode, 201)
    t.match(given.json(), { id: someone.id, roles: ['auditor'] })
    t.equal((await browser.json('POST', path, { role: 'auditor', reason: 'x' })).statusCode, 409)
    t.equal((await browser.json('POST', path, { role: 'emperor', reason: 'x' })).statusCode, 422)
    t.equal((await browser.json('POST', path, { role: 'officer' })).statusCode, 422)
    t.equal((await browser.json('DELETE', `${path}/auditor`, {})).statusCode, 422)
    const taken = await browser.json('DELETE', `${path}/auditor`, { reason: 'Done' })
    t.match(taken.json(), { roles: [] })
    t.equal((await browser.json('DELETE', `${path}/auditor`, { reason: 'x' })).statusCode, 409)
    t.equal(
      (
        await browser.json('POST', `/api/v1/people/${NOBODY}/roles`, {
          role: 'officer',
          reason: 'x',
        })
      ).statusCode,
      404,
    )
    const all = (await browser.json('GET', '/api/v1/people')).json()
    t.equal(all.items.length, all.total)
    const after = (await browser.json('GET', `/api/v1/people?next=${all.items[0].id}`)).json()
    t.equal(after.items.length, all.total - 1)
  })

  t.test('auditors read and cannot act; all others are kept out', async (t) => {
    const someone = await person(test)
    const pages = ['/en/administration', `/en/administration/people/${someone.id}`]
    const acts = ['roles', 'roles/taking', 'closing', 'opening'].map(
      (act) => `/en/administration/people/${someone.id}/${act}`,
    )
    const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))
    for (const path of pages) {
      const answer = await auditor.get(path)
      t.equal(answer.statusCode, 200, path)
      t.same(
        readPage(answer.body).forms.filter(
          ({ method, action }) => method === 'post' && action.includes('administration'),
        ),
        [],
      )
    }
    const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
    const plain = await signedIn(test, await person(test))
    for (const [who, name] of [
      [officer, 'officer'],
      [plain, 'person'],
    ] as const)
      for (const path of pages) t.equal((await who.get(path)).statusCode, 403, `${name} ${path}`)
    for (const path of acts) {
      for (const who of [auditor, officer, plain])
        t.equal((await who.post(path, { 'give-role': 'officer' })).statusCode, 403, path)
      t.equal((await testBrowser(test).post(path)).statusCode, 401, path)
    }
    t.equal((await testBrowser(test).get('/en/administration')).statusCode, 303)
    t.equal((await browser.get(`/en/administration/people/${NOBODY}`)).statusCode, 404)
    t.equal((await browser.get('/en/administration/people/nonsense')).statusCode, 404)
    t.equal((await plain.json('GET', '/api/v1/people')).statusCode, 403)
    t.equal((await auditor.get('/en/office')).statusCode, 200)
    t.equal((await officer.get('/sv/office')).statusCode, 200)
  })
})
