import t from 'tap'
import { testApp } from '../../helpers/app.ts'
import { openCall } from '../../helpers/factories.ts'

t.test('calls', async (t) => {
  const test = await testApp(t)
  t.test('a call is published by another officer than the one who prepared it', async (t) => {
    const call = await openCall(test)
    t.equal(call.status, 'published')
    t.ok(call.form?.frozenAt)
    t.not(call.publishedBy, call.preparedBy)
  })
})
