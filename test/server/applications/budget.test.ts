import t from 'tap'
import {
  budgetFormOf,
  readBudget,
  reshapeBudget,
} from '../../../server/applications/budget-form.ts'
import type { BudgetLine } from '../../../server/applications/budget-rules.ts'
import { signedIn } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { openCall, SMALL_FORM } from '../../helpers/factories.ts'
import { draftApplication } from '../../helpers/factories-applications.ts'
import { readPage } from '../../helpers/html.ts'

t.setTimeout(120_000)

const { budget } = SMALL_FORM
const line = (
  category: string,
  description: string,
  year: number,
  amountCents: number,
): BudgetLine => ({
  category,
  description,
  year,
  amountCents,
})

t.test('lines become rows by category and description, and come back the same', async (t) => {
  const lines = [
    line('salaries', 'Main applicant', 1, 100_50),
    line('salaries', 'Main applicant', 2, 200_00),
    line('salaries', 'Assistant', 1, 1),
    line('travel', '', 1, 7_00),
    line('travel', '', 1, 8_00),
  ]
  const made = budgetFormOf(lines, budget, 18)
  t.same(made.rows, [2, 2], 'two lines of the same year need two rows')
  t.equal(made.years, 2)
  const body = {
    ...made.form.values,
    years: '2',
    'rows-0': '2',
    'rows-1': '2',
    version: '4',
    act: 'save',
  }
  const posted = readBudget(body, budget, 'en')
  t.same(posted.lines, lines)
  t.same(posted.form.problems, [])
  t.equal(posted.version, 4)
})

t.test('a row is added or taken away without losing what was typed', async (t) => {
  const body = {
    years: '1',
    'rows-0': '3',
    'rows-1': '1',
    version: '1',
    'b-0-0-what': 'A',
    'b-0-0-y1': '1',
    'b-0-1-what': 'B',
    'b-0-1-y1': 'two',
    'b-0-2-what': 'C',
    'b-0-2-y1': '3',
  }
  const removed = reshapeBudget(readBudget({ ...body, act: 'remove-0-1' }, budget, 'en'))
  t.same(removed?.rows, [2, 1])
  t.match(removed?.form.values, { 'b-0-0-what': 'A', 'b-0-1-what': 'C', 'b-0-1-y1': '3' })
  const added = reshapeBudget(readBudget({ ...body, act: 'add-1' }, budget, 'en'))
  t.same(added?.rows, [3, 2])
  t.equal(reshapeBudget(readBudget({ ...body, act: 'year' }, budget, 'en'))?.years, 2)
  t.equal(reshapeBudget(readBudget({ ...body, act: 'add-9' }, budget, 'en')), null)
  t.match(readBudget(body, budget, 'sv').form.problems, [
    {
      field: 'b-0-1-y1',
      message: 'Löner, år 1: ”two” är inget belopp. Skriv till exempel 120 000.',
    },
  ])
})

t.test('hostile sizes end at the limits', async (t) => {
  const posted = readBudget(
    { years: '99999', 'rows-0': '99999999', 'rows-1': '-1', version: 'x' },
    budget,
    'en',
  )
  t.same(posted.rows, [30, 1])
  t.equal(posted.years, 10)
})

t.test('a budget that somebody else changed is not overwritten, and both are shown', async (t) => {
  const test = await testApp(t)
  const call = await openCall(test)
  const { id, applicant } = await draftApplication(test, { call })
  const browser = await signedIn(test, applicant)
  const path = `/en/applications/${id}/budget`
  const mine = readPage((await browser.get(path)).body).form('Save')
  const save = (values: Record<string, string | string[]>, amount: string) =>
    browser.post(mine.action, { ...values, 'b-0-0-y1': amount, act: 'save' })
  t.equal((await save(mine.values, '400 000')).statusCode, 303)
  const late = await save(mine.values, '500 000')
  t.equal(late.statusCode, 409)
  const page = readPage(late.body)
  t.equal(page.form('Save').values['b-0-0-y1'], '500 000')
  t.match(page.text, /Saved now.*400,000/)
  t.equal(
    (await save(page.form('Save').values, '500 000')).statusCode,
    303,
    'having seen it, one may',
  )
  const above = await save(
    readPage((await browser.get(path)).body).form('Save').values,
    '1 000 000,01',
  )
  t.equal(above.statusCode, 303, 'too much is saved all the same')
  t.match(readPage((await browser.get(path)).body).errors, [/To correct/])
  t.match(
    readPage((await browser.get(path)).body).text,
    'The call gives at most SEK 1,000,000; the total is SEK 0.01 above.',
  )
})
