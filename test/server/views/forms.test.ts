import t from 'tap'
import type { FormState } from '../../../server/form.ts'
import { type Html, html } from '../../../server/html.ts'
import {
  choiceField,
  choicesField,
  fileField,
  scaleField,
  tickField,
} from '../../../server/views/choices.ts'
import {
  actForm,
  button,
  countWords,
  csrfField,
  errorSummary,
  field,
  fieldId,
  moneyField,
  selectField,
  textArea,
} from '../../../server/views/forms.ts'
import { readPage } from '../../helpers/html.ts'
import { HOSTILE, viewOf } from './gallery.ts'

const en = viewOf('en')
const empty: FormState = { values: {}, problems: [] }
const formOf = (...fields: Html[]) => {
  const [form] = readPage(html`<form>${fields}</form>`.toString()).forms
  if (form === undefined) throw new Error('no form')
  return form
}

t.test('an id holds nothing that an address or a selector stumbles on', async (t) => {
  t.equal(fieldId('budget.rows.0'), 'budget-rows-0')
  t.equal(fieldId('a[b] c'), 'a-b-c')
})

t.test('a control is tied to its label, hint and error', async (t) => {
  const form = { values: { 'a.b': '27' }, problems: [{ field: 'a.b', message: 'Four digits.' }] }
  const markup = field(en, form, 'a.b', { label: 'Year', hint: 'Of birth' }).toString()
  t.match(markup, '<label for="a-b">Year</label>')
  t.match(markup, '<p class="hint" id="a-b-hint">Of birth</p>')
  t.match(markup, '<p class="error" id="a-b-error">Four digits.</p>')
  t.match(markup, 'aria-describedby="a-b-hint a-b-error"')
  t.match(markup, 'aria-invalid="true"')
  t.ok(markup.indexOf('a-b-error">') < markup.indexOf('<input'), 'the error stands above')
  t.match(markup, 'name="a.b"')
  t.match(markup, 'value="27"')
})

t.test('a control without hint and error says nothing of either', async (t) => {
  const markup = field(en, empty, 'year', { label: 'Year' }).toString()
  t.notMatch(markup, 'aria-describedby')
  t.notMatch(markup, 'aria-invalid')
  t.notMatch(markup, 'class="hint"')
})

t.test('the summary leads to the controls, also to the first of several choices', async (t) => {
  const problems = [
    { field: 'a.b', message: 'Four digits.' },
    { field: 'seen', message: 'Choose one.' },
    { field: '', message: 'Closed at 14:00.' },
  ]
  const summary = errorSummary(en, problems)
  t.match(summary?.toString() ?? '', 'Three answers need correcting')
  t.match(summary?.toString() ?? '', '<a href="#a-b">Four digits.</a>')
  t.match(summary?.toString() ?? '', '<b>Closed at 14:00.</b>')
  const radios = choiceField(en, { values: {}, problems }, 'seen', {
    label: 'Seen?',
    choices: [
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
  }).toString()
  t.match(radios, 'type="radio" id="seen" name="seen" value="yes"')
  t.match(radios, 'id="seen-2"')
  t.match(radios, /<fieldset class="field wrong" aria-describedby="seen-error"><legend\s*>Seen\?/)
  t.equal(errorSummary(en, []), null)
  t.match(
    errorSummary(viewOf('sv'), problems.slice(0, 1))?.toString() ?? '',
    'Ett svar behöver rättas',
  )
  t.match(
    errorSummary(
      viewOf('sv'),
      Array.from({ length: 12 }, (_, i) => ({ field: `f${i}`, message: 'Fel' })),
    )?.toString() ?? '',
    '12 svar behöver rättas',
  )
})

t.test('what was typed comes back, before any value of ours', async (t) => {
  const form = { values: { a: '', b: 'x' }, problems: [] }
  const { values } = formOf(
    field(en, form, 'a', { label: 'A', value: 'ours' }),
    field(en, form, 'b', { label: 'B', value: 'ours' }),
    field(en, form, 'c', { label: 'C', value: 'ours' }),
    moneyField(en, form, 'd', { label: 'D', currency: 'SEK', value: '300 000' }),
  )
  t.same(values, { a: '', b: 'x', c: 'ours', d: '300 000' })
})

t.test('a text keeps its leading line break and counts its words', async (t) => {
  const form = { values: { essay: '\nOne two three' }, problems: [] }
  const area = textArea(en, form, 'essay', { label: 'Essay', hint: 'Short.', wordsMax: 2 })
  t.equal(formOf(area).values.essay, '\nOne two three')
  t.match(area.toString(), /<span id="essay-count" class="over">3 of 2 words<\/span>/)
  t.match(area.toString(), 'aria-describedby="essay-hint essay-count"')
  t.match(
    textArea(viewOf('sv'), empty, 'essay', { label: 'Text', wordsMax: 2 }).toString(),
    '0 av 2 ord',
  )
  t.equal(countWords('  one – two  '), 3)
  t.equal(countWords(''), 0)
})

t.test('a list of options marks the chosen one, in groups too', async (t) => {
  const options = [
    { label: 'Africa', options: [{ value: 'ke', label: 'Kenya' }] },
    { value: 'se', label: 'Sweden' },
  ]
  const choose = (values: FormState['values'], empty?: string | null) =>
    formOf(selectField(en, { values, problems: [] }, 'place', { label: 'Place', options, empty }))
  t.equal(choose({ place: 'ke' }).values.place, 'ke')
  t.equal(choose({}).values.place, '')
  t.same(choose({}).fields[0]?.options, ['', 'ke', 'se'])
  t.same(choose({}, null).fields[0]?.options, ['ke', 'se'])
})

t.test('boxes hold several values, one or none', async (t) => {
  const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
  const ticked = (values: FormState['values']) =>
    formOf(
      choicesField(en, { values, problems: [] }, 'themes', {
        label: 'Themes',
        choices,
        value: 'c',
      }),
    ).values.themes
  t.same(ticked({ themes: ['a', 'b'] }), ['a', 'b'])
  t.equal(ticked({ themes: 'b' }), 'b')
  t.equal(ticked({}), 'c', 'ours, before anything was sent')
  t.equal(ticked({ other: 'x' }), undefined, 'not ours, once a form without it was sent')
})

t.test('a single box is ticked by what was sent, and by us only before that', async (t) => {
  const ticked = (values: FormState['values'], checked = true) =>
    formOf(
      tickField(en, { values, problems: [] }, 'agree', { label: 'I agree', checked, value: 'yes' }),
    ).values.agree
  t.equal(ticked({}), 'yes')
  t.equal(ticked({}, false), undefined)
  t.equal(ticked({ agree: undefined, name: 'A' }), undefined)
  t.equal(ticked({ agree: 'yes' }, false), 'yes')
})

t.test('a file says its kind, size and pages before it is chosen', async (t) => {
  const options = { label: 'Letter', accept: 'application/pdf', kinds: 'PDF', sizeMax: 5_000_000 }
  const limits = (language: 'en' | 'sv', pagesMax?: number) =>
    readPage(
      fileField(viewOf(language), empty, 'letter', { ...options, pagesMax }).toString(),
    ).text.replaceAll('\u{a0}', ' ')
  t.match(limits('en'), 'PDF, at most 5 MB.')
  t.match(limits('en', 1), 'PDF, at most 5 MB and 1 page.')
  t.match(limits('sv', 2), 'PDF, högst 5 MB och 2 sidor.')
  t.match(fileField(en, empty, 'letter', options).toString(), 'aria-describedby="letter-hint"')
})

t.test('a scale has a seat for every score and remembers the one taken', async (t) => {
  const markup = scaleField(en, { values: { s: '5' }, problems: [] }, 's', {
    label: 'Score',
    min: 1,
    max: 7,
    anchors: [{ score: 7, text: 'Best' }],
  })
  t.equal(formOf(markup).values.s, '5')
  t.equal(formOf(markup).fields.length, 7)
  t.match(markup.toString(), 'aria-describedby="s-anchors"')
})

t.test('forms that post carry the token, and acts their names', async (t) => {
  const page = readPage(
    actForm(en, { action: '/en/x', label: 'Withdraw', hidden: { version: '3' } }).toString(),
  )
  const form = page.form('Withdraw')
  t.same(form.values, { _csrf: 'token', version: '3' })
  t.equal(form.method, 'post')
  t.match(csrfField(viewOf('en', { csrf: HOSTILE })).toString(), '&quot;&gt;&lt;script')
  t.match(button('Send', 'stop', { name: 'act', value: 'send' }).toString(), 'class="btn stop"')
})
