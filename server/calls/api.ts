import type { App } from '../app.ts'

export const callsApi = async (_app: App): Promise<void> => {}
