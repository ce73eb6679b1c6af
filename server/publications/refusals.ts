import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
import { checkTexts } from './check-texts.ts'
import type { DepositRefusal } from './rules/deposits.ts'
import type { PublicationRefusal, PublicationStatus } from './rules.ts'
import { texts } from './texts.ts'

/** Sentences for the reasons that this feature's rules give. */
export const publicationsRefusals: RefusalTexts = {
  en: {
    publication_wrong_status: (refusal: WrongStatus, language: Language) =>
      `The publication is ${statusWord(refusal.status, language)}; from there this cannot be done. Someone may have acted before you.`,
    publication_nothing_to_read:
      'There is nothing to read yet: attach the PDF, or give the address where it is held.',
    publication_file_unreadable:
      'The attached file could not be read. Attach a PDF that opens without a password.',
    publication_reason_missing: 'Say why it is withdrawn: the reason stands on its page.',
    publication_is_withdrawn:
      'A withdrawn publication stays as it was. Reinstate it first, then correct it.',
    publication_slug_taken: 'That address is taken. Choose another.',
    number_taken: 'That number of the series is already used in this language.',
    publication_note_missing:
      'This is published. Say what is changed, for those who have read or cited it.',
    isbn_taken: 'That ISBN belongs to another publication.',
    isbn_kept: 'An ISBN that was assigned stays with its publication.',
    isbn_none_left: 'There is no free ISBN left. Add those that the office has got.',
    family_of_itself: 'A publication is not a part of itself.',
    family_main_has_main:
      'That publication is part of a family itself. Choose the main publication of that family.',
    family_is_main: 'Others belong to this one. Move them first, then this one.',
    family_main_unknown: 'There is no publication by that address or number.',
    family_chain:
      'A family has one main publication, and no chains. Someone may have acted before you.',
    funding_unknown: 'There is no grant with that reference.',
    old_address_taken: 'That old address leads to another publication.',
    period_backwards: 'The last day comes before the first.',
    period_overlaps: 'There is a period of the same kind then already.',
    country_unknown: 'This country is not known.',
    period_day_missing: 'Give the last day.',
    period_closed: 'The period is closed. Begin a new one.',
    publication_same_as_other:
      'Another publication has the same file or DOI. Say that this is right, or make the two one.',
    duplicate_reason_missing: 'Say why it is not the same: the reason is kept.',
    not_pdf: 'This is not a PDF. Save it as PDF and attach it again.',
    deposit_grant_not_running:
      'A publication can be deposited from a grant that has been accepted and was not ended early.',
    deposit_with_office: (refusal: WithOffice, language: Language) =>
      `The publication is ${statusWord(refusal.status, language)}. It can be written in while it is with its authors; ask the office to return it.`,
    deposit_with_authors:
      'It is with its authors, who hand it in when they are done. The office takes it up then.',
    deposit_incomplete: (refusal: Incomplete, language: Language) =>
      `Something is to be mended first. ${refusal.missing.map((code) => checkTexts[language].sentences[code].what('')).join(' ')}`,
    deposit_reason_missing: 'Say what is to be mended: its authors read this.',
    deposit_seen_by_office:
      'The office has had it in its hands, so it stays on record. Ask the office if it is not to be published.',
  },
  sv: {
    publication_wrong_status: (refusal: WrongStatus, language: Language) =>
      `Publikationens läge är ”${statusWord(refusal.status, language)}” och därifrån går det inte. Kanske hann någon före dig.`,
    publication_nothing_to_read:
      'Det finns inget att läsa än: bifoga pdf-filen eller ange adressen där den finns.',
    publication_file_unreadable:
      'Den bifogade filen gick inte att läsa. Bifoga en pdf som går att öppna utan lösenord.',
    publication_reason_missing: 'Ange varför den dras tillbaka: skälet står på dess sida.',
    publication_is_withdrawn:
      'En tillbakadragen publikation förblir som den var. Återinför den först och rätta sedan.',
    publication_slug_taken: 'Adressen är upptagen. Välj en annan.',
    number_taken: 'Det numret i serien är redan använt på det här språket.',
    publication_note_missing:
      'Den här är publicerad. Skriv vad som ändras, för dem som har läst den eller hänvisat till den.',
    isbn_taken: 'Det ISBN hör till en annan publikation.',
    isbn_kept: 'Ett ISBN som har delats ut blir kvar hos sin publikation.',
    isbn_none_left: 'Det finns inget ledigt ISBN kvar. Lägg till dem som kansliet har fått.',
    family_of_itself: 'En publikation hör inte till sig själv.',
    family_main_has_main:
      'Den publikationen hör själv till en familj. Välj huvudpublikationen i den familjen.',
    family_is_main: 'Andra hör till den här. Flytta dem först, sedan den här.',
    family_main_unknown: 'Det finns ingen publikation med den adressen eller det numret.',
    family_chain: 'En familj har en huvudpublikation och inga kedjor. Kanske hann någon före dig.',
    funding_unknown: 'Det finns inget bidrag med den beteckningen.',
    old_address_taken: 'Den gamla adressen leder till en annan publikation.',
    period_backwards: 'Sista dagen kommer före den första.',
    period_overlaps: 'Det finns redan en period av samma slag då.',
    country_unknown: 'Landet är inte känt.',
    period_day_missing: 'Ange sista dagen.',
    period_closed: 'Perioden är avslutad. Börja en ny.',
    publication_same_as_other:
      'En annan publikation har samma fil eller DOI. Bekräfta att det är rätt, eller gör de två till en.',
    duplicate_reason_missing: 'Skriv varför det inte är samma: skälet sparas.',
    not_pdf: 'Det här är ingen pdf. Spara som pdf och bifoga igen.',
    deposit_grant_not_running:
      'En publikation kan lämnas ur ett bidrag som har godtagits och inte har avslutats i förtid.',
    deposit_with_office: (refusal: WithOffice, language: Language) =>
      `Publikationens läge är ”${statusWord(refusal.status, language)}”. Det går att skriva i den medan den är hos sina författare; be kansliet lämna tillbaka den.`,
    deposit_with_authors:
      'Den är hos sina författare, som lämnar in den när de är klara. Då tar kansliet vid.',
    deposit_incomplete: (refusal: Incomplete, language: Language) =>
      `Något måste rättas först. ${refusal.missing.map((code) => checkTexts[language].sentences[code].what('')).join(' ')}`,
    deposit_reason_missing: 'Skriv vad som behöver rättas: författarna läser det.',
    deposit_seen_by_office:
      'Kansliet har haft den i sina händer, så den stannar kvar. Tala med kansliet om den inte ska publiceras.',
  },
}

type WrongStatus = Extract<PublicationRefusal, { reason: 'publication_wrong_status' }>

type WithOffice = Extract<DepositRefusal, { reason: 'deposit_with_office' }>
type Incomplete = Extract<DepositRefusal, { reason: 'deposit_incomplete' }>

const statusWord = (status: PublicationStatus, language: Language): string =>
  texts[language].statuses[status].toLocaleLowerCase(language)
