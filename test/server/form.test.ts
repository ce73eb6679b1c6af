import t from 'tap'
import { z } from 'zod'
import { checkForm, decodeForm } from '../../server/form.ts'

const schema = z.strictObject({
  title: z.string().min(1).max(10),
  amount: z.number().min(1).max(1_000_000).optional(),
  agreed: z.boolean(),
  themes: z.array(z.string()).max(3),
  kind: z.enum(['a', 'b']).optional(),
})
const decode = (body: unknown, language: 'sv' | 'en' = 'en') =>
  decodeForm(schema, body, { language })

t.test('a form is decoded by the types of its schema', async (t) => {
  const decoded = decode({
    title: ' Röster ',
    amount: '1 250,5',
    agreed: 'on',
    themes: 'x',
    extra: 'y',
  })
  t.ok(decoded.ok)
  t.same(decoded.ok && decoded.value, {
    title: 'Röster',
    amount: 1250.5,
    agreed: true,
    themes: ['x'],
  })
})

t.test('numbers are read as people write them', async (t) => {
  const amounts = {
    '300,000': 300_000,
    '300 000': 300_000,
    '12,5': 12.5,
    '1.5': 1.5,
    '1,000,000': 1_000_000,
  }
  for (const [typed, amount] of Object.entries(amounts)) {
    const decoded = decode({ title: 'a', amount: typed })
    t.equal(decoded.ok && decoded.value.amount, amount, typed)
  }
  for (const typed of ['1e3', '0x10', 'NaN', '1,2,3', '--1'])
    t.notOk(decode({ title: 'a', amount: typed }).ok, typed)
})

t.test('an empty field is absent, an unticked box false, no choice an empty list', async (t) => {
  const decoded = decode({ title: 'a', amount: '', kind: '' })
  t.same(decoded.ok && decoded.value, { title: 'a', agreed: false, themes: [] })
})

t.test(
  'what is wrong comes back as typed, a sentence a field, in the reader’s language',
  async (t) => {
    const decoded = decode(
      { title: 'Elva tecken', amount: 'tusen', themes: ['a', 'b', 'c', 'd'], kind: 'z' },
      'sv',
    )
    t.notOk(decoded.ok)
    t.same(decoded.form.values['amount'], 'tusen')
    t.same(decoded.form.problems, [
      { field: 'title', message: 'Korta till högst 10 tecken.' },
      { field: 'amount', message: 'Skriv ett tal, till exempel 1250.' },
      { field: 'themes', message: 'Välj högst 3.' },
      { field: 'kind', message: 'Välj ett av alternativen.' },
    ])
  },
)

t.test('limits hold at, below and above', async (t) => {
  for (const [amount, isValid] of [
    ['1', true],
    ['0', false],
    ['1000000', true],
    ['1000001', false],
  ] as const)
    t.equal(decode({ title: 'a', amount }).ok, isValid, amount)
  t.equal(decode({ title: 'x'.repeat(10) }).ok, true)
  t.equal(decode({ title: 'x'.repeat(11) }).ok, false)
})

t.test('a body that is no form is an empty one', async (t) => {
  for (const body of [null, 'text', 7, []]) t.notOk(decode(body).ok)
})

t.test('a schema that no form can send is refused at start-up', async (t) => {
  t.throws(() => checkForm(z.object({ when: z.date() })), { message: /"when"/ })
})
