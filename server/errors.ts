import type { Problem } from './form.ts'

/**
 * The catalogue of what can go wrong on purpose. Rules return reasons, operations throw these;
 * a status is named here and nowhere else. Anything else that is thrown is a fault (500).
 */
export class PortalError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string = code) {
    super(message)
    this.code = code
    this.status = status
  }
}

/** Also for what exists but must not be known of. */
export class NotFound extends PortalError {
  constructor(what = 'page') {
    super('not_found', 404, `no such ${what}`)
  }
}

/** It was public once; its address says so for ever. */
export class Gone extends PortalError {
  constructor() {
    super('gone', 410)
  }
}

export class NotSignedIn extends PortalError {
  constructor() {
    super('not_signed_in', 401)
  }
}

/** The route is not for this person's roles; that it exists is no secret. */
export class NotAllowed extends PortalError {
  constructor() {
    super('not_allowed', 403)
  }
}

/** A request from another site, or without the token of the page it claims to come from. */
export class ForeignRequest extends PortalError {
  constructor() {
    super('foreign_request', 403)
  }
}

/** Someone else changed it first. */
export class Stale extends PortalError {
  constructor() {
    super('stale', 409)
  }
}

export class PreconditionFailed extends PortalError {
  constructor() {
    super('precondition_failed', 412)
  }
}

export class TooLarge extends PortalError {
  constructor() {
    super('too_large', 413)
  }
}

/** 503 where the protocol of those who ask knows no 429. */
export class TooMany extends PortalError {
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number, status: 429 | 503 = 429) {
    super('too_many', status)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What came in cannot be taken: per field, with a sentence each in the reader's language. */
export class Invalid extends PortalError {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('invalid', 422)
    this.problems = problems
  }
}

/** Every refusal by a rule has at least a reason; its other fields are facts for the explanation. */
export type Refusal = { reason: string }

/** A rule said no. Carries the rule's own value, so that page and API can explain it. */
export class Refused<R extends Refusal = Refusal> extends PortalError {
  readonly refusal: R
  constructor(refusal: R) {
    super(refusal.reason, 409, `refused: ${refusal.reason}`)
    this.refusal = refusal
  }
}

/** The boundary between rules and operations: throws where a rule gave a reason. */
export const refuse = (refusal: Refusal | null): void => {
  if (refusal !== null) throw new Refused(refusal)
}
