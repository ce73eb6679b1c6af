import type { App } from '../app.ts'

export const publicationsRoutes = async (_app: App): Promise<void> => {}
