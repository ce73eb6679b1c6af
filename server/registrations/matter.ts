import { createHash } from 'node:crypto'
import type { Tx } from '../../db/client.ts'
import type { Context } from '../context.ts'
import { findAward } from '../grants/operations.ts'
import { findKnown } from '../harvest/operations.ts'
import { dataciteOf } from '../harvest/rules/datacite.ts'
import {
  landingUrl,
  type PublicRecord,
  publicRecordOf,
  type Site,
  type StoredPublication,
} from '../harvest/rules/record.ts'
import type { BatchHead } from './crossref-batch.ts'
import { crossrefGrant, type PublicGrant } from './crossref-grant.ts'
import { crossrefReport } from './crossref-report.ts'
import type { DataciteMessage } from './datacite.ts'
import { type Visibility, visibilityOf } from './rules.ts'
import { listGrantDois, type Registration } from './store.ts'

/** What an agency is to know of a publication or a grant, as it stands now. */
export type Matter = {
  visibility: Visibility | null
  /** Of all that it is to know: the same digest says the same. */
  digest: string
  /** By these it is seen whether there is anything new to look at. */
  changedAt: Date | null
  version: number | null
  /** For Crossref. */
  document(head: BatchHead): string
  /** For DataCite. */
  message: Omit<DataciteMessage, 'isThere'>
}

/** Null where there is nothing that anyone may know of. */
export const matterOf = (
  context: Context,
  tx: Tx,
  registration: Registration,
): Promise<Matter | null> =>
  registration.publicationId === null
    ? matterOfGrant(context, tx, registration)
    : matterOfPublication(context, tx, registration.publicationId, registration)

const NO_HEAD: BatchHead = { batch: '', sentAt: new Date(0), depositor: '', email: '' }

const matterOfPublication = async (
  { config, clock }: Context,
  tx: Tx,
  publicationId: string,
  { doi, visibility: known }: Registration,
): Promise<Matter | null> => {
  const stored = await findKnown(tx, { id: publicationId })
  const visibility = stored ? visibilityOf(stored.status) : null
  if (!stored || visibility === null) return null
  const site: Site = config
  const record = recordOf(stored, site, clock.now())
  if (record === null) return null
  const ours = { ...record, doi }
  const grantDois = await listGrantDois(
    tx,
    record.funding.flatMap(({ awardNumber }) => awardNumber ?? []),
  )
  const document = (head: BatchHead, of: PublicRecord = ours) =>
    crossrefReport(of, { doi, visibility, site, head, grantDois })
  // When it was last changed is no news by itself.
  const undated = { ...ours, changedOn: '' }
  return {
    visibility,
    digest: digestOf([visibility, dataciteOf(undated, site), document(NO_HEAD, undated)]),
    changedAt: stored.changedAt,
    version: null,
    document,
    message: {
      doi,
      url: landingUrl(config.baseUrl, stored.slug),
      visibility,
      // What is hidden for the first time was told in full before.
      metadata: visibility === 'hidden' && known !== null ? null : dataciteOf(ours, site),
    },
  }
}

/** Of what was withdrawn, what its page still says: the citation, without text, file and abstract. */
const recordOf = (stored: StoredPublication, site: Site, now: Date): PublicRecord | null =>
  stored.status === 'withdrawn'
    ? publicRecordOf(
        {
          ...stored,
          status: 'published',
          files: [],
          hasText: false,
          abstracts: {},
          plainSummaries: {},
          keyMessages: {},
        },
        site,
        now,
      )
    : publicRecordOf(stored, site, now)

const matterOfGrant = async (
  { config }: Context,
  tx: Tx,
  { doi, grantId }: Registration,
): Promise<Matter | null> => {
  const award = grantId === null ? undefined : await findAward(tx, { id: grantId })
  if (!award) return null
  const url = `${config.baseUrl}/grants/${encodeURIComponent(award.reference)}`
  const { mainApplicant: name, mainApplicantOrcid: orcid, organisation, callTitle, version } = award
  const grant: PublicGrant = {
    ...award,
    url,
    scheme: callTitle.en || callTitle.sv,
    mainApplicant: name === null ? null : { name, orcid },
    organisation:
      organisation === null
        ? null
        : {
            name: organisation,
            ror: award.organisationRor,
            country: award.organisationCountry ?? '',
          },
  }
  const document = (head: BatchHead) =>
    crossrefGrant(grant, { doi, funderRor: config.funderRor ?? '', head })
  return {
    visibility: 'findable',
    digest: digestOf([document(NO_HEAD)]),
    changedAt: null,
    version,
    document,
    message: { doi, url, visibility: 'findable', metadata: null },
  }
}

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
