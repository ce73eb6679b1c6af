import type { App } from '../app.ts'

export const applicationsRoutes = async (_app: App): Promise<void> => {}
