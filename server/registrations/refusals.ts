import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const registrationsRefusals: RefusalTexts = {
  en: {
    registration_off: 'No agency registers DOIs for publications here: none is configured.',
    registration_not_public: 'Only what is published can have a DOI registered.',
    registration_has_doi: 'The publication has a DOI already, and keeps it.',
    registration_held_elsewhere:
      'There is no text here. Whoever holds the publication registers its DOI.',
    registration_not_failed:
      'This DOI has not been given up: it is registered, or on its way. Someone may have tried again before you.',
  },
  sv: {
    registration_off: 'Ingen registrerar DOI för publikationer här: ingen tjänst är inställd.',
    registration_not_public: 'Bara det som är publicerat kan få en DOI registrerad.',
    registration_has_doi: 'Publikationen har redan en DOI och behåller den.',
    registration_held_elsewhere:
      'Här finns ingen text. Den som förvarar publikationen registrerar dess DOI.',
    registration_not_failed:
      'Registreringen är inte avbruten: den är klar eller på väg. Kanske försökte någon igen före dig.',
  },
}
