import { normalizeIP } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { TooMany } from './errors.ts'
import { agentOf, BUDGETS, type Heavy } from './vocabulary/agents.ts'

const MINUTE_MS = 60_000

/**
 * The rate limit of a route that costs us something, by who asks: `config: { rateLimit: budgetOf('search') }`.
 * `status`: 503 for harvesters, whose protocol knows no 429.
 */
export const budgetOf = (heavy: Heavy, { status = 429 }: { status?: 429 | 503 } = {}) => ({
  timeWindow: MINUTE_MS,
  max: (request: FastifyRequest) => BUDGETS[heavy][agentOf(request.headers['user-agent']).kind],
  keyGenerator: (request: FastifyRequest) => {
    const { kind, name } = agentOf(request.headers['user-agent'])
    return kind === 'model' || kind === 'scraper'
      ? `${kind} ${name}`
      : `${kind} ${normalizeIP(request.ip)}`
  },
  errorResponseBuilder: (_request: unknown, { ttl }: { ttl: number }) =>
    new TooMany(Math.ceil(ttl / 1000), status),
})
