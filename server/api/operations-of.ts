/** One operation of the contract, as a reader wants it. */
export type ApiOperation = {
  method: string
  path: string
  summary: string
  description: string
  parameters: { name: string; where: string; isRequired: boolean }[]
  /** The JSON Schema of the body, indented; null without a body. */
  body: string | null
  answers: { status: string; description: string; schema: string | null }[]
}

/** The operations of an OpenAPI document, by their first noun, in the order of their paths. */
export const operationsOf = (document: unknown): Map<string, ApiOperation[]> => {
  const byNoun = new Map<string, ApiOperation[]>()
  const paths = record(record(document)['paths'])
  for (const path of Object.keys(paths).sort()) {
    const noun = path.split('/')[3] ?? ''
    for (const method of METHODS) {
      const operation = record(paths[path])[method]
      if (operation === undefined) continue
      byNoun.set(noun, [...(byNoun.get(noun) ?? []), describe(method, path, record(operation))])
    }
  }
  return byNoun
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

const describe = (
  method: string,
  path: string,
  operation: Record<string, unknown>,
): ApiOperation => ({
  method: method.toUpperCase(),
  path,
  summary: text(operation['summary']),
  description: text(operation['description']),
  parameters: list(operation['parameters']).map((parameter) => ({
    name: text(parameter['name']),
    where: text(parameter['in']),
    isRequired: parameter['required'] === true,
  })),
  body: schemaOf(operation['requestBody']),
  answers: Object.entries(record(operation['responses'])).map(([status, answer]) => ({
    status,
    description: text(record(answer)['description']),
    schema: schemaOf(answer),
  })),
})

const schemaOf = (holder: unknown): string | null => {
  const [first] = Object.values(record(record(holder)['content']))
  const schema = record(first)['schema']
  return schema === undefined ? null : JSON.stringify(schema, null, 2)
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const list = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.map(record) : []

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
