import { assetUrl } from '../assets.ts'
import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { csrfField } from './forms.ts'
import { texts } from './texts.ts'

/** Pages that the masthead and the foot link to, as paths without language. */
export const PLACES = {
  start: '/',
  publications: '/publications',
  map: '/evidence-map',
  calls: '/calls',
  grants: '/grants',
  work: '/work',
  office: '/office',
  administration: '/administration',
  signIn: '/sign-in',
  signOut: '/sign-out',
  about: '/about',
  accessibility: '/accessibility',
  personalData: '/personal-data',
  contact: '/contact',
} as const

export type Current =
  | 'publications'
  | 'calls'
  | 'map'
  | 'grants'
  | 'work'
  | 'office'
  | 'administration'

export type Layout = {
  /** Without the portal's name, which is added. */
  title: string
  main: Html
  current?: Current | undefined
  /** Further `meta` and `link` elements. */
  head?: Html | undefined
  /** A broader page, for rankings and wide tables. */
  wide?: boolean | undefined
  /** Bands over the whole width: `main` brings its own `.wrap`. */
  bare?: boolean | undefined
  /** A form came back with problems: the title says so first. */
  invalid?: boolean | undefined
  robots?: string | undefined
  description?: string | undefined
  /** Names of ES modules among the assets. */
  scripts?: readonly string[] | undefined
}

/** The whole document around a page. */
export const layout = (view: View, page: Layout): Html => {
  const words = texts[view.language]
  const start = page.title === words.portal
  const title = `${page.invalid ? words.error : ''}${page.title}${start ? '' : ` – ${words.portal}`}`
  return html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${page.description ?? words.description}">
<meta name="color-scheme" content="light dark">
${page.robots && html`<meta name="robots" content="${page.robots}">`}
<link rel="icon" href="${assetUrl('mark.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetUrl('face.css')}">
<link rel="search" type="application/opensearchdescription+xml" title="${words.portal}" href="${view.to('/opensearch.xml')}">
<link rel="canonical" href="${view.baseUrl}${view.to(view.path)}">
<link rel="alternate" hreflang="${view.language}" href="${view.baseUrl}${view.to(view.path)}">
<link rel="alternate" hreflang="${otherLanguage(view)}" href="${view.baseUrl}${inOtherLanguage(view)}">
${page.head}${['zone.js', ...(page.scripts ?? [])].map(
  (name) => html`<script type="module" src="${assetUrl(name)}"></script>\n`,
)}</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
${masthead(view, page.current)}
<main id="main" tabindex="-1">
${page.bare ? page.main : html`<div class="${page.wide ? 'wrap broad' : 'wrap'}">\n${page.main}\n</div>`}
</main>
${foot(view)}
</body>
</html>
`
}

/** The ring of seats; the open one is for whoever comes. */
export const mark: Html = html`<svg viewBox="0 0 32 32" aria-hidden="true"><path fill="currentColor" d="M17.7 1.5A14.6 14.6 0 0 1 26.3 5.7L21.9 10.1A8.3 8.3 0 0 0 16.9 7.8ZM28.4 8.3A14.6 14.6 0 0 1 30.5 17.6L24.2 16.9A8.3 8.3 0 0 0 23 11.6ZM20.8 29.8A14.6 14.6 0 0 1 11.2 29.8L13.3 23.8A8.3 8.3 0 0 0 18.7 23.8ZM8.2 28.4A14.6 14.6 0 0 1 2.2 20.8L8.2 18.8A8.3 8.3 0 0 0 11.6 23ZM1.5 17.6A14.6 14.6 0 0 1 3.6 8.3L9 11.6A8.3 8.3 0 0 0 7.8 16.9ZM5.7 5.7A14.6 14.6 0 0 1 14.3 1.5L15.1 7.8A8.3 8.3 0 0 0 10.1 10.1Z"/><path class="open" d="M31 21.3A15.9 15.9 0 0 1 24.5 29.5L21.1 24.1A9.6 9.6 0 0 0 25.1 19.2Z"/></svg>`

function masthead(view: View, current: Current | undefined): Html {
  const words = texts[view.language]
  const { person } = view
  const other = otherLanguage(view)
  const entries: (Current | false)[] = [
    'publications',
    'calls',
    'map',
    'grants',
    person !== null && 'work',
    person !== null && (person.isOfficer || person.isAuditor) && 'office',
    (person?.isAdministrator === true || person?.isAuditor === true) && 'administration',
  ]
  return html`<header>
<div class="wrap masthead">
<a class="brand" href="${view.to(PLACES.start)}">${mark}${words.portal}</a>
<nav aria-label="${words.navigation}"><ul>
${entries.map((entry) => entry && item(view, entry, current))}</ul></nav>
<div class="tools">
<a href="${inOtherLanguage(view)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
${
  person === null
    ? html`<a href="${view.to(PLACES.signIn)}">${words.signIn}</a>`
    : html`<span class="soft"><span class="vh">${words.signedInAs}</span>${person.name || person.email}</span>
<form method="post" action="${view.to(PLACES.signOut)}">${csrfField(view)}<button class="plainly">${words.signOut}</button></form>`
}
</div>
</div>
${view.searchDown && html`<p class="wrap standing" role="status"><span class="state now">${words.searchDown}</span></p>`}
</header>`
}

const item = (view: View, entry: Current, current: Current | undefined): Html =>
  html`<li><a href="${view.to(PLACES[entry])}" ${attribute('aria-current', entry === current && 'true')}>${texts[view.language][entry]}</a></li>
`

function foot(view: View): Html {
  const words = texts[view.language]
  const link = (href: string, label: Renderable) => html`<li><a href="${href}">${label}</a></li>`
  return html`<footer>
<div class="wrap foot">
<nav aria-label="${words.footer}"><ul>
${link(view.to(PLACES.about), words.about)}
${link(view.to(PLACES.accessibility), words.accessibility)}
${link(view.to(PLACES.personalData), words.personalData)}
${link('/api', words.openData)}
${link(view.to(PLACES.contact), words.contact)}
${link(view.to(`${PLACES.contact}?page=${encodeURIComponent(view.path)}`), words.reportFault)}
</ul></nav>
<p>${words.signature}</p>
</div>
</footer>`
}

const otherLanguage = (view: View): 'sv' | 'en' => (view.language === 'sv' ? 'en' : 'sv')

const inOtherLanguage = (view: View): string => `/${otherLanguage(view)}${view.path}`
