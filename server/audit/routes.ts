import type { App } from '../app.ts'

export const auditRoutes = async (_app: App): Promise<void> => {}
