import type { Context } from '../context.ts'
import { Gone, NotFound } from '../errors.ts'
import { xml } from '../xml.ts'
import { dataciteXml } from './formats/datacite-xml.ts'
import { oaiDc } from './formats/oai-dc.ts'
import { cslOf } from './rules/csl.ts'
import { dataciteOf } from './rules/datacite.ts'
import type { MetadataName } from './rules/negotiation.ts'
import { type PublicRecord, publicRecordOf, type Site } from './rules/record.ts'
import { schemaOrgOf } from './rules/schema-org.ts'
import { fileLinks, landingLinks, linkHeader } from './rules/signposting.ts'
import { siteOf } from './site.ts'
import { findKnown } from './store.ts'

export type { PublicRecord } from './rules/record.ts'
export { findKnown } from './store.ts'

/** The public view of what is published at an address; `Gone` where it was withdrawn, `NotFound` where nothing is. */
export const getPublicRecord = async (context: Context, slug: string): Promise<PublicRecord> => {
  const stored = await findKnown(context.db, { slug })
  if (!stored) throw new NotFound('publication')
  const record = publicRecordOf(stored, siteOf(context.config), context.clock.now())
  if (record === null) throw new Gone()
  return record
}

export type Described = {
  record: PublicRecord
  site: Site
  /** For the page's own head. */
  linkedData: Record<string, unknown>
  /** Values of the `Link` header of the page, and of its files. */
  links: string
  fileLinks: string
}

/** What the page of a publication says of it to programs. */
export const describePublication = async (context: Context, slug: string): Promise<Described> => {
  const record = await getPublicRecord(context, slug)
  const site = siteOf(context.config)
  return {
    record,
    site,
    linkedData: schemaOrgOf(record, site),
    links: linkHeader(landingLinks(record, site)),
    fileLinks: linkHeader(fileLinks(record)),
  }
}

/** A description for programs, as text. */
export const metadataOf = (context: Context, record: PublicRecord, name: MetadataName): string => {
  const site = siteOf(context.config)
  switch (name) {
    case 'schema-org':
      return JSON.stringify(schemaOrgOf(record, site))
    case 'datacite-json':
      return JSON.stringify(dataciteOf(record, site))
    case 'csl':
      return JSON.stringify([cslOf(record, site)])
    case 'datacite-xml':
      return xml`${DECLARATION}${dataciteXml(dataciteOf(record, site))}`.toString()
    case 'dublin-core':
      return xml`${DECLARATION}${oaiDc(record, site)}`.toString()
  }
}

const DECLARATION = xml`<?xml version="1.0" encoding="UTF-8"?>\n`
