import t from 'tap'
import {
  definitionGaps,
  EMPTY_DEFINITION,
  freeKey,
  keyedLabels,
  moved,
  put,
  questionsOf,
  without,
  withQuestions,
} from '../../../server/forms/definition.ts'
import { formDefinition, SLOT_BYTES_MAX } from '../../../server/forms/definition-schema.ts'
import type { FormDefinition, Question } from '../../../server/forms/rules.ts'
import { SMALL_FORM } from '../../helpers/factories.ts'

const KEYS = ['use-in-practice', 'feasibility']
const text = { sv: 'text', en: 'text' }
const question = (changes: Partial<Question> = {}): Question => ({
  key: 'q',
  type: 'long_text',
  label: text,
  required: true,
  ...changes,
})
const withOne = (changes: Partial<Question>): FormDefinition => ({
  ...EMPTY_DEFINITION,
  sections: [{ key: 's', title: text, questions: [question(changes)] }],
})
const codes = (definition: FormDefinition) =>
  definitionGaps(definition, KEYS).map(({ code }) => code)

t.test('a form lacks what its applicants would miss', (t) => {
  t.strictSame(codes(SMALL_FORM), [])
  t.strictSame(codes(EMPTY_DEFINITION), ['questions_none'])
  t.strictSame(codes(withOne({ label: { sv: 'x', en: '' } })), ['question_text'])
  t.strictSame(codes(withOne({ hint: { sv: '', en: 'x' } })), ['question_text'])
  t.strictSame(codes(withOne({ hint: { sv: '', en: '' } })), [])
  t.strictSame(codes(withOne({ criterion: 'gone' })), ['criterion_unknown'])
  const options = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ key: `o${i}`, label: text }))
  for (const type of ['choice', 'choices'] as const) {
    t.strictSame(codes(withOne({ type })), ['options_few'])
    t.strictSame(codes(withOne({ type, options: options(1) })), ['options_few'])
    t.strictSame(codes(withOne({ type, options: options(2) })), [])
  }
  const budget = { required: true, categories: [] }
  t.strictSame(codes({ ...SMALL_FORM, budget }), ['categories_none'])
  t.strictSame(codes({ ...SMALL_FORM, budget: { ...budget, required: false } }), [])
  const empty = { key: 'empty', title: { sv: 'x', en: '' }, questions: [] }
  t.strictSame(codes({ ...SMALL_FORM, sections: [...SMALL_FORM.sections, empty] }), [
    'section_text',
    'section_empty',
  ])
  t.end()
})

t.test('things keep their order until they are moved, and ends are ends', (t) => {
  const list = [{ key: 'a' }, { key: 'b' }, { key: 'c' }]
  const keys = (items: { key: string }[]) => items.map(({ key }) => key).join('')
  t.equal(keys(moved(list, 'b', -1)), 'bac')
  t.equal(keys(moved(list, 'b', 1)), 'acb')
  t.equal(keys(moved(list, 'a', -1)), 'abc')
  t.equal(keys(moved(list, 'c', 1)), 'abc')
  t.equal(keys(moved(list, 'x', 1)), 'abc')
  t.equal(keys(without(list, 'b')), 'ac')
  t.equal(keys(put(list, { key: 'd' }, null)), 'abcd')
  t.equal(keys(put(list, { key: 'B' }, 'b')), 'aBc')
  t.end()
})

t.test('questions change in their own section only', (t) => {
  const changed = withQuestions(SMALL_FORM, 'plan', (questions) => [...questions, question()])
  t.equal(questionsOf(changed).length, questionsOf(SMALL_FORM).length + 1)
  t.strictSame(
    withQuestions(SMALL_FORM, 'none', () => []),
    SMALL_FORM,
  )
  t.end()
})

t.test('keys are made of words, are never doubled, and stay with their labels', (t) => {
  t.equal(freeKey('Resor & möten', []), 'resor-moten')
  t.equal(freeKey('Travel', ['travel', 'travel-2']), 'travel-3')
  t.equal(freeKey('2027', []), 'item')
  t.equal(freeKey('日本', []), 'item')
  t.equal(
    freeKey('a fairly long label that does not fit into forty letters', []).length <= 40,
    true,
  )
  const before = [
    { key: 'salaries', label: { sv: 'Löner', en: 'Salaries' } },
    { key: 'travel', label: { sv: 'Resor', en: 'Travel' } },
  ]
  const after = keyedLabels(
    [
      { sv: 'Resor', en: 'Journeys' },
      { sv: 'Annat', en: 'Salaries, other' },
      { sv: 'Löner', en: 'Salaries' },
    ],
    before,
  )
  t.strictSame(
    after.map(({ key }) => key),
    ['travel', 'salaries-other', 'salaries'],
  )
  t.end()
})

t.test('the schema takes a form as it is and refuses doubled keys and wrong limits', (t) => {
  t.strictSame(formDefinition.parse(SMALL_FORM), SMALL_FORM)
  const refused = (definition: unknown) => !formDefinition.safeParse(definition).success
  const [section] = SMALL_FORM.sections
  const [slot] = SMALL_FORM.attachments
  t.ok(refused({ ...SMALL_FORM, sections: [section, section] }))
  t.ok(refused({ ...SMALL_FORM, attachments: [slot, slot] }))
  t.ok(refused({ ...SMALL_FORM, other: 1 }))
  t.ok(refused(withOne({ key: '<script>' })))
  t.ok(refused(withOne({ wordsMax: 0 })))
  t.ok(refused(withOne({ type: 'number', min: 2, max: 1 })))
  t.notOk(refused(withOne({ type: 'number', min: 1, max: 1 })))
  t.notOk(refused({ ...SMALL_FORM, attachments: [{ ...slot, bytesMax: SLOT_BYTES_MAX }] }))
  t.ok(refused({ ...SMALL_FORM, attachments: [{ ...slot, bytesMax: SLOT_BYTES_MAX + 1 }] }))
  t.end()
})
