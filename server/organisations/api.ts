import type { App } from '../app.ts'

export const organisationsApi = async (_app: App): Promise<void> => {}
