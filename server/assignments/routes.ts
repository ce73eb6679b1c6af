import type { App } from '../app.ts'

export const assignmentsRoutes = async (_app: App): Promise<void> => {}
