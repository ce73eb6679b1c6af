import type { TestApp } from '../../helpers/app.ts'
import { readXml, type SchemaName, type Xml } from '../../helpers/xml.ts'

export const FORMATS = ['oai_dc', 'oai_openaire', 'oai_datacite'] as const
export type Format = (typeof FORMATS)[number]

const SCHEMAS: Record<Format, SchemaName> = {
  oai_dc: 'oai-dc',
  oai_openaire: 'openaire',
  oai_datacite: 'oai-datacite',
}

export type Header = { identifier: string; datestamp: string; isDeleted: boolean; sets: string[] }
export type Harvested = { headers: Header[]; pages: Xml[]; tokens: string[] }

/** A harvester as strict as a validator: an answer that is not as the protocol says it must be throws. */
export const harvester = ({ app }: Pick<TestApp, 'app'>) => {
  const ask = async (given: Record<string, string> | string): Promise<Xml> => {
    const query = typeof given === 'string' ? given : new URLSearchParams(given).toString()
    const answer = await app.inject({ method: 'GET', url: `/oai?${query}` })
    return checked(answer, query)
  }
  /** From the first page to the last: each page once, each as its schema says. */
  const list = async (
    verb: 'ListRecords' | 'ListIdentifiers',
    given: { metadataPrefix: Format } & Record<string, string>,
    between: (page: number) => Promise<void> = async () => {},
  ): Promise<Harvested> => {
    const harvested: Harvested = { headers: [], pages: [], tokens: [] }
    let page = await ask({ verb, ...given })
    for (let number = 1; ; number += 1) {
      const problems = page.problems(SCHEMAS[given.metadataPrefix], '//oai:metadata/*')
      if (problems.length > 0) throw new Error(`${given.metadataPrefix}: ${problems.join('\n')}`)
      const cursor = page.text('//oai:resumptionToken/@cursor')
      if (cursor !== '' && Number(cursor) !== harvested.headers.length)
        throw new Error(`cursor ${cursor} after ${harvested.headers.length} records`)
      harvested.pages.push(page)
      harvested.headers.push(...headersOf(page))
      const token = page.text('//oai:resumptionToken')
      if (token === '') return harvested
      harvested.tokens.push(token)
      await between(number)
      page = await ask({ verb, resumptionToken: token })
    }
  }
  return { ask, list }
}

export const headersOf = (page: Xml): Header[] =>
  page.texts('//oai:header/oai:identifier').map((identifier, index) => {
    const header = `(//oai:header)[${index + 1}]`
    return {
      identifier,
      datestamp: page.text(`${header}/oai:datestamp`),
      isDeleted: page.count(`${header}[@status="deleted"]`) === 1,
      sets: page.texts(`${header}/oai:setSpec`),
    }
  })

export const codesOf = (page: Xml): string[] => page.texts('//oai:error/@code')

const checked = (
  answer: { statusCode: number; headers: Record<string, unknown>; body: string },
  query: string,
): Xml => {
  if (answer.statusCode !== 200) throw new Error(`${query}: ${answer.statusCode} ${answer.body}`)
  if (!/^text\/xml; charset=utf-8/.test(String(answer.headers['content-type'])))
    throw new Error(`${query}: ${answer.headers['content-type']}`)
  const page = readXml(answer.body)
  const problems = page.problems('oai-pmh')
  if (problems.length > 0) throw new Error(`${query}: ${problems.join('\n')}`)
  return page
}
