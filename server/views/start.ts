import { attribute, type Html, html, type Renderable } from '../html.ts'
import type { View } from '../view.ts'
import { deadlineClocks, formatDate, formatNumber, timeLeft } from './format.ts'
import { button, csrfField } from './forms.ts'
import { columns, group, side, sideBlock } from './head.ts'
import { layout, PLACES } from './layout.ts'
import { due, entries, entry, placeLinks, stateTag } from './lists.ts'
import { emptyState } from './notes.ts'
import { startTexts } from './start-texts.ts'
import { publicationsPerBed, type Stone, stones } from './stones.ts'

export type StartCall = {
  href: string
  title: string
  lang?: string | undefined
  summary: Renderable
  /** Still to come where this lies ahead. */
  opensAt?: Date | null | undefined
  /** `null`: open any day, without a closing date. */
  closesAt: Date | null
  zone: string
  facts: readonly Renderable[]
}

export type StartPublication = {
  href: string
  title: string
  lang?: string | undefined
  authors: Renderable
  places: readonly { name: string; href: string }[]
  facts: readonly Renderable[]
}

export type Start = {
  publicationCount: number
  countryCount: number
  /** In the order in which they stand on the shore; about thirteen fit. */
  places: readonly Stone[]
  tries: readonly { label: string; href: string; lang?: string | undefined }[]
  /** What many ask for first, with how many there are. */
  quick: readonly { label: string; count: number; href: string }[]
  openCalls: readonly StartCall[]
  newest: readonly StartPublication[]
  themes: readonly { label: string; count: number; href: string }[]
}

/** Where everyone comes in: ask the library, see the places, find an open call, go on with one's work. */
export const startPage = (view: View, model: Start): Html => {
  const words = startTexts[view.language]
  const number = (count: number) => formatNumber(view.language, count)
  return layout(view, {
    title: words.title,
    bare: true,
    scripts: ['search.js'],
    main: html`${hero(view, model)}
<div class="wrap">
${columns('side', calls(view, model.openCalls), entrance(view))}
${group({
  id: 'new',
  title: words.newest,
  more:
    model.publicationCount === 0
      ? undefined
      : {
          label: words.allPublications(number(model.publicationCount)),
          href: view.to(PLACES.publications),
        },
  body:
    model.newest.length === 0
      ? emptyState(view, { title: words.noPublications })
      : entries(model.newest.map((item) => publication(item))),
})}
${
  model.themes.length > 0 &&
  group({
    id: 'themes',
    title: words.byTheme,
    body: html`<ul class="index">${model.themes.map(
      ({ label, count, href }) =>
        html`<li><a href="${href}">${label}</a> <span>${number(count)}</span></li>`,
    )}</ul>`,
  })
}
</div>`,
  })
}

function hero(view: View, model: Start): Html {
  const words = startTexts[view.language]
  const number = (count: number) => formatNumber(view.language, count)
  const lede =
    model.publicationCount === 0
      ? words.ledeEmpty
      : words.lede(
          model.countryCount,
          number(model.countryCount),
          model.publicationCount,
          number(model.publicationCount),
        )
  const perBed = publicationsPerBed(model.places.map(({ count }) => count))
  return html`<section class="hero">
<div class="wrap">
<h1>${words.phrases.split('|').map((phrase, i) => html`${i > 0 && ' '}<span class="phrase">${phrase}</span>`)}</h1>
<p class="lede">${lede}</p>
<form action="${view.to(PLACES.publications)}" role="search">
<label for="q">${words.searchLabel}</label>
<div class="search big"><input id="q" name="q" type="search" autocomplete="off" spellcheck="true" maxlength="200" data-suggest="${view.to(`${PLACES.publications}/suggest`)}"><button class="btn" type="submit">${words.search}</button></div>
${
  model.tries.length > 0 &&
  html`<p class="tries">${words.tries} ${model.tries.map(
    ({ label, href, lang }, i) =>
      html`${i > 0 && ', '}<a href="${href}" ${attribute('lang', lang)}>${label}</a>`,
  )}</p>`
}${
  model.quick.length > 0 &&
  html`<p class="tries">${words.quick} ${model.quick.map(
    ({ label, count, href }, i) =>
      html`${i > 0 && ', '}<a href="${href}">${label}</a> <span class="count">${number(count)}</span>`,
  )}</p>`
}
</form>
${
  model.places.length > 0 &&
  html`<h2 class="vh">${words.byPlace}</h2>
${stones(model.places, perBed)}<div class="under"><span>${words.stones(number(perBed))}</span> <a href="${view.to(PLACES.publications)}">${words.allPlaces(number(model.countryCount))}</a></div>`
}
</div>
</section>`
}

const calls = (view: View, openCalls: readonly StartCall[]): Html => {
  const words = startTexts[view.language]
  return group({
    id: 'calls',
    title: words.openCalls,
    more: { label: words.allCalls, href: view.to(PLACES.calls) },
    body:
      openCalls.length === 0
        ? emptyState(view, { title: words.noCalls, body: words.noCallsWhy })
        : entries(
            openCalls.map((call) =>
              entry({
                at: closing(view, call),
                atKind: 'due',
                title: call.title,
                href: call.href,
                lang: call.lang,
                by: call.summary,
                facts: call.facts,
              }),
            ),
          ),
  })
}

function closing(view: View, { opensAt, closesAt, zone }: StartCall): Html {
  const words = startTexts[view.language]
  if (opensAt && opensAt > view.now)
    return moment(view, opensAt, zone, stateTag('none', words.opens))
  if (closesAt === null) return due(words.anyDay, words.noClosing)
  const isSoon = closesAt.getTime() - view.now.getTime() < SOON
  const left = timeLeft(view, closesAt)
  return moment(view, closesAt, zone, isSoon ? stateTag('now', left) : left)
}

const moment = (view: View, instant: Date, zone: string, state: Renderable): Html => {
  const [own] = deadlineClocks(view, instant, zone)
  const date = html`<time datetime="${instant.toISOString()}">${formatDate(view.language, instant, { zone, short: true })}</time>`
  return due(date, own && startTexts[view.language].clockIn(own.clock, own.where), state)
}

const publication = (item: StartPublication): Html =>
  entry({
    at: placeLinks(item.places),
    atKind: 'place',
    title: item.title,
    href: item.href,
    lang: item.lang,
    by: item.authors,
    facts: item.facts,
    three: true,
  })

function entrance(view: View): Html {
  const words = startTexts[view.language]
  const { person } = view
  return side(
    words.own,
    person === null
      ? sideBlock(
          words.own,
          html`<p class="soft">${words.ownHow}</p>
<form class="door" method="post" action="${view.to(PLACES.signIn)}">${csrfField(view)}<label for="email">${words.email}</label><input id="email" name="email" type="email" autocomplete="email" maxlength="254" required>${button(words.sendCode, 'second')}</form>`,
        )
      : sideBlock(
          words.goOn,
          html`<p class="soft">${words.goOnHow}</p><p><a href="${view.to(PLACES.work)}">${words.toWork}</a></p>`,
        ),
    sideBlock(
      words.newHere,
      html`<p><a href="${view.to(`${PLACES.about}#how`)}">${words.how}</a>${words.fromTo}<a href="${view.to(`${PLACES.about}#what`)}">${words.what}</a>.</p>`,
    ),
  )
}

/** From here on the days left are the news. */
const SOON = 14 * 24 * 60 * 60 * 1000
