/** Acts an hour from one network address that make a list, by page and by program; and all others, a minute. */
export const BEGIN_LIMIT = { max: 60, timeWindow: '1 hour', groupId: 'lists-begin' }
export const CHANGE_LIMIT = { max: 120, timeWindow: '1 minute', groupId: 'lists-change' }
