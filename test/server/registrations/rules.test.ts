import fc from 'fast-check'
import t from 'tap'
import { crossrefGrant } from '../../../server/registrations/crossref-grant.ts'
import {
  agencyFor,
  doiFor,
  isToBeSent,
  nextAttemptAt,
  outcomeOf,
  REGISTRATION_STATUSES,
  RETRY_AFTER_SECONDS_MAX,
  refuseRegistration,
  refuseRetry,
  registrationTransitions,
  retryAfterOf,
  suffixOf,
  visibilityOf,
} from '../../../server/registrations/rules.ts'

const NOW = new Date('2027-03-01T12:00:00Z')

t.test('a suffix says nothing, is always the same, and another after a collision', async (t) => {
  const id = '01a0b0c0-0000-7000-8000-000000000001'
  t.match(suffixOf('publication', id), /^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/)
  t.equal(suffixOf('publication', id), suffixOf('publication', id))
  t.not(suffixOf('publication', id), suffixOf('grant', id))
  t.not(suffixOf('publication', id), suffixOf('publication', id, 1))
  t.equal(doiFor('10.5072', 'abcd-1234'), '10.5072/abcd-1234')
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.uuid(), (one) => {
      seen.add(suffixOf('publication', one))
      return /^[0-9a-z]{4}-[0-9a-z]{4}$/.test(suffixOf('publication', one))
    }),
  )
  t.ok(seen.size > 90)
})

t.test('DataCite comes first for publications; grants only Crossref knows', async (t) => {
  const both = { datacite: true, crossref: true }
  t.equal(agencyFor('publication', both), 'datacite')
  t.equal(agencyFor('publication', { datacite: false, crossref: true }), 'crossref')
  t.equal(agencyFor('grant', both), 'crossref')
  t.equal(agencyFor('grant', { datacite: true, crossref: false }), null)
  t.equal(agencyFor('publication', { datacite: false, crossref: false }), null)
})

t.test('a DOI is registered for what is public, has a text here, and has none yet', async (t) => {
  const fit = {
    status: 'published',
    doi: null,
    hasText: true,
    isRegistered: false,
    agency: 'datacite',
  } as const
  t.equal(refuseRegistration(fit), null)
  for (const status of ['draft', 'submitted', 'approved', 'withdrawn'] as const)
    t.match(refuseRegistration({ ...fit, status }), { reason: 'registration_not_public' }, status)
  t.match(refuseRegistration({ ...fit, doi: '10.1/x' }), { reason: 'registration_has_doi' })
  t.match(refuseRegistration({ ...fit, isRegistered: true }), { reason: 'registration_has_doi' })
  t.match(refuseRegistration({ ...fit, hasText: false }), { reason: 'registration_held_elsewhere' })
  t.match(refuseRegistration({ ...fit, agency: null }), { reason: 'registration_off' })
})

t.test('only what was given up is tried again by hand', async (t) => {
  for (const status of REGISTRATION_STATUSES)
    t.equal(refuseRetry(status) === null, 'retry' in registrationTransitions[status], status)
})

t.test('an agency is told of what is new to it, and of nothing that it never knew', async (t) => {
  const known = { visibility: 'findable', digest: 'a' } as const
  const unknown = { visibility: null, digest: null } as const
  t.equal(visibilityOf('published'), 'findable')
  t.equal(visibilityOf('withdrawn'), 'hidden')
  t.equal(visibilityOf('draft'), null)
  t.equal(isToBeSent(unknown, { visibility: 'findable', digest: 'a' }), true)
  t.equal(isToBeSent(known, { visibility: 'findable', digest: 'a' }), false)
  t.equal(isToBeSent(known, { visibility: 'findable', digest: 'b' }), true)
  t.equal(isToBeSent(known, { visibility: 'hidden', digest: 'a' }), true)
  t.equal(isToBeSent(unknown, { visibility: 'hidden', digest: 'a' }), false)
  t.equal(isToBeSent(known, { visibility: null, digest: 'b' }), false)
})

t.test(
  'each attempt waits twice as long, six hours at most, and as long as it is asked to',
  async (t) => {
    const minutes = (attempts: number, seconds: number | null = null) =>
      (nextAttemptAt(attempts, seconds, NOW).getTime() - NOW.getTime()) / 60_000
    t.same(
      [0, 1, 2, 3, 9, 10, 50].map((attempts) => minutes(attempts)),
      [1, 1, 2, 4, 256, 360, 360],
    )
    t.equal(minutes(1, 600), 10)
    t.equal(minutes(5, 60), 16, 'but no sooner than we would')
    t.equal(minutes(1, RETRY_AFTER_SECONDS_MAX + 1), 24 * 60, 'and a day at most')
  },
)

t.test('Retry-After is read in seconds or as a date', async (t) => {
  t.equal(retryAfterOf('120', NOW), 120)
  t.equal(retryAfterOf('Mon, 01 Mar 2027 12:02:00 GMT', NOW), 120)
  t.equal(retryAfterOf('Mon, 01 Mar 2027 11:00:00 GMT', NOW), 0)
  t.equal(retryAfterOf('soon', NOW), null)
  t.equal(retryAfterOf(null, NOW), null)
})

t.test(
  'what cannot improve is given up; what may have gone through is not sent blindly',
  async (t) => {
    const of = (status: number) => outcomeOf(status, { detail: 'x', retryAfterSeconds: null })
    for (const status of [400, 404, 413, 422])
      t.match(of(status), { kind: 'refused', reason: 'metadata_refused' }, String(status))
    for (const status of [401, 403]) t.match(of(status), { kind: 'refused', reason: 'not_let_in' })
    t.match(of(429), { kind: 'again', reason: 'too_many', isUnknown: false })
    for (const status of [408, 500, 502, 503, 504])
      t.match(of(status), { kind: 'again', reason: 'agency_down', isUnknown: true }, String(status))
    t.match(of(302), { kind: 'again', reason: 'malformed', isUnknown: true })
  },
)

t.test('a country is told of a grant where Crossref lists it', async (t) => {
  const said = (country: string) =>
    crossrefGrant(
      {
        reference: 'G2027-0012',
        title: 'Rivers',
        summary: null,
        mainApplicant: null,
        organisation: { name: 'University', ror: null, country },
        amountCents: 100_000,
        currency: 'SEK',
        scheme: 'Open call',
        releasedOn: '2027-03-01',
        startsOn: null,
        endsOn: null,
        url: 'https://library.example.org/grants/G2027-0012',
      },
      {
        doi: '10.5555/g2027-0012',
        funderRor: 'https://ror.org/012345678',
        head: { batch: 'batch', sentAt: new Date(0), depositor: 'F', email: 'f@example.org' },
      },
    )
  t.match(said('UG'), '<institution country="UG">University</institution>')
  for (const country of ['ME', 'XK'])
    t.match(said(country), '<institution>University</institution>', country)
})
