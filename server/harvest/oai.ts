import type { Context } from '../context.ts'
import { type Html, html, type Renderable } from '../html.ts'
import { plural } from '../language.ts'
import { attributesOf, element, xml } from '../xml.ts'
import { oaiDatacite } from './formats/datacite-xml.ts'
import { oaiDc } from './formats/oai-dc.ts'
import { oaiOpenaire } from './formats/oai-openaire.ts'
import {
  datestamp,
  idOf,
  OAI_FORMATS,
  type OaiArguments,
  type OaiError,
  type OaiFormat,
  type OaiQuestion,
  oaiIdentifier,
  type Place,
  rangeOf,
  readQuestion,
  writeToken,
} from './rules/oai.ts'
import {
  type PublicRecord,
  publicRecordOf,
  type Site,
  type StoredPublication,
} from './rules/record.ts'
import { type OaiSet, setsOf, setWanted } from './rules/sets.ts'
import { siteOf } from './site.ts'
import { countKnown, findEarliest, findKnown, type Listed, listKnown, listSets } from './store.ts'

/** Records in one answer. */
export const OAI_PAGE_SIZE = 100
/**
 * Lists end so long ago: by then whatever was begun before is committed, so that nobody who goes on from a list's
 * last record, or from the instant of its answer, ever passes something by.
 */
export const SETTLING_MS = 2_000

type Repository = { context: Context; site: Site; host: string; now: Date }

/** The answer to a request of OAI-PMH 2.0: always a whole document, whatever was asked. */
export const answerOai = async (context: Context, given: OaiArguments): Promise<Html> => {
  const site = siteOf(context.config)
  const repository = {
    context,
    site,
    host: new URL(site.baseUrl).hostname,
    now: context.clock.now(),
  }
  const read = readQuestion(given)
  const answer = read.errors ?? (await answerTo(repository, read.question))
  return envelope(repository, read.asked, answer)
}

const answerTo = async (
  repository: Repository,
  question: OaiQuestion,
): Promise<Html | readonly OaiError[]> => {
  switch (question.verb) {
    case 'Identify':
      return identify(repository, await findEarliest(repository.context.db))
    case 'ListMetadataFormats':
      return question.identifier === null
        ? formats
        : formatsOf(await findByIdentifier(repository, question.identifier))
    case 'ListSets':
      return sets(await listSets(repository.context.db))
    case 'GetRecord': {
      const stored = await findByIdentifier(repository, question.identifier)
      if (!stored) return NO_SUCH_ID
      return html`<GetRecord>\n${record(repository, stored, question.format)}</GetRecord>\n`
    }
    case 'ListIdentifiers':
    case 'ListRecords':
      return list(repository, question.verb, question.place)
  }
}

const findByIdentifier = async (
  { context, host }: Repository,
  identifier: string,
): Promise<StoredPublication | undefined> => {
  const id = idOf(host, identifier)
  return id === null ? undefined : findKnown(context.db, { id })
}

const list = async (
  repository: Repository,
  verb: 'ListIdentifiers' | 'ListRecords',
  place: Place,
): Promise<Html | readonly OaiError[]> => {
  const { db } = repository.context
  const listed: Listed = {
    set: setWanted(place.set),
    ...rangeOf(place),
    settledAt: settledAt(repository),
  }
  const found = await listKnown(db, listed, { after: place.after, limit: OAI_PAGE_SIZE + 1 })
  const page = found.slice(0, OAI_PAGE_SIZE)
  const last = page.at(-1)
  if (last === undefined) return NOTHING_MATCHES
  const isComplete = found.length <= OAI_PAGE_SIZE
  const isWhole = isComplete && place.after === null
  const size = isWhole ? null : (place.size ?? (await countKnown(db, listed)))
  const next = {
    ...place,
    size,
    after: { at: last.changedAt, id: last.id },
    cursor: place.cursor + page.length,
  }
  const entries = page.map((stored) =>
    verb === 'ListRecords' ? record(repository, stored, place.format) : header(repository, stored),
  )
  return xml`<${verb}>\n${entries}${
    !isWhole &&
    xml`<resumptionToken${attributesOf({
      completeListSize: size,
      cursor: place.cursor,
    })}>${isComplete ? '' : writeToken(next)}</resumptionToken>\n`
  }</${verb}>\n`
}

const FORMATS: Record<
  OaiFormat,
  { schema: string; namespace: string; write: (record: PublicRecord, site: Site) => Html }
> = {
  oai_dc: {
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    write: oaiDc,
  },
  oai_openaire: {
    schema: 'https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd',
    namespace: 'http://namespace.openaire.eu/schema/oaire/',
    write: oaiOpenaire,
  },
  oai_datacite: {
    schema: 'http://schema.datacite.org/oai/oai-1.1/oai.xsd',
    namespace: 'http://schema.datacite.org/oai/oai-1.1/',
    write: oaiDatacite,
  },
}

const record = (repository: Repository, stored: StoredPublication, format: OaiFormat): Html => {
  const said = publicRecordOf(stored, repository.site, repository.now)
  return html`<record>
${header(repository, stored)}${
  said !== null && html`<metadata>\n${FORMATS[format].write(said, repository.site)}</metadata>\n`
}</record>
`
}

const header = ({ host }: Repository, stored: StoredPublication): Html =>
  xml`<header${stored.status === 'withdrawn' && html` status="deleted"`}>
<identifier>${oaiIdentifier(host, stored.id)}</identifier>
<datestamp>${datestamp(stored.changedAt)}</datestamp>
${setsOf(stored).map((spec) => element('setSpec', spec))}</header>
`

const identify = ({ context, site, host, now }: Repository, earliest: Date | null): Html =>
  xml`<Identify>
<repositoryName>${site.funder}</repositoryName>
<baseURL>${site.baseUrl}/oai</baseURL>
<protocolVersion>2.0</protocolVersion>
<adminEmail>${context.config.contactEmail}</adminEmail>
<earliestDatestamp>${datestamp(earliest ?? now)}</earliestDatestamp>
<deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>
<compression>gzip</compression>
${
  isDomainName(host) &&
  xml`<description>
<oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">
<scheme>oai</scheme>
<repositoryIdentifier>${host}</repositoryIdentifier>
<delimiter>:</delimiter>
<sampleIdentifier>${oaiIdentifier(host, SAMPLE_ID)}</sampleIdentifier>
</oai-identifier>
</description>
`
}</Identify>
`

const SAMPLE_ID = '0198d3f0-5a3c-7c51-9a44-0d6f4c2b7e11'

/** What the schema of identifiers takes: an address of numbers, or `localhost`, is no domain name. */
const isDomainName = (host: string): boolean => /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/i.test(host)

const formats: Html = html`<ListMetadataFormats>
${OAI_FORMATS.map(
  (format) => html`<metadataFormat>
<metadataPrefix>${format}</metadataPrefix>
<schema>${FORMATS[format].schema}</schema>
<metadataNamespace>${FORMATS[format].namespace}</metadataNamespace>
</metadataFormat>
`,
)}</ListMetadataFormats>
`

const formatsOf = (stored: StoredPublication | undefined): Html | readonly OaiError[] => {
  if (!stored) return NO_SUCH_ID
  if (stored.status === 'published') return formats
  return [
    {
      code: 'noMetadataFormats',
      message: 'It was withdrawn: there is no metadata of it any more.',
    },
  ]
}

const sets = (found: readonly OaiSet[]): Html => html`<ListSets>
${found.map(
  ({ spec, name, count }) => xml`<set>
<setSpec>${spec}</setSpec>
<setName>${name}</setName>
<setDescription>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
<dc:description>${plural('en', count, { one: '1 record', other: `${count} records` })}, withdrawn ones included</dc:description>
</oai_dc:dc>
</setDescription>
</set>
`,
)}</ListSets>
`

const NO_SUCH_ID: readonly OaiError[] = [
  { code: 'idDoesNotExist', message: 'There is no such identifier here.' },
]
const NOTHING_MATCHES: readonly OaiError[] = [
  { code: 'noRecordsMatch', message: 'Nothing has been changed in that time and set.' },
]

const settledAt = ({ now }: Repository): Date => new Date(now.getTime() - SETTLING_MS)

/** `responseDate` is the instant up to which lists are whole: who asks from there the next time misses nothing. */
const envelope = (
  repository: Repository,
  asked: Readonly<Record<string, string>>,
  answer: Html | readonly OaiError[],
): Html => xml`<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>${datestamp(settledAt(repository))}</responseDate>
<request${attributesOf(asked)}>${repository.site.baseUrl}/oai</request>
${isErrors(answer) ? errors(answer) : answer}</OAI-PMH>
`

const isErrors = (answer: Html | readonly OaiError[]): answer is readonly OaiError[] =>
  Array.isArray(answer)

const errors = (found: readonly OaiError[]): Renderable =>
  found.map(({ code, message }) => element('error', message, { code }))
