import { catalogue } from '../language.ts'

export const duplicatesTexts = catalogue({
  en: {
    title: 'Is it here already?',
    lede: 'These look like the same publication. Look at them, and say how they belong together. Only the same file or DOI asks for your word before it is published.',
    formLede: 'These look like what you are writing about:',
    kinds: { file: 'the same file', doi: 'the same DOI', isbn: 'the same ISBN' },
    sameTitle: 'the same title',
    titleAlike: (percent: number) => `title ${percent} % alike`,
    pagesAlike: (alike: number, pages: number) => `${alike} of ${pages} pages read the same`,
    textAlike: (percent: number) => `about ${percent} % of the text reads the same`,
    join: {
      translation: 'Add to its family, as a translation',
      edition: 'Add to its family, as another edition',
    },
    dismiss: 'It is not the same',
    reason: 'Why it is not the same',
    reasonHint: 'Stays in the history of both. They are then not shown to each other again.',
    dismissAct: 'Do not show it again',
    dismissed: (count: number) =>
      count === 1 ? 'One that was found not to be the same' : `${count} found not to be the same`,
    said: (reason: string, name: string, date: string) => `“${reason}” ${name}, ${date}`,
    thePortal: 'the portal',
    restore: 'Show it again',
    confirm: 'It is right that another publication has the same file or DOI.',
    confirmTitle: (title: string) => `The same file or DOI as “${title}”.`,
  },
  sv: {
    title: 'Finns den redan?',
    lede: 'De här liknar publikationen. Titta på dem och ange hur de hör ihop. Bara samma fil eller DOI behöver bekräftas innan den publiceras.',
    formLede: 'De här liknar det du skriver om:',
    kinds: { file: 'samma fil', doi: 'samma DOI', isbn: 'samma ISBN' },
    sameTitle: 'samma titel',
    titleAlike: (percent: number) => `titeln är lik till ${percent} %`,
    pagesAlike: (alike: number, pages: number) => `${alike} av ${pages} sidor har samma text`,
    textAlike: (percent: number) => `omkring ${percent} % av texten är densamma`,
    join: {
      translation: 'Lägg till i dess familj, som översättning',
      edition: 'Lägg till i dess familj, som en annan utgåva',
    },
    dismiss: 'Det är inte samma publikation',
    reason: 'Varför det inte är samma publikation',
    reasonHint: 'Skälet finns kvar i historiken för båda. Sedan visas de inte igen för varandra.',
    dismissAct: 'Visa den inte igen',
    dismissed: (count: number) =>
      count === 1
        ? 'En liknande är bedömd som en annan publikation'
        : `${count} liknande är bedömda som andra publikationer`,
    said: (reason: string, name: string, date: string) => `”${reason}” ${name}, ${date}`,
    thePortal: 'portalen',
    restore: 'Visa den igen',
    confirm: 'Det är rätt att en annan publikation har samma fil eller DOI.',
    confirmTitle: (title: string) => `Samma fil eller DOI som ”${title}”.`,
  },
})
