import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { refuse } from '../errors.ts'
import { PDF, withDownloadHeaders } from '../files/operations.ts'
import type { Language } from '../language.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { idParams, languageQuery } from '../schema.ts'
import { etagOf, preconditioned, versionOfAct, versionOfChange } from '../versions.ts'
import type { LetterFacts } from './letter.ts'
import { type LoadedRanking, loadDecision, loadRanking, loadReleaseCheck } from './loading.ts'
import {
  changeProposal,
  proposeDecision,
  recordDecision,
  releaseDecisions,
  returnDecision,
} from './operations.ts'
import { letterDocument } from './pdf.ts'
import { changeOfBody, proposalOfBody } from './proposal-form.ts'
import {
  changeBody,
  decisionView,
  letterView,
  proposalBody,
  rankingView,
  recordingBody,
  releaseBody,
  releaseCheckView,
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
    async (request, reply) => {
      const found = await loadDecision(request.context, request.params.id)
      if ('letter' in found) return toLetter(found.letter)
      return answer(reply, found.decision)
    },
  )

  app.get(
    `${API_PREFIX}/applications/:id/decision.pdf`,
    {
      config: { access: 'signedIn' },
      schema: {
        summary: 'The letter of a decision, as a PDF',
        description: 'To those who take part, once decisions have been released; to the office.',
        params: idParams,
        querystring: languageQuery,
        response: { 200: fileAnswer(PDF, 'The letter.') },
      },
    },
    async ({ context, params, query }, reply) => {
      const { bytes, ...file } = await letterDocument(
        { ...context, language: query.language ?? context.language },
        params.id,
      )
      return withDownloadHeaders(reply, file).send(bytes)
    },
  )

  app.get(
    `${API_PREFIX}/calls/:id/release`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'What a release would release, and what still stands against it',
        description: '`seen` goes into the body of the release, so that nothing else is released.',
        params: idParams,
        response: { 200: releaseCheckView },
      },
    },
    async ({ context, params }) => {
      const { rows, shut, count, refusal, seen, releasedAt } = await loadReleaseCheck(
        context,
        params.id,
      )
      return {
        callId: params.id,
        seen,
        count,
        closedToYou: shut,
        refusal: refusal?.reason ?? null,
        releasedAt: releasedAt?.toISOString() ?? null,
        items: rows,
      }
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
      return answer(reply.code(201), decision)
    },
  )

  app.patch(
    `${API_PREFIX}/applications/:id/decision`,
    {
      config: officer,
      schema: {
        summary: 'Change a proposed decision',
        description:
          'Who changes it becomes the one who proposes it. `If-Match`, or `version` in the body, names the version that the change starts from: missing is 428, outdated 412.',
        params: idParams,
        body: changeBody,
        response: { 200: decisionView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionOfChange(request, body)
      const change = { ...changeOfBody(body), version }
      return answer(reply, await preconditioned(() => changeProposal(context, params.id, change)))
    },
  )

  app.post(
    `${API_PREFIX}/decisions/:id/recording`,
    {
      config: officer,
      schema: {
        summary: 'Record a proposed decision',
        description: `By an officer other than the one who proposed it, within the envelope. ${ACT}`,
        params: idParams,
        body: recordingBody.nullish(),
        response: { 200: decisionView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionOfAct(request, body)
      return answer(
        reply,
        await preconditioned(() => recordDecision(context, params.id, { version })),
      )
    },
  )

  app.post(
    `${API_PREFIX}/decisions/:id/return`,
    {
      config: officer,
      schema: {
        summary: 'Return a recorded decision to proposed',
        description: ACT,
        params: idParams,
        body: returnBody,
        response: { 200: decisionView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionOfAct(request, body)
      return answer(
        reply,
        await preconditioned(() => returnDecision(context, params.id, { ...body, version })),
      )
    },
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

const ACT = '`If-Match`, or `version` in the body, is optional; another version is 412.'

const answer = (reply: FastifyReply, decision: StaffDecision) =>
  reply.header('etag', etagOf(decision.version)).send(toDecision(decision))

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
    sv: letterPath(facts.applicationId, 'sv'),
    en: letterPath(facts.applicationId, 'en'),
  },
})

const letterPath = (applicationId: string, language: Language): string =>
  `${API_PREFIX}/applications/${applicationId}/decision.pdf?language=${language}`

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
