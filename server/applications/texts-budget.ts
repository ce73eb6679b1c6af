import { catalogue } from '../language.ts'

/** Words of the budget page. */
export const budgetTexts = catalogue({
  en: {
    title: 'Budget',
    applied: 'Applied for',
    allowed: 'The call allows',
    atMost: (most: string) => `At most ${most}`,
    atLeast: (least: string) => `At least ${least}`,
    overhead: 'Indirect costs',
    overheadCap: (percent: string) => `At most ${percent} % of the other costs`,
    length: 'Length',
    months: (months: number) => (months === 1 ? '1 month' : `${months} months`),
    lede: (currency: string) =>
      `Amounts in ${currency}. Totals are counted exactly when you save. A line that is left empty is not kept.`,
    caption: (currency: string) => `Budget in ${currency} by category and year`,
    category: 'Category',
    year: (year: number) => `Year ${year}`,
    total: 'Total',
    what: 'What it is for',
    cell: (category: string, line: number, year: number) =>
      `${category}, line ${line}, year ${year}`,
    description: (category: string, line: number) => `${category}, line ${line}: what it is for`,
    addLine: (category: string) => `Add a line: ${category}`,
    removeLine: (category: string, line: number) => `Remove line ${line} of ${category}`,
    addShort: 'Add a line',
    removeShort: 'Remove',
    addYear: 'Add a year',
    save: 'Save',
    saveNext: 'Save and go on',
    split: 'What the money goes to',
    unreadable: (category: string, year: number, typed: string) =>
      `${category}, year ${year}: “${typed}” is no amount. Write for example 120 000.`,
    writeAmount: 'To correct.',
    tooLong: (category: string) => `${category}: shorten what it is for to 300 characters.`,
    tooMany: 'The budget has more lines than can be kept. Put some of them together.',
    changed:
      'Somebody else changed the application while you wrote. Your figures are below and not saved yet; what is saved now stands under them. Save again to put yours in its place.',
    savedNow: 'Saved now',
    missing: 'Add what the project costs, by category and year.',
    unknownCategory: 'A line has a category that the call does not use.',
    yearAfterEnd: (category: string, year: number, last: number) =>
      `${category}, year ${year}: the project ends in year ${last} at the latest.`,
    totalTooSmall: (least: string, lacking: string) =>
      `The call gives at least ${least}; ${lacking} more is needed.`,
    totalTooBig: (most: string, over: string) =>
      `The call gives at most ${most}; the total is ${over} above.`,
    overheadTooBig: (category: string, percent: string, most: string, over: string) =>
      `${category}: ${over} above the cap of ${percent} % of the other costs, which is ${most}.`,
  },
  sv: {
    title: 'Budget',
    applied: 'Sökt belopp',
    allowed: 'Utlysningen medger',
    atMost: (most: string) => `Högst ${most}`,
    atLeast: (least: string) => `Minst ${least}`,
    overhead: 'Indirekta kostnader',
    overheadCap: (percent: string) => `Högst ${percent} % av övriga kostnader`,
    length: 'Längd',
    months: (months: number) => (months === 1 ? '1 månad' : `${months} månader`),
    lede: (currency: string) =>
      `Belopp i ${currency}. Summorna räknas exakt när du sparar. En rad som lämnas tom sparas inte.`,
    caption: (currency: string) => `Budget i ${currency} per kostnadsslag och år`,
    category: 'Kostnadsslag',
    year: (year: number) => `År ${year}`,
    total: 'Summa',
    what: 'Vad det avser',
    cell: (category: string, line: number, year: number) => `${category}, rad ${line}, år ${year}`,
    description: (category: string, line: number) => `${category}, rad ${line}: vad det avser`,
    addLine: (category: string) => `Lägg till en rad: ${category}`,
    removeLine: (category: string, line: number) => `Ta bort rad ${line} i ${category}`,
    addShort: 'Lägg till en rad',
    removeShort: 'Ta bort',
    addYear: 'Lägg till ett år',
    save: 'Spara',
    saveNext: 'Spara och fortsätt',
    split: 'Vad pengarna går till',
    unreadable: (category: string, year: number, typed: string) =>
      `${category}, år ${year}: ”${typed}” är inget belopp. Skriv till exempel 120 000.`,
    writeAmount: 'Att rätta.',
    tooLong: (category: string) => `${category}: korta beskrivningen till 300 tecken.`,
    tooMany: 'Budgeten har fler rader än vad som kan sparas. Slå ihop några av dem.',
    changed:
      'Någon annan ändrade ansökan medan du skrev. Dina siffror står nedan och är inte sparade; det som är sparat nu står under dem. Spara igen om dina ska gälla.',
    savedNow: 'Sparat nu',
    missing: 'Lägg in vad projektet kostar, per kostnadsslag och år.',
    unknownCategory: 'En rad har ett kostnadsslag som utlysningen inte använder.',
    yearAfterEnd: (category: string, year: number, last: number) =>
      `${category}, år ${year}: projektet slutar senast år ${last}.`,
    totalTooSmall: (least: string, lacking: string) =>
      `Utlysningen ger minst ${least}; det saknas ${lacking}.`,
    totalTooBig: (most: string, over: string) =>
      `Utlysningen ger högst ${most}; summan ligger ${over} över.`,
    overheadTooBig: (category: string, percent: string, most: string, over: string) =>
      `${category}: ${over} över taket på ${percent} % av övriga kostnader, som är ${most}.`,
  },
})
