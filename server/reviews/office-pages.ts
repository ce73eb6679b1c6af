import type { FormState } from '../form.ts'
import { type Html, html, multiline } from '../html.ts'
import type { View } from '../view.ts'
import { spread } from '../views/charts.ts'
import { formatNumber, timeTag } from '../views/format.ts'
import { acts } from '../views/forms.ts'
import { group, pageHead, pairs } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { rows, stateTag } from '../views/lists.ts'
import { emptyState } from '../views/notes.ts'
import { reasonPage } from '../views/reason.ts'
import { table } from '../views/tables.ts'
import type { loadReturning, loadReviews, ReadReview } from './loading.ts'
import { REASON_MAX, refuseReturn, scoresOf, weightedMean } from './rules.ts'
import { texts } from './texts.ts'

type Loaded = Awaited<ReturnType<typeof loadReviews>>

/** All sent reviews of an application: figures side by side, then each reader's words. */
export const officeReviewsPage = (view: View, loaded: Loaded): Html => {
  const t = texts[view.language]
  const { application, call, reviews, sent } = loaded
  const path = view.to(`/office/applications/${application.id}`)
  const waiting = reviews.filter((review) => !sent.includes(review))
  return layout(view, {
    title: `${t.reviews}: ${application.reference}`,
    current: 'office',
    wide: true,
    robots: 'noindex',
    main: html`${pageHead(view, {
      title: application.title,
      work: true,
      crumbs: [
        { label: call.title[view.language], href: view.to(`/office/calls/${call.id}`) },
        { label: t.assignments, href: view.to(`/office/calls/${call.id}/assignments`) },
      ],
      lede: t.reviewsLede,
      facts: [
        { term: t.application, value: html`<span class="num">${application.reference}</span>` },
        { term: t.dossier, value: html`<a href="${path}/dossier.pdf">PDF</a>` },
        { term: t.assignments, value: html`<a href="${path}/assignments">${reviews.length}</a>` },
      ],
    })}
${
  sent.length === 0
    ? emptyState(view, { title: t.noneSent, body: t.noneSentWhy })
    : group({ id: 'together', title: t.together, body: figures(view, loaded) })
}
${sent.map((review) => oneReview(view, review, loaded))}
${
  waiting.length > 0 &&
  group({
    id: 'waiting',
    title: t.waiting,
    body: rows(
      waiting.map(
        (review) =>
          html`${review.reviewer || review.email}, ${t.roles[review.role].toLowerCase()} ${stateTag('open', t.assignmentStates[review.assignmentStatus])}`,
      ),
    ),
  })
}`,
  })
}

/** Asks what should be changed, before a review goes back to its reviewer. */
export const returnPage = (
  view: View,
  form: FormState,
  review: Awaited<ReturnType<typeof loadReturning>>,
): Html => {
  const t = texts[view.language]
  return reasonPage(view, form, {
    act: t.returnAct,
    from: {
      label: `${t.reviews}, ${review.reference}`,
      path: `/office/applications/${review.applicationId}/reviews`,
    },
    action: `/office/reviews/${review.id}/return`,
    facts: [
      { term: t.reviewer, value: review.reviewer || review.email },
      { term: t.application, value: review.title },
    ],
    label: t.returnLabel,
    hint: t.returnHint,
    keep: t.keep,
    rows: 4,
    maxlength: REASON_MAX,
  })
}

const figures = (view: View, { call, sent, summary }: Loaded): Html => {
  const t = texts[view.language]
  const number = (figure: number | null) =>
    figure === null ? '–' : formatNumber(view.language, figure, 2)
  const meansBy = sent.map(({ content }) => weightedMean(scoresOf(content), call.criteria))
  return table(view, {
    caption: t.together,
    hiddenCaption: true,
    columns: [
      { label: t.criterion },
      ...sent.map(({ reviewer, email }) => ({ label: reviewer || email, align: 'end' as const })),
      { label: t.meanShort, align: 'end' },
      { label: t.spread },
    ],
    rows: call.criteria.map(({ key, title, weight, scaleMin, scaleMax }) => {
      const given = sent.map(({ content }) => content.scores[key]?.score ?? null)
      const criterion = summary.perCriterion.find((one) => one.key === key)
      return [
        html`${title[view.language]} <span class="soft small">${t.weight(weight)}</span>`,
        ...given.map((score) => html`<span class="num">${score ?? '–'}</span>`),
        html`<span class="num">${number(criterion?.mean ?? null)}</span>`,
        spread(view, {
          scores: given.filter((score) => score !== null),
          mean: criterion?.mean,
          min: scaleMin,
          max: scaleMax,
        }),
      ]
    }),
    foot: [
      t.mean,
      ...meansBy.map((figure) => html`<span class="num">${number(figure)}</span>`),
      html`<b class="num">${number(summary.mean)}</b>`,
      '',
    ],
  })
}

const oneReview = (view: View, review: ReadReview, { call, application }: Loaded): Html => {
  const t = texts[view.language]
  const { content } = review
  const isReturnable =
    view.person?.isOfficer === true &&
    review.id !== null &&
    refuseReturn({ review: 'submitted', application: application.status }) === null
  return group({
    id: `review-${review.assignmentId}`,
    title: html`${review.reviewer || review.email}, ${t.roles[review.role].toLowerCase()}`,
    body: html`<p class="facts"><span>${t.sentOn} ${review.submittedAt && timeTag(view, review.submittedAt)}</span></p>
${pairs(
  [
    ...call.criteria.map(({ key, title }) => {
      const { score = null, comment = '' } = content.scores[key] ?? {}
      return {
        term: title[view.language],
        value: html`<b class="num">${score ?? '–'}</b><br>${comment === '' ? html`<span class="soft">${t.noReasons}</span>` : multiline(comment)}`,
      }
    }),
    { term: t.toApplicant, value: multiline(content.commentToApplicant) },
    {
      term: t.toPanelRead,
      value:
        content.commentToPanel === ''
          ? html`<span class="soft">${t.nothing}</span>`
          : multiline(content.commentToPanel),
    },
  ],
  { wide: true },
)}
${isReturnable && acts(html`<a href="${view.to(`/office/reviews/${review.id}/return`)}">${t.return}<span class="vh">: ${review.reviewer || review.email}</span></a>`)}`,
  })
}
