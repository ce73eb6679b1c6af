import { z } from 'zod'
import { hasRole } from '../actor.ts'
import type { App } from '../app.ts'
import { idParams } from '../schema.ts'
import { countByStatus, listForOffice } from './office-store.ts'
import { registerPublication, retryRegistration } from './operations.ts'
import { officeRegistrationsPage } from './pages.ts'
import { agenciesOf } from './planning.ts'
import { agencyFor, REGISTRATION_STATUSES } from './rules.ts'
import { listCandidates } from './store.ts'

const WITHOUT_SHOWN = 50

const listQuery = z.object({
  status: z.enum(REGISTRATION_STATUSES).optional().catch(undefined),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .catch(undefined),
})

export const registrationsRoutes = async (app: App): Promise<void> => {
  app.get(
    '/office/registrations',
    { config: { access: 'staff' }, schema: { querystring: listQuery } },
    async (request, reply) => {
      const { db, config } = request.context
      const { status, page } = request.query
      const asked = { status, page: Number(page ?? 1) }
      const isOn = agenciesOf(config)
      return reply.page(
        officeRegistrationsPage(request.view, {
          ...asked,
          isOn: isOn.datacite || isOn.crossref,
          rows: await listForOffice(db, asked),
          counts: await countByStatus(db),
          without:
            agencyFor('publication', isOn) === null
              ? []
              : await listCandidates(db, { byOffice: false, limit: WITHOUT_SHOWN }),
          mayWrite: hasRole(request.actor, 'officer'),
        }),
      )
    },
  )

  app.post(
    '/office/registrations/:id/retry',
    { config: { access: 'officer' }, schema: { params: idParams } },
    async (request, reply) => {
      await retryRegistration(request.context, request.params.id)
      return reply.seeOther('/office/registrations')
    },
  )

  app.post(
    '/office/publications/:id/registration',
    { config: { access: 'officer' }, schema: { params: idParams } },
    async (request, reply) => {
      await registerPublication(request.context, request.params.id)
      return reply.seeOther('/office/registrations')
    },
  )
}
