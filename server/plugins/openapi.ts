import swagger from '@fastify/swagger'
import type { FastifyError } from 'fastify'
import fp from 'fastify-plugin'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Problem } from '../form.ts'
import type { Language } from '../language.ts'
import { sentence } from '../problems.ts'

export const API_PREFIX = '/api/v1'

/** The answer of a route that sends a file. */
export const fileAnswer = (mediaType: string, description: string) => ({
  description,
  content: { [mediaType]: { schema: z.string().meta({ format: 'binary' }) } },
})

/** The API's contract, from the same schemas that validate: OpenAPI 3.1 of every route under `/api/v1`. */
export const openapi = fp(
  async (app) => {
    app.setValidatorCompiler(validatorCompiler)
    app.setSerializerCompiler(serializerCompiler)
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Rådslag',
          version: '1',
          description:
            'Calls, applications, reviews, decisions, grants and publications. Errors are RFC 9457 problem details; `Idempotency-Key` is honoured on every POST.',
        },
        servers: [{ url: '/' }],
      },
      transform: (input) =>
        input.url.startsWith(API_PREFIX)
          ? jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0])
          : { schema: { ...input.schema, hide: true }, url: input.url },
      transformObject: (input) => withProblems(jsonSchemaTransformObject(input)),
    })
    app.get(
      `${API_PREFIX}/openapi.json`,
      { config: { access: 'public' }, schema: { hide: true } },
      async () => app.swagger(),
    )
  },
  { name: 'openapi', dependencies: ['access'] },
)

/** RFC 9457, as every error of the API answers. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'instance'],
  properties: {
    type: { type: 'string', description: 'Stable; leads to a page that explains it.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Number of the request, for asking us.' },
    refusal: {
      type: 'object',
      description: 'The rule’s own reason and facts.',
      required: ['reason'],
      properties: { reason: { type: 'string' } },
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    current: { description: 'What stands now, where a change was stale.' },
  },
}

/** Every operation may also answer with a problem. */
const withProblems = (document: object): never => {
  const { components = {}, paths = {} } = document as {
    components?: { schemas?: Record<string, unknown> }
    paths?: Record<string, Record<string, { responses?: Record<string, unknown> }>>
  }
  const problem = {
    description: 'A problem',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  for (const operations of Object.values(paths))
    for (const operation of Object.values(operations))
      operation.responses = { ...operation.responses, default: problem }
  return {
    ...document,
    components: { ...components, schemas: { ...components.schemas, Problem: PROBLEM } },
  } as never
}

/** What a schema found wrong in a request, in sentences. */
export const apiProblemsOf = (error: FastifyError, language: Language): Problem[] => {
  if (!hasZodFastifySchemaValidationErrors(error)) return [{ field: '', message: error.message }]
  return error.validation.map((item) => ({
    field: item.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: sentence(
      {
        ...item.params,
        code: item.keyword,
        message: item.message ?? '',
        path: [],
      } as unknown as Parameters<typeof sentence>[0],
      language,
    ),
  }))
}
