import type { App } from '../app.ts'

export const conflictsApi = async (_app: App): Promise<void> => {}
