import { actorId } from '../actor.ts'
import type { App } from '../app.ts'
import { checkForm, decodeForm, emptyForm } from '../form.ts'
import { reasonRoutes } from '../reason.ts'
import { idParams } from '../schema.ts'
import { loadClearing, loadConflicts } from './loading.ts'
import { clearConflict, setConflict } from './operations.ts'
import { clearancePage, conflictsPage } from './pages.ts'
import { clearanceBody, conflictBody } from './schema.ts'
import { texts } from './texts.ts'

export const conflictsRoutes = async (app: App): Promise<void> => {
  checkForm(conflictBody)
  const officer = { config: { access: 'officer' as const }, schema: { params: idParams } }

  app.get(
    '/office/applications/:id/conflicts',
    { config: { access: 'staff' }, schema: { params: idParams } },
    async (request, reply) => {
      const loaded = await loadConflicts(request.context, request.params.id)
      return reply.page(conflictsPage(request.view, emptyForm(), loaded))
    },
  )

  app.post('/office/applications/:id/conflicts', officer, async (request, reply) => {
    const { context, language, view } = request
    const { id } = request.params
    const decoded = decodeForm(conflictBody, request.body, {
      language,
      texts: texts[language].problems,
    })
    if (!decoded.ok)
      return reply.page(conflictsPage(view, decoded.form, await loadConflicts(context, id)), 422)
    const { callId } = await setConflict(context, id, decoded.value)
    const isOwn = decoded.value.personId === actorId(request.actor)
    return reply.seeOther(
      isOwn ? `/office/calls/${callId}/assignments` : `/office/applications/${id}/conflicts`,
    )
  })

  reasonRoutes(app, {
    path: '/office/conflicts/:id/clearance',
    form: clearanceBody,
    problems: (language) => texts[language].problems,
    load: loadClearing,
    page: clearancePage,
    run: async (context, id, reason) =>
      `/office/applications/${await clearConflict(context, id, reason)}/conflicts`,
  })
}
