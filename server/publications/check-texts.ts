import { catalogue, plural } from '../language.ts'
import type { AdvisoryCode, BlockingCode } from './rules/checks.ts'

type Sentence = { what: (about: string) => string; mend: string }

const en: Record<BlockingCode | AdvisoryCode, Sentence> = {
  title_missing: { what: () => 'It has no title in its own language.', mend: 'Write the title' },
  abstract_missing: {
    what: () => 'It has no summary in its own language.',
    mend: 'Write the summary',
  },
  authors_missing: { what: () => 'Nobody is named as having made it.', mend: 'Name the authors' },
  nothing_to_read: {
    what: () => 'There is nothing to read: neither a PDF nor an address where it is held.',
    mend: 'Attach the PDF',
  },
  file_unreadable: { what: () => 'The PDF could not be read.', mend: 'Attach another PDF' },
  file_unread: { what: () => 'The PDF is still being read.', mend: 'See the file' },
  proposals_open: {
    what: (about) =>
      plural('en', Number(about), {
        one: 'The PDF says one thing that nobody has answered yet.',
        other: `The PDF says ${about} things that nobody has answered yet.`,
      }),
    mend: 'See what the PDF says',
  },
  organisation_missing: {
    what: (about) => `${about} has no organisation.`,
    mend: 'Add the organisation',
  },
  licence_missing: {
    what: () => 'No licence is chosen, so readers cannot know whether they may share it.',
    mend: 'Choose a licence',
  },
  countries_missing: {
    what: () => 'No country is named, so it is not found by place.',
    mend: 'Name the countries',
  },
  themes_missing: {
    what: () => 'No theme is chosen, so it is not found by theme.',
    mend: 'Choose themes',
  },
  key_messages_missing: {
    what: () => 'It has no key messages, which are what is read first.',
    mend: 'Write key messages',
  },
  pdf_remarks: {
    what: (about) =>
      plural('en', Number(about), {
        one: 'One thing in the PDF makes it harder to read for some.',
        other: `${about} things in the PDF make it harder to read for some.`,
      }),
    mend: 'See what, and how it is mended',
  },
}

const sv: Record<BlockingCode | AdvisoryCode, Sentence> = {
  title_missing: { what: () => 'Den saknar titel på sitt eget språk.', mend: 'Skriv titeln' },
  abstract_missing: {
    what: () => 'Den saknar sammanfattning på sitt eget språk.',
    mend: 'Skriv sammanfattningen',
  },
  authors_missing: {
    what: () => 'Ingen står som den som har gjort den.',
    mend: 'Ange författarna',
  },
  nothing_to_read: {
    what: () => 'Det finns inget att läsa: varken en pdf eller en adress där den finns.',
    mend: 'Bifoga pdf-filen',
  },
  file_unreadable: { what: () => 'Pdf-filen gick inte att läsa.', mend: 'Bifoga en annan pdf' },
  file_unread: { what: () => 'Pdf-filen håller på att läsas.', mend: 'Se filen' },
  proposals_open: {
    what: (about) =>
      plural('sv', Number(about), {
        one: 'Pdf-filen säger en sak som ingen har tagit ställning till ännu.',
        other: `Pdf-filen säger ${about} saker som ingen har tagit ställning till ännu.`,
      }),
    mend: 'Se vad pdf-filen säger',
  },
  organisation_missing: {
    what: (about) => `${about} saknar organisation.`,
    mend: 'Ange organisationen',
  },
  licence_missing: {
    what: () => 'Ingen licens är vald, så läsare vet inte om de får dela den.',
    mend: 'Välj licens',
  },
  countries_missing: {
    what: () => 'Inget land är angivet, så den hittas inte efter plats.',
    mend: 'Ange länderna',
  },
  themes_missing: {
    what: () => 'Inget tema är valt, så den hittas inte efter tema.',
    mend: 'Välj teman',
  },
  key_messages_missing: {
    what: () => 'Den saknar huvudbudskap, som är det som läses först.',
    mend: 'Skriv huvudbudskap',
  },
  pdf_remarks: {
    what: (about) =>
      plural('sv', Number(about), {
        one: 'En sak i pdf-filen gör den svårare att läsa för somliga.',
        other: `${about} saker i pdf-filen gör den svårare att läsa för somliga.`,
      }),
    mend: 'Se vad, och hur det rättas',
  },
}

/** What a publication lacks, each with the words of the link to where it is mended. */
export const checkTexts = catalogue({
  en: {
    blocking: 'To be mended first',
    advisory: 'Would make it better',
    none: 'Nothing is missing.',
    sentences: en,
  },
  sv: {
    blocking: 'Måste rättas först',
    advisory: 'Skulle göra den bättre',
    none: 'Inget saknas.',
    sentences: sv,
  },
})
