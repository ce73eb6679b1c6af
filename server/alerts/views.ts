import type { Config } from '../config.ts'
import { searchHref } from './search.ts'
import type { Alert } from './store.ts'

/** An alert as whoever holds its key sees it. The address is not repeated. */
export const toAlertView = (
  { alert, others }: { alert: Alert; others: readonly Alert[] },
  { baseUrl }: Pick<Config, 'baseUrl'>,
) => ({
  search: alert.search,
  url: `${baseUrl}${searchHref(alert.search)}`,
  frequency: alert.frequency,
  language: alert.language,
  asked_at: alert.askedAt.toISOString(),
  confirmed_at: alert.confirmedAt?.toISOString() ?? null,
  others: others.length,
})
