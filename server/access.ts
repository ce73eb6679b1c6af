import type { Actor } from './actor.ts'
import { hasRole, isStaff } from './actor.ts'

/**
 * Who may come to a route at all, before anything of the request is parsed. What a person may do with a
 * single record is said by `policies.ts`.
 * - `public`: anyone
 * - `signedIn`: any person
 * - `reviewer`, `officer`, `administrator`: holders of the role
 * - `staff`: officers; auditors too, to read
 * - `administration`: administrators; auditors too, to read
 * - `loopback`: only from this machine, and only with the embedded mailbox
 */
export const ACCESSES = [
  'public',
  'signedIn',
  'reviewer',
  'officer',
  'staff',
  'administration',
  'administrator',
  'loopback',
] as const
export type Access = (typeof ACCESSES)[number]

export type AccessAnswer = 'yes' | 'sign_in' | 'no' | 'hidden'

/** `isReading`: the method is GET or HEAD. */
export const mayEnter = (
  access: Access,
  { actor, isReading, isLoopback }: { actor: Actor; isReading: boolean; isLoopback: boolean },
): AccessAnswer => {
  if (access === 'public') return 'yes'
  if (access === 'loopback') return isLoopback ? 'yes' : 'hidden'
  if (actor.kind !== 'person') return 'sign_in'
  switch (access) {
    case 'signedIn':
      return 'yes'
    case 'reviewer':
    case 'officer':
    case 'administrator':
      return hasRole(actor, access) ? 'yes' : 'no'
    case 'staff':
      return (isReading ? isStaff(actor) : hasRole(actor, 'officer')) ? 'yes' : 'no'
    case 'administration':
      return hasRole(actor, 'administrator') || (isReading && hasRole(actor, 'auditor'))
        ? 'yes'
        : 'no'
  }
}
