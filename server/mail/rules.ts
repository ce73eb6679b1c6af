/**
 * Kinds of mail that a person may switch off. Codes, receipts, decisions, invitations and whatever else
 * concerns a person's rights has no kind and is always sent.
 * - `reminders`: that a deadline is near or has passed
 * - `progress`: that somebody else did something in what one takes part in
 */
export const MAIL_KINDS = ['reminders', 'progress'] as const
export type MailKind = (typeof MAIL_KINDS)[number]
