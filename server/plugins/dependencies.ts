import fp from 'fastify-plugin'
import type { Database } from '../../db/client.ts'
import type { SearchEngine } from '../../search/client.ts'
import { type Actor, visitor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { Language } from '../language.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Queue } from '../queue.ts'
import type { Storage } from '../storage.ts'
import { languageOf } from './language.ts'

/** Everything with a lifetime; made in `main.ts` or by a test, never imported. */
export type Dependencies = {
  config: Config
  database: Database
  queue: Queue
  search: SearchEngine | null
  storage: Storage
  mailer: Mailer | null
  clock: Clock
}

declare module 'fastify' {
  interface FastifyInstance {
    dependencies: Dependencies
  }
  interface FastifyRequest {
    language: Language
    /** What operations get. In GET and HEAD its database refuses writes. */
    context: Context
  }
}

export const dependencies = fp(
  async (app, given: Dependencies) => {
    app.decorate('dependencies', given)
    app.decorateRequest('language', 'en')
    app.decorateRequest('context')
  },
  { name: 'dependencies' },
)

/** Assembles the context once the actor is known. */
export const context = fp(
  async (app) => {
    app.addHook('onRequest', async (request) => {
      const isReading =
        request.method === 'GET' ||
        request.method === 'HEAD' ||
        request.routeOptions.config.onlyAsks === true
      const { database } = app.dependencies
      request.language = languageOf(request, request.actor)
      request.context = {
        ...processContext(app.dependencies, request.log),
        db: isReading ? database.reading : database.writing,
        actor: request.actor,
        language: request.language,
        requestId: request.id,
      }
    })
  },
  { name: 'context', dependencies: ['session'] },
)

/** A context outside any request: for jobs and scripts, acting as a visitor until told otherwise. */
export const processContext = (
  given: Dependencies,
  log: Context['log'],
  actor: Actor = visitor,
): Context => ({
  db: given.database.writing,
  clock: given.clock,
  config: given.config,
  storage: given.storage,
  search: given.search,
  enqueue: given.queue.enqueue,
  mailer: given.mailer,
  log,
  actor,
  language: 'en',
  requestId: null,
})
