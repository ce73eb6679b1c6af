import { type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { contributorRoleLabel } from '../../../vocabulary/contributor-roles.ts'
import { type LinkedContributor, organisationOf, othersOf } from '../../rules/contributors.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** Those whose work it is, each with ORCID and where they work. */
export const byLine = (view: View, { authors, contributors }: Publication): Html | false => {
  const t = partsTexts[view.language]
  const name = (author: LinkedContributor): Html =>
    html`${author.name}${author.role === 'author' ? '' : ` (${contributorRoleLabel(author.role, view.language).toLowerCase()})`}${
      author.orcid !== null &&
      html` <a class="small" href="${`https://orcid.org/${author.orcid}`}"><span class="vh">${t.orcid(author.name)}: </span>ORCID</a>`
    }`
  const organisations = [...new Set(authors.flatMap((author) => organisationOf(author) ?? []))]
  const others = othersOf(contributors)
  return (
    contributors.length > 0 &&
    html`<p class="by">${authors.map((author, i) => html`${i > 0 && ', '}${name(author)}`)}</p>${
      organisations.length > 0 && html`<p class="small soft">${organisations.join(' · ')}</p>`
    }${
      others.length > 0 &&
      html`<p class="small soft">${others.map((one, i) => html`${i > 0 && ' · '}${contributorRoleLabel(one.role, view.language)}: ${one.name}`)}</p>`
    }`
  )
}
