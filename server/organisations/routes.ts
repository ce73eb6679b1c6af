import type { App } from '../app.ts'

export const organisationsRoutes = async (_app: App): Promise<void> => {}
