import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { formatBytes, formatMoney } from '../../views/format.ts'
import { actForm, acts, buttonLink } from '../../views/forms.ts'
import { group, pairs } from '../../views/head.ts'
import { links, rows } from '../../views/lists.ts'
import { countryName } from '../../vocabulary/countries.ts'
import { totalCents } from '../budget-rules.ts'
import { lackLine } from '../lack-texts.ts'
import type { OwnApplication } from '../model.ts'
import { lackPath, sectionPath } from '../paths.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'
import { attachmentState } from './attachments.ts'
import { applicationPage, sectionTitle, titleOf } from './frame.ts'
import { standingNotice } from './notices.ts'

/** Where an application stands: what is done, what is missing, who takes part, and the next step. */
export const overviewPage = (view: View, own: OwnApplication): Html => {
  const { application } = own
  const t = pageTexts[view.language]
  const labels = texts[view.language]
  const { id, call, definition } = application
  return applicationPage(view, own, {
    current: null,
    title: titleOf(application.title, view.language),
    main: html`${standingNotice(view, own)}
${nextStep(view, own)}
${
  own.status === 'draft' &&
  own.lacks.length > 0 &&
  group({ id: 'missing', title: t.missing, body: missingList(view, own) })
}
${group({
  id: 'short',
  title: t.inShort,
  body: pairs(
    [
      { term: labels.organisation, value: application.organisation?.name },
      {
        term: labels.country,
        value: application.country && countryName(application.country, view.language),
      },
      {
        term: labels.basics.duration,
        value:
          application.durationMonths && `${application.durationMonths} ${labels.basics.months}`,
      },
      {
        term: t.budget,
        value: html`<a href="${view.to(sectionPath(id, 'budget'))}">${
          application.budget.length > 0
            ? formatMoney(view.language, totalCents(application.budget), call.currency)
            : t.noBudget
        }</a>`,
      },
    ],
    { wide: true },
  ),
})}
${group({
  id: 'people',
  title: t.participants,
  body: rows(
    application.participants.map(
      ({ name, role, status }) =>
        html`${name}, <span class="soft">${labels.roles[role]}${status !== 'accepted' && `: ${labels.participantStatuses[status].toLowerCase()}`}</span>`,
    ),
  ),
})}
${
  definition.attachments.length > 0 &&
  group({
    id: 'files',
    title: t.attachments,
    body:
      application.attachments.length === 0
        ? html`<p class="soft">${t.noAttachments}</p>`
        : rows(
            application.attachments.map(
              (file) =>
                html`<a href="${view.to(`/applications/${id}/attachments/${file.id}`)}">${file.name}</a> <span class="soft">${formatBytes(view.language, file.size)}</span> ${attachmentState(view, own, file)}`,
            ),
          ),
  })
}
${
  own.withdrawing === null &&
  links({ label: t.withdraw, href: view.to(`/applications/${id}/withdrawal`) })
}`,
  })
}

/** All that is missing, each with the way to it. */
export const missingList = (view: View, own: OwnApplication): Html => {
  const { application } = own
  const surroundings = {
    definition: application.definition,
    currency: application.call.currency,
  }
  return rows(
    own.lacks.map(
      (lack) =>
        html`<a href="${view.to(lackPath(application.id, lack))}">${lackLine(lack, surroundings, view.language)}</a> <span class="soft">${sectionTitle(own, lack.section, view.language)}</span>`,
    ),
  )
}

const nextStep = (view: View, own: OwnApplication): Html | null => {
  const t = pageTexts[view.language]
  const { id } = own.application
  if (own.status === 'submitted')
    return html`${acts(
      buttonLink(t.seeReceipt, view.to(`/applications/${id}/receipt`)),
      own.takingBack === null &&
        actForm(view, {
          action: view.to(`/applications/${id}/taking-back`),
          label: t.takeBack,
        }),
    )}${own.takingBack === null && html`<p class="hint">${t.takeBackWhat}</p>`}`
  if (own.status === 'decided')
    return acts(buttonLink(t.decision, view.to(`/applications/${id}/decision`)))
  if (own.status !== 'draft' || own.editing !== null) return null
  if (own.lacks.length === 0)
    return acts(buttonLink(t.checkAndSend, view.to(`/applications/${id}/check`)))
  const next =
    own.standings.find(({ state }) => state === 'part' || state === 'bad') ??
    own.standings.find(({ state }) => state === 'empty')
  return (
    (next !== undefined &&
      acts(
        buttonLink(
          t.goOn(sectionTitle(own, next.key, view.language)),
          view.to(sectionPath(id, next.key)),
        ),
      )) ||
    null
  )
}
