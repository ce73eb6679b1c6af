import t from 'tap'
import { idempotencyKeys } from '../../../db/schema/index.ts'
import { mailsTo, person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'

t.test('Idempotency-Key', async (t) => {
  const test = await testApp(t)
  const browser = testBrowser(test)
  const ask = (email: string, key: string) =>
    browser.json('POST', '/api/v1/sign-in', { email }, { 'idempotency-key': key })

  t.test('a repetition gets the first answer and does nothing', async (t) => {
    const first = await ask('again@example.org', 'k1')
    const second = await ask('again@example.org', 'k1')
    t.equal(first.statusCode, 202)
    t.equal(second.statusCode, 202)
    t.equal(second.body, first.body)
    t.equal(second.headers['idempotency-replayed'], 'true')
    t.equal((await mailsTo(test, 'again@example.org')).length, 1)
  })

  t.test('an answer with a secret is given again, and the database cannot read it', async (t) => {
    const begin = (key: string, name = 'Mine') =>
      browser.json('POST', '/api/v1/lists', { name }, { 'idempotency-key': key })
    const first = await begin('secret-1')
    const second = await begin('secret-1')
    t.equal(first.statusCode, 201)
    t.equal(second.statusCode, 201)
    t.equal(second.headers['idempotency-replayed'], 'true')
    t.same(second.json(), first.json())
    t.equal(second.headers['content-type'], first.headers['content-type'])
    const rows = JSON.stringify(await test.database.writing.select().from(idempotencyKeys))
    t.notMatch(rows, first.json().key)
    t.notMatch(rows, 'secret-1')
    t.equal((await begin('secret-1', 'Other')).statusCode, 422)
    t.not((await begin('secret-2')).json().key, first.json().key)
  })

  t.test('the same key with another body is 422', async (t) => {
    await ask('one@example.org', 'k2')
    const answer = await ask('two@example.org', 'k2')
    t.equal(answer.statusCode, 422)
    t.match(answer.headers['content-type'], 'application/problem+json')
    t.same(await mailsTo(test, 'two@example.org'), [])
  })

  t.test('a file of another length is another body', async (t) => {
    const applicant = await signedIn(test, await person(test))
    const attach = (content: string) =>
      applicant.request({
        method: 'POST',
        url: '/api/v1/applications/018f0000-0000-7000-8000-000000000000/attachments?slot=cv',
        headers: { 'content-type': 'application/pdf', 'idempotency-key': 'file' },
        payload: Buffer.from(content),
      })
    t.equal((await attach('%PDF-1.7 one')).statusCode, 404)
    t.equal((await attach('%PDF-1.7 one')).headers['idempotency-replayed'], 'true')
    t.equal((await attach('%PDF-1.7 another')).statusCode, 422)
  })

  t.test('ten at once do it once', async (t) => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask('rush@example.org', 'k3')),
    )
    for (const { statusCode } of answers) t.ok([202, 409].includes(statusCode), String(statusCode))
    t.ok(answers.some(({ statusCode }) => statusCode === 202))
    t.equal((await mailsTo(test, 'rush@example.org')).length, 1)
  })

  t.test('a refused answer is kept too', async (t) => {
    const wrong = { email: 'nobody@example.org', code: '000000' }
    const post = () => browser.json('POST', '/api/v1/session', wrong, { 'idempotency-key': 'k4' })
    const first = await post()
    t.equal(first.statusCode, 409)
    const second = await post()
    t.equal(second.body, first.body)
  })

  t.test('keys are as long as allowed, and no longer', async (t) => {
    t.equal((await ask('long@example.org', 'x'.repeat(200))).statusCode, 202)
    t.equal((await ask('long@example.org', 'x'.repeat(201))).statusCode, 400)
  })
})
