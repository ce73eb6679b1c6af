import type { Language } from './language.ts'
import type { Role } from './people/rules.ts'

/** Who acts. Operations get it in their context; stores take it to keep queries within reach. */
export type Actor = Visitor | Person | System

export type Visitor = { kind: 'visitor' }

export type Person = {
  kind: 'person'
  id: string
  sessionId: string
  email: string
  name: string
  roles: readonly Role[]
  language: Language
}

/** The portal itself: jobs, imports, the seed. */
export type System = { kind: 'system' }

export const visitor: Visitor = { kind: 'visitor' }
export const system: System = { kind: 'system' }

export const hasRole = (actor: Actor, role: Role): boolean =>
  actor.kind === 'person' && actor.roles.includes(role)

/** Sees what the office sees: officers, and auditors, who write nothing. */
export const isStaff = (actor: Actor): boolean =>
  hasRole(actor, 'officer') || hasRole(actor, 'auditor')

/** The id for foreign keys and history; null when the portal itself or a visitor acts. */
export const actorId = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null)
