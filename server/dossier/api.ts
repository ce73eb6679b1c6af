import type { z } from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { PDF, sendFile } from '../files/operations.ts'
import { API_PREFIX, fileAnswer } from '../plugins/openapi.ts'
import { idParams, languageQuery } from '../schema.ts'
import type { DossierContent } from './content.ts'
import { attachmentOf, readAsReviewer, readAsStaff } from './operations.ts'
import { dossierView, slotParams } from './schema.ts'
import { sendDossier } from './sending.ts'

/** The application as one document, under the same right as its page. */
export const dossierApi = async (app: App): Promise<void> => {
  for (const reader of [
    {
      access: 'reviewer' as const,
      place: `${API_PREFIX}/assignments/:id`,
      attachments: 'attachments',
      who: 'To its reviewer, once they have declared to have no conflict of interest.',
      read: readAsReviewer,
    },
    {
      access: 'staff' as const,
      place: `${API_PREFIX}/applications/:id`,
      attachments: 'dossier/attachments',
      who: 'To the office, unless a conflict of interest stands against it.',
      read: readAsStaff,
    },
  ]) {
    const { place, who } = reader
    const config = { access: reader.access }
    const read = (context: Context, id: string, language: Context['language'] | undefined) =>
      reader.read({ ...context, language: language ?? context.language }, id)

    app.get(
      `${place}/dossier`,
      {
        config,
        schema: {
          summary: 'Read an application: form, budget, people and names of files',
          description: who,
          params: idParams,
          querystring: languageQuery,
          response: { 200: dossierView },
        },
      },
      async ({ context, params, query }) =>
        toDossier(await read(context, params.id, query.language)),
    )

    app.get(
      `${place}/dossier.pdf`,
      {
        config,
        schema: {
          summary: 'The same with all attachments as one PDF',
          description: `${who} The same bytes every time.`,
          params: idParams,
          querystring: languageQuery,
          response: { 200: fileAnswer(PDF, 'The dossier.') },
        },
      },
      async ({ context, params, query }, reply) =>
        sendDossier(reply, await read(context, params.id, query.language)),
    )

    app.get(
      `${place}/${reader.attachments}/:slot`,
      {
        config,
        schema: {
          summary: 'One attachment of the dossier, by the key of its slot',
          description: who,
          params: slotParams,
          response: { 200: fileAnswer(PDF, 'The file, as a download.') },
        },
      },
      async ({ context, params }, reply) => {
        const file = attachmentOf(await read(context, params.id, undefined), params.slot)
        return sendFile(reply, file, { name: file.name })
      },
    )
  }
}

const toDossier = (content: DossierContent): z.input<typeof dossierView> => ({
  ...content,
  submittedAt: content.submittedAt.toISOString(),
})
