import type { FormState } from '../../form.ts'
import { type Html, html } from '../../html.ts'
import type { View } from '../../view.ts'
import { choiceField } from '../../views/choices.ts'
import { deadline } from '../../views/format.ts'
import { actForm, acts, button, csrfField, errorSummary, field } from '../../views/forms.ts'
import { group, pageHead } from '../../views/head.ts'
import { layout } from '../../views/layout.ts'
import { entries, entry, stateTag } from '../../views/lists.ts'
import { emptyState } from '../../views/notes.ts'
import { table } from '../../views/tables.ts'
import { INVITED_ROLES, type OwnInvitation } from '../inviting.ts'
import type { OwnApplication } from '../model.ts'
import { texts } from '../texts.ts'
import { pageTexts } from '../texts-pages.ts'
import { applicationPage, goOnLink, sectionTitle, titleOf } from './frame.ts'

const SEATS = { invited: 'open', accepted: 'full', declined: 'wrong', removed: 'none' } as const

/** Who takes part, who is asked, and the form that asks one more. */
export const participantsPage = (view: View, own: OwnApplication, form: FormState): Html => {
  const t = pageTexts[view.language]
  const labels = texts[view.language]
  const { application } = own
  const { id } = application
  const isOpen = own.application.status === 'draft' && view.now < application.call.closesAt
  return applicationPage(view, own, {
    current: 'participants',
    title: sectionTitle(own, 'participants', view.language),
    invalid: form.problems.length > 0,
    main: html`${errorSummary(view, form.problems)}<p class="hint">${t.participantsLede}</p>
${table(view, {
  caption: labels.sections.participants,
  hiddenCaption: true,
  columns: [
    { label: t.person },
    { label: t.role },
    { label: t.status },
    { label: t.act, hidden: true },
  ],
  rows: application.participants.map((one) => {
    const isSelf = one.personId !== null && one.personId === view.person?.id
    const mayRemove = isOpen && one.role !== 'main_applicant' && (own.isMain || isSelf)
    return [
      html`${one.name}${one.name !== one.email && html`<br><span class="soft small">${one.email}</span>`}`,
      html`${labels.roles[one.role]}${one.organisation && html`<br><span class="soft small">${one.organisation}</span>`}`,
      stateTag(SEATS[one.status], labels.participantStatuses[one.status]),
      mayRemove &&
        actForm(view, {
          action: view.to(`/applications/${id}/participants/${one.id}/removal`),
          label: isSelf ? t.leave : html`${t.remove}<span class="vh"> ${one.name}</span>`,
          kind: 'quiet',
        }),
    ]
  }),
})}
${
  own.isMain &&
  isOpen &&
  group({
    id: 'invite',
    title: t.invite,
    body: html`<form method="post" action="${view.to(`/applications/${id}/participants`)}" novalidate>${csrfField(view)}
${field(view, form, 'name', { label: t.name, hint: t.nameHint, maxlength: 200, autocomplete: 'off' })}
${field(view, form, 'email', { label: t.email, hint: t.emailHint, type: 'email', maxlength: 254, autocomplete: 'off' })}
${choiceField(view, form, 'role', {
  label: t.as,
  value: 'co_applicant',
  choices: INVITED_ROLES.map((role) => ({
    value: role,
    label: labels.roles[role],
    hint: t.roleHints[role],
  })),
})}
${acts(button(t.sendInvitation))}
</form>`,
  })
}
${acts(goOnLink(view, own, 'participants'))}`,
  })
}

/** Invitations that wait for the signed-in person's answer. */
export const invitationsPage = (view: View, invitations: readonly OwnInvitation[]): Html => {
  const t = pageTexts[view.language]
  const labels = texts[view.language]
  return layout(view, {
    title: t.invitations,
    current: 'work',
    robots: 'noindex',
    main: html`${pageHead(view, {
      work: true,
      title: t.invitations,
      lede: t.invitationsLede,
      crumbs: [{ label: labels.myWork, href: view.to('/work') }],
    })}${
      invitations.length === 0
        ? emptyState(view, { title: t.noInvitations })
        : entries(
            invitations.map((invitation) =>
              entry({
                level: 2,
                at: labels.roles[invitation.role],
                title: titleOf(invitation.title, view.language),
                by: t.invitedBy(invitation.inviter),
                facts: [
                  invitation.callTitle[view.language],
                  html`${t.closesAt} ${deadline(view, invitation.closesAt, invitation.zone)}`,
                ],
                body: acts(
                  actForm(view, {
                    action: view.to(`/invitations/${invitation.id}/acceptance`),
                    label: t.accept,
                    kind: 'first',
                  }),
                  actForm(view, {
                    action: view.to(`/invitations/${invitation.id}/declination`),
                    label: t.decline,
                    kind: 'quiet',
                  }),
                ),
              }),
            ),
          )
    }`,
  })
}
