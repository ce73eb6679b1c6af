import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const organisationsRefusals: RefusalTexts = {
  en: {
    organisation_settled: 'This proposal has already been settled.',
    replacement_not_listed: 'The organisation that is to replace it must itself be listed.',
    too_many_proposals: ({ most }) =>
      `You have ${most} proposals waiting. The office needs to look at them before you add more.`,
    organisation_in_use:
      'People or applications name this organisation. Choose the listed one that takes its place.',
  },
  sv: {
    organisation_settled: 'Förslaget är redan avgjort.',
    replacement_not_listed: 'Organisationen som ska ersätta den måste själv finnas i registret.',
    too_many_proposals: ({ most }) =>
      `Du har ${most} förslag som väntar. Kansliet behöver titta på dem innan du lägger till fler.`,
    organisation_in_use:
      'Organisationen används av personer eller ansökningar. Välj vilken i registret som ersätter den.',
  },
}
