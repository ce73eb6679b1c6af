import t from 'tap'
import { testApp, testBrowser } from '../helpers/app.ts'

t.test('health', async (t) => {
  const test = await testApp(t, { withSearch: true })
  const browser = testBrowser(test)

  t.test('live while the process runs, ready while its parts do', async (t) => {
    t.same((await browser.get('/health/live')).json(), { status: 'live' })
    const ready = await browser.get('/health/ready')
    t.equal(ready.statusCode, 200)
    t.match(ready.json(), {
      status: 'ready',
      database: true,
      migrations: true,
      storage: true,
      search: true,
    })
  })

  t.test('stopping is not ready, yet live', async (t) => {
    test.app.isStopping = true
    const answer = await browser.get('/health/ready')
    t.equal(answer.statusCode, 503)
    t.match(answer.json(), { status: 'stopping' })
    t.equal((await browser.get('/health/live')).statusCode, 200)
    test.app.isStopping = false
  })

  t.test('a database that lacks a migration is not ready', async (t) => {
    await test.database.writing.execute('delete from drizzle.__drizzle_migrations where id = 1')
    const answer = await browser.get('/health/ready')
    t.equal(answer.statusCode, 503)
    t.match(answer.json(), { migrations: false })
  })
})
