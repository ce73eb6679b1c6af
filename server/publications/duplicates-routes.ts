import { z } from 'zod'
import type { App } from '../app.ts'
import { Refused } from '../errors.ts'
import { explain } from '../refusals.ts'
import { idParams } from '../schema.ts'
import { dismissDuplicate, restoreDuplicate } from './duplicates.ts'
import { officePage } from './office-one.ts'
import { REASON_MAX, reasonField } from './pages/duplicates.ts'
import { officePath } from './pages/office.ts'

const params = idParams.extend({ other: z.uuid() })

/** What the office says of two publications that look like one. */
export const duplicatesRoutes = async (app: App): Promise<void> => {
  const of = { config: { access: 'officer' as const }, schema: { params } }

  app.post('/office/publications/:id/duplicates/:other/dismissal', of, async (request, reply) => {
    const { id, other } = request.params
    const name = reasonField(other)
    const body: Record<string, unknown> = { ...(request.body as object | undefined) }
    const reason = String(body[name] ?? '').slice(0, REASON_MAX)
    try {
      await dismissDuplicate(request.context, id, { other, reason })
      return reply.seeOther(`${officePath({ id })}#duplicates`)
    } catch (error) {
      if (!(error instanceof Refused) || error.refusal.reason !== 'duplicate_reason_missing')
        throw error
      const problems = [{ field: name, message: explain(error.refusal, request.language) }]
      const duplicates = { values: { [name]: reason }, problems }
      return reply.page(await officePage(request, id, { duplicates }), 422)
    }
  })

  app.post('/office/publications/:id/duplicates/:other/return', of, async (request, reply) => {
    const { id, other } = request.params
    await restoreDuplicate(request.context, id, other)
    return reply.seeOther(`${officePath({ id })}#duplicates`)
  })
}
