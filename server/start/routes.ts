import type { App } from '../app.ts'

export const startRoutes = async (_app: App): Promise<void> => {}
