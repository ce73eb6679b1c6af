import { catalogue } from '../language.ts'

export const texts = catalogue({
  en: {
    pageOf: (page: number, pages: number) => `page ${page} of ${pages}`,
    contents: 'Contents',
    attachment: (number: number, title: string) => `Attachment ${number}. ${title}`,
    notMerged: 'This attachment could not be placed in the document.',
    notMergedBecause: {
      not_pdf: 'The file is not a PDF.',
      encrypted: 'The file is encrypted or locked with a password.',
      damaged: 'The file is damaged.',
      too_many_pages: 'The file has more pages than a document of this kind takes.',
      too_big: 'The file is larger than a document of this kind takes.',
      timed_out: 'Reading the file took longer than is allowed.',
      out_of_memory: 'Reading the file took more memory than is allowed.',
    },
    readItThere: 'Open the file itself from the page of the application.',
    fileName: 'File',
  },
  sv: {
    pageOf: (page: number, pages: number) => `sida ${page} av ${pages}`,
    contents: 'Innehåll',
    attachment: (number: number, title: string) => `Bilaga ${number}. ${title}`,
    notMerged: 'Bilagan kunde inte fogas in i dokumentet.',
    notMergedBecause: {
      not_pdf: 'Filen är inte en PDF.',
      encrypted: 'Filen är krypterad eller låst med lösenord.',
      damaged: 'Filen är skadad.',
      too_many_pages: 'Filen har fler sidor än vad som ryms i ett sådant här dokument.',
      too_big: 'Filen är större än vad som ryms i ett sådant här dokument.',
      timed_out: 'Det tog för lång tid att läsa filen.',
      out_of_memory: 'Det krävdes för mycket minne för att läsa filen.',
    },
    readItThere: 'Öppna filen från ansökans sida i stället.',
    fileName: 'Fil',
  },
})
