import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import etag from '@fastify/etag'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { alertsApi } from './alerts/api.ts'
import { alertsRoutes } from './alerts/routes.ts'
import { apiRoutes } from './api/routes.ts'
import { applicationsApi } from './applications/api.ts'
import { applicationsRoutes } from './applications/routes.ts'
import { assignmentsApi } from './assignments/api.ts'
import { assignmentsRoutes } from './assignments/routes.ts'
import { auditApi } from './audit/api.ts'
import { auditRoutes } from './audit/routes.ts'
import { callsApi } from './calls/api.ts'
import { callsRoutes } from './calls/routes.ts'
import { conflictsApi } from './conflicts/api.ts'
import { conflictsRoutes } from './conflicts/routes.ts'
import { decisionsApi } from './decisions/api.ts'
import { decisionsRoutes } from './decisions/routes.ts'
import { dossierApi } from './dossier/api.ts'
import { dossierRoutes } from './dossier/routes.ts'
import { TooMany } from './errors.ts'
import { grantsApi } from './grants/api.ts'
import { grantsRoutes } from './grants/routes.ts'
import { harvestRoutes } from './harvest/routes.ts'
import { health } from './health.ts'
import { importsApi } from './imports/api.ts'
import { importsRoutes } from './imports/routes.ts'
import { listsApi } from './lists/api.ts'
import { listsRoutes } from './lists/routes.ts'
import { loggerOptions } from './log.ts'
import { mailRoutes } from './mail/routes.ts'
import { organisationsApi } from './organisations/api.ts'
import { organisationsRoutes } from './organisations/routes.ts'
import { peopleApi } from './people/api.ts'
import { peopleRoutes } from './people/routes.ts'
import { access } from './plugins/access.ts'
import { csrf } from './plugins/csrf.ts'
import { context, type Dependencies, dependencies } from './plugins/dependencies.ts'
import { errors } from './plugins/errors.ts'
import { headers } from './plugins/headers.ts'
import { idempotency } from './plugins/idempotency.ts'
import { withoutLanguagePrefix } from './plugins/language.ts'
import { openapi } from './plugins/openapi.ts'
import { page } from './plugins/page.ts'
import { session } from './plugins/session.ts'
import { assets } from './plugins/static.ts'
import { uploads } from './plugins/uploads.ts'
import { usage } from './plugins/usage.ts'
import { publicationsApi } from './publications/api.ts'
import { movedTo } from './publications/moved.ts'
import { publicationsRoutes } from './publications/routes.ts'
import { registrationsRoutes } from './registrations/routes.ts'
import { reviewsApi } from './reviews/api.ts'
import { reviewsRoutes } from './reviews/routes.ts'
import { startRoutes } from './start/routes.ts'
import { usageRoutes } from './usage/routes.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

const BODY_BYTES_MAX = 1024 * 1024
const REQUEST_TIMEOUT_MS = 120_000
const CONNECTION_TIMEOUT_MS = 180_000
const PARAM_LENGTH_MAX = 200
const COMPRESS_FROM_BYTES = 1024

/** The whole portal but for its lifetime: plugins and features, in order. */
export const buildApp = async (given: Dependencies): Promise<App> => {
  const { config } = given
  const app: App = Fastify({
    logger: loggerOptions(config),
    genReqId: () => randomUUID(),
    rewriteUrl: withoutLanguagePrefix,
    trustProxy: config.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAM_LENGTH_MAX, ignoreTrailingSlash: true },
    forceCloseConnections: 'idle',
  }).withTypeProvider<ZodTypeProvider>()

  await app.register(dependencies, given)
  await app.register(headers)
  await app.register(session)
  await app.register(context)
  await app.register(uploads)
  await app.register(formbody, { bodyLimit: BODY_BYTES_MAX })
  await app.register(page)
  await app.register(access)
  await app.register(csrf)
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) => new TooMany(Math.ceil(ttl / 1000)),
  })
  await app.register(idempotency)
  await app.register(compress, {
    global: true,
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
  })
  await app.register(etag, { weak: true })
  await app.register(errors, { movedTo })
  await app.register(openapi)
  await app.register(usage)
  await app.register(assets)
  await app.register(health)
  await app.register(mailRoutes)
  await app.register(apiRoutes)
  await app.register(startRoutes)
  await app.register(peopleRoutes)
  await app.register(peopleApi)
  await app.register(organisationsRoutes)
  await app.register(organisationsApi)
  await app.register(callsRoutes)
  await app.register(callsApi)
  await app.register(applicationsRoutes)
  await app.register(applicationsApi)
  await app.register(conflictsRoutes)
  await app.register(conflictsApi)
  await app.register(assignmentsRoutes)
  await app.register(assignmentsApi)
  await app.register(dossierRoutes)
  await app.register(dossierApi)
  await app.register(reviewsRoutes)
  await app.register(reviewsApi)
  await app.register(decisionsRoutes)
  await app.register(decisionsApi)
  await app.register(grantsRoutes)
  await app.register(grantsApi)
  await app.register(publicationsRoutes)
  await app.register(publicationsApi)
  await app.register(importsRoutes)
  await app.register(importsApi)
  await app.register(registrationsRoutes)
  await app.register(usageRoutes)
  await app.register(harvestRoutes)
  await app.register(alertsRoutes)
  await app.register(alertsApi)
  await app.register(listsRoutes)
  await app.register(listsApi)
  await app.register(auditRoutes)
  await app.register(auditApi)
  return app
}
