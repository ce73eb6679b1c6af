import t from 'tap'
import { person, signedIn } from './helpers/actors.ts'
import { testApp, testBrowser } from './helpers/app.ts'

/**
 * Every route of the portal with who may come to it at all. An addition or a disappearance fails here on purpose:
 * read the new line aloud before adding it.
 */
const ROUTES = `
administrator DELETE /api/v1/people/:id/roles/:role
administrator POST   /administration/people/:id/closing
administrator POST   /administration/people/:id/opening
administrator POST   /administration/people/:id/roles
administrator POST   /administration/people/:id/roles/taking
administrator POST   /api/v1/people/:id/closing
administrator POST   /api/v1/people/:id/opening
administrator POST   /api/v1/people/:id/roles
loopback      GET    /dev/mailbox
loopback      GET    /dev/mailbox.json
administration GET    /administration
administration GET    /administration/people/:id
administration GET    /api/v1/people
administration GET    /api/v1/people/:id
administration GET    /api/v1/people/:id/history
officer       GET    /office/assignments/:id/cancellation
officer       GET    /office/calls/:id/attachments
officer       GET    /office/calls/:id/attachments/:key
officer       GET    /office/calls/:id/attachments/new
officer       GET    /office/calls/:id/budget
officer       GET    /office/calls/:id/criteria
officer       GET    /office/calls/:id/criteria/:key
officer       GET    /office/calls/:id/criteria/new
officer       GET    /office/calls/:id/form
officer       GET    /office/calls/:id/form/questions/:key
officer       GET    /office/calls/:id/form/questions/new
officer       GET    /office/calls/:id/form/sections/:key
officer       GET    /office/calls/:id/form/sections/new
officer       GET    /office/calls/:id/money
officer       GET    /office/calls/:id/publication
officer       GET    /office/calls/:id/scope
officer       GET    /office/calls/:id/texts
officer       GET    /office/calls/:id/timetable
officer       GET    /office/calls/:id/withdrawal
officer       GET    /office/calls/new
officer       GET    /office/conflicts/:id/clearance
officer       GET    /office/organisations/import
officer       GET    /office/publications/:id/edit
officer       GET    /office/publications/new
officer       GET    /office/reviews/:id/return
officer       PATCH  /api/v1/applications/:id/decision
officer       PATCH  /api/v1/calls/:id
officer       PATCH  /api/v1/publications/:publication
officer       POST   /api/v1/applications/:id/assignments
officer       POST   /api/v1/applications/:id/conflicts
officer       POST   /api/v1/applications/:id/decision
officer       POST   /api/v1/applications/:id/screening
officer       POST   /api/v1/assignments/:id/cancellation
officer       POST   /api/v1/calls
officer       POST   /api/v1/calls/:id/archiving
officer       POST   /api/v1/calls/:id/publication
officer       POST   /api/v1/calls/:id/release
officer       POST   /api/v1/calls/:id/screening
officer       POST   /api/v1/calls/:id/withdrawal
officer       POST   /api/v1/conflicts/:id/clearance
officer       POST   /api/v1/decisions/:id/recording
officer       POST   /api/v1/decisions/:id/return
officer       POST   /api/v1/organisations/:id/confirmation
officer       POST   /api/v1/organisations/:id/declination
officer       POST   /api/v1/organisations/import
officer       POST   /api/v1/publications
officer       POST   /api/v1/publications/imports
officer       POST   /api/v1/publications/:publication/approval
officer       POST   /api/v1/publications/:publication/publication
officer       POST   /api/v1/publications/:publication/reinstatement
officer       POST   /api/v1/publications/:publication/return
officer       POST   /api/v1/publications/:publication/submission
officer       POST   /api/v1/publications/:publication/withdrawal
officer       POST   /api/v1/reports/:id/acceptance
officer       POST   /api/v1/reports/:id/publication
officer       POST   /api/v1/reports/:id/return
officer       POST   /api/v1/reviews/:id/return
officer       POST   /office/applications/:id/assignments
officer       POST   /office/applications/:id/conflicts
officer       POST   /office/applications/:id/decision
officer       POST   /office/applications/:id/screening
officer       POST   /office/assignments/:id/cancellation
officer       POST   /office/calls
officer       POST   /office/calls/:id/archiving
officer       POST   /office/calls/:id/attachments/:key
officer       POST   /office/calls/:id/attachments/:key/position
officer       POST   /office/calls/:id/attachments/:key/removal
officer       POST   /office/calls/:id/attachments/new
officer       POST   /office/calls/:id/budget
officer       POST   /office/calls/:id/criteria/:key
officer       POST   /office/calls/:id/criteria/:key/position
officer       POST   /office/calls/:id/criteria/:key/removal
officer       POST   /office/calls/:id/criteria/new
officer       POST   /office/calls/:id/form/questions/:key
officer       POST   /office/calls/:id/form/questions/new
officer       POST   /office/calls/:id/form/sections/:key
officer       POST   /office/calls/:id/form/sections/new
officer       POST   /office/calls/:id/money
officer       POST   /office/calls/:id/publication
officer       POST   /office/calls/:id/questions/:key/position
officer       POST   /office/calls/:id/questions/:key/removal
officer       POST   /office/calls/:id/release
officer       POST   /office/calls/:id/scope
officer       POST   /office/calls/:id/screening
officer       POST   /office/calls/:id/sections/:key/position
officer       POST   /office/calls/:id/sections/:key/removal
officer       POST   /office/calls/:id/texts
officer       POST   /office/calls/:id/timetable
officer       POST   /office/calls/:id/withdrawal
officer       POST   /office/conflicts/:id/clearance
officer       POST   /office/decisions/:id/recording
officer       POST   /office/decisions/:id/return
officer       POST   /office/organisations/:id/confirmation
officer       POST   /office/organisations/:id/declination
officer       POST   /office/organisations/:id/names
officer       POST   /office/organisations/import
officer       POST   /office/publications
officer       POST   /office/publications/imports
officer       POST   /office/publications/imports/:id/acceptance
officer       POST   /office/publications/:id/approval
officer       POST   /office/publications/:id/edit
officer       POST   /office/publications/:id/file
officer       POST   /office/publications/:id/publication
officer       POST   /office/publications/:id/reinstatement
officer       POST   /office/publications/:id/registration
officer       POST   /office/publications/:id/return
officer       POST   /office/publications/:id/submission
officer       POST   /office/publications/:id/withdrawal
officer       POST   /office/registrations/:id/retry
officer       POST   /office/reports/:id/acceptance
officer       POST   /office/reports/:id/publication
officer       POST   /office/reports/:id/return
officer       POST   /office/reviews/:id/return
officer       PUT    /api/v1/calls/:id/criteria
officer       PUT    /api/v1/calls/:id/form
officer       PUT    /api/v1/organisations/:id/names
officer       PUT    /api/v1/publications/:publication/file
public        GET    /
public        GET    /about
public        GET    /accessibility
public        GET    /api
public        GET    /api/v1/calls
public        GET    /api/v1/calls/:id
public        GET    /api/v1/grants
public        GET    /api/v1/grants/:reference
public        GET    /api/v1/openapi.json
public        GET    /api/v1/organisations
public        GET    /api/v1/organisations/:id
public        GET    /api/v1/evidence-map
public        GET    /api/v1/publications
public        GET    /api/v1/publications/:publication
public        GET    /api/v1/publications/:publication/file
public        GET    /api/v1/publications/:publication/pages/:number
public        GET    /api/v1/publications/:publication/related
public        GET    /api/v1/publications/:publication/search
public        GET    /api/v1/publications/:publication/text
public        GET    /api/v1/receipts
public        GET    /assets/:name
public        GET    /calls
public        GET    /calls.atom
public        GET    /calls/:slug
public        GET    /calls/:slug/deadline.ics
public        GET    /contact
public        GET    /grants
public        GET    /grants.csv
public        GET    /grants/:reference
public        GET    /health/live
public        GET    /health/ready
public        GET    /oai
public        GET    /opensearch.xml
public        GET    /personal-data
public        GET    /problems/:code
public        GET    /evidence-map
public        GET    /publications
public        GET    /api/v1/publications/export
public        GET    /publications.bib
public        GET    /publications.csv
public        GET    /publications.enw
public        GET    /publications.json
public        GET    /publications.jsonl
public        GET    /publications.ris
public        GET    /publications.xml
public        GET    /publications/:slug/citation
public        GET    /publications/:slug/citation.enw
public        GET    /publications/:slug/citation.xml
public        GET    /alerts/:token
public        GET    /alerts/:token/confirmation
public        GET    /alerts/:token/leaving
public        GET    /alerts/asked
public        GET    /alerts/new
public        POST   /alerts
public        POST   /alerts/:token/confirmation
public        POST   /alerts/:token/leaving
public        POST   /alerts/:token/others
public        POST   /alerts/:token/settings
public        GET    /api/v1/alerts/:token
public        POST   /api/v1/alerts
public        POST   /api/v1/alerts/:token/confirmation
public        PATCH  /api/v1/alerts/:token
public        DELETE /api/v1/alerts/:token
public        GET    /api/v1/lists/:id
public        GET    /api/v1/lists/keys/:key
public        POST   /api/v1/lists
public        POST   /api/v1/lists/keys/:key/items
public        POST   /api/v1/lists/keys/:key/renewal
public        PATCH  /api/v1/lists/keys/:key
public        DELETE /api/v1/lists/keys/:key
public        DELETE /api/v1/lists/keys/:key/items/:publication
public        GET    /lists
public        GET    /lists/:id
public        GET    /lists/:id/deletion
public        GET    /lists/:id/details
public        GET    /lists/:id/export.bib
public        GET    /lists/:id/export.csv
public        GET    /lists/:id/export.enw
public        GET    /lists/:id/export.json
public        GET    /lists/:id/export.jsonl
public        GET    /lists/:id/export.ris
public        GET    /lists/:id/export.xml
public        GET    /lists/adding
public        GET    /lists/keys/:key
public        POST   /lists
public        POST   /lists/:id/copy
public        POST   /lists/:id/deletion
public        POST   /lists/:id/details
public        POST   /lists/:id/order
public        POST   /lists/:id/renewal
public        POST   /lists/items
public        POST   /lists/keys/:key
public        GET    /publications.atom
public        GET    /publications/:slug
public        GET    /publications/:slug/:file
public        GET    /publications/:slug/citation.bib
public        GET    /publications/:slug/citation.json
public        GET    /publications/:slug/citation.ris
public        GET    /publications/:slug/datacite.json
public        GET    /publications/:slug/datacite.xml
public        GET    /publications/:slug/dublin-core.xml
public        GET    /publications/:slug/files/:id
public        GET    /publications/:slug/linkset
public        GET    /publications/:slug/linkset.txt
public        GET    /publications/:slug/metadata.jsonld
public        GET    /publications/:slug/original.pdf
public        GET    /publications/:slug/pages/:number
public        GET    /publications/:slug/pictures/:name
public        GET    /publications/:slug/search
public        GET    /publications/:slug/text
public        GET    /publications/:slug/text/:number
public        GET    /publications/suggest
public        GET    /r51/members
public        GET    /r51/reports
public        GET    /r51/reports/ir
public        GET    /r51/reports/pr
public        GET    /r51/status
public        GET    /receipts
public        GET    /robots.txt
public        GET    /sign-in
public        GET    /sign-in/code
public        GET    /sitemap.xml
public        GET    /sitemaps/pages.xml
public        GET    /sitemaps/publications-:page.xml
public        POST   /api/v1/session
public        POST   /api/v1/sign-in
public        POST   /oai
public        POST   /session
public        POST   /sign-in
reviewer      GET    /api/v1/assignments
reviewer      GET    /api/v1/assignments/:id
reviewer      GET    /api/v1/assignments/:id/attachments/:slot
reviewer      GET    /api/v1/assignments/:id/dossier
reviewer      GET    /api/v1/assignments/:id/dossier.pdf
reviewer      GET    /api/v1/assignments/:id/review
reviewer      GET    /assignments/:id
reviewer      GET    /assignments/:id/attachments/:slot
reviewer      GET    /assignments/:id/dossier
reviewer      GET    /assignments/:id/dossier.pdf
reviewer      GET    /assignments/:id/review
reviewer      GET    /assignments/:id/review/check
reviewer      GET    /reviews
reviewer      POST   /api/v1/assignments/:id/acceptance
reviewer      POST   /api/v1/assignments/:id/conflict
reviewer      POST   /api/v1/assignments/:id/declination
reviewer      POST   /api/v1/assignments/:id/review/submission
reviewer      POST   /assignments/:id/acceptance
reviewer      POST   /assignments/:id/conflict
reviewer      POST   /assignments/:id/declination
reviewer      POST   /assignments/:id/review
reviewer      POST   /assignments/:id/review/submission
reviewer      PUT    /api/v1/assignments/:id/review
signedIn      DELETE /api/v1/applications/:id/attachments/:part
signedIn      DELETE /api/v1/applications/:id/participants/:part
signedIn      DELETE /api/v1/session
signedIn      DELETE /api/v1/sessions
signedIn      DELETE /api/v1/sessions/:id
signedIn      GET    /api/v1/applications
signedIn      GET    /api/v1/applications/:id
signedIn      GET    /api/v1/applications/:id/answers
signedIn      GET    /api/v1/applications/:id/attachments
signedIn      GET    /api/v1/applications/:id/attachments/:part
signedIn      GET    /api/v1/applications/:id/decision
signedIn      GET    /api/v1/applications/:id/decision.pdf
signedIn      GET    /api/v1/applications/:id/grant
signedIn      GET    /api/v1/applications/:id/missing
signedIn      GET    /api/v1/applications/:id/participants
signedIn      GET    /api/v1/applications/:id/receipt
signedIn      GET    /api/v1/applications/:id/receipt.pdf
signedIn      GET    /api/v1/applications/:id/revision
signedIn      GET    /api/v1/applications/:id/revision/attachments/:key
signedIn      GET    /api/v1/grants/:id/reports
signedIn      GET    /api/v1/invitations
signedIn      GET    /api/v1/my-grants
signedIn      GET    /api/v1/profile
signedIn      GET    /api/v1/profile/data
signedIn      GET    /api/v1/reports/:id
signedIn      GET    /api/v1/reports/:id/file
signedIn      GET    /api/v1/session
signedIn      GET    /api/v1/sessions
signedIn      GET    /applications/:id
signedIn      GET    /applications/:id/attachments
signedIn      GET    /applications/:id/attachments/:part
signedIn      GET    /applications/:id/budget
signedIn      GET    /applications/:id/check
signedIn      GET    /applications/:id/decision
signedIn      GET    /applications/:id/decision.pdf
signedIn      GET    /applications/:id/participants
signedIn      GET    /applications/:id/receipt
signedIn      GET    /applications/:id/receipt.pdf
signedIn      GET    /applications/:id/sections/:key
signedIn      GET    /applications/:id/submitted.json
signedIn      GET    /applications/:id/withdrawal
signedIn      GET    /invitations
signedIn      GET    /my-grants/:id
signedIn      GET    /my-grants/:id/reports/:reportId
signedIn      GET    /my-grants/:id/reports/:reportId/check
signedIn      GET    /organisations/new
signedIn      GET    /organisations/suggest
signedIn      GET    /profile
signedIn      GET    /profile/data.json
signedIn      GET    /profile/sessions
signedIn      GET    /reports/:id/file
signedIn      GET    /work
signedIn      PATCH  /api/v1/applications/:id
signedIn      PATCH  /api/v1/profile
signedIn      PATCH  /api/v1/reports/:id
signedIn      POST   /api/v1/applications
signedIn      POST   /api/v1/applications/:id/attachments
signedIn      POST   /api/v1/applications/:id/invitations
signedIn      POST   /api/v1/applications/:id/submission
signedIn      POST   /api/v1/applications/:id/taking-back
signedIn      POST   /api/v1/applications/:id/withdrawal
signedIn      POST   /api/v1/grants/:id/acceptance
signedIn      POST   /api/v1/invitations/:id/acceptance
signedIn      POST   /api/v1/invitations/:id/declination
signedIn      POST   /api/v1/organisations
signedIn      POST   /api/v1/reports/:id/opening
signedIn      POST   /api/v1/reports/:id/submission
signedIn      POST   /applications/:id/attachments/:key
signedIn      POST   /applications/:id/attachments/:part/removal
signedIn      POST   /applications/:id/budget
signedIn      POST   /applications/:id/participants
signedIn      POST   /applications/:id/participants/:part/removal
signedIn      POST   /applications/:id/sections/:key
signedIn      POST   /applications/:id/submission
signedIn      POST   /applications/:id/taking-back
signedIn      POST   /applications/:id/withdrawal
signedIn      POST   /calls/:slug/applications
signedIn      POST   /grants/:id/acceptance
signedIn      POST   /invitations/:id/acceptance
signedIn      POST   /invitations/:id/declination
signedIn      POST   /organisations/new
signedIn      POST   /profile
signedIn      POST   /reports/:id
signedIn      POST   /reports/:id/opening
signedIn      POST   /reports/:id/submission
signedIn      POST   /sessions/:id/end
signedIn      POST   /sessions/others/end
signedIn      POST   /sign-out
signedIn      PUT    /api/v1/applications/:id/answers/:key
signedIn      PUT    /api/v1/applications/:id/budget
signedIn      PUT    /api/v1/reports/:id/file
staff         GET    /api/v1/applications/:id/assignments
staff         GET    /api/v1/applications/:id/candidates
staff         GET    /api/v1/applications/:id/conflicts
staff         GET    /api/v1/applications/:id/dossier
staff         GET    /api/v1/applications/:id/dossier.pdf
staff         GET    /api/v1/applications/:id/dossier/attachments/:slot
staff         GET    /api/v1/applications/:id/history
staff         GET    /api/v1/applications/:id/reviews
staff         GET    /api/v1/calls/:id/applications
staff         GET    /api/v1/calls/:id/assignments
staff         GET    /api/v1/calls/:id/history
staff         GET    /api/v1/calls/:id/missing
staff         GET    /api/v1/calls/:id/ranking
staff         GET    /api/v1/calls/:id/release
staff         GET    /api/v1/calls/:id/reviewers
staff         GET    /api/v1/decisions/:id/history
staff         GET    /api/v1/grants/:id/history
staff         GET    /api/v1/office
staff         GET    /api/v1/office/publications
staff         GET    /api/v1/organisations/:id/history
staff         GET    /api/v1/publications/:id/history
staff         GET    /api/v1/reports
staff         GET    /office
staff         GET    /office/applications/:id
staff         GET    /office/applications/:id/assignments
staff         GET    /office/applications/:id/conflicts
staff         GET    /office/applications/:id/decision
staff         GET    /office/applications/:id/dossier
staff         GET    /office/applications/:id/dossier.pdf
staff         GET    /office/applications/:id/dossier/attachments/:slot
staff         GET    /office/applications/:id/files/:key
staff         GET    /office/applications/:id/reviews
staff         GET    /office/calls
staff         GET    /office/calls/:id
staff         GET    /office/calls/:id/applications
staff         GET    /office/calls/:id/applications.csv
staff         GET    /office/calls/:id/assignments
staff         GET    /office/calls/:id/preview
staff         GET    /office/calls/:id/preview/form
staff         GET    /office/calls/:id/ranking
staff         GET    /office/calls/:id/release
staff         GET    /office/grants
staff         GET    /office/grants/:id
staff         GET    /office/organisations
staff         GET    /office/organisations/:id
staff         GET    /office/publications/imports
staff         GET    /office/publications/imports/:id
staff         GET    /office/publications
staff         GET    /office/publications/:id
staff         GET    /office/publications/:id/files/:file
staff         GET    /office/reports/:id
staff         GET    /office/registrations
staff         GET    /office/usage
staff         GET    /office/usage.csv
officer       POST   /office/isbns
officer       POST   /office/places/periods
officer       POST   /office/places/periods/:id/closing
officer       POST   /office/publications/:id/address
officer       POST   /office/publications/:id/addresses
officer       POST   /office/publications/:id/addresses/removal
officer       DELETE /api/v1/publications/:publication/addresses
officer       DELETE /api/v1/publications/:publication/family
officer       DELETE /api/v1/publications/:publication/files/:file
officer       POST   /api/v1/isbns
officer       POST   /api/v1/publications/:publication/addresses
officer       POST   /api/v1/publications/:publication/files
officer       POST   /api/v1/publications/:publication/isbn
officer       PUT    /api/v1/publications/:publication/address
officer       PUT    /api/v1/publications/:publication/family
public        GET    /api/v1/publications/:publication/files/:file
staff         GET    /api/v1/isbns
staff         GET    /api/v1/publications/:publication/addresses
officer       DELETE /api/v1/publications/:publication/duplicates/:other/dismissal
officer       POST   /api/v1/publications/:publication/duplicates/:other/dismissal
staff         GET    /api/v1/publications/:publication/duplicates
officer       POST   /office/publications/:id/duplicates/:other/dismissal
officer       POST   /office/publications/:id/duplicates/:other/return
officer       POST   /office/publications/:id/family
officer       POST   /office/publications/:id/family/removal
officer       POST   /office/publications/:id/files
officer       POST   /office/publications/:id/files/:file/removal
officer       POST   /office/publications/:id/notes
officer       POST   /office/publications/:id/proposals/:field/acceptance
officer       POST   /office/publications/:id/proposals/:field/declination
signedIn      DELETE /api/v1/deposits/:id
signedIn      GET    /api/v1/deposits
signedIn      GET    /api/v1/deposits/:id
signedIn      GET    /api/v1/deposits/:id/file
signedIn      GET    /deposits/:id
signedIn      GET    /deposits/:id/edit
signedIn      GET    /deposits/:id/file
signedIn      PATCH  /api/v1/deposits/:id
signedIn      POST   /api/v1/deposits/:id/proposals/:field/acceptance
signedIn      POST   /api/v1/deposits/:id/proposals/:field/declination
signedIn      POST   /api/v1/deposits/:id/submission
signedIn      POST   /api/v1/grants/:id/deposits
signedIn      POST   /deposits/:id/edit
signedIn      POST   /deposits/:id/file
signedIn      POST   /deposits/:id/proposals/:field/acceptance
signedIn      POST   /deposits/:id/proposals/:field/declination
signedIn      POST   /deposits/:id/removal
signedIn      POST   /deposits/:id/submission
signedIn      POST   /grants/:id/deposits
signedIn      PUT    /api/v1/deposits/:id/file
officer       POST   /api/v1/publications/:publication/proposals/:field/acceptance
officer       POST   /api/v1/publications/:publication/proposals/:field/declination
staff         GET    /api/v1/publications/:publication/checks
staff         GET    /office/isbns
staff         GET    /office/places
`

const ID = '00000000-0000-4000-8000-000000000000'
const addressOf = (url: string) =>
  url
    .replace(/:id\b|:\w*Id\b/g, ID)
    .replace(/:number\b/g, '1')
    .replace(/:\w+/g, 'nothing')
    .replace('*', 'nothing')

type Route = { access: string; method: string; url: string }

const routes: Route[] = ROUTES.trim()
  .split('\n')
  .map((line) => {
    const [access = '', method = '', url = ''] = line.trim().split(/\s+/)
    return { access, method, url }
  })

t.test('routes', async (t) => {
  const test = await testApp(t)
  const nobody = await signedIn(test, await person(test))
  const auditor = await signedIn(test, await person(test, { roles: ['auditor'] }))

  t.test('the table is whole', async (t) => {
    const declared = test.app.declaredRoutes
      .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
      .map(({ access, method, url }) => `${access} ${method} ${url}`)
    const written = routes.map(({ access, method, url }) => `${access} ${method} ${url}`)
    t.same(
      [...new Set(declared)].filter((line) => !written.includes(line)).sort(),
      [],
      'not in the table',
    )
    t.same(written.filter((line) => !declared.includes(line)).sort(), [], 'no longer there')
  })

  for (const route of routes.filter(({ access }) => access !== 'public' && access !== 'loopback')) {
    t.test(`${route.method} ${route.url} is closed to a stranger`, async (t) => {
      const isApi = route.url.startsWith('/api/')
      const answer = await testBrowser(test).request({
        method: route.method as 'GET',
        url: isApi ? addressOf(route.url) : `/en${addressOf(route.url)}`,
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:3000' },
        ...(route.method === 'GET' ? {} : { payload: '{"rubbish":true}' }),
      })
      if (!isApi && route.method === 'GET') {
        t.equal(answer.statusCode, 303)
        t.match(answer.headers.location, /^\/en\/sign-in\?return=/)
      } else t.equal(answer.statusCode, 401)
      t.notMatch(answer.body, 'rubbish')
    })
  }

  for (const route of routes.filter(
    ({ access }) => !['public', 'loopback', 'signedIn'].includes(access),
  )) {
    t.test(`${route.method} ${route.url} is closed to a person without the role`, async (t) => {
      const answer = await nobody.request({
        method: route.method as 'GET',
        url: addressOf(route.url),
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:3000' },
        ...(route.method === 'GET' ? {} : { payload: '{"rubbish":true}' }),
      })
      t.equal(answer.statusCode, 403)
      t.notMatch(answer.body, 'rubbish')
    })
  }

  for (const route of routes.filter(
    ({ access, method }) =>
      ['staff', 'administration', 'officer', 'administrator'].includes(access) && method !== 'GET',
  )) {
    t.test(`${route.method} ${route.url} is closed to an auditor, who only reads`, async (t) => {
      const answer = await auditor.request({
        method: route.method as 'POST',
        url: addressOf(route.url),
        headers: { 'content-type': 'application/json', origin: 'http://127.0.0.1:3000' },
        payload: '{}',
      })
      t.equal(answer.statusCode, 403)
    })
  }

  for (const route of routes.filter(
    ({ access, url }) => access === 'signedIn' && /:id\b/.test(url),
  )) {
    t.test(
      `${route.method} ${route.url} of something that is not there is 404, not a fault`,
      async (t) => {
        const answer = await nobody.json(
          route.method as 'GET',
          addressOf(route.url),
          route.method === 'GET' || route.method === 'DELETE' ? undefined : {},
          { 'if-match': '"1"' },
        )
        t.ok([403, 404, 415, 422].includes(answer.statusCode), String(answer.statusCode))
      },
    )
  }

  t.test('a page that writes is refused by the database', async (t) => {
    await t.rejects(test.database.reading.execute("update people set name = 'x'"), {
      cause: { message: 'cannot execute UPDATE in a read-only transaction' },
    })
  })
})
