import { type Html, html, type Renderable } from '../html.ts'
import { catalogue } from '../language.ts'
import type { View } from '../view.ts'
import { acts, buttonLink } from './forms.ts'
import { layout, PLACES } from './layout.ts'

/** Why something cannot be done, in the words of the rule, and the way on. */
export const refusalPage = (
  view: View,
  refusal: {
    title: string
    explanation: Renderable
    wayOn?: { label: string; href: string } | undefined
  },
): Html =>
  lostPage(view, refusal.title, html`<p>${refusal.explanation}</p>`, [
    refusal.wayOn !== undefined && buttonLink(refusal.wayOn.label, refusal.wayOn.href),
  ])

/** No such page, or none that this reader may know of: both look the same. */
export const notFoundPage = (view: View): Html => {
  const words = texts[view.language]
  const search = html`<a href="${view.to(PLACES.publications)}">${words.search}</a>`
  return lostPage(view, words.notFound, html`<p>${words.notFoundWhy} ${search}.</p>`, [
    buttonLink(words.toStart, view.to(PLACES.start)),
    buttonLink(words.tellUs, faultHref(view), 'quiet'),
  ])
}

/** We failed. The number finds what happened in the log. */
export const faultPage = (view: View, requestId: string): Html => {
  const words = texts[view.language]
  return lostPage(
    view,
    words.fault,
    html`<p>${words.faultWhy}</p><p>${words.faultNumber} <code>${requestId}</code></p>`,
    [
      buttonLink(words.toStart, view.to(PLACES.start)),
      buttonLink(words.reportFault, faultHref(view), 'quiet'),
    ],
  )
}

function lostPage(view: View, title: string, body: Html, buttons: readonly Renderable[]): Html {
  return layout(view, {
    title,
    robots: 'noindex',
    main: html`<div class="lost head">
${FALLEN_STONES}
<h1>${title}</h1>
<div class="text">${body}</div>
${acts(...buttons)}
</div>`,
  })
}

const faultHref = (view: View): string =>
  view.to(`${PLACES.contact}?page=${encodeURIComponent(view.path)}`)

const FALLEN_STONES = html`<svg viewBox="0 0 600 96" aria-hidden="true"><path class="axis" d="M0 88.5H600"/><path class="bed" d="M63 88Q61 83 75 77Q74 72 80 67L110 66Q114 72 116 77Q115 83 127 88ZM154 88Q153 83 167 77Q167 72 153 66Q154 61 171 56L200 55Q204 61 216 66Q216 72 204 77Q204 83 215 88ZM426 88Q426 83 429 77Q428 72 439 66Q439 61 433 55Q433 50 423 44Q423 39 425 33Q425 28 441 23L468 22Q473 28 482 33Q483 39 487 44Q488 50 472 55Q472 61 471 66Q471 72 477 77Q477 83 487 88ZM505 88Q506 83 516 77Q517 72 534 67L538 66Q542 72 557 77Q559 83 568 88Z"/><path class="cut" d="M116 77H85M204 77H186M153 66H195M429 77H459M471 65H446M472 55H455M487 44H460M425 33H446M516 77H531"/></svg>`

const texts = catalogue({
  en: {
    notFound: 'There is no page here',
    notFoundWhy:
      'The address may be old, or the page may not be yours to see. Publications keep their addresses for good:',
    search: 'search for the title',
    toStart: 'Go to the start page',
    tellUs: 'Tell us what you were looking for',
    fault: 'Something failed on our side',
    faultWhy:
      'What you had saved is safe. Go back and try once more; if it fails again, write to us and give this number.',
    faultNumber: 'Number of the fault:',
    reportFault: 'Report the fault',
  },
  sv: {
    notFound: 'Här finns ingen sida',
    notFoundWhy:
      'Adressen kan vara gammal, eller så är sidan inte till för dig. Publikationer behåller sina adresser för alltid:',
    search: 'sök på titeln',
    toStart: 'Till startsidan',
    tellUs: 'Berätta vad du letade efter',
    fault: 'Något gick fel hos oss',
    faultWhy:
      'Det du har sparat är kvar. Gå tillbaka och försök en gång till; blir det fel igen, skriv till oss och ange numret.',
    faultNumber: 'Felets nummer:',
    reportFault: 'Anmäl felet',
  },
})
