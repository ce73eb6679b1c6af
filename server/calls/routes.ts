import type { App } from '../app.ts'
import { publicRoutes } from './public-routes.ts'

export const callsRoutes = async (app: App): Promise<void> => {
  await publicRoutes(app)
}
