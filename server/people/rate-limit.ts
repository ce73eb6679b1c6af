import { TooMany } from '../errors.ts'

/** Attempts a minute from one network address; universities sit behind one, so the limit is high. */
export const SIGN_IN_LIMIT = {
  max: 60,
  timeWindow: '1 minute',
  errorResponseBuilder: (_request: unknown, { ttl }: { ttl: number }) =>
    new TooMany(Math.ceil(ttl / 1000)),
}
