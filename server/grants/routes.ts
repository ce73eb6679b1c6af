import type { App } from '../app.ts'

export const grantsRoutes = async (_app: App): Promise<void> => {}
