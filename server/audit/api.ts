import type { Access } from '../access.ts'
import type { App } from '../app.ts'
import { permit, relationTo } from '../applications/operations.ts'
import { callOf } from '../calls/operations.ts'
import type { Context } from '../context.ts'
import { applicationOfDecision } from '../decisions/operations.ts'
import { getGrant } from '../grants/operations.ts'
import { historyQuery, historyView } from '../history/schema.ts'
import { pageHistory } from '../history/store.ts'
import { getOrganisation } from '../organisations/operations.ts'
import { getPerson } from '../people/operations.ts'
import { API_PREFIX } from '../plugins/openapi.ts'
import { policies } from '../policies.ts'
import { getPublication } from '../publications/operations.ts'
import { idParams } from '../schema.ts'

type Chain = {
  noun: string
  entity: string
  access: Access
  /** Throws unless the object is there and the reader may see it. */
  permit(context: Context, id: string): Promise<unknown>
}

const asStaff = async ({ db, actor }: Context, applicationId: string): Promise<void> => {
  const { relation, status } = await relationTo(db, actor, applicationId)
  permit(policies.readAsStaff(actor, relation, status))
}

const CHAINS: readonly Chain[] = [
  { noun: 'calls', entity: 'call', access: 'staff', permit: ({ db }, id) => callOf(db, id) },
  { noun: 'applications', entity: 'application', access: 'staff', permit: asStaff },
  {
    noun: 'decisions',
    entity: 'decision',
    access: 'staff',
    permit: async (context, id) => asStaff(context, await applicationOfDecision(context, id)),
  },
  {
    noun: 'grants',
    entity: 'grant',
    access: 'staff',
    permit: async (context, id) => asStaff(context, (await getGrant(context.db, id)).applicationId),
  },
  {
    noun: 'publications',
    entity: 'publication',
    access: 'staff',
    permit: ({ db }, id) => getPublication(db, id),
  },
  {
    noun: 'organisations',
    entity: 'organisation',
    access: 'staff',
    permit: ({ db }, id) => getOrganisation(db, id),
  },
  {
    noun: 'people',
    entity: 'person',
    access: 'administration',
    permit: ({ db }, id) => getPerson(db, id),
  },
]

/** Who did what, when and why: the chain of history of each object, under the right to see the object. */
export const auditApi = async (app: App): Promise<void> => {
  for (const chain of CHAINS)
    app.get(
      `${API_PREFIX}/${chain.noun}/:id/history`,
      {
        config: { access: chain.access },
        schema: {
          summary: 'What has been done, oldest first',
          description:
            'Append-only: each entry carries the hash of the one before it, so that a change would show.',
          params: idParams,
          querystring: historyQuery,
          response: { 200: historyView },
        },
      },
      async ({ context, params, query }) => {
        await chain.permit(context, params.id)
        const of = { entity: chain.entity, entityId: params.id }
        const { items, total, next } = await pageHistory(context.db, of, query)
        return { items: items.map((item) => ({ ...item, at: item.at.toISOString() })), total, next }
      },
    )
}
