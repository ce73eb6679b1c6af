import { html, type Renderable, safeUrl } from '../../../html.ts'
import type { View } from '../../../view.ts'
import type { Fact } from '../../../views/head.ts'
import { countryName } from '../../../vocabulary/countries.ts'
import { sdgLabel } from '../../../vocabulary/sdgs.ts'
import type { PlacePeriod } from '../../places-store.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** Who paid: our grants by their pages, others by their names. */
export const fundingFacts = (view: View, { funding }: Publication): Fact[] => {
  const t = partsTexts[view.language]
  const said = funding.map((row): Renderable => {
    if (row.grant !== null)
      return html`<a href="${view.to(`/grants/${row.grant}`)}">${row.grant}</a>`
    const award = [row.awardTitle, row.awardNumber && t.award(row.awardNumber)]
      .filter(Boolean)
      .join(', ')
    const name =
      row.funderId === null
        ? row.funder
        : html`<a href="${safeUrl(row.funderId)}">${row.funder}</a>`
    const linked =
      row.awardUri === null
        ? award
        : html`<a href="${safeUrl(row.awardUri)}">${award || row.awardUri}</a>`
    return html`${name}${(award !== '' || row.awardUri !== null) && html`: ${linked}`}`
  })
  return [{ term: t.funding, value: said.map((one, i) => html`${i > 0 && '; '}${one}`) }]
}

/** Municipalities, and since when the countries have been partners. */
export const placeFacts = (
  view: View,
  { municipalities }: Publication,
  periods: readonly PlacePeriod[],
): Fact[] => {
  const t = partsTexts[view.language]
  const partners = periods.filter(({ kind }) => kind === 'partner')
  return [
    {
      term: t.municipalities,
      value: municipalities
        .map(({ name, country }) => `${name} (${countryName(country, view.language)})`)
        .join(', '),
    },
    {
      term: t.partnership,
      value: partners
        .map(({ place, from, to }) => {
          const name = countryName(place, view.language)
          const [first, last] = [from?.slice(0, 4) ?? '', to?.slice(0, 4) ?? '']
          if (last === '') return t.partnerFrom(name, first)
          return first === '' ? t.partnerUntil(name, last) : t.partnerBetween(name, first, last)
        })
        .join(', '),
    },
  ]
}

/** The goals, and below them what in the publication speaks to each. */
export const sdgFact = (view: View, { sdgs, sdgEvidence }: Publication): Renderable =>
  sdgs.length > 0 &&
  html`${sdgs.map((goal, i) => html`${i > 0 && ', '}<a href="${view.to(`/publications?sdg=${goal}`)}">${goal} ${sdgLabel(goal, view.language)}</a>`)}${sdgs.map((goal) => sdgEvidence[goal] && html`<br><span class="small soft">${goal}: ${sdgEvidence[goal]}</span>`)}`
