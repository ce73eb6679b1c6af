import type { Html } from '../html.ts'
import { splitName } from '../vocabulary/person-names.ts'
import { element, xml } from '../xml.ts'
import { type BatchHead, batchHead } from './crossref-batch.ts'

/** Crossref's schema for grants. */
export const GRANT_SCHEMA = '0.2.0'
const NAMESPACE = `http://www.crossref.org/grant_id/${GRANT_SCHEMA}`

/** A released award as anyone may see it. */
export type PublicGrant = {
  reference: string
  title: string
  summary: string | null
  /** Null where the application asked for names to be kept off public pages. */
  mainApplicant: { name: string; orcid: string | null } | null
  organisation: { name: string; ror: string | null; country: string } | null
  amountCents: number
  currency: string
  /** The call. */
  scheme: string
  /** Days. */
  releasedOn: string
  startsOn: string | null
  endsOn: string | null
  url: string
}

/** A grant as Crossref registers it: a report then resolves back to the decision that paid for it. */
export const crossrefGrant = (
  grant: PublicGrant,
  { doi, funderRor, head }: { doi: string; funderRor: string; head: BatchHead },
): string =>
  xml`<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="${GRANT_SCHEMA}" xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} https://www.crossref.org/schemas/grant_id${GRANT_SCHEMA}.xsd">
${batchHead(head)}<body>
<grant>
<project>
${element('project-title', grant.title)}<investigators>
${investigator(grant)}</investigators>
${element('description', grant.summary)}${element('award_amount', (grant.amountCents / 100).toFixed(2), { currency: grant.currency })}<funding funding-type="grant">
${element('ROR', funderRor)}${element('funding-scheme', grant.scheme)}</funding>
${grant.startsOn !== null && grant.endsOn !== null && xml`<award-dates start-date="${grant.startsOn}" end-date="${grant.endsOn}"/>\n`}</project>
${element('award-number', grant.reference)}${element('award-start-date', grant.startsOn ?? grant.releasedOn)}<doi_data>
${element('doi', doi)}${element('resource', grant.url)}</doi_data>
</grant>
</body>
</doi_batch>
`.toString()

/** Montenegro and Kosovo: not in the list of `grant_id0.1.0.xsd`, and a country need not be told. */
const UNLISTED: readonly string[] = ['ME', 'XK']

/** Without a name, the organisation that leads it. */
const investigator = ({ mainApplicant, organisation }: PublicGrant): Html => {
  const parts = mainApplicant === null ? null : splitName(mainApplicant.name)
  const family = parts?.family ?? mainApplicant?.name
  return xml`<person role="lead_investigator">
${element('givenName', parts?.given)}${element('familyName', family)}${
  organisation !== null &&
  xml`<affiliation>
${element('institution', organisation.name, { country: UNLISTED.includes(organisation.country) ? null : organisation.country })}${element('ROR', organisation.ror)}</affiliation>
`
}${element('ORCID', mainApplicant?.orcid ? `https://orcid.org/${mainApplicant.orcid}` : null)}</person>
`
}
