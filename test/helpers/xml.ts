import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'

xmlRegisterFsInputProviders()

const NAMESPACES = {
  oai: 'http://www.openarchives.org/OAI/2.0/',
  oai_dc: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  oaire: 'http://namespace.openaire.eu/schema/oaire/',
  datacite: 'http://datacite.org/schema/kernel-4',
  oai_datacite: 'http://schema.datacite.org/oai/oai-1.1/',
  id: 'http://www.openarchives.org/OAI/2.0/oai-identifier',
  map: 'http://www.sitemaps.org/schemas/sitemap/0.9',
  xhtml: 'http://www.w3.org/1999/xhtml',
  atom: 'http://www.w3.org/2005/Atom',
  opensearch: 'http://a9.com/-/spec/opensearch/1.1/',
}
export type SchemaName =
  | 'oai-pmh'
  | 'oai-identifier'
  | 'oai-dc'
  | 'openaire'
  | 'oai-datacite'
  | 'datacite'
  | 'sitemap'

/** An XML document read by libxml2: what is not well-formed throws. */
export type Xml = {
  /** Texts of the elements or attributes that an XPath finds; prefixes are those of the standards. */
  texts(path: string): string[]
  /** The one text that it finds, or an empty one. */
  text(path: string): string
  count(path: string): number
  /** What is wrong by a schema of `schemas/`; `path` where only a part is meant. Empty when all is well. */
  problems(schema: SchemaName, path?: string): string[]
}

export const readXml = (body: string): Xml => {
  const document = XmlDocument.fromString(body)
  const texts = (path: string) => document.find(path, NAMESPACES).map((node) => node.content)
  return {
    texts,
    text: (path) => texts(path)[0] ?? '',
    count: (path) => document.find(path, NAMESPACES).length,
    problems: (schema, path) => {
      const validator = validatorOf(schema)
      const parts =
        path === undefined
          ? [document]
          : document.find(path, NAMESPACES).filter((node) => node instanceof XmlElement)
      return parts.flatMap((part) => {
        try {
          if (part instanceof XmlElement) validator.validate(part)
          else validator.validate(part)
          return []
        } catch (error) {
          return [String(error instanceof Error ? error.message : error)]
        }
      })
    },
  }
}

const validators = new Map<SchemaName, XsdValidator>()

const validatorOf = (name: SchemaName): XsdValidator => {
  const known = validators.get(name)
  if (known) return known
  const path = fileURLToPath(new URL(`schemas/${name}.xsd`, import.meta.url))
  const validator = XsdValidator.fromDoc(
    XmlDocument.fromString(readFileSync(path, 'utf8'), { url: path }),
  )
  validators.set(name, validator)
  return validator
}
