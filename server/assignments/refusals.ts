import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const assignmentsRefusals: RefusalTexts = {
  en: {
    application_not_assignable:
      'Readers are chosen for applications that were found eligible, until they are decided.',
    application_not_in_review: 'The application is no longer under review.',
    not_a_reviewer: 'The person does not hold the role of reviewer.',
    takes_part: 'Takes part in the application.',
    has_conflict: 'Has a conflict of interest.',
    already_assigned: 'Has been asked for this application already.',
    rapporteur_taken: 'The application has a rapporteur already. Choose reader, or cancel first.',
    assignment_closed: 'The assignment has been answered or closed since you opened the page.',
    declare_first:
      'First say whether you have a conflict of interest. The application opens when you have declared that there is none.',
  },
  sv: {
    application_not_assignable:
      'Bedömare utses för ansökningar som är behöriga, fram till att de är beslutade.',
    application_not_in_review: 'Ansökan är inte längre under bedömning.',
    not_a_reviewer: 'Personen har inte rollen bedömare.',
    takes_part: 'Deltar i ansökan.',
    has_conflict: 'Är jävig.',
    already_assigned: 'Har redan tillfrågats om den här ansökan.',
    rapporteur_taken: 'Ansökan har redan en föredragande. Välj läsare, eller återkalla först.',
    assignment_closed: 'Uppdraget har besvarats eller avslutats sedan du öppnade sidan.',
    declare_first:
      'Ta först ställning till jäv. Ansökan öppnas när du har intygat att du inte är jävig.',
  },
}
