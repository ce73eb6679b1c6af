import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { App } from '../../server/app.ts'

type Operation = { path: RegExp; method: string; answers: Map<string, Answer> }
/** `validator` is null where no JSON is answered. */
type Answer = { types: string[]; validator: (() => ValidateFunction) | null }

const contracts = new WeakMap<App, Operation[]>()

/**
 * Compares an answer of the API with the contract that we publish: status, content type and body. Throws where they
 * differ. Every request of `testBrowser` passes here, so that the whole suite keeps the contract.
 */
export const keepsContract = (
  app: App,
  asked: InjectOptions,
  answer: LightMyRequestResponse,
): void => {
  const path = String(asked.url).split('?')[0] ?? ''
  if (!path.startsWith('/api/v1/') || path === '/api/v1/openapi.json') return
  const method = (asked.method ?? 'GET').toLowerCase()
  if (method === 'head' || method === 'options') return
  const operation = contractOf(app).find(
    (candidate) => candidate.method === method && candidate.path.test(path),
  )
  const status = String(answer.statusCode)
  if (!operation) {
    if (answer.statusCode === 404) return
    throw new Error(`${method} ${path} answers ${status} but is not in the contract`)
  }
  if (answer.statusCode === 304) return
  const expected =
    operation.answers.get(status) ??
    (answer.statusCode >= 400 ? operation.answers.get('default') : undefined)
  if (!expected)
    throw new Error(`${method} ${path} answers ${status}, which its contract does not name`)
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
  if (!expected.validator) return
  if (!expected.types.includes(type))
    throw new Error(`${method} ${path} ${status} is ${type}, its contract says ${expected.types}`)
  const validate = expected.validator()
  if (!validate(answer.json()))
    throw new Error(
      `${method} ${path} ${status} breaks its contract: ${JSON.stringify(validate.errors?.slice(0, 3))}\n${answer.body.slice(0, 500)}`,
    )
}

/** Compiles every schema of the contract, also those no answer has asked for; gives how many. Throws at one that is broken. */
export const compileContract = (app: App): number => {
  const validators = contractOf(app).flatMap(({ answers }) =>
    [...answers.values()].flatMap(({ validator }) => validator ?? []),
  )
  for (const validator of validators) validator()
  return validators.length
}

type Document = {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >
  components: object
}

const contractOf = (app: App): Operation[] => {
  const known = contracts.get(app)
  if (known) return known
  const document = app.swagger() as unknown as Document
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'contract', components: document.components })
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      method,
      path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
      answers: new Map(
        Object.entries(responses).map(([status, { content = {} }]) => {
          const [schema] = Object.values(content).map((media) => media.schema)
          const isJson = Object.keys(content).some((type) => type.includes('json'))
          return [
            status,
            {
              types: Object.keys(content),
              validator: schema && isJson ? once(() => ajv.compile(absolute(schema))) : null,
            },
          ]
        }),
      ),
    })),
  )
  // Plain paths before those with parameters: /grants/totals is not a grant called totals.
  operations.sort(
    (a, b) => Number(a.path.source.includes('[^/]')) - Number(b.path.source.includes('[^/]')),
  )
  contracts.set(app, operations)
  return operations
}

const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/'))

/** Compiling all of the contract takes longer than most test files, which ask for a few answers of it. */
const once = <Made>(make: () => Made): (() => Made) => {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
