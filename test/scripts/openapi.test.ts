import t from 'tap'
import { differences } from '../../scripts/openapi/differences.ts'
import { testApp } from '../helpers/app.ts'
import { compileContract } from '../helpers/contract.ts'

type Operation = {
  summary?: string
  operationId?: string
  responses?: Record<string, { description?: string; content?: Record<string, unknown> }>
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[]
}
type Document = {
  openapi: string
  info: { title?: string; version?: string }
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

t.test('the contract', async (t) => {
  const { app } = await testApp(t)
  const answer = await app.inject('/api/v1/openapi.json')
  const document = answer.json<Document>()
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )

  t.test('is an OpenAPI 3.1 document of operations under one prefix', async (t) => {
    t.match(document.openapi, /^3\.1\.\d$/)
    t.ok(document.info.title && document.info.version)
    t.ok(operations.length > 0)
    for (const { path, method } of operations) {
      t.ok(path.startsWith('/api/v1/'), path)
      t.ok(METHODS.includes(method), `${method} ${path}`)
    }
  })

  t.test('every operation has a summary of its own, and answers', async (t) => {
    for (const { path, method, operation } of operations) {
      const name = `${method} ${path}`
      t.ok(operation.summary, `${name}: summary`)
      t.notMatch(operation.summary ?? '', /\.$/, `${name}: a summary is no sentence`)
      const responses = Object.entries(operation.responses ?? {})
      t.ok(
        responses.some(([status]) => /^[23]/.test(status)),
        `${name}: an answer when all goes well`,
      )
      for (const [status, response] of responses) {
        t.match(status, /^[1-5](\d\d|XX)$|^default$/, `${name}: ${status}`)
        t.type(response.description, 'string', `${name} ${status}: description`)
      }
    }
    const ids = operations.flatMap(({ operation }) => operation.operationId ?? [])
    t.equal(new Set(ids).size, ids.length, 'operation ids are unique')
  })

  t.test('every part of a path is a declared, required parameter', async (t) => {
    for (const { path, method, operation } of operations) {
      const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name)
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      t.same(declared.map(({ name }) => name).sort(), inPath.sort(), `${method} ${path}`)
      for (const { name, required, schema } of declared)
        t.ok(required === true && schema, `${method} ${path}: ${name}`)
    }
  })

  t.test('every reference resolves', async (t) => {
    const missing = references(document).filter((ref) => resolve(document, ref) === undefined)
    t.same([...new Set(missing)], [])
  })

  t.test('the schema of every answer compiles, also of those no test asks for', async (t) => {
    t.ok(compileContract(app) > operations.length)
  })
})

t.test('differences are told by place', async (t) => {
  t.same(differences({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), [])
  t.same(
    differences({ a: 1, b: { c: [1, 2] }, 'd/e': 0 }, { b: { c: [1, 3] }, f: null, 'd/e': 0 }),
    ['- /a', '~ /b/c/1: 2 → 3', '+ /f'],
  )
  t.same(differences({ 'x/y': 1 }, { 'x/y': [1] }), ['~ /x~1y: 1 → [1]'])
})

/** All `$ref` in a document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : references(inner),
  )
}

function resolve(document: unknown, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  let found = document
  for (const part of ref.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    found =
      typeof found === 'object' && found !== null
        ? (found as Record<string, unknown>)[key]
        : undefined
  }
  return found
}
