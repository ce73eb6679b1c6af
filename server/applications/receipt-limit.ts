/** Receipts a minute that one network address may check. */
export const VERIFY_LIMIT = { max: 60, timeWindow: '1 minute' }
