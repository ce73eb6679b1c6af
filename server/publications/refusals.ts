import type { Language } from '../language.ts'
import type { RefusalTexts } from '../refusals.ts'
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
    not_pdf: 'This is not a PDF. Save it as PDF and attach it again.',
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
    not_pdf: 'Det här är ingen pdf. Spara som pdf och bifoga igen.',
  },
}

type WrongStatus = Extract<PublicationRefusal, { reason: 'publication_wrong_status' }>

const statusWord = (status: PublicationStatus, language: Language): string =>
  texts[language].statuses[status].toLocaleLowerCase(language)
