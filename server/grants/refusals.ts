import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
import type { GrantRefusal } from './rules.ts'
import { texts } from './texts.ts'

type Of<Reason extends GrantRefusal['reason']> = Extract<GrantRefusal, { reason: Reason }>

const lacks = ({ missing }: Of<'report_incomplete'>, language: Language): string =>
  missing.map((lack) => texts[language].report.lacks[lack]).join(' ')

/** Sentences for the reasons that this feature's rules give. */
export const grantsRefusals: RefusalTexts = {
  en: {
    grant_wrong_status: ({ status }: Of<'grant_wrong_status'>) =>
      `The grant’s state is “${texts.en.statuses[status].toLowerCase()}”; from there this cannot be done. Someone may have acted before you.`,
    report_wrong_status: ({ status }: Of<'report_wrong_status'>) =>
      `The report’s state is “${texts.en.reportStatuses[status].toLowerCase()}”; from there this cannot be done. Someone may have acted before you.`,
    report_grant_not_active: ({ status }: Of<'report_grant_not_active'>) =>
      `A report is written while the grant runs. Its state is “${texts.en.statuses[status].toLowerCase()}”.`,
    report_incomplete: (refusal: Of<'report_incomplete'>) =>
      `The report cannot be handed in yet. ${lacks(refusal, 'en')}`,
    report_not_accepted: 'Only an accepted report is published.',
    report_published_already: 'A publication has been made of this report already.',
    report_not_handed_in: 'This report is not handed in yet. Hand it in first, then deposit it.',
  },
  sv: {
    grant_wrong_status: ({ status }: Of<'grant_wrong_status'>) =>
      `Bidragets läge är ”${texts.sv.statuses[status].toLowerCase()}” och därifrån går det inte. Kanske hann någon före dig.`,
    report_wrong_status: ({ status }: Of<'report_wrong_status'>) =>
      `Redovisningens läge är ”${texts.sv.reportStatuses[status].toLowerCase()}” och därifrån går det inte. Kanske hann någon före dig.`,
    report_grant_not_active: ({ status }: Of<'report_grant_not_active'>) =>
      `En redovisning skrivs medan bidraget löper. Dess läge är ”${texts.sv.statuses[status].toLowerCase()}”.`,
    report_incomplete: (refusal: Of<'report_incomplete'>) =>
      `Redovisningen kan inte lämnas in än. ${lacks(refusal, 'sv')}`,
    report_not_accepted: 'Bara en godkänd redovisning publiceras.',
    report_published_already: 'En publikation har redan gjorts av redovisningen.',
    report_not_handed_in:
      'Redovisningen är inte inlämnad än. Lämna in den först, och lämna den sedan till biblioteket.',
  },
}
