import type { App } from '../app.ts'

export const publicationsApi = async (_app: App): Promise<void> => {}
