import t from 'tap'
import { person, signedIn } from '../../helpers/actors.ts'
import { testApp, testBrowser } from '../../helpers/app.ts'

const BOUNDARY = 'boundary-of-a-form'
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`
const FIELD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="name"\r\n\r\nvalue\r\n`

t.test('an unsafe request comes from a page of ours', async (t) => {
  const test = await testApp(t)
  const officer = await signedIn(test, await person(test, { roles: ['officer'] }))
  const post = (url: string, type: string, payload: string) =>
    officer.request({ method: 'POST', url, headers: { 'content-type': type }, payload })

  t.test('a form with parts needs the token where no file is expected, too', async (t) => {
    for (const path of ['/sign-out', '/sessions/others/end', '/office/organisations/import'])
      t.equal((await post(path, MULTIPART, `${FIELD}--${BOUNDARY}--\r\n`)).statusCode, 403, path)
    t.equal((await officer.get('/work')).statusCode, 200, 'still signed in')
  })

  t.test('the API takes no body that a form of another site could send', async (t) => {
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', 'name=Foreign+name&country=SE'],
      ['text/plain', '{"name":"Foreign name","country":"SE"}'],
    ] as const)
      t.equal((await post('/api/v1/organisations', type, body)).statusCode, 415, type)
    const visitor = await testBrowser(test).request({
      method: 'POST',
      url: '/api/v1/sign-in',
      headers: { 'content-type': 'Application/X-WWW-Form-URLencoded; charset=utf-8' },
      payload: 'email=a@example.org',
    })
    t.equal(visitor.statusCode, 415)
  })

  t.test('a form with parts that cannot be read is the sender’s fault', async (t) => {
    const path = '/office/organisations/import'
    t.equal((await post(path, 'multipart/form-data', 'nothing')).statusCode, 400)
    t.equal((await post(path, MULTIPART, FIELD)).statusCode, 400)
  })
})
