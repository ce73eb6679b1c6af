import type { App } from '../app.ts'

export const decisionsApi = async (_app: App): Promise<void> => {}
