import { type Html, html, type Renderable } from '../html.ts'
import type { Language } from '../language.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { weightBar } from '../views/charts.ts'
import {
  dateTag,
  deadlineClocks,
  formatDate,
  formatMoney,
  timeLeft,
  timeTag,
  whereYouAre,
} from '../views/format.ts'
import { actForm, buttonLink } from '../views/forms.ts'
import { columns, isSaid, pageHead, pairs, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { disclosure, links, type TimelineItem, timeline } from '../views/lists.ts'
import { note, noteBlock } from '../views/notes.ts'
import { table } from '../views/tables.ts'
import { audienceLabel } from '../vocabulary/audiences.ts'
import { coreValueLabel } from '../vocabulary/core-values.ts'
import { instrumentLabel } from '../vocabulary/instruments.ts'
import { sdgLabel } from '../vocabulary/sdgs.ts'
import { themeLabel } from '../vocabulary/themes.ts'
import {
  amountText,
  countriesText,
  durationText,
  overheadText,
  paragraphs,
  phaseTag,
  said,
} from './facts.ts'
import { gapTexts } from './gap-texts.ts'
import { feedLink } from './list-page.ts'
import { type Call, type CallText, type Criterion, callPhase, refuseStart } from './rules.ts'
import { sentMatter } from './sent-matter.ts'
import { texts } from './texts.ts'

/** `preview`: the call as it will be on the day it opens, under a word of the office's own. */
export type CallPageOptions = { preview?: { note: string; back: string } }

/** A call as its applicants and its reviewers read it. */
export const callPage = (view: View, call: Call, options: CallPageOptions = {}): Html => {
  const { language } = view
  const t = texts[language]
  const phase = callPhase(call, view.now)
  const sections = sectionsOf(view, call)
  return layout(view, {
    title: said(call.title, language),
    description: said(call.summary, language),
    current: options.preview ? 'office' : 'calls',
    robots: phase === 'draft' || options.preview ? 'noindex' : undefined,
    head: feedLink(view),
    main: html`${pageHead(view, {
      title: said(call.title, language),
      crumbs: options.preview ? undefined : [{ label: t.calls, href: view.to('/calls') }],
      below: officeNote(view, call, options),
      lede: said(call.summary, language),
      beside: closing(view, call, options),
      facts: [
        { term: t.kind, value: instrumentLabel(call.instrument, language) },
        { term: t.audience, value: audienceLabel(call.audience, language) },
        {
          term: t.published,
          value: call.publishedAt && dateTag(view, call.publishedAt, { zone: call.zone }),
        },
        { term: t.state, value: phaseTag(phase, language) },
      ],
    })}
${columns('side', html`<div>${sections.map(numbered)}</div>`, beside(view, call, sections))}`,
  })
}

const officeNote = (view: View, call: Call, { preview }: CallPageOptions): Html | false =>
  preview
    ? noteBlock(
        'now',
        html`<p>${preview.note}</p><p>${buttonLink(preview.back, view.to(`/office/calls/${call.id}`), 'second')}</p>`,
      )
    : call.status === 'draft' && note('now', texts[view.language].draftNote)

type Section = { id: string; title: string; body: Renderable; isWide?: boolean }

/** A § of the call, as in minutes. */
const numbered = ({ id, title, body, isWide }: Section, i: number): Html =>
  html`<section class="para" id="${id}" aria-labelledby="${id}-title">
<p class="sign"><a href="#${id}">§ ${i + 1}</a></p>
<div class="${isWide ? '' : 'text'}"><h2 id="${id}-title">${title}</h2>${body}</div>
</section>
`

const sectionsOf = (view: View, call: Call): Section[] => {
  const { language } = view
  const t = texts[language]
  const titles = gapTexts[language].fields
  const own = (name: CallText, facts?: Renderable, details?: Renderable): Section | null => {
    const text = said(call.texts[name] ?? { sv: '', en: '' }, language)
    return text === '' && !isSaid(facts) && !isSaid(details)
      ? null
      : {
          id: ANCHORS[name],
          title: titles[name],
          body: html`${facts}${paragraphs(text)}${details}`,
        }
  }
  return [
    own('purpose'),
    own('whatYouCanApplyFor', moneyFacts(call, language)),
    own('whoMayApply'),
    { id: 'where', title: t.where, body: scopeFacts(call, language) },
    own('whatYouSend', null, call.form && sentMatter(view, call.form.definition)),
    own('howItIsJudged', null, call.criteria.length > 0 && criteriaTable(view, call.criteria)),
    { id: 'timetable', title: t.timetable, body: timeline(times(view, call)), isWide: true },
    own('contact'),
  ].filter((section) => section !== null)
}

const ANCHORS: Record<CallText, string> = {
  purpose: 'purpose',
  whatYouCanApplyFor: 'money',
  whoMayApply: 'who',
  whatYouSend: 'send',
  howItIsJudged: 'criteria',
  contact: 'contact',
}

const closing = (view: View, call: Call, { preview }: CallPageOptions): Html => {
  const { language } = view
  const t = texts[language]
  const phase = callPhase(call, view.now)
  const isOver = phase === 'closed' || phase === 'archived'
  const at = phase === 'upcoming' ? call.opensAt : call.closesAt
  const word =
    phase === 'upcoming' ? t.opensWord : isOver ? t.closedOn : t.closesIn(timeLeft(view, at))
  return html`<p class="small soft">${word}</p>
<p class="deadline"><time datetime="${at.toISOString()}">${formatDate(language, at, { zone: call.zone, weekday: true })}</time></p>
<dl class="zones" data-instant="${at.toISOString()}" data-where="${whereYouAre(view.language)}">${deadlineClocks(view, at, call.zone).map(({ clock, where }) => html`<dt>${clock}</dt><dd>${where}</dd>`)}</dl>
${start(view, call, preview !== undefined)}`
}

/** The button, or the rule's own reason in its place. */
const start = (view: View, call: Call, isPreview: boolean): Html => {
  const t = texts[view.language]
  const refusal = isPreview ? null : refuseStart(call, view.now)
  if (refusal) return note('plain', explain(refusal, view.language))
  if (isPreview) return buttonLink(t.start, view.to(`/office/calls/${call.id}/preview/form`))
  return view.person === null
    ? buttonLink(
        t.signInToStart,
        view.to(`/sign-in?return=${encodeURIComponent(`/calls/${call.slug}`)}`),
      )
    : actForm(view, {
        action: view.to(`/calls/${call.slug}/applications`),
        label: t.start,
        kind: 'first',
      })
}

const beside = (view: View, call: Call, sections: readonly Section[]): Html => {
  const t = texts[view.language]
  return side(
    t.contentsLabel,
    html`<nav aria-labelledby="toc"><h2 id="toc">${t.onThisPage}</h2><ul class="toc">${sections.map(
      ({ id, title }, i) => html`<li><a href="#${id}"><span>§ ${i + 1}</span> ${title}</a></li>`,
    )}</ul></nav>
`,
    sideBlock(
      t.take,
      links(
        { label: t.calendar, href: view.to(`/calls/${call.slug}/deadline.ics`) },
        { label: t.feed, href: view.to('/calls.atom') },
      ),
    ),
    call.contactEmail !== '' &&
      sideBlock(
        t.askUs,
        html`<p class="small"><a href="mailto:${call.contactEmail}">${call.contactEmail}</a></p>`,
      ),
  )
}

const moneyFacts = (call: Call, language: Language): Html | false => {
  const t = texts[language]
  const facts = [
    { term: t.perApplication, value: amountText(call, language) },
    {
      term: t.envelope,
      value:
        call.envelopeCents !== null && formatMoney(language, call.envelopeCents, call.currency),
    },
    { term: t.duration, value: durationText(call, language) },
    { term: t.overhead, value: overheadText(call.overheadMaxPercent, language) },
  ]
  return facts.some(({ value }) => isSaid(value)) && pairs(facts, { wide: true })
}

const scopeFacts = (call: Call, language: Language): Html => {
  const t = texts[language]
  return pairs(
    [
      { term: t.countries, value: countriesText(call.countries, language) },
      { term: t.themes, value: call.themes.map((key) => themeLabel(key, language)).join(', ') },
      {
        term: t.coreValues,
        value: call.coreValues.map((key) => coreValueLabel(key, language)).join(', '),
      },
      {
        term: t.sdgs,
        value: call.sdgs.map((number) => `${number} ${sdgLabel(number, language)}`).join(', '),
      },
    ],
    { wide: true },
  )
}

/** Criteria with their weights; the words of the scale open under each. */
const criteriaTable = (view: View, criteria: readonly Criterion[]): Html => {
  const { language } = view
  const t = texts[language]
  return html`<p>${t.judged(criteria.length)}</p>
${table(view, {
  caption: t.criteria,
  hiddenCaption: true,
  columns: [{ label: t.criterion }, { label: t.weight }],
  rows: criteria.map((criterion) => [
    html`<b>${said(criterion.title, language)}</b><br>${said(criterion.guidance, language)}`,
    html`<div class="weight">${criterion.weight} % ${weightBar(criterion.weight / 100)}</div>`,
  ]),
})}
${criteria.map((criterion) => anchorsOf(criterion, language))}`
}

const anchorsOf = (criterion: Criterion, language: Language): Html | false => {
  const scores = Object.keys(criterion.anchors)
    .map(Number)
    .sort((a, b) => a - b)
  return (
    scores.length > 0 &&
    disclosure(
      said(criterion.title, language),
      pairs(
        scores.map((score) => ({
          term: String(score),
          value: said(criterion.anchors[String(score)] ?? { sv: '', en: '' }, language),
        })),
      ),
      { hint: texts[language].scale(criterion.scaleMin, criterion.scaleMax) },
    )
  )
}

const times = (view: View, call: Call): TimelineItem[] => {
  const { language, now } = view
  const t = texts[language]
  const { zone } = call
  const phase = callPhase(call, now)
  const isOver = phase === 'closed' || phase === 'archived'
  const items: TimelineItem[] = []
  if (call.publishedAt)
    items.push({
      when: dateTag(view, call.publishedAt, { zone }),
      what: t.wasPublished,
      state: 'done',
    })
  items.push(
    {
      when: timeTag(view, call.opensAt, zone),
      what: t.callOpens,
      state: call.opensAt <= now ? 'done' : phase === 'upcoming' ? 'now' : 'later',
    },
    {
      when: timeTag(view, call.closesAt, zone),
      what: html`<b>${t.callCloses}</b> ${t.callClosesMore}`,
      state: isOver ? 'done' : phase === 'open' ? 'now' : 'later',
    },
  )
  if (call.decisionPlannedOn !== null)
    items.push({
      when: dateTag(view, call.decisionPlannedOn),
      what: t.decision,
      state: call.decisionPlannedOn < dayOf(now) ? 'done' : isOver ? 'now' : 'later',
    })
  return items
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10)
