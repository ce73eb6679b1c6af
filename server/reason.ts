import type { App } from './app.ts'
import type { Context } from './context.ts'
import { checkForm, decodeForm, emptyForm, type FormState } from './form.ts'
import type { Html } from './html.ts'
import type { Language } from './language.ts'
import type { ProblemTexts } from './problems.ts'
import { idParams, type reasonForm } from './schema.ts'
import type { View } from './view.ts'

export type ReasonedAct<Found> = {
  /** With `:id`; the page that asks and the act itself stand at the same. */
  path: string
  form: ReturnType<typeof reasonForm>
  problems(language: Language): ProblemTexts
  /** What the act is about; refuses, as the act would, before anything is asked. */
  load(context: Context, id: string): Promise<Found>
  page(view: View, form: FormState, found: Found): Html
  /** Gives the path to go on to. */
  run(context: Context, id: string, reason: string): Promise<string>
}

/** An act of the office that wants a reason: the page that asks for it and the act that takes it. */
export const reasonRoutes = <Found>(app: App, act: ReasonedAct<Found>): void => {
  checkForm(act.form)
  const officer = { config: { access: 'officer' as const }, schema: { params: idParams } }

  app.get(act.path, officer, async (request, reply) => {
    const found = await act.load(request.context, request.params.id)
    return reply.page(act.page(request.view, emptyForm(), found))
  })

  app.post(act.path, officer, async (request, reply) => {
    const { context, language, view, params } = request
    const decoded = decodeForm(act.form, request.body, { language, texts: act.problems(language) })
    if (!decoded.ok)
      return reply.page(act.page(view, decoded.form, await act.load(context, params.id)), 422)
    return reply.seeOther(await act.run(context, params.id, decoded.value.reason))
  })
}
