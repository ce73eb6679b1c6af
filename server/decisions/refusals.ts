import type { ApplicationStatus } from '../applications/rules.ts'
import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
import { formatInstant, formatMoney } from '../views/format.ts'
import type { DecisionRefusal } from './rules.ts'
import { texts } from './texts.ts'

type Of<Reason extends DecisionRefusal['reason']> = Extract<DecisionRefusal, { reason: Reason }>

/** Sentences for the reasons that this feature's rules give. */
export const decisionsRefusals: RefusalTexts = {
  en: {
    decision_before_close: (refusal: Of<'decision_before_close'>, language: Language) =>
      `Applications are ranked and decided when the call has closed, ${formatInstant({ language }, refusal.closesAt)}.`,
    application_not_decidable: ({ status }: Of<'application_not_decidable'>) =>
      UNDECIDABLE.en[status],
    decision_exists:
      'There is a decision on this application already. Open it to see or change what is proposed.',
    decision_wrong_status: (refusal: Of<'decision_wrong_status'>, language: Language) =>
      `The decision is ${texts[language].statuses[refusal.status].toLowerCase()}; from there this cannot be done. Someone may have acted before you.`,
    decision_second_officer:
      'You proposed this decision, or changed it last. Another officer must record it.',
    envelope_exceeded: (refusal: Of<'envelope_exceeded'>, language: Language) =>
      `With ${money(refusal, language)} more, the awards of the call would come to more than its envelope of ${envelope(refusal, language)}. Lower the amount, or return another award.`,
    release_done:
      'The decisions of this call have been released already. There is no second release.',
    release_empty: 'The call has no decisions to release.',
    release_incomplete: ({ unhandled, unrecorded }: Of<'release_incomplete'>) =>
      [
        'All applicants learn at one instant, so every application must be decided first.',
        unrecorded > 0 && `Without a recorded decision: ${unrecorded}.`,
        unhandled > 0 && `Not yet through the formal check and review: ${unhandled}.`,
      ]
        .filter(Boolean)
        .join(' '),
    release_changed:
      'A decision was changed while you read the letters. Nothing has been released: look at the page again.',
  },
  sv: {
    decision_before_close: (refusal: Of<'decision_before_close'>, language: Language) =>
      `Ansökningar rangordnas och beslutas när utlysningen har stängt, ${formatInstant({ language }, refusal.closesAt)}.`,
    application_not_decidable: ({ status }: Of<'application_not_decidable'>) =>
      UNDECIDABLE.sv[status],
    decision_exists:
      'Det finns redan ett beslut om ansökan. Öppna det för att se eller ändra vad som föreslås.',
    decision_wrong_status: (refusal: Of<'decision_wrong_status'>, language: Language) =>
      `Beslutet är ${texts[language].statuses[refusal.status].toLowerCase()} och därifrån går det inte. Kanske hann någon före dig.`,
    decision_second_officer:
      'Du har föreslagit beslutet eller ändrat det senast. En annan handläggare måste fatta det.',
    envelope_exceeded: (refusal: Of<'envelope_exceeded'>, language: Language) =>
      `Med ytterligare ${money(refusal, language)} skulle utlysningens ram på ${envelope(refusal, language)} överskridas. Sänk beloppet eller lämna tillbaka ett annat beslut.`,
    release_done: 'Utlysningens beslut är redan meddelade. De meddelas bara en gång.',
    release_empty: 'Utlysningen har inga beslut att meddela.',
    release_incomplete: ({ unhandled, unrecorded }: Of<'release_incomplete'>) =>
      [
        'Alla sökande får veta i samma ögonblick. Därför måste alla ansökningar vara beslutade först.',
        unrecorded > 0 && `Utan fattat beslut: ${unrecorded}.`,
        unhandled > 0 && `Inte klara med formell kontroll och granskning: ${unhandled}.`,
      ]
        .filter(Boolean)
        .join(' '),
    release_changed:
      'Ett beslut ändrades medan du läste breven. Inget har meddelats: se över sidan igen.',
  },
}

const money = ({ amountCents, currency }: Of<'envelope_exceeded'>, language: Language): string =>
  formatMoney(language, amountCents, currency)

const envelope = ({ envelopeCents, currency }: Of<'envelope_exceeded'>, language: Language) =>
  formatMoney(language, envelopeCents, currency)

const UNDECIDABLE: Record<Language, Record<ApplicationStatus, string>> = {
  en: {
    draft: 'The application has not been submitted.',
    submitted: 'The application has not been through the formal check yet.',
    screening: 'The formal check of the application is not finished.',
    eligible: 'The application has not been reviewed yet.',
    ineligible: 'The application can be decided as not eligible.',
    in_review: 'The application is in review.',
    decided: 'The application has been decided, and its applicants know.',
    withdrawn: 'The application has been withdrawn by its applicants.',
  },
  sv: {
    draft: 'Ansökan har inte lämnats in.',
    submitted: 'Ansökan har inte gått igenom den formella kontrollen än.',
    screening: 'Den formella kontrollen av ansökan är inte klar.',
    eligible: 'Ansökan har inte granskats än.',
    ineligible: 'Ansökan kan beslutas som ej behörig.',
    in_review: 'Ansökan granskas.',
    decided: 'Ansökan är beslutad, och de sökande har fått veta det.',
    withdrawn: 'Ansökan har återkallats av de sökande.',
  },
}
