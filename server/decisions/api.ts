import { z } from 'zod'
import type { App } from '../app.ts'
import { refuse } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { idParams } from '../schema.ts'
import type { LetterFacts } from './letter.ts'
import { type LoadedRanking, loadDecision, loadRanking } from './loading.ts'
import {
  changeProposal,
  proposeDecision,
  recordDecision,
  releaseDecisions,
  returnDecision,
} from './operations.ts'
import { changeOfBody, proposalOfBody } from './proposal-form.ts'
import {
  changeBody,
  decisionView,
  letterView,
  proposalBody,
  rankingView,
  recordingBody,
  releaseBody,
  releaseView,
  returnBody,
} from './schema.ts'
import type { StaffDecision } from './store.ts'

export const decisionsApi = async (app: App): Promise<void> => {
  const officer = { access: 'officer' as const }

  app.get(
    `${API_PREFIX}/calls/:id/ranking`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Rank a call’s applications by weighted mean',
        params: idParams,
        response: { 200: rankingView },
      },
    },
    async (request) => {
      const loaded = await loadRanking(request.context, request.params.id)
      refuse(loaded.refusal)
      return toRanking(loaded)
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/decision`,
    {
      config: { access: 'signedIn' },
      schema: {
        summary: 'Read the decision on an application',
        description:
          'To those who take part in the application: the letter, once decisions have been released. To the office: the decision as it stands.',
        params: idParams,
        response: { 200: z.union([letterView, decisionView]) },
      },
    },
    async (request) => {
      const found = await loadDecision(request.context, request.params.id)
      return 'letter' in found ? toLetter(found.letter) : toDecision(found.decision)
    },
  )

  app.post(
    `${API_PREFIX}/applications/:id/decision`,
    {
      config: officer,
      schema: {
        summary: 'Propose a decision',
        params: idParams,
        body: proposalBody,
        response: { 201: decisionView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const decision = await proposeDecision(context, params.id, proposalOfBody(body))
      return reply.code(201).send(toDecision(decision))
    },
  )

  app.patch(
    `${API_PREFIX}/applications/:id/decision`,
    {
      config: officer,
      schema: {
        summary: 'Change a proposed decision',
        description: 'Who changes it becomes the one who proposes it.',
        params: idParams,
        body: changeBody,
        response: { 200: decisionView },
      },
    },
    async (request) =>
      toDecision(
        await changeProposal(request.context, request.params.id, changeOfBody(request.body)),
      ),
  )

  app.post(
    `${API_PREFIX}/decisions/:id/recording`,
    {
      config: officer,
      schema: {
        summary: 'Record a proposed decision',
        description: 'By an officer other than the one who proposed it, within the envelope.',
        params: idParams,
        body: recordingBody.nullish(),
        response: { 200: decisionView },
      },
    },
    async (request) =>
      toDecision(await recordDecision(request.context, request.params.id, request.body ?? {})),
  )

  app.post(
    `${API_PREFIX}/decisions/:id/return`,
    {
      config: officer,
      schema: {
        summary: 'Return a recorded decision to proposed',
        params: idParams,
        body: returnBody,
        response: { 200: decisionView },
      },
    },
    async (request) =>
      toDecision(await returnDecision(request.context, request.params.id, request.body)),
  )

  app.post(
    `${API_PREFIX}/calls/:id/release`,
    {
      config: officer,
      schema: {
        summary: 'Release all decisions of a call at one instant',
        params: idParams,
        body: releaseBody.nullish(),
        response: { 200: releaseView },
      },
    },
    async (request) => {
      const { context, params, body } = request
      const release = await releaseDecisions(context, params.id, body ?? {})
      return { ...release, releasedAt: release.releasedAt.toISOString() }
    },
  )
}

const toDecision = (decision: StaffDecision) => ({
  ...decision,
  proposedAt: decision.proposedAt.toISOString(),
  recordedAt: decision.recordedAt?.toISOString() ?? null,
  releasedAt: decision.releasedAt?.toISOString() ?? null,
})

const toLetter = ({ releasedAt, ...facts }: LetterFacts & { releasedAt: Date }) => ({
  ...facts,
  comments: [...facts.comments],
  releasedAt: releasedAt.toISOString(),
  letters: {
    sv: `/sv/applications/${facts.applicationId}/decision.pdf`,
    en: `/en/applications/${facts.applicationId}/decision.pdf`,
  },
})

const toRanking = ({ call, ranking, shut, notYetReviewed }: LoadedRanking) => ({
  callId: call.id,
  currency: call.currency,
  envelopeCents: call.envelopeCents,
  aboveLine: ranking.aboveLine,
  aboveCents: ranking.aboveCents,
  leftCents: ranking.leftCents,
  closedToYou: shut,
  notYetReviewed,
  items: ranking.rows.map((row) => ({
    ...row,
    means: [...row.means],
    reviews: row.means.length,
  })),
})
