import type { App } from '../app.ts'

export const decisionsRoutes = async (_app: App): Promise<void> => {}
