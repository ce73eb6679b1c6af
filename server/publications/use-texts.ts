import { catalogue, plural } from '../language.ts'

export const useTexts = catalogue({
  en: {
    title: 'How it is used',
    sum: (views: number, viewsFigure: string, downloads: number, downloadsFigure: string) =>
      `${plural('en', views, { one: '1 visit', other: `${viewsFigure} visits` })}, ${plural('en', downloads, { one: '1 reading', other: `${downloadsFigure} readings` })}`,
    since: (month: string) => `since ${month}`,
    byMonth: 'By month',
    month: 'Month',
    views: 'Visits',
    downloads: 'Readings',
    how: 'A visit is a person here within an hour; a reading is a visit in which the PDF or the text was opened. Counted by COUNTER 5.1, without robots, double clicks and what browsers fetch ahead. Counting uses no cookies and keeps no addresses.',
    others: (assistants: string, machines: string) =>
      `Not among these: fetched by AI assistants at someone’s request (${assistants}) and by robots (${machines}).`,
  },
  sv: {
    title: 'Så används den',
    sum: (views: number, viewsFigure: string, downloads: number, downloadsFigure: string) =>
      `${plural('sv', views, { one: '1 besök', other: `${viewsFigure} besök` })}, ${plural('sv', downloads, { one: '1 läsning', other: `${downloadsFigure} läsningar` })}`,
    since: (month: string) => `sedan ${month}`,
    byMonth: 'Månad för månad',
    month: 'Månad',
    views: 'Besök',
    downloads: 'Läsningar',
    how: 'Ett besök är en person här inom en timme; en läsning är ett besök där pdf:en eller texten öppnades. Räknat enligt COUNTER 5.1, utan robotar, dubbelklick och det som webbläsare hämtar i förväg. Räkningen använder inga kakor och sparar inga adresser.',
    others: (assistants: string, machines: string) =>
      `Räknas inte in: hämtad av AI-assistenter på någons begäran (${assistants}) och av robotar (${machines}).`,
  },
})
