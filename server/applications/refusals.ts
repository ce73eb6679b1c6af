import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
import { formatInstant, OFFICE_ZONE, zonePlace } from '../views/format.ts'
import type { ApplicationStatus } from './rules.ts'

/** In the call's own zone, which is the one the applicant has read of, and in UTC. */
const at = (language: Language, instant: Date, zone = OFFICE_ZONE): string => {
  const [there, utc] = [zone, 'UTC'].map((place) =>
    formatInstant({ language }, instant, place, { seconds: true }),
  )
  return `${there} ${language === 'sv' ? 'i' : 'in'} ${zonePlace(zone)} (${utc} UTC)`
}

type Timed = { opensAt: Date; closesAt: Date; zone?: string }

const STATUSES: Record<Language, Record<ApplicationStatus, string>> = {
  en: {
    draft: 'The application is a draft that has not been sent.',
    submitted: 'The application has been sent. Take it back first if you want to change it.',
    screening: 'The application is being handled by the office and can no longer be changed.',
    eligible: 'The application is being handled by the office and can no longer be changed.',
    ineligible: 'The application is being handled by the office and can no longer be changed.',
    in_review: 'The application is being assessed and can no longer be changed.',
    decided: 'The application has been handled to its end and can no longer be changed.',
    withdrawn: 'The application has been withdrawn.',
  },
  sv: {
    draft: 'Ansökan är ett utkast som inte har skickats.',
    submitted: 'Ansökan är skickad. Ta tillbaka den först om du vill ändra något.',
    screening: 'Ansökan handläggs av kansliet och kan inte längre ändras.',
    eligible: 'Ansökan handläggs av kansliet och kan inte längre ändras.',
    ineligible: 'Ansökan handläggs av kansliet och kan inte längre ändras.',
    in_review: 'Ansökan bedöms och kan inte längre ändras.',
    decided: 'Ansökan är färdigbehandlad och kan inte längre ändras.',
    withdrawn: 'Ansökan är återkallad.',
  },
}

/** Sentences for the reasons that this feature's rules give. */
export const applicationsRefusals: RefusalTexts = {
  en: {
    wrong_status: ({ status }: { status: ApplicationStatus }) =>
      STATUSES.en[status] ?? 'In its present state this cannot be done.',
    call_not_open: ({ opensAt, closesAt, zone }: Timed, language) =>
      `The call is open from ${at(language, opensAt, zone)} until ${at(language, closesAt, zone)}. What you have written is kept and can be read.`,
    call_not_closed: ({ closesAt, zone }: Timed, language) =>
      `The call closes ${at(language, closesAt, zone)}. Until then applicants may change what they have sent.`,
    incomplete: ({ missing }: { missing: readonly unknown[] }) =>
      missing.length === 1
        ? 'One answer is missing or needs correcting.'
        : `${missing.length} answers are missing or need correcting.`,
    not_yours: 'You may read this application, but not do this: ask the main applicant.',
    conflict: 'You have a conflict of interest with this application, so it is closed to you.',
    already_participant: 'That address is already invited to the application, or takes part in it.',
    too_many_invitations: 'No more invitations can be sent today. Try again tomorrow.',
    invitation_answered: 'The invitation has already been answered.',
    main_applicant_stays: 'The main applicant cannot be removed.',
    reason_missing: 'Write why: the reason stands in the decision.',
  },
  sv: {
    wrong_status: ({ status }: { status: ApplicationStatus }) =>
      STATUSES.sv[status] ?? 'Det går inte i nuvarande läge.',
    call_not_open: ({ opensAt, closesAt, zone }: Timed, language) =>
      `Utlysningen är öppen från ${at(language, opensAt, zone)} till ${at(language, closesAt, zone)}. Det du har skrivit finns kvar och kan läsas.`,
    call_not_closed: ({ closesAt, zone }: Timed, language) =>
      `Utlysningen stänger ${at(language, closesAt, zone)}. Till dess får de sökande ändra det de har skickat.`,
    incomplete: ({ missing }: { missing: readonly unknown[] }) =>
      missing.length === 1
        ? 'Ett svar saknas eller behöver rättas.'
        : `${missing.length} svar saknas eller behöver rättas.`,
    not_yours: 'Du får läsa ansökan men inte göra detta: be huvudsökanden.',
    conflict: 'Du är jävig i ansökan, och den är därför stängd för dig.',
    already_participant: 'Adressen är redan inbjuden till ansökan eller deltar i den.',
    too_many_invitations: 'Fler inbjudningar kan inte skickas i dag. Försök igen i morgon.',
    invitation_answered: 'Inbjudan är redan besvarad.',
    main_applicant_stays: 'Huvudsökanden kan inte tas bort.',
    reason_missing: 'Skriv varför: skälet står i beslutet.',
  },
}
