import type { FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** What never reaches a log, wherever it stands. */
export const REDACTED = [
  'req.headers.cookie',
  'req.headers.authorization',
  'res.headers["set-cookie"]',
  'email',
  '*.email',
  'code',
  '*.code_hash',
  'token',
  '*.token',
]

/** One line a request: route pattern, actor's id, duration; never a body, a cookie or an address of mail. */
export const loggerOptions = (config: Config): NonNullable<FastifyServerOptions['logger']> =>
  config.logLevel === 'silent'
    ? false
    : {
        level: config.logLevel,
        redact: { paths: REDACTED, censor: '[redacted]' },
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
        base: null,
      }
