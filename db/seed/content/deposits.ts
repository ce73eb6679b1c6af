import type { Block } from '../../../server/pdf/blocks.ts'
import { sample } from './sample.ts'

/** A brief that the holder of a closed grant is still describing: its PDF is attached, what that says not answered. */
export const SAMPLE_BRIEF = {
  application: 'two-languages',
  file: 'fem-rad.pdf',
  title: 'Fem råd för en medborgarbudget på två språk',
  language: 'sv',
  author: 'Karin Exempelius, Amra Primjerović',
  blocks: [
    { kind: 'heading', level: 1, text: 'Fem råd för en medborgarbudget på två språk' },
    { kind: 'heading', level: 2, text: 'Sammanfattning' },
    {
      kind: 'paragraph',
      text: sample(
        'Två kommuner lät invånarna bestämma över en liten del av investeringarna och lärde av varandra hur det går till. Det som avgjorde vilka som kom var inte hur de fick veta det, utan hur långt de hade till mötet. Här är fem råd till den som ska börja, på två sidor som går att läsa på bussen.',
        'sv',
      ),
    },
    { kind: 'paragraph', text: 'Nyckelord: medborgarbudget, deltagande' },
    { kind: 'heading', level: 2, text: 'Ett möte nära är bättre än två långt bort' },
    {
      kind: 'paragraph',
      text: sample(
        'Håll mötet i bygdegården, skolan eller vid hållplatsen, och säg hur lång tid det tar. Den som måste byta buss kommer inte, hur väl annonsen än är skriven.',
        'sv',
      ),
    },
  ] satisfies Block[],
}

/** An article that is held elsewhere and waits for the office. */
export const SAMPLE_ARTICLE = {
  application: 'budget-radio',
  title: 'Two pages on the air: what listeners ask of a council’s budget',
  abstract: sample(
    'A council’s budget was read aloud on community radio in two of six wards. Listeners asked about fees rather than roads, and more of their questions were answered within the year.',
  ),
  message: 'Read the budget aloud where people already listen.',
  url: 'https://example.org/two-pages-on-the-air',
}
