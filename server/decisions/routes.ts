import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App } from '../app.ts'
import { Invalid } from '../errors.ts'
import { withDownloadHeaders } from '../files/operations.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from '../form.ts'
import { idParams } from '../schema.ts'
import { letterPage } from './letter-page.ts'
import {
  applicationOf,
  loadLetter,
  loadProposal,
  loadRanking,
  loadReleaseCheck,
} from './loading.ts'
import {
  changeProposal,
  proposeDecision,
  recordDecision,
  releaseDecisions,
  returnDecision,
} from './operations.ts'
import { proposalPage } from './pages.ts'
import { letterDocument } from './pdf.ts'
import { proposalOfForm } from './proposal-form.ts'
import { rankingPage } from './ranking-page.ts'
import { releasedPage, releasePage } from './release-page.ts'
import { proposalForm, recordingBody, releaseForm, returnBody } from './schema.ts'
import { texts } from './texts.ts'

export const decisionsRoutes = async (app: App): Promise<void> => {
  for (const form of [proposalForm, recordingBody, releaseForm, returnBody]) checkForm(form)
  const schema = { params: idParams }
  const staff = { config: { access: 'staff' as const }, schema }
  const officer = { config: { access: 'officer' as const }, schema }
  const signedIn = { config: { access: 'signedIn' as const }, schema }

  app.get('/office/calls/:id/ranking', staff, async (request, reply) =>
    reply.page(rankingPage(request.view, await loadRanking(request.context, request.params.id))),
  )

  app.get('/office/applications/:id/decision', staff, async (request, reply) =>
    sendProposal(request, reply, request.params.id, {}),
  )

  app.post('/office/applications/:id/decision', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decode(request, proposalForm)
    if (!decoded.ok) return sendProposal(request, reply, id, { proposal: decoded.form })
    const { proposal, version } = proposalOfForm(decoded.value)
    try {
      if (version === undefined) await proposeDecision(request.context, id, proposal)
      else await changeProposal(request.context, id, { ...proposal, version })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const problems = error.problems.map(({ field, message }) => ({
        field: field === 'amountCents' ? 'amount' : field,
        message,
      }))
      return sendProposal(request, reply, id, {
        proposal: { values: decoded.form.values, problems },
      })
    }
    return reply.seeOther(`/office/applications/${id}/decision`)
  })

  app.post('/office/decisions/:id/recording', officer, async (request, reply) => {
    const decoded = decode(request, recordingBody)
    const given = decoded.ok ? decoded.value : {}
    const { applicationId } = await recordDecision(request.context, request.params.id, given)
    return reply.seeOther(`/office/applications/${applicationId}/decision`)
  })

  app.post('/office/decisions/:id/return', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decode(request, returnBody)
    if (!decoded.ok) {
      const applicationId = await applicationOf(request.context, id)
      return sendProposal(request, reply, applicationId, { return: decoded.form })
    }
    const { applicationId } = await returnDecision(request.context, id, decoded.value)
    return reply.seeOther(`/office/applications/${applicationId}/decision`)
  })

  app.get('/office/calls/:id/release', staff, async (request, reply) => {
    const check = await loadReleaseCheck(request.context, request.params.id)
    return reply.page(
      check.releasedAt === null
        ? releasePage(request.view, check, emptyForm())
        : releasedPage(request.view, check, check.releasedAt),
    )
  })

  app.post('/office/calls/:id/release', officer, async (request, reply) => {
    const { id } = request.params
    const decoded = decode(request, releaseForm)
    if (!decoded.ok) {
      const check = await loadReleaseCheck(request.context, id)
      return reply.page(releasePage(request.view, check, decoded.form), 422)
    }
    await releaseDecisions(request.context, id, { seen: decoded.value.seen })
    return reply.seeOther(`/office/calls/${id}/release`)
  })

  app.get('/applications/:id/decision', signedIn, async (request, reply) => {
    const { facts, isApplicant } = await loadLetter(request.context, request.params.id)
    return reply.page(letterPage(request.view, facts, { isApplicant }))
  })

  app.get('/applications/:id/decision.pdf', signedIn, async (request, reply) => {
    const { bytes, ...file } = await letterDocument(request.context, request.params.id)
    return withDownloadHeaders(reply, file).send(bytes)
  })
}

/** The page of a decision, with a form that came back if there is one. */
const sendProposal = async (
  request: FastifyRequest,
  reply: FastifyReply,
  applicationId: string,
  forms: { proposal?: FormState; return?: FormState },
) => {
  const loaded = await loadProposal(request.context, applicationId)
  return reply.page(
    proposalPage(request.view, loaded, {
      proposal: forms.proposal ?? emptyForm(),
      return: forms.return ?? emptyForm(),
    }),
    forms.proposal || forms.return ? 422 : 200,
  )
}

const decode = <S extends z.ZodObject>(request: FastifyRequest, form: S) =>
  decodeForm(form, request.body, {
    language: request.language,
    texts: texts[request.language].problems,
  })
