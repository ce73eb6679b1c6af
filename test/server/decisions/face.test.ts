import t from 'tap'
import { conflicts } from '../../../db/schema/index.ts'
import {
  proposeDecision,
  recordDecision,
  releaseDecisions,
} from '../../../server/decisions/operations.ts'
import { person } from '../../helpers/actors.ts'
import { testApp } from '../../helpers/app.ts'
import { lookAt } from '../../helpers/decision-pages.ts'
import {
  applicationAt,
  award,
  decline,
  recordedDecision,
  reviewedRound,
} from '../../helpers/factories-decisions.ts'

t.setTimeout(300_000)

t.test('ranking, decision, release and letter can be read and used by anyone', async (t) => {
  const test = await testApp(t)
  const look = await lookAt(t, test)
  const round = await reviewedRound(test, {
    scores: [6, 5, 5, 3],
    call: { envelopeCents: 1_100_000_00 },
    application: {
      budget: [{ category: 'salaries', description: 'People', year: 1, amountCents: 500_000_00 }],
    },
  })
  const { call, officer, second } = round
  const first = applicationAt(round, 0)
  const shut = applicationAt(round, 2)
  const db = test.database.writing
  await db.insert(conflicts).values({
    applicationId: shut.id,
    personId: officer.id,
    kind: 'family',
    source: 'declared',
  })
  const decision = `/office/applications/${first.id}/decision`

  await look.at(t, 'ranking', officer, `/en/office/calls/${call.id}/ranking`)
  await look.at(t, 'proposal', officer, `/en${decision}`)
  await look.at(t, 'proposal-wrong', officer, `/sv${decision}`, async (page) => {
    await page.getByLabel('Beviljad').check()
    await page.getByLabel('Belopp, om den beviljas').fill('900000')
    await page.getByLabel('Skäl').fill('För kort.')
    await page.getByRole('button', { name: 'Föreslå beslutet' }).click()
  })
  const proposal = {
    ...award(480_000_00),
    conditions: 'A plan for the weeks before the election is sent in before the start.',
  }
  const { id } = await proposeDecision(test.contextOf(officer), first.id, proposal)
  await look.at(t, 'recording', second, `/en${decision}`)
  await recordDecision(test.contextOf(second), id)
  await look.at(t, 'return', second, `/sv${decision}`, async (page) => {
    await page.getByRole('button', { name: 'Lämna tillbaka som förslag' }).click()
  })
  await look.at(t, 'release-early', officer, `/en/office/calls/${call.id}/release`)
  await recordedDecision(test, {
    round,
    applicationId: applicationAt(round, 1).id,
    proposal: { ...decline, outcome: 'reserve', reserveRank: 1 },
  })
  await recordedDecision(test, {
    round,
    applicationId: applicationAt(round, 3).id,
    proposal: decline,
  })
  const closed = await proposeDecision(test.contextOf(second), shut.id, award(500_000_00))
  const other = await person(test, { roles: ['officer'] })
  await recordDecision(test.contextOf(other), closed.id)
  await look.at(t, 'ranking-decided', officer, `/sv/office/calls/${call.id}/ranking`)
  await look.at(t, 'release', officer, `/sv/office/calls/${call.id}/release`)
  await look.at(t, 'release-wrong', officer, `/en/office/calls/${call.id}/release`, (page) =>
    page.getByRole('button', { name: 'Release all decisions now' }).click(),
  )
  await look.at(t, 'preview', officer, `/en/applications/${first.id}/decision`)
  await releaseDecisions(test.contextOf(second), call.id)
  await look.at(t, 'released', officer, `/en/office/calls/${call.id}/release`)
  await look.at(t, 'letter', first.applicant, `/en/applications/${first.id}/decision`)
  await look.at(t, 'letter-sv', first.applicant, `/sv/applications/${first.id}/decision`)
  await look.at(
    t,
    'letter-declined',
    applicationAt(round, 3).applicant,
    `/en/applications/${applicationAt(round, 3).id}/decision`,
  )
})
