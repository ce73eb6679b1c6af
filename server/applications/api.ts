import type { App } from '../app.ts'

export const applicationsApi = async (_app: App): Promise<void> => {}
