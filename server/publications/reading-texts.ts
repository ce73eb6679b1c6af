import { catalogue, plural } from '../language.ts'
import { INCOME_GROUPS_YEAR } from '../vocabulary/income-groups.ts'

/** Words of the publication's page and of its text. */
export const readingTexts = catalogue({
  en: {
    textTitle: (title: string, from: number, to: number) =>
      from === to ? `${title}: page ${from}` : `${title}: pages ${from}–${to}`,
    pagesOf: (from: number, to: number, of: number) =>
      from === to ? `Page ${from} of ${of}` : `Pages ${from}–${to} of ${of}`,
    page: 'Page',
    inPdf: 'In the PDF',
    inPdfOf: (page: number) => `page ${page}`,
    contents: 'Contents',
    parts: 'Parts of the text',
    whole: (from: number, to: number) => (from === to ? `Page ${from}` : `Pages ${from}–${to}`),
    further: (count: number) =>
      plural('en', count, { one: '1 more heading', other: `${count} more headings` }),
    turn: 'Go on reading',
    previous: (from: number, to: number) =>
      from === to ? `Back: page ${from}` : `Back: pages ${from}–${to}`,
    next: (from: number, to: number) =>
      from === to ? `On: page ${from}` : `On: pages ${from}–${to}`,
    about: 'About this publication',
    note: 'Set again from the PDF for reading here, without its pictures. What counts is the PDF.',
    noteNoFile: 'The text as it was handed to the library, without pictures and layout.',
    emptyPart: 'There is no text on these pages.',
    table: (page: number) => `Table on page ${page}`,
    readHere: 'Read it here',
    chapters: 'What is in it',
    furtherChapters: (count: number) =>
      plural('en', count, { one: 'and 1 more chapter', other: `and ${count} more chapters` }),
    forWhom: 'Written for',
    method: 'Built on',
    related: 'Related publications',
    like: 'From a country like yours',
    likeHow: `Alike are countries that have two of three in common: the region, the income group (World Bank, ${INCOME_GROUPS_YEAR}), and being a partner country of ours. Your choice is not kept.`,
    likeLabel: 'Your country',
    likeChoose: 'Choose a country',
    likeShow: 'Show',
    likeFound: (countries: string) => `On the same themes, from ${countries}:`,
    likeNone: (country: string) => `Nothing yet on these themes from countries like ${country}.`,
    likeMore: (count: number, figure: string) =>
      plural('en', count, {
        one: 'Search them: 1 publication',
        other: `Search them: ${figure} publications`,
      }),
    andOthers: (count: number) =>
      plural('en', count, { one: '1 more country', other: `${count} more countries` }),
  },
  sv: {
    textTitle: (title: string, from: number, to: number) =>
      from === to ? `${title}: sida ${from}` : `${title}: sida ${from}–${to}`,
    pagesOf: (from: number, to: number, of: number) =>
      from === to ? `Sida ${from} av ${of}` : `Sida ${from}–${to} av ${of}`,
    page: 'Sida',
    inPdf: 'I pdf:en',
    inPdfOf: (page: number) => `sida ${page}`,
    contents: 'Innehåll',
    parts: 'Textens delar',
    whole: (from: number, to: number) => (from === to ? `Sida ${from}` : `Sida ${from}–${to}`),
    further: (count: number) =>
      plural('sv', count, { one: '1 rubrik till', other: `${count} rubriker till` }),
    turn: 'Läs vidare',
    previous: (from: number, to: number) =>
      from === to ? `Tillbaka: sida ${from}` : `Tillbaka: sida ${from}–${to}`,
    next: (from: number, to: number) =>
      from === to ? `Vidare: sida ${from}` : `Vidare: sida ${from}–${to}`,
    about: 'Om publikationen',
    note: 'Satt på nytt ur pdf:en för att läsas här, utan bilder. Det är pdf:en som gäller.',
    noteNoFile: 'Texten så som den lämnades till biblioteket, utan bilder och formgivning.',
    emptyPart: 'Det finns ingen text på de här sidorna.',
    table: (page: number) => `Tabell på sida ${page}`,
    readHere: 'Läs här',
    chapters: 'Vad som finns i den',
    furtherChapters: (count: number) =>
      plural('sv', count, { one: 'och 1 kapitel till', other: `och ${count} kapitel till` }),
    forWhom: 'Skriven för',
    method: 'Bygger på',
    related: 'Närliggande publikationer',
    like: 'Från ett land som ditt',
    likeHow: `Lika är länder som har två av tre gemensamt: regionen, inkomstgruppen (Världsbanken ${INCOME_GROUPS_YEAR}) och att vi samarbetar med dem. Ditt val sparas inte.`,
    likeLabel: 'Ditt land',
    likeChoose: 'Välj ett land',
    likeShow: 'Visa',
    likeFound: (countries: string) => `Om samma teman, från ${countries}:`,
    likeNone: (country: string) => `Ännu ingenting om de här temana från länder som ${country}.`,
    likeMore: (count: number, figure: string) =>
      plural('sv', count, {
        one: 'Sök bland dem: 1 publikation',
        other: `Sök bland dem: ${figure} publikationer`,
      }),
    andOthers: (count: number) =>
      plural('sv', count, { one: '1 land till', other: `${count} länder till` }),
  },
})
