import { catalogue } from '../language.ts'

/** What a PDF says of itself, put to a person who takes it or leaves it. */
export const proposalTexts = catalogue({
  en: {
    title: 'The PDF says',
    lede: 'Nothing is filled in until you take it.',
    fields: {
      title: (language: string) => `Title in ${language}`,
      abstract: (language: string) => `Summary in ${language}`,
      language: 'Language',
      year: 'Year of publication',
      isbn: 'ISBN',
      doi: 'DOI',
      themes: 'Themes',
    },
    sources: {
      metadata: 'In the properties of the file.',
      type: 'The largest type on the first page.',
      text: 'In its text.',
    },
    onPage: (page: number) => `On page ${page}.`,
    present: 'Here stands now:',
    absent: 'Nothing stands here yet.',
    take: 'Take it',
    takeThemes: 'Add those ticked',
    leave: 'Leave it',
    whole: 'The whole text',
  },
  sv: {
    title: 'Pdf-filen säger',
    lede: 'Inget fylls i förrän du tar det.',
    fields: {
      title: (language: string) => `Titel på ${language}`,
      abstract: (language: string) => `Sammanfattning på ${language}`,
      language: 'Språk',
      year: 'Utgivningsår',
      isbn: 'ISBN',
      doi: 'DOI',
      themes: 'Teman',
    },
    sources: {
      metadata: 'I filens egenskaper.',
      type: 'Den största stilen på första sidan.',
      text: 'I dess text.',
    },
    onPage: (page: number) => `På sida ${page}.`,
    present: 'Här står nu:',
    absent: 'Här står inget ännu.',
    take: 'Ta det',
    takeThemes: 'Lägg till de ikryssade',
    leave: 'Låt bli',
    whole: 'Hela texten',
  },
})
