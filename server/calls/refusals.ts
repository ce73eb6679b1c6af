import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
import { formatInstant, zonePlace } from '../views/format.ts'
import { gapText } from './gap-texts.ts'
import type { Gap } from './rules.ts'

const gapsIn = ({ missing }: { missing: Gap[] }, language: Language): string =>
  missing.map((gap) => gapText(gap, language)).join(' ')

/** Sentences for the reasons that this feature's rules give. */
export const callsRefusals: RefusalTexts = {
  en: {
    slug_taken: 'Another page already has that address. Choose another.',
    second_officer_needed:
      'Another officer must do this: who prepared it last cannot also confirm it.',
    call_incomplete: (refusal: { missing: Gap[] }) =>
      `The call is not ready to be published. ${gapsIn(refusal, 'en')}`,
    call_not_draft: 'The call is no longer a draft, and stands as it was published.',
    call_not_published: 'Only a published call can be withdrawn or put away.',
    call_still_open: (refusal: { closesAt: Date }) =>
      `The call can be put away once it has closed, on ${formatInstant({ language: 'en' }, refusal.closesAt)}.`,
    withdrawal_unexplained: 'Say why the call is withdrawn, in Swedish and in English.',
    call_upcoming: (refusal: { opensAt: Date; zone: string }) =>
      `The call opens on ${inPlace('en', refusal.opensAt, refusal.zone)}. Applications can be started then.`,
    call_closed: (refusal: { closesAt: Date; zone: string }) =>
      `The call closed on ${inPlace('en', refusal.closesAt, refusal.zone)}. New applications can no longer be started.`,
    call_withdrawn: 'The call has been withdrawn. Applications cannot be started.',
    call_archived: 'The call is closed and put away. Applications cannot be started.',
    call_draft: 'The call has not been published.',
  },
  sv: {
    slug_taken: 'En annan sida har redan den adressen. Välj en annan.',
    second_officer_needed:
      'Det måste en annan handläggare göra: den som senast har berett ärendet kan inte också bekräfta det.',
    call_incomplete: (refusal: { missing: Gap[] }) =>
      `Utlysningen är inte klar att publiceras. ${gapsIn(refusal, 'sv')}`,
    call_not_draft: 'Utlysningen är inte längre ett utkast och står som den publicerades.',
    call_not_published: 'Bara en publicerad utlysning kan återkallas eller läggas undan.',
    call_still_open: (refusal: { closesAt: Date }) =>
      `Utlysningen kan läggas undan när den har stängt, den ${formatInstant({ language: 'sv' }, refusal.closesAt)}.`,
    withdrawal_unexplained: 'Skriv varför utlysningen återkallas, på svenska och engelska.',
    call_upcoming: (refusal: { opensAt: Date; zone: string }) =>
      `Utlysningen öppnar den ${inPlace('sv', refusal.opensAt, refusal.zone)}. Då går det att börja på en ansökan.`,
    call_closed: (refusal: { closesAt: Date; zone: string }) =>
      `Utlysningen stängde den ${inPlace('sv', refusal.closesAt, refusal.zone)}. Det går inte längre att börja på en ansökan.`,
    call_withdrawn: 'Utlysningen har återkallats. Det går inte att söka.',
    call_archived: 'Utlysningen är stängd och lagd till handlingarna. Det går inte att söka.',
    call_draft: 'Utlysningen är inte publicerad.',
  },
}

/** "23 December 2026, 14:00 in Kampala". */
const inPlace = (language: Language, instant: Date, zone: string): string =>
  `${formatInstant({ language }, instant, zone)} ${language === 'sv' ? 'i' : 'in'} ${zonePlace(zone)}`
