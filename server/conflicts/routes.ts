import type { App } from '../app.ts'

export const conflictsRoutes = async (_app: App): Promise<void> => {}
