import type { Language } from './language.ts'

/** What every page knows of its reader and of where it stands. Pages get it first and pass it on. */
export type View = {
  language: Language
  /** This page's path with its query, without the language prefix: `/calls?open=1`. */
  path: string
  /** A link inside the portal, in the language of the page: `to('/calls')` is `/sv/calls`. */
  to: (path: string) => string
  /** Public address of the portal, without a slash at the end: for canonical links and feeds. */
  baseUrl: string
  /** The signed-in person, or null for a visitor. */
  person: ViewPerson | null
  /** Token for the hidden field `_csrf` of every form that posts (`csrfField` writes it). */
  csrf: string
  now: Date
  /** The reader's own time zone (IANA name), where known. */
  zone: string | null
  /** What the embedded parts cannot do just now: said in a line under the masthead. */
  searchDown: boolean
}

export type ViewPerson = {
  id: string
  name: string
  email: string
  isOfficer: boolean
  isAdministrator: boolean
  isAuditor: boolean
  isReviewer: boolean
}
