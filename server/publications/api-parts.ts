import { z } from 'zod'
import type { App } from '../app.ts'
import { NotFound } from '../errors.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { preconditioned, versionToChange } from '../versions.ts'
import { answerSaved } from './api-answers.ts'
import { joinFamily, leaveFamily } from './family.ts'
import { addOldAddresses, moveAddress, removeOldAddress } from './parts.ts'
import { listOldAddresses } from './parts-store.ts'
import { FAMILY_KINDS } from './rules/families.ts'
import { ADDRESS_MAX, NAME_MAX } from './schema.ts'
import { getPublication } from './store.ts'
import { publicationView } from './views.ts'

const ITEM = `${API_PREFIX}/publications/:publication`
const params = z.object({
  publication: z.string().max(200).meta({ description: 'Its slug or its id.' }),
})
const WHOLE = { 200: publicationView }
const GUARDED = '`If-Match` takes the `ETag` that was read: missing is 428, outdated 412.'

const addressesView = z
  .object({
    slug: z.string().meta({ description: 'The last part of its present address.' }),
    old_addresses: z.array(z.string()).meta({ description: 'Paths that lead to it.' }),
  })
  .meta({ id: 'PublicationAddresses' })

/** What hangs on a publication beside its files: its family and its addresses. */
export const partsApi = async (app: App): Promise<void> => {
  const writes = { access: 'officer' as const }

  app.put(
    `${ITEM}/family`,
    {
      config: writes,
      schema: {
        summary: 'Make it part of another one’s family',
        description: GUARDED,
        params,
        body: z.strictObject({
          main: z
            .string()
            .min(1)
            .max(NAME_MAX)
            .meta({ description: 'Slug or id of the main publication.' }),
          kind: z.enum(FAMILY_KINDS).meta({ description: 'What this one is to it.' }),
        }),
        response: WHOLE,
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionToChange(request)
      const { id } = await getPublication(context.db, params.publication)
      const saved = await preconditioned(() => joinFamily(context, id, { ...body, version }))
      return answerSaved(request, reply, saved)
    },
  )

  app.delete(
    `${ITEM}/family`,
    {
      config: writes,
      schema: {
        summary: 'Take it out of its family',
        description: GUARDED,
        params,
        response: WHOLE,
      },
    },
    async (request, reply) => {
      const { context, params } = request
      const version = versionToChange(request)
      const saved = await preconditioned(() =>
        leaveFamily(context, params.publication, { version }),
      )
      return answerSaved(request, reply, saved)
    },
  )

  app.get(
    `${ITEM}/addresses`,
    {
      config: { access: 'staff' },
      schema: {
        summary: 'Where it is found, and the old addresses that lead there',
        params,
        response: { 200: addressesView },
      },
    },
    async ({ context, params }) => {
      const { id, slug } = await getPublication(context.db, params.publication)
      return { slug, old_addresses: await listOldAddresses(context.db, id) }
    },
  )

  app.post(
    `${ITEM}/addresses`,
    {
      config: writes,
      schema: {
        summary: 'Have an old address lead to it',
        description:
          'Host, language prefix, capitals, colons and dots at the end make no difference.',
        params,
        body: z.strictObject({ old_address: z.string().trim().min(1).max(ADDRESS_MAX) }),
        response: { 200: addressesView },
      },
    },
    async ({ context, params, body }) => {
      const { id, slug } = await getPublication(context.db, params.publication)
      await addOldAddresses(context, id, [body.old_address])
      return { slug, old_addresses: await listOldAddresses(context.db, id) }
    },
  )

  app.delete(
    `${ITEM}/addresses`,
    {
      config: writes,
      schema: {
        summary: 'Have an old address lead to it no longer',
        params,
        querystring: z.strictObject({
          path: z.string().min(1).max(500).meta({ description: 'As the list has it.' }),
        }),
        response: { 200: addressesView },
      },
    },
    async ({ context, params, query }) => {
      const { id, slug } = await getPublication(context.db, params.publication)
      if (!(await removeOldAddress(context, id, query.path))) throw new NotFound('address')
      return { slug, old_addresses: await listOldAddresses(context.db, id) }
    },
  )

  app.put(
    `${ITEM}/address`,
    {
      config: writes,
      schema: {
        summary: 'Give it another address',
        description: `The one it had leads there from now on. ${GUARDED}`,
        params,
        body: z.strictObject({ slug: z.string().trim().min(1).max(NAME_MAX) }),
        response: WHOLE,
      },
    },
    async (request, reply) => {
      const { context, params, body } = request
      const version = versionToChange(request)
      const saved = await preconditioned(() =>
        moveAddress(context, params.publication, { ...body, version }),
      )
      return answerSaved(request, reply, saved)
    },
  )
}
