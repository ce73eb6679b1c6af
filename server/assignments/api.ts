import type { App } from '../app.ts'

export const assignmentsApi = async (_app: App): Promise<void> => {}
