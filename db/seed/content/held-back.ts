/** A sample whose text is held back for a while after the first start. */
export const HELD_BACK = {
  external_id: 'sample-second-year-of-the-ward-books',
  title: {
    en: 'The second year of the ward books: what changed when the rains failed',
    sv: 'Områdesböckernas andra år: vad som hände när regnen uteblev',
  },
  language: 'en',
  year: 2026,
  type: 'working-paper',
  series: 'working-paper',
  number: 'S1',
  countries: ['UG'],
  municipalities: ['Entebbe, Uganda'],
  authors: [
    { name: 'Grace Examplewe (sample)', role: 'author' },
    { name: 'Ingrid Exempelsdotter', role: 'translator' },
  ],
  themes: ['climate-adaptation', 'accountability'],
  sdgs: [13, 16],
  abstract: {
    en: 'The ward books were made for floods. In the second year there was none. The paper asks what a book of decisions is for when there is little to decide. (Sample text)',
    sv: 'Områdesböckerna gjordes för översvämningar. Andra året kom det ingen. Skriften frågar vad en bok över beslut är till för när det finns lite att besluta. (Exempeltext)',
  },
  plain_summary: {
    en: 'The books were meant for floods. Then no flood came. Most wards stopped writing. Four went on, and used the book for water instead. (Sample text)',
  },
  audiences: ['municipal-officers', 'researchers'],
  tiers: ['neighbourhood'],
  study_types: ['interviews-and-fieldwork'],
  funding: [{ funder: 'Sida', funder_id: 'https://ror.org/01fn7me06', award_number: '51180024' }],
  pages: [
    'The second year of the ward books. Held back until its journal has come out. (Sample text)',
    'Four wards went on writing. They used the book for who may draw water, and when.',
  ],
}
