import type { App } from '../app.ts'

export const callsRoutes = async (_app: App): Promise<void> => {}
