import { catalogue } from '../language.ts'

/** Words of the page that a reading copy ends with, and of what the office and readers are told of it. */
export const copyTexts = catalogue({
  en: {
    authors: 'By',
    facts: {
      year: 'Year',
      series: 'Series',
      kind: 'Kind',
      publisher: 'Published by',
      isbn: 'ISBN',
      doi: 'DOI',
      licence: 'Licence',
      address: 'Permanent address',
      original: 'Original file',
      digest: 'Its SHA-256',
    },
    cite: 'How to cite',
    about: 'About this copy',
    aboutText: (publisher: string) =>
      `A reading copy from the library of ${publisher}. The pages before this one are the publication exactly as it was handed in, with its own page numbers; only this page and the description inside the file were added. Corrections and newer editions are told at the permanent address.`,
    firstPage: 'The first page',
    originalFile: (size: string) => `Original file, ${size}`,
    originalHint: 'as it was handed in, without the page on how to cite it',
    made: 'Readers get a reading copy that ends with a page on how to cite it. The original is kept as it is.',
    making:
      'A reading copy with a page on how to cite it is being made. Until then readers get the original.',
    notMade: 'No reading copy was made, so readers get the original:',
    reasons: {
      not_pdf: 'the file is not a PDF',
      encrypted: 'the file is locked by a password',
      signed: 'the file is signed, and anything added would break the signature',
      damaged:
        'the file has faults that make it unsafe to add a page. Save it anew as PDF and attach it again',
      too_many_pages: 'the file has too many pages',
      too_big: 'the file is too large',
      timed_out: 'it took too long',
      out_of_memory: 'it took too much memory',
    },
  },
  sv: {
    authors: 'Av',
    facts: {
      year: 'År',
      series: 'Serie',
      kind: 'Slag',
      publisher: 'Utgivare',
      isbn: 'ISBN',
      doi: 'DOI',
      licence: 'Licens',
      address: 'Beständig adress',
      original: 'Originalfil',
      digest: 'Dess SHA-256',
    },
    cite: 'Så citerar du',
    about: 'Om exemplaret',
    aboutText: (publisher: string) =>
      `Ett läsexemplar från biblioteket hos ${publisher}. Sidorna före den här är publikationen precis som den lämnades in, med sina egna sidnummer. Det enda som har lagts till är den här sidan och beskrivningen inne i filen. Rättelser och nya utgåvor redovisas på den beständiga adressen.`,
    firstPage: 'Första sidan',
    originalFile: (size: string) => `Originalfil, ${size}`,
    originalHint: 'så som den lämnades in, utan sidan om hur den citeras',
    made: 'Läsarna får ett läsexemplar som slutar med en sida om hur publikationen citeras. Originalet är orört.',
    making:
      'Ett läsexemplar med en sida om hur publikationen citeras håller på att göras. Så länge får läsarna originalet.',
    notMade: 'Det gick inte att göra något läsexemplar, så läsarna får originalet:',
    reasons: {
      not_pdf: 'filen är ingen pdf',
      encrypted: 'filen är låst med lösenord',
      signed: 'filen är signerad, och ett tillägg skulle bryta signaturen',
      damaged:
        'filen har fel som gör det osäkert att lägga till en sida. Spara om den som pdf och lägg in den igen',
      too_many_pages: 'filen har för många sidor',
      too_big: 'filen är för stor',
      timed_out: 'det tog för lång tid',
      out_of_memory: 'det krävdes för mycket minne',
    },
  },
})
