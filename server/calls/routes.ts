import type { App } from '../app.ts'
import { editRoutes } from './edit-routes.ts'
import { officeRoutes } from './office-routes.ts'
import { publicRoutes } from './public-routes.ts'

export const callsRoutes = async (app: App): Promise<void> => {
  await publicRoutes(app)
  await officeRoutes(app)
  await editRoutes(app)
}
