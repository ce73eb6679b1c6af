import type { App } from '../app.ts'

export const officeRoutes = async (_app: App): Promise<void> => {}
