import fc from 'fast-check'
import t from 'tap'
import { lexiconOf } from '../../scripts/bench/words.ts'
import { flatten } from '../../search/flat.ts'
import { analyserWith, wordsOf } from '../../search/language/analyse.ts'
import { markerFor, rootOf } from '../../search/marking.ts'
import { distance } from '../../search/misspelling.ts'
import { passagesOf } from '../../search/passages.ts'
import { holdsPhrases } from '../../search/phrases.ts'
import {
  PORTION_CHARACTERS_MAX,
  PORTION_OVERLAP_WORDS,
  PORTION_WORDS_MAX,
  portionsOf,
} from '../../search/portions.ts'
import { readQuestion, writeQuestion, yearsOf } from '../../search/question.ts'
import { translationsOf } from '../../search/translations.ts'
import { likelyLanguages, rarestWords, variantsOf } from '../../search/variants.ts'
import { fold } from '../../server/vocabulary/fold.ts'

t.test('words, phrases, minuses and fields are told apart', async (t) => {
  t.same(readQuestion('water -river "local government" titel:floder author:"Anna Ek" -year:2019'), {
    words: ['water'],
    phrases: ['local government'],
    excluded: ['river'],
    fields: [
      { field: 'title', value: 'floder', isExcluded: false },
      { field: 'author', value: 'Anna Ek', isExcluded: false },
      { field: 'year', value: '2019', isExcluded: true },
    ],
  })
  t.match(readQuestion('författare:Öjendal år:2015-2019 serie:toolbox land:Uganda'), {
    fields: [
      { field: 'author' },
      { field: 'year', value: '2015-2019' },
      { field: 'series' },
      { field: 'country', value: 'Uganda' },
    ],
  })
})

t.test('nothing that is typed is wrong: what is not understood is words', async (t) => {
  t.same(readQuestion('budget "half a phrase').words, ['budget', 'half', 'a', 'phrase'])
  t.same(readQuestion('year:soon').words, ['year', 'soon'])
  t.same(readQuestion('covid-19').words, ['covid-19'])
  t.same(readQuestion('""').words, [])
  t.same(readQuestion('"budget"').words, ['budget'], 'one word is no phrase')
  t.same(readQuestion('-only'), { words: ['only'], phrases: [], excluded: [], fields: [] })
  t.same(readQuestion('- – title: x').words, ['title:', 'x'])
  t.same(readQuestion('”svenska citat”').phrases, ['svenska citat'])
})

t.test('a question written again reads the same', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const question = readQuestion(text)
      const again = readQuestion(writeQuestion(question))
      return JSON.stringify(readQuestion(writeQuestion(again))) === JSON.stringify(again)
    }),
  )
})

t.test('years and spans of years', async (t) => {
  t.same(yearsOf('2019'), { from: 2019, to: 2019 })
  t.same(yearsOf('2015-2019'), { from: 2015, to: 2019 })
  t.same(yearsOf('2015–'), { from: 2015 })
  t.same(yearsOf('..2019'), { to: 2019 })
  for (const wrong of ['', '-', '19', 'x', '2015-19']) t.equal(yearsOf(wrong), null, wrong)
})

const known = [
  { language: 'en', folded: 'budget', terms: ['budget'], publications: 90 },
  { language: 'sv', folded: 'budget', terms: ['budget'], publications: 40 },
  { language: 'sv', folded: 'kommun', terms: ['kommun'], publications: 60 },
  { language: 'en', folded: 'water', terms: ['water'], publications: 5 },
]

t.test(
  'of too many words the rarest are asked, in their order; small words go first',
  async (t) => {
    t.same(rarestWords(['budget', 'and', 'water', 'gold'], known, 3), ['budget', 'water', 'gold'])
    t.same(rarestWords(['budget', 'water', 'gold'], known, 2), ['water', 'gold'])
    t.same(rarestWords(['of', 'the'], known, 10), ['of', 'the'], 'small words alone are asked')
  },
)

t.test('the language is that in which most words are known', async (t) => {
  t.same(likelyLanguages(['kommun', 'budget'], known, 'en'), ['sv'])
  t.same(likelyLanguages(['budget'], known, 'sv'), ['sv', 'en'])
})

const about = {
  known,
  analyser: analyserWith(),
  reader: 'sv',
  translations: [{ words: ['medborgarbudget'], text: 'Participatory budgeting', language: 'en' }],
  isExact: false,
}

t.test(
  'a question is asked as it stands, then by forms and parts, then in other languages',
  async (t) => {
    const question = readQuestion('medborgarbudget "i praktiken" -skolor')
    const [direct, form, translation] = variantsOf(question, { ...about, known: [] })
    t.same(direct, { kind: 'direct', q: 'medborgarbudget "i praktiken" -skolor' })
    t.match(form, { kind: 'form', q: '"medborg" "budget" "i praktiken" -skolor' })
    const last = variantsOf(question, { ...about, known: [] }).at(-1)
    t.match(last, {
      kind: 'translation',
      q: '"participatori" "budget" "i praktiken" -skolor',
      instead: { text: 'Participatory budgeting', language: 'en' },
    })
    t.ok(translation)
    t.same(
      variantsOf(question, { ...about, isExact: true }).map(({ kind }) => kind),
      ['direct'],
    )
  },
)

t.test('a theme named in any language, in any form, is known in the others', async (t) => {
  const texts = (words: string[]) => translationsOf(words).map(({ text }) => text)
  t.ok(texts(['medborgarbudget']).includes('Participatory budgeting'))
  t.ok(texts(['presupuestos', 'participativos']).includes('Medborgarbudget'))
  t.ok(texts(['rapport', 'om', 'medborgarbudgetar']).includes('Participatory budgeting'))
  t.notOk(texts(['participatory', 'budgeting']).includes('Medborgardeltagande'), 'the longest name')
  t.same(translationsOf(['quetzalcoatlus']), [])
})

const marked = (words: string, text: string, language: string, extra = {}) => {
  const question = readQuestion(words)
  const variants = variantsOf(question, { ...about, known: [], translations: [], ...extra })
  return markerFor(question, { known: [], analyser: about.analyser, variants })
    .marksIn(text, language)
    .map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`)
}

t.test(
  'marks stand on what was found: as asked, folded, in another form, in another language',
  async (t) => {
    t.same(marked('tradgard', 'Trädgårdarna i byn', 'sv'), ['direct Trädgårdarna'])
    t.same(marked('kommuner', 'en kommun, kommunens', 'sv'), ['form kommun', 'form kommunens'])
    t.same(marked('medborgarbudget', 'Medborgarnas egen budget', 'sv'), [
      'form Medborgarnas',
      'form budget',
    ])
    t.same(marked('dialog med medborgare', 'om medborgardialoger', 'sv'), [
      'form medborgardialoger',
    ])
    t.same(
      marked('medborgarbudget', 'on participatory budgeting', 'en', {
        translations: about.translations,
      }),
      ['translation participatory', 'translation budgeting'],
    )
    t.same(marked('"local government"', 'government local; local, government!', 'en'), [
      'direct local',
      'direct government',
    ])
    t.same(marked('particpation budgget', 'the budget for participation', 'en'), [
      'direct budget',
      'direct participation',
    ])
    t.same(marked('2019', 'in 2018', 'en'), [], 'numbers are not misspelt')
    const far = 'and then something else '.repeat(40)
    t.same(marked('kommuner', `Kommunens ${far} kommunen och kommuner ${far} kommunal`, 'sv'), [
      'form Kommunens',
      'form kommunen',
      'direct kommuner',
      'form kommunal',
    ])
    t.same(
      marked('cafe', 'un cafe\u0301, Cafés, décafé', 'fr').length,
      2,
      'accents apart and joined',
    )
    t.same(marked('a.b*c', 'a b c', 'en').length > 0, true, 'no word is a pattern')
  },
)

t.test(
  'a word holds the root of each of its terms, so that looking for roots misses none',
  async (t) => {
    const { termsOf } = analyserWith()
    const seen = [
      'decentralization programs citizenship cities levies judgments plowing neighbors centers skies',
      'medborgarbudgetarna barnrättsperspektiv kvinnofrids gatukontorets rådhus äldreomsorgen skolors',
      'presupuestos participativos gestión niñez ciudades autonomía',
      'collectivités territoriales égalité élus communaux journaux',
    ]
    for (const [at, language] of (['en', 'sv', 'es', 'fr'] as const).entries())
      for (const word of [...lexiconOf(language).words.slice(0, 3_000), ...wordsOf(seen[at] ?? '')])
        for (const term of termsOf(word, language))
          if (!fold(word).includes(rootOf(term))) t.fail(`${word} has ${term}, not ${rootOf(term)}`)
    t.equal(rootOf('ar'), 'ar')
    t.equal(rootOf('medborg'), 'med')
  },
)

t.test('words are found by any of their letters, whatever the text is made of', async (t) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  const latin = fc.string({ unit: fc.constantFrom(...'abå É-ñ ß́æ1.'), maxLength: 60 })
  const roots = fc.array(
    fc.string({ unit: fc.constantFrom(...'abens1'), minLength: 1, maxLength: 3 }),
  )
  fc.assert(
    fc.property(fc.oneof(text, latin), roots, (given, asked) => {
      const flat = flatten(given)
      t.same(
        flat.wordsWith(asked),
        flat.words().filter(({ folded }) => asked.some((root) => folded.includes(root))),
      )
    }),
  )
})

t.test('distance counts letters added, left out, replaced and swapped', async (t) => {
  t.equal(distance('budget', 'budget'), 0)
  t.equal(distance('budget', 'budgte'), 1)
  t.equal(distance('budget', 'bugdets'), 2)
  t.equal(distance('', 'abc'), 3)
})

t.test('passages hold most of the words, do not overlap, and begin and end at words', async (t) => {
  const filler = 'lorem ipsum dolor sit amet '.repeat(30)
  const text = `one ${filler} one two three ${filler} two`
  const marks = [...text.matchAll(/\b(one|two|three)\b/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'direct' as const,
    key: match[0],
  }))
  const [best, next, ...more] = passagesOf(text, marks, 2)
  t.same(
    best?.parts.filter(({ isMarked }) => isMarked).map((part) => part.text),
    ['one', 'two', 'three'],
  )
  t.equal(next?.parts.filter(({ isMarked }) => isMarked).length, 1)
  t.same(more, [])
  t.match(best?.parts[0]?.text, /^…\w/)
})

t.test('a phrase is the same words in the same order, whatever stands between', async (t) => {
  t.ok(holdsPhrases('Local,\n  Government!', ['local government']))
  t.notOk(holdsPhrases('government local', ['local government']))
  t.notOk(holdsPhrases('nonlocal government', ['local government']))
  t.ok(holdsPhrases('Kommunfullmäktige beslöt', ['kommunfullmaktige beslot']))
})

t.test(
  'a page within the limit is one portion, a longer one several that share words',
  async (t) => {
    const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(' ')
    t.equal(portionsOf(words(PORTION_WORDS_MAX - 1)).length, 1)
    t.equal(portionsOf(words(PORTION_WORDS_MAX)).length, 1)
    const [first = '', second = '', ...more] = portionsOf(words(PORTION_WORDS_MAX + 1))
    t.same(more, [])
    t.equal(first.split(' ').filter(Boolean).length, PORTION_WORDS_MAX)
    t.equal(second.split(' ').length, PORTION_OVERLAP_WORDS + 1)
  },
)

t.test('no portion is longer than the engine reads, whatever the page is made of', async (t) => {
  for (const text of [
    'x'.repeat(200_000),
    '. '.repeat(80_000),
    ' '.repeat(40_000),
    `${'y'.repeat(70_000)} z`,
  ])
    for (const portion of portionsOf(text)) t.ok(portion.length <= PORTION_CHARACTERS_MAX)
  t.ok(portionsOf(`${'y'.repeat(70_000)} zebra`).some((portion) => portion.includes('zebra')))
})
