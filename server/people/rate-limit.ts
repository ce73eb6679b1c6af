import { TooMany } from '../errors.ts'

const tooMany = (_request: unknown, { ttl }: { ttl: number }) => new TooMany(Math.ceil(ttl / 1000))

/** Attempts a minute from one network address; universities sit behind one, so the limit is high. */
export const SIGN_IN_LIMIT = {
  max: 60,
  timeWindow: '1 minute',
  errorResponseBuilder: tooMany,
}

/** Copies a minute of all that is held about a person: each reads every table that names people. */
export const COPY_LIMIT = { max: 20, timeWindow: '1 minute', errorResponseBuilder: tooMany }
