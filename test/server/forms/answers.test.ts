import fc from 'fast-check'
import t from 'tap'
import {
  centsToText,
  cleanText,
  countWords,
  decodeAnswer,
  encodeAnswer,
  isEmptyAnswer,
  missingAnswers,
  parseCents,
  problemOf,
  TEXT_CHARACTERS_MAX,
  validateAnswer,
} from '../../../server/forms/answers.ts'
import type { AnswerValue, Question, QuestionType } from '../../../server/forms/rules.ts'
import { answerText } from '../../../server/forms/shown.ts'
import { countWords as countOnPage } from '../../../server/views/forms.ts'

const question = (type: QuestionType, rest: Partial<Question> = {}): Question => ({
  key: 'q',
  type,
  label: { sv: 'Fråga', en: 'Question' },
  required: true,
  ...rest,
})
const options = [
  { key: 'a', label: { sv: 'Ett', en: 'One' } },
  { key: 'b', label: { sv: 'Två', en: 'Two' } },
]

t.test('words are counted alike on the page and in the rules, whatever the text', async (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => countWords(text) === countOnPage(text)),
  )
  for (const [text, words] of [
    ['', 0],
    ['   \n\t ', 0],
    ['one', 1],
    ['co-operation between wards', 3],
    ['a\u00a0b', 2],
    ['12 % of SEK 300,000', 5],
    ['水が上がる時', 1],
  ] as const)
    t.equal(countWords(text), words, JSON.stringify(text))
})

t.test('a text limit holds at one below, at and one above', async (t) => {
  const limited = question('long_text', { wordsMax: 3 })
  t.equal(problemOf(limited, 'a b'), null)
  t.equal(problemOf(limited, 'a b c'), null)
  t.same(problemOf(limited, 'a b c d'), { code: 'too_many_words', words: 4, wordsMax: 3 })
  t.equal(validateAnswer(limited, 'a b c d', 'en'), '1 word too many. Shorten to 3 words.')
  t.equal(validateAnswer(limited, 'a b c d e', 'sv'), '2 ord för mycket. Korta till högst 3 ord.')
})

t.test('figures keep within their least and greatest value', async (t) => {
  const months = question('number', { min: 12, max: 18 })
  t.same(problemOf(months, 11), { code: 'too_small', least: 12 })
  t.equal(problemOf(months, 12), null)
  t.equal(problemOf(months, 18), null)
  t.same(problemOf(months, 19), { code: 'too_big', most: 18 })
  t.equal(
    validateAnswer(question('money', { max: 100_00 }), 100_01, 'en'),
    'The greatest value is 100.',
  )
})

t.test('false and nought are answers, blanks are none', async (t) => {
  for (const empty of [undefined, null, '', '  \n', []] as const)
    t.ok(isEmptyAnswer(empty === undefined ? undefined : (empty as AnswerValue)))
  for (const value of [false, 0, 'x', ['a']]) t.notOk(isEmptyAnswer(value))
  t.equal(problemOf(question('yes_no'), false), null)
  t.same(problemOf(question('yes_no'), null), { code: 'missing' })
  t.equal(problemOf(question('short_text', { required: false }), ''), null)
})

const DECODED: [QuestionType, Partial<Question>, unknown, AnswerValue | 'unreadable'][] = [
  ['short_text', {}, ' Kisumu \r\n', 'Kisumu'],
  ['long_text', {}, 'one\r\n\r\ntwo', 'one\n\ntwo'],
  ['long_text', {}, 'x'.repeat(TEXT_CHARACTERS_MAX), 'x'.repeat(TEXT_CHARACTERS_MAX)],
  ['long_text', {}, 'x'.repeat(TEXT_CHARACTERS_MAX + 1), 'unreadable'],
  ['number', {}, '18', 18],
  ['number', {}, '1 250,5', 1250.5],
  ['number', {}, 'eighteen', 'unreadable'],
  ['number', {}, '1e999', 'unreadable'],
  ['money', {}, '120 000', 120_000_00],
  ['money', {}, '-5', 'unreadable'],
  ['date', {}, '2027-02-28', '2027-02-28'],
  ['date', {}, '2027-02-30', 'unreadable'],
  ['yes_no', {}, 'no', false],
  ['yes_no', {}, 'maybe', 'unreadable'],
  ['choice', { options }, 'b', 'b'],
  ['choice', { options }, 'c', 'unreadable'],
  ['choices', { options }, ['a', 'b', 'a'], ['a', 'b']],
  ['choices', { options }, 'a', ['a']],
  ['choices', { options }, ['a', '<script>'], 'unreadable'],
  ['choices', { options }, undefined, null],
  ['country', {}, 'KE', 'KE'],
  ['country', {}, 'Kenya', 'unreadable'],
  ['countries', {}, ['KE', 'UG'], ['KE', 'UG']],
  ['municipality', {}, 'Lokitela', 'Lokitela'],
  ['short_text', {}, '', null],
]
for (const [type, rest, raw, expected] of DECODED)
  t.test(`${type}: ${JSON.stringify(raw)?.slice(0, 40)} is read`, async (t) => {
    const decoded = decodeAnswer(question(type, rest), raw)
    if (expected === 'unreadable') t.ok('unreadable' in decoded)
    else t.same(decoded, { value: expected })
  })

t.test('what was stored comes back into the field as it can be read again', async (t) => {
  for (const [type, rest, raw, expected] of DECODED) {
    if (expected === 'unreadable') continue
    const one = question(type, rest)
    t.same(decodeAnswer(one, encodeAnswer(one, expected)), { value: expected }, `${type} ${raw}`)
  }
})

t.test('amounts are exact, however they are typed', async (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 13 }),
      (cents) => parseCents(centsToText(cents)) === cents,
    ),
  )
  for (const [text, cents] of [
    ['1 250', 125_000],
    ['1,250', 125_000],
    ['1.250', 125_000],
    ['1250,5', 125_050],
    ['1,250.50', 125_050],
    ['0', 0],
    ['', null],
    ['twelve', null],
    ['1,2,3', null],
    ['12345678901234567890', null],
  ] as const)
    t.equal(parseCents(text), cents, text)
})

t.test('text is kept whole but for what cannot be shown', async (t) => {
  t.equal(cleanText('a\u0000b\u0007c\r\nd\u2028e'), 'abc\nd\ne')
  t.equal(cleanText('e\u0301'), 'é')
  t.equal(cleanText('\ud800x'), '\ufffdx')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => cleanText(cleanText(text)) === cleanText(text),
    ),
  )
})

t.test('missing answers are named in the order of the form', async (t) => {
  const definition = {
    sections: [
      {
        key: 's',
        title: { sv: '', en: '' },
        questions: [
          { ...question('short_text'), key: 'first' },
          { ...question('short_text', { required: false }), key: 'second' },
          { ...question('yes_no'), key: 'third' },
        ],
      },
    ],
  }
  t.same(missingAnswers(definition, {}), ['first', 'third'])
  t.same(missingAnswers(definition, { first: 'x', third: false }), [])
})

t.test('answers are shown in the words of each language', async (t) => {
  const around = { currency: 'SEK', organisations: { id1: 'Makerere University' } }
  const shown = (one: Question, value: AnswerValue, language: 'sv' | 'en') =>
    answerText(one, value, { ...around, language }).replaceAll('\u00a0', ' ')
  t.equal(shown(question('yes_no'), false, 'sv'), 'Nej')
  t.equal(shown(question('choices', { options }), ['a', 'b'], 'en'), 'One and Two')
  t.equal(shown(question('country'), 'KE', 'sv'), 'Kenya')
  t.equal(shown(question('money'), 120_000_00, 'sv'), '120 000 kr')
  t.equal(shown(question('organisation'), 'id1', 'en'), 'Makerere University')
  t.equal(shown(question('date'), '2027-09-01', 'en'), '1 September 2027')
})
