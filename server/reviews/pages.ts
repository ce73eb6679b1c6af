import { lastDay } from '../assignments/rules.ts'
import type { Criterion } from '../calls/rules.ts'
import type { FormState } from '../form.ts'
import { attribute, type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { scaleField } from '../views/choices.ts'
import { dateTag, formatNumber, timeLeft, timeTag } from '../views/format.ts'
import {
  actBar,
  actForm,
  acts,
  button,
  buttonLink,
  countWords,
  csrfField,
  errorSummary,
  fieldId,
  firstValue,
  textArea,
} from '../views/forms.ts'
import { columns, group, pageHead, pairs, side, sideBlock } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { stateTag, type Task, tasks } from '../views/lists.ts'
import { confirmation, note, noteBlock } from '../views/notes.ts'
import type { OwnReview } from './loading.ts'
import {
  COMMENT_MAX,
  missingFrom,
  type ReviewContent,
  WORDS_TO_APPLICANT_MIN,
  weightedMean,
} from './rules.ts'
import { texts } from './texts.ts'

/** Values of the form from what is saved. */
export const valuesOf = (content: ReviewContent): FormState['values'] => ({
  ...Object.fromEntries(
    Object.entries(content.scores).flatMap(([key, { score, comment }]) => [
      [`score.${key}`, score === null ? undefined : String(score)],
      [`comment.${key}`, comment],
    ]),
  ),
  commentToApplicant: content.commentToApplicant,
  commentToPanel: content.commentToPanel,
})

/** The review as a form: a block for each criterion, what is written beside what is asked. */
export const reviewPage = (view: View, form: FormState, own: OwnReview): Html => {
  const t = texts[view.language]
  const { assignment, call, review } = own
  const path = view.to(`/assignments/${assignment.id}`)
  return layout(view, {
    title: `${t.review}: ${assignment.title}`,
    current: 'work',
    robots: 'noindex',
    invalid: form.problems.length > 0,
    scripts: ['review.js'],
    main: html`${head(view, own)}
${columns(
  'side',
  html`<form method="post" action="${path}/review" novalidate data-review="/api/v1/assignments/${assignment.id}/review" data-saving="${t.saving}" data-saved="${t.savedAt}" data-failed="${t.saveFailed}" data-elsewhere="${t.savedElsewhere}">${csrfField(view)}
${errorSummary(view, form.problems)}
<input type="hidden" name="version" value="${own.version}">
${review?.status === 'returned' && note('now', review.returnedReason, t.returned)}
<section class="dossier" aria-labelledby="dossier">
<h2 id="dossier" class="vh">${t.theApplication}</h2>
<a class="big" href="${path}/dossier.pdf">${t.read}</a>
<p class="facts">${t.readFacts.map((fact) => html`<span>${fact}</span>`)}</p>
<p class="links small"><a href="${path}/dossier">${t.readAsPage}</a> <a href="${path}#conflict">${t.conflict}</a></p>
</section>
${call.criteria.map((criterion, i) => criterionBlock(view, form, { criterion, number: i + 1 }))}
<section class="crit-block" aria-labelledby="whole">
<p class="at small soft">${t.whole}</p>
<div><h2 id="whole" class="h3">${t.toApplicant}</h2>
${textArea(view, form, 'commentToApplicant', { label: html`<span class="vh">${t.toApplicant}</span>`, hint: t.toApplicantHint(WORDS_TO_APPLICANT_MIN), rows: 6, maxlength: COMMENT_MAX })}</div>
</section>
<section class="crit-block" aria-labelledby="panel">
<p class="at small soft">${t.panelOnly}</p>
<div><h2 id="panel" class="h3">${t.toPanelTitle}</h2>
${textArea(view, form, 'commentToPanel', { label: t.toPanel, optional: true, rows: 4, maxlength: COMMENT_MAX })}</div>
</section>
${actBar(
  savedState(view, own),
  button(t.save, 'second', { name: 'act', value: 'save' }),
  button(t.check, 'first', { name: 'act', value: 'check' }),
)}
</form>`,
  side(
    t.yourReview,
    sideBlock(
      t.yourReview,
      html`${tasks(standing(view, form, call.criteria))}${mean(view, own)}<p class="hint">${t.othersHint}</p>`,
    ),
    sideBlock(t.good, html`<p class="small">${t.goodText}</p>`),
  ),
)}`,
  })
}

/** Everything once more, before it is sent; or what is still missing, with the way to it. */
export const checkPage = (view: View, own: OwnReview): Html => {
  const t = texts[view.language]
  const { assignment, call, content } = own
  const path = view.to(`/assignments/${assignment.id}/review`)
  const missing = missingFrom(content, call.criteria)
  const titleOf = (field: string) =>
    call.criteria.find(({ key }) => field === `score.${key}`)?.title[view.language]
  return layout(view, {
    title: t.checkTitle,
    current: 'work',
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: t.checkTitle,
      work: true,
      crumbs: [{ label: assignment.title, href: path }],
      lede: t.checkLede,
    })}
${
  missing.length > 0 &&
  noteBlock(
    'now',
    html`<h2 class="h3">${t.missingTitle}</h2><ul>${missing.map((field) => {
      const title = titleOf(field)
      const label = title ? t.missingScore(title) : t.missingWords(WORDS_TO_APPLICANT_MIN)
      return html`<li><a href="${path}#${fieldId(field)}">${label}</a></li>`
    })}</ul>`,
  )
}
${written(view, own, path)}
${
  missing.length === 0
    ? html`<div class="acts">${actForm(view, { action: `${path}/submission`, label: t.send, kind: 'first', hidden: { version: String(own.version) } })}<a href="${path}">${t.backToDraft}</a></div>`
    : acts(buttonLink(t.backToDraft, path))
}`,
  })
}

/** After sending, and whenever the reviewer comes back. */
export const sentPage = (view: View, own: OwnReview): Html => {
  const t = texts[view.language]
  const { assignment, call, review } = own
  return layout(view, {
    title: t.sentTitle,
    current: 'work',
    robots: 'noindex',
    main: html`${confirmation({
      title: t.sentTitle,
      reference: {
        term: t.application,
        value: html`<span class="num">${assignment.reference}</span>`,
      },
      facts: [
        { term: t.call, value: call.title[view.language] },
        { term: t.sentOn, value: review?.submittedAt && timeTag(view, review.submittedAt) },
      ],
      body: html`<p>${t.sentLede}</p>`,
      acts: [buttonLink(t.toReviews, view.to('/reviews'), 'second')],
    })}
${group({ id: 'sent', title: t.asSent, body: written(view, own, null) })}`,
  })
}

const head = (view: View, { assignment, call, review }: OwnReview): Html => {
  const t = texts[view.language]
  const status = review?.status ?? 'empty'
  const kind = status === 'empty' ? 'none' : status === 'draft' ? 'half' : 'now'
  return pageHead(view, {
    title: assignment.title,
    work: true,
    crumbs: [
      { label: t.work, href: view.to('/reviews') },
      { label: assignment.reference, href: view.to(`/assignments/${assignment.id}`) },
    ],
    facts: [
      { term: t.application, value: html`<span class="num">${assignment.reference}</span>` },
      {
        term: t.call,
        value: html`<a href="${view.to(`/calls/${call.slug}`)}">${call.title[view.language]}</a>`,
      },
      { term: t.youAre, value: t.roles[assignment.role] },
      {
        term: t.due,
        value:
          assignment.dueAt &&
          html`${dateTag(view, lastDay(assignment.dueAt, call.zone))}, ${timeLeft(view, assignment.dueAt)}`,
      },
      { term: t.state, value: stateTag(kind, t.states[status]) },
    ],
  })
}

const criterionBlock = (
  view: View,
  form: FormState,
  { criterion, number }: { criterion: Criterion; number: number },
): Html => {
  const t = texts[view.language]
  const { key, title, guidance, anchors, weight, scaleMin, scaleMax } = criterion
  const id = fieldId(`criterion.${key}`)
  const name = title[view.language]
  return html`<section class="crit-block" aria-labelledby="${id}">
<p class="at"><span class="sign">${number}</span> <span class="small soft">${t.weight(weight)}</span></p>
<div><h2 id="${id}" class="h3">${name}</h2>
<p class="soft">${guidance[view.language]}</p>
${scaleField(view, form, `score.${key}`, {
  label: html`<span class="vh">${t.score(name.toLowerCase())}</span>`,
  min: scaleMin,
  max: scaleMax,
  anchors: Object.entries(anchors)
    .map(([score, text]) => ({ score: Number(score), text: text[view.language] }))
    .sort((a, b) => a.score - b.score),
})}
${textArea(view, form, `comment.${key}`, { label: html`${t.reasons}<span class="vh">, ${name.toLowerCase()}</span>`, hint: t.reasonsHint, rows: 4, maxlength: COMMENT_MAX })}</div>
</section>
`
}

const standing = (view: View, form: FormState, criteria: readonly Criterion[]): Task[] => {
  const t = texts[view.language]
  const own = criteria.map(({ key, title }, i): Task => {
    const score = firstValue(form, `score.${key}`)
    const hasReasons = (firstValue(form, `comment.${key}`) ?? '').trim() !== ''
    return {
      sign: i + 1,
      name: title[view.language],
      href: `#${fieldId(`criterion.${key}`)}`,
      state: score
        ? stateTag(hasReasons ? 'full' : 'half', (hasReasons ? t.done : t.scored)(Number(score)))
        : hasReasons
          ? stateTag('half', t.reasonsOnly)
          : stateTag('none', t.noScore),
    }
  })
  const words = countWords(firstValue(form, 'commentToApplicant') ?? '')
  const state =
    words >= WORDS_TO_APPLICANT_MIN
      ? stateTag('full', t.written)
      : words > 0
        ? stateTag('half', t.tooShort)
        : stateTag('none', t.notWritten)
  return [...own, { sign: criteria.length + 1, name: t.toApplicant, href: '#whole', state }]
}

const mean = (view: View, { content, call }: OwnReview): Html => {
  const t = texts[view.language]
  const scores = Object.fromEntries(
    Object.entries(content.scores).map(([key, { score }]) => [key, score]),
  )
  const figure = weightedMean(scores, call.criteria)
  return figure === null
    ? html`<p class="small">${t.mean}: <span class="soft">${t.meanHint}</span></p>`
    : html`<p class="small">${t.mean}: <b class="num">${formatNumber(view.language, figure, 2)}</b></p>`
}

const savedState = (view: View, { review }: OwnReview): Html => {
  const t = texts[view.language]
  return review === null
    ? stateTag('none', t.notSaved)
    : stateTag(
        'full',
        html`${t.savedAt}${timeTag(view, review.updatedAt, undefined, { short: true })}`,
      )
}

/** What is written, to be read: `change` leads back to each field. */
const written = (view: View, { call, content }: OwnReview, change: string | null): Html => {
  const t = texts[view.language]
  const changing = (field: string, what: string) =>
    change === null
      ? {}
      : { change: { href: `${change}#${fieldId(field)}`, label: t.change, what } }
  return pairs(
    [
      ...call.criteria.map(({ key, title }) => {
        const { score = null, comment = '' } = content.scores[key] ?? {}
        return {
          term: title[view.language],
          value: html`<b ${attribute('class', 'num')}>${score ?? '–'}</b><br>${comment === '' ? html`<span class="soft">${t.noReasons}</span>` : multiline(comment)}`,
          ...changing(`score.${key}`, title[view.language]),
        }
      }),
      {
        term: t.toApplicant,
        value: text(view, content.commentToApplicant),
        ...changing('commentToApplicant', t.toApplicant),
      },
      {
        term: t.toPanelTitle,
        value: text(view, content.commentToPanel),
        ...changing('commentToPanel', t.toPanelTitle),
      },
    ],
    { wide: true },
  )
}

const text = (view: View, words: string): Html =>
  words === '' ? html`<span class="soft">${texts[view.language].nothing}</span>` : multiline(words)
