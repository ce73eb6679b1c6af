import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import { stdSerializers } from 'pino'
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

/** A request is told of by method, path and duration; never by its query, a body, a cookie or an address of mail. */
export const loggerOptions = (config: Config): NonNullable<FastifyServerOptions['logger']> =>
  config.logLevel === 'silent'
    ? false
    : {
        level: config.logLevel,
        redact: { paths: REDACTED, censor: '[redacted]' },
        timestamp: () => `,"time":"${new Date().toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
        serializers: { req: toldRequest, err: toldError },
        base: null,
      }

/** Keys of alerts and lists open them to whoever holds them. */
const SECRET_PATHS = /(\/(?:alerts|lists\/keys)\/)[\w-]{43}/

/** Links in mails carry codes in their query, and searches carry names. */
const toldRequest = (request: FastifyRequest) => ({
  method: request.method,
  url: (request.url.split('?', 1)[0] ?? '').replace(SECRET_PATHS, '$1[redacted]'),
  remoteAddress: request.ip,
})

/** A failed query says what was asked, not with which values: among them are codes and whole mails. */
const toldError = (error: Error) => {
  const told = stdSerializers.err(error)
  const values = valuesIn(error)
  const without = (text: string) => values.reduce((rest, one) => rest.replaceAll(one, ''), text)
  const { params: _params, ...rest } = told
  return { ...rest, type: told.type, message: without(told.message), stack: without(told.stack) }
}

/** As the database layer writes them into its messages, of the error and of what caused it. */
const valuesIn = (error: unknown): string[] =>
  error instanceof Error
    ? [...('params' in error ? [`\nparams: ${error.params}`] : []), ...valuesIn(error.cause)]
    : []
