/** Askings an hour from one network address, by page and by program; a town hall sits behind one. */
export const ASK_LIMIT = { max: 30, timeWindow: '1 hour', groupId: 'alerts-ask' }
export const TOKEN_LIMIT = { max: 120, timeWindow: '1 minute', groupId: 'alerts-key' }
