import type { App } from '../app.ts'

export const grantsApi = async (_app: App): Promise<void> => {}
