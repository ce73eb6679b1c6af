import type { Html } from '../html.ts'
import { element, xml } from '../xml.ts'

/** Who sends a batch and when: the head that every deposit has. */
export type BatchHead = {
  batch: string
  /** Crossref takes an update only if its timestamp is later than the last one's. */
  sentAt: Date
  depositor: string
  email: string
}

const DEPOSITOR_MAX = 130
export const REGISTRANT_MAX = 255

export const batchHead = ({ batch, sentAt, depositor, email }: BatchHead): Html => xml`<head>
${element('doi_batch_id', batch)}${element('timestamp', timestampOf(sentAt))}<depositor>
${element('depositor_name', depositor.slice(0, DEPOSITOR_MAX))}${element('email_address', email)}</depositor>
${element('registrant', depositor.slice(0, REGISTRANT_MAX))}</head>
`

/** `YYYYMMDDHHMMSSmmm`, as Crossref recommends. */
export const timestampOf = (instant: Date): string => instant.toISOString().replace(/\D/g, '')
