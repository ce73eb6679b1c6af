import type { FastifyRequest } from 'fastify'
import { hasRole } from '../actor.ts'
import type { FormState } from '../form.ts'
import { listHistory } from '../history/store.ts'
import type { Html } from '../html.ts'
import { factsOf } from './acting.ts'
import { mayHandle } from './deposit-access.ts'
import { findDeposit } from './deposit-store.ts'
import { proposalsFor } from './depositing.ts'
import { likelyDuplicates, workOf } from './duplicates.ts'
import { listAlike, listDismissed } from './duplicates-store.ts'
import type { DismissedDuplicate } from './pages/duplicates.ts'
import { officePublicationPage } from './pages/office.ts'
import { type OfficeParts, officeParts } from './pages/office-parts.ts'
import { listNotes, listOldAddresses, listReplacedFiles } from './parts-store.ts'
import { checksOf } from './rules/checks.ts'
import { refuseOffice } from './rules/deposits.ts'
import { getPublication, listFamily, type Publication } from './store.ts'

export type OfficePartsForm = NonNullable<OfficeParts['form']> & { mains?: readonly Publication[] }

type OfficeForms = {
  withdrawal?: FormState
  returning?: FormState
  file?: FormState
  publishing?: FormState
  /** Of a dismissal. */
  duplicates?: FormState
  parts?: OfficePartsForm
}

/** One publication as the office has it, with the forms that came back. */
export const officePage = async (
  request: FastifyRequest,
  id: string,
  { parts, duplicates, ...forms }: OfficeForms = {},
): Promise<Html> => {
  const { db } = request.context
  const { view } = request
  const publication = await getPublication(db, id)
  const deposit = await findDeposit(db, id)
  const mayWrite =
    hasRole(request.actor, 'officer') &&
    (!deposit || (await mayHandle(db, request.context, deposit)))
  const isOnItsWay = publication.publicChangedAt === null
  const mayEdit = !deposit || refuseOffice(publication.status) === null
  const proposals = mayEdit ? await proposalsFor(db, publication) : []
  const { mains, ...form } = parts ?? {}
  return officePublicationPage(view, publication, {
    facts: factsOf(publication, deposit),
    deposit: deposit ?? null,
    checks: isOnItsWay ? checksOf(publication, proposals.length) : null,
    proposals,
    events: await listHistory(db, 'publication', publication.id),
    mayWrite,
    mayEdit,
    problems: [...(parts?.state.problems ?? []), ...(duplicates?.problems ?? [])],
    duplicates: {
      found: await likelyDuplicates(request.context, workOf(publication)),
      dismissed: await dismissedOf(request, publication),
      form: duplicates,
    },
    parts:
      mayWrite &&
      mayEdit &&
      officeParts(view, publication, {
        family: await listFamily(db, publication),
        notes: await listNotes(db, publication.id),
        oldAddresses: await listOldAddresses(db, publication.id),
        replacedFiles: await listReplacedFiles(db, publication.id),
        ...(parts ? { form: form as NonNullable<OfficeParts['form']> } : {}),
        ...(mains ? { mains } : {}),
      }),
    ...forms,
  })
}

const dismissedOf = async (
  { context: { db } }: FastifyRequest,
  { id }: Publication,
): Promise<DismissedDuplicate[]> => {
  const dismissed = await listDismissed(db, id)
  const others = await listAlike(
    db,
    dismissed.map(({ otherId }) => otherId),
  )
  return dismissed.flatMap((one) => {
    const other = others.find((other) => other.id === one.otherId)
    return other ? [{ ...one, title: other.title, language: other.language }] : []
  })
}
