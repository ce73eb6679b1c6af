import { sql } from 'drizzle-orm'
import fp from 'fastify-plugin'
import { migrationCount } from '../db/migrate.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Set when the process has been asked to stop: readiness goes first, then connections. */
    isStopping: boolean
  }
}

/** For the balancer and the supervisor; says nothing of the inside but names of parts. */
export const health = fp(
  async (app) => {
    app.decorate('isStopping', false)
    const quiet = {
      config: { access: 'public' as const },
      schema: { hide: true },
      logLevel: 'warn' as const,
    }
    app.get('/health/live', quiet, async () => ({ status: 'live' }))
    app.get('/health/ready', quiet, async (_request, reply) => {
      const { database, storage, search, config } = app.dependencies
      const [migrations, stored, searched] = await Promise.all([
        appliedMigrations(database.reading).catch(() => null),
        storage.isHealthy(),
        search ? search.isHealthy() : Promise.resolve(null),
      ])
      const parts = {
        database: migrations !== null,
        // More is fine: a newer version has migrated already, and the old one still serves.
        migrations: migrations !== null && migrations >= migrationCount(),
        storage: stored,
        // Without the engine PostgreSQL answers: slower, but the portal is whole.
        search: searched ?? 'off',
        mail: config.smtpUrl ? 'smtp' : 'mailbox',
      }
      const isReady = !app.isStopping && parts.database && parts.migrations && parts.storage
      return reply
        .code(isReady ? 200 : 503)
        .send({ status: app.isStopping ? 'stopping' : isReady ? 'ready' : 'not ready', ...parts })
    })
  },
  { name: 'health', dependencies: ['access'] },
)

const appliedMigrations = async (
  db: App['dependencies']['database']['reading'],
): Promise<number> => {
  const [row] = await db.execute<{ count: string }>(
    sql`select count(*) as count from drizzle.__drizzle_migrations`,
  )
  return Number(row?.count ?? 0)
}

type App = import('fastify').FastifyInstance
