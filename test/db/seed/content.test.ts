import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { SAMPLE_APPLICATIONS } from '../../../db/seed/content/applications.ts'
import { SAMPLE_CALLS } from '../../../db/seed/content/calls.ts'
import { SAMPLE_REPORTS } from '../../../db/seed/content/reports.ts'
import { SAMPLE_MARKS } from '../../../db/seed/content/sample.ts'
import type { Answer, Question, SampleCall } from '../../../db/seed/content/types.ts'
import { AUDIENCES } from '../../../server/vocabulary/audiences.ts'
import { CORE_VALUES } from '../../../server/vocabulary/core-values.ts'
import { isCountryCode, PARTNER_SETS } from '../../../server/vocabulary/countries.ts'
import { CURRENCIES } from '../../../server/vocabulary/currencies.ts'
import { INSTRUMENTS } from '../../../server/vocabulary/instruments.ts'
import { LICENCES } from '../../../server/vocabulary/licences.ts'
import { SERIES } from '../../../server/vocabulary/publication-types.ts'
import { THEMES } from '../../../server/vocabulary/themes.ts'

const content = new URL('../../../db/seed/content/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, content), 'utf8')
const lines = (path: string): Record<string, unknown>[] =>
  read(path)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const RORS = new Set(lines('organisations.jsonl').map((organisation) => organisation.ror))
const MARKS = Object.values(SAMPLE_MARKS)
const isMarked = (text: string): boolean => MARKS.some((mark) => text.endsWith(mark))
const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length
const keysOf = (terms: readonly { key: string }[]): string[] => terms.map((term) => term.key)
const unknown = (values: readonly string[], known: readonly string[]): string[] =>
  values.filter((value) => !known.includes(value))
const questionsOf = (call: SampleCall): Question[] =>
  call.form.sections.flatMap((section) => section.questions)
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('the 72 publications and 2,847 organisations have unique ids', async (t) => {
  const ids = lines('publications.jsonl').map((publication) => String(publication.external_id))
  t.equal(new Set(ids).size, 72)
  t.same(
    ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
    [],
  )
  t.equal(RORS.size, 2847)
})

test('every call uses the vocabularies and closes at a working hour in Stockholm', async (t) => {
  for (const call of SAMPLE_CALLS) {
    t.same(unknown([call.instrument], keysOf(INSTRUMENTS)), [], call.key)
    t.same(unknown([call.audience], keysOf(AUDIENCES)), [])
    t.same(unknown([call.currency], keysOf(CURRENCIES)), [])
    t.same(unknown(call.themes, keysOf(THEMES)), [])
    t.same(unknown(call.coreValues, keysOf(CORE_VALUES)), [])
    t.ok(call.partnerSet === null || keysOf(PARTNER_SETS).includes(call.partnerSet))
    t.ok(call.opensInDays < call.closesInDays)
    t.equal(call.closingHour, 14)
    t.equal(call.timeZone, 'Europe/Stockholm')
    t.ok((call.amountMin ?? 0) < call.amountMax && call.amountMax <= call.envelope)
    t.ok(call.monthsMin <= call.monthsMax)
  }
  t.equal(SAMPLE_CALLS.filter((call) => call.opensInDays < 0 && call.closesInDays > 0).length, 2)
})

test('every text of a call is in both languages and says that it is a sample', async (t) => {
  for (const call of SAMPLE_CALLS) {
    for (const [name, text] of Object.entries(call.texts)) {
      t.ok(text.sv && text.en, `${call.key}: ${name}`)
      if (name !== 'title') t.ok(isMarked(text.sv) && isMarked(text.en), `${call.key}: ${name}`)
    }
    for (const { question, answer } of call.questionsAndAnswers) {
      t.ok(question.sv && question.en && isMarked(answer.sv) && isMarked(answer.en))
    }
  }
})

test('criteria weigh 100 together and their anchors stand on the scale', async (t) => {
  for (const call of SAMPLE_CALLS) {
    t.equal(sum(call.criteria.map((criterion) => criterion.weight)), 100, call.key)
    for (const criterion of call.criteria) {
      t.ok(criterion.scaleMin === 1 && criterion.scaleMax === 7)
      for (const [score, label] of Object.entries(criterion.anchors)) {
        t.ok(Number(score) >= 1 && Number(score) <= 7 && label.sv && label.en)
      }
    }
  }
})

test('forms have unique keys, both languages, options where there is a choice', async (t) => {
  for (const call of SAMPLE_CALLS) {
    const questions = questionsOf(call)
    t.equal(new Set(keysOf(questions)).size, questions.length, call.key)
    t.equal(new Set(keysOf(call.form.sections)).size, call.form.sections.length)
    for (const question of questions) {
      t.ok(question.label.sv && question.label.en, question.key)
      t.equal(question.type.startsWith('choice'), question.options !== undefined, question.key)
      if (question.type === 'long_text') t.ok(question.wordsMax, `${question.key} has a limit`)
      if (question.criterion) t.ok(keysOf(call.criteria).includes(question.criterion), question.key)
    }
    for (const slot of call.form.attachments) t.ok(slot.bytesMax > 0 && slot.pagesMax > 0)
  }
  const counts = SAMPLE_CALLS.map((call) => questionsOf(call).length)
  t.same(counts.at(-1), 5, 'the smallest grant asks five questions')
})

test('answers fit their questions, and only a draft leaves any out', async (t) => {
  for (const application of SAMPLE_APPLICATIONS) {
    const call = SAMPLE_CALLS.find((candidate) => candidate.key === application.call)
    if (!call) {
      t.fail(`${application.key} has no call`)
      continue
    }
    const questions = questionsOf(call)
    t.same(unknown(Object.keys(application.answers), keysOf(questions)), [], application.key)
    for (const question of questions) {
      const answer = application.answers[question.key]
      if (answer === undefined) {
        t.ok(
          application.state === 'draft' || !question.required,
          `${application.key}: ${question.key}`,
        )
      } else t.equal(faultOf(question, answer), null, `${application.key}: ${question.key}`)
    }
    if (application.state === 'draft')
      t.ok(Object.keys(application.answers).length < questions.length)
  }
})

test('budgets stay within the call and its cap on indirect costs', async (t) => {
  for (const application of SAMPLE_APPLICATIONS) {
    const call = SAMPLE_CALLS.find((candidate) => candidate.key === application.call)
    const total = sum(application.budget.map((line) => line.amount))
    const indirect = sum(
      application.budget.filter((line) => line.category === 'indirect').map((line) => line.amount),
    )
    t.ok(call && total <= call.amountMax && total >= (call.amountMin ?? 0), application.key)
    t.ok(indirect * 100 <= (total - indirect) * (call?.overheadCapPercent ?? 0), application.key)
    t.same(
      unknown(
        application.budget.map((line) => line.category),
        keysOf(call?.form.budget.categories ?? []),
      ),
      [],
    )
    t.ok(application.budget.every((line) => Number.isSafeInteger(line.amount) && line.amount > 0))
  }
})

test('applicants belong to real organisations, and invented texts say so', async (t) => {
  for (const application of SAMPLE_APPLICATIONS) {
    t.ok(RORS.has(application.applicant.organisation), application.key)
    t.ok(application.coApplicants.every((person) => RORS.has(person.organisation)))
    t.match(application.applicant.name, /Sample|Exempel|Ejemplo|Primjer/)
    t.match(application.applicant.email, /^[a-z0-9]+@example\.org$/)
    const { decision, finalReport, reviews, conflicts } = application
    const texts = [
      ...Object.values(application.answers).filter((answer) => countWords(String(answer)) > 25),
      ...reviews.flatMap((review) => [
        ...Object.values(review.scores).map(({ reason }) => reason),
        ...(review.status === 'submitted' ? [review.toApplicant, review.toPanel] : []),
      ]),
      ...conflicts.map(({ reason }) => reason),
      ...(decision
        ? [decision.reasons, ...(decision.conditions ? [decision.conditions] : [])]
        : []),
      ...(finalReport ? [finalReport.whatWasDone, finalReport.whatCameOut] : []),
    ]
    t.same(
      texts.filter((text) => !isMarked(String(text))),
      [],
      application.key,
    )
  }
})

test('reviews are complete, by seeded reviewers without a conflict', async (t) => {
  for (const application of SAMPLE_APPLICATIONS) {
    const call = SAMPLE_CALLS.find((candidate) => candidate.key === application.call)
    const criteria = keysOf(call?.criteria ?? [])
    const conflicted = application.conflicts.map(({ reviewer }) => reviewer)
    const reviewers = application.reviews.map(({ reviewer }) => reviewer)
    t.equal(new Set([...reviewers, ...conflicted]).size, reviewers.length + conflicted.length)
    for (const review of application.reviews) {
      t.match(review.reviewer, /^reviewer[1-6]@example\.org$/)
      t.same(unknown(Object.keys(review.scores), criteria), [])
      if (review.status === 'submitted') t.same(Object.keys(review.scores), criteria)
      t.ok(Object.values(review.scores).every(({ score }) => score >= 1 && score <= 7))
    }
  }
})

test('the decided call awards two within its money, and one has reported', async (t) => {
  const decided = SAMPLE_APPLICATIONS.filter((application) => application.decision)
  t.same(
    decided.map((application) => [application.call, application.decision?.outcome]),
    [
      ['readable-budgets', 'awarded'],
      ['readable-budgets', 'awarded'],
      ['readable-budgets', 'reserve'],
      ['readable-budgets', 'declined'],
    ],
  )
  const awarded = sum(decided.map((application) => application.decision?.amount ?? 0))
  const envelope = SAMPLE_CALLS.find((call) => call.key === 'readable-budgets')?.envelope ?? 0
  t.ok(awarded > 0 && awarded <= envelope)
  for (const { budget, decision, finalReport } of decided) {
    if (decision?.amount) t.ok(decision.amount <= sum(budget.map((line) => line.amount)))
    if (finalReport) {
      t.ok(keysOf(SAMPLE_REPORTS).includes(finalReport.publication))
      t.ok(finalReport.moneyUsed <= (decision?.amount ?? 0))
    }
  }
  t.equal(decided.filter((application) => application.finalReport).length, 1)
})

test('reports are long, structured, and say on their first page that they are samples', async (t) => {
  t.same(
    SAMPLE_REPORTS.filter((report) => report.series === 'research-report').map((r) => r.language),
    ['sv', 'en', 'es'],
  )
  for (const report of SAMPLE_REPORTS) {
    const text = read(`reports/${report.key}.md`)
    const pages = text.split(/^---$/m)
    const isReport = report.series === 'research-report'
    t.match(pages[0], /^> .*(sample|exempel|ejemplo)/im, `${report.key}: notice on the first page`)
    t.ok(isReport ? countWords(text) >= 3000 : pages.length === 2, `${report.key}: length`)
    for (const mark of [/^# /m, /^## /m, /^- /m, /^1\. /m, /^\| .+ \|$/m, /^> /m]) {
      t.match(text, mark, `${report.key}: ${mark}`)
    }
    t.notMatch(text, /[*_`<]|\]\(/, `${report.key}: simple mark-up only`)
    t.same(unevenTables(text), [], `${report.key}: rows of a table have as many cells`)
  }
})

test('what is known of a report uses the vocabularies', async (t) => {
  for (const report of SAMPLE_REPORTS) {
    t.same(unknown(report.themes, keysOf(THEMES)), [], report.key)
    t.same(unknown(report.coreValues, keysOf(CORE_VALUES)), [])
    t.same(unknown([report.series], keysOf(SERIES)), [])
    t.same(unknown([report.licence], keysOf(LICENCES)), [])
    t.ok(report.countries.every(isCountryCode))
    t.ok(report.authors.every((author) => RORS.has(author.organisation)))
    t.equal(report.keyMessages.sv.length, report.keyMessages.en.length)
    t.ok(isMarked(report.abstract.sv) && isMarked(report.abstract.en))
    t.ok(report.title[report.language])
  }
})

function faultOf(question: Question, answer: Answer): string | null {
  const { type, wordsMax, min, max, options } = question
  if (type === 'yes_no') return typeof answer === 'boolean' ? null : 'not yes or no'
  if (type === 'number' || type === 'money') {
    if (typeof answer !== 'number' || !Number.isSafeInteger(answer)) return 'not a whole number'
    return answer >= (min ?? answer) && answer <= (max ?? answer) ? null : 'out of range'
  }
  if (type === 'choices') {
    if (!Array.isArray(answer)) return 'not a list'
    if (unknown(answer, keysOf(options ?? [])).length > 0) return 'not an option'
    return answer.length > 0 ? null : 'none chosen'
  }
  if (type === 'countries') {
    return Array.isArray(answer) && answer.every(isCountryCode) ? null : 'not countries'
  }
  if (typeof answer !== 'string' || answer === '') return 'not a text'
  if (type === 'country') return isCountryCode(answer) ? null : 'not a country'
  if (type === 'organisation') return RORS.has(answer) ? null : 'not an organisation'
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(answer) ? null : 'not a date'
  if (type === 'choice') return keysOf(options ?? []).includes(answer) ? null : 'not an option'
  return countWords(answer) <= (wordsMax ?? Number.POSITIVE_INFINITY) ? null : 'too many words'
}

function unevenTables(text: string): string[] {
  const rows = text.split('\n')
  return rows.filter((row, index) => {
    const above = rows[index - 1] ?? ''
    const inTable = row.startsWith('|') && above.startsWith('|')
    return inTable && row.split('|').length !== above.split('|').length
  })
}
