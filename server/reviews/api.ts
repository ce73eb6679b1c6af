import type { App } from '../app.ts'

export const reviewsApi = async (_app: App): Promise<void> => {}
