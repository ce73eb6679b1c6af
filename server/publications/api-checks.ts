import { z } from 'zod'
import type { App } from '../app.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { preconditioned, versionSeen } from '../versions.ts'
import { answered, answerSaved } from './api-answers.ts'
import { checksView, proposalBody, proposalsView } from './deposit-schema.ts'
import { proposalsFor } from './depositing.ts'
import { leaveProposal, takeProposal } from './proposing.ts'
import { checksOf } from './rules/checks.ts'
import { getPublication } from './store.ts'
import { publicationView } from './views.ts'

const ITEM = `${API_PREFIX}/publications/:publication`
const PROPOSAL = `${ITEM}/proposals/:field`
const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const proposalParams = params.extend({ field: z.string().max(60) })
const noBody = z.strictObject({}).nullish()

/** What a publication lacks and what its PDF says, as the office reads and answers it. */
export const checksApi = async (app: App): Promise<void> => {
  app.get(
    `${ITEM}/checks`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'What a publication lacks, and what its PDF says',
        description:
          'The same checks as its authors see. What is blocking holds up the approval of a deposit.',
        params,
        response: { 200: z.object({ checks: checksView, proposals: proposalsView }) },
      },
    },
    async ({ context, params }) => {
      const publication = await getPublication(context.db, params.publication)
      const proposals = await proposalsFor(context.db, publication)
      return { checks: checksOf(publication, proposals.length), proposals }
    },
  )

  app.post(
    `${PROPOSAL}/acceptance`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Take what the PDF says into its field',
        description: '`If-Match` is optional for acts; another version is 412.',
        params: proposalParams,
        body: proposalBody.nullish(),
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const publication = await getPublication(context.db, params.publication)
      const version = versionSeen(request) ?? publication.version
      const { field } = params
      const saved = await preconditioned(() =>
        takeProposal(context, publication.id, {
          as: 'office',
          field,
          values: body?.values,
          version,
        }),
      )
      return answerSaved(request, reply, saved)
    },
  )

  app.post(
    `${PROPOSAL}/declination`,
    {
      config: { access: 'officer' },
      schema: {
        summary: 'Leave it: it is not proposed again of this file',
        params: proposalParams,
        body: noBody,
        response: { 200: publicationView },
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const { id } = await getPublication(context.db, params.publication)
      await leaveProposal(context, id, { as: 'office', field: params.field })
      return answered(request, reply, await getPublication(context.db, id))
    },
  )
}
