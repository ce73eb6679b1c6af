import type { App } from '../app.ts'

export const reviewsRoutes = async (_app: App): Promise<void> => {}
