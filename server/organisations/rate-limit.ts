import { TooMany } from '../errors.ts'

/** Searches a minute from one network address; the picker asks at keystrokes. */
export const SUGGEST_LIMIT = {
  max: 300,
  timeWindow: '1 minute',
  errorResponseBuilder: (_request: unknown, { ttl }: { ttl: number }) =>
    new TooMany(Math.ceil(ttl / 1000)),
}
