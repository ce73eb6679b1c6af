import type { App } from '../app.ts'

export const auditApi = async (_app: App): Promise<void> => {}
