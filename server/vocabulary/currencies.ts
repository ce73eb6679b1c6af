import { labeller, type Term } from './term.ts'

export type Currency = Term & { minorUnits: 2 }

const currency = (key: string, sv: string, en: string): Currency => ({
  key,
  label: { sv, en },
  minorUnits: 2,
})

/** Currencies a call can be in. All have hundredths, so an amount is stored in hundredths. */
export const CURRENCIES: readonly Currency[] = [
  currency('SEK', 'Svensk krona', 'Swedish krona'),
  currency('EUR', 'Euro', 'Euro'),
  currency('USD', 'Amerikansk dollar', 'US dollar'),
  currency('GBP', 'Brittiskt pund', 'Pound sterling'),
  currency('CHF', 'Schweizisk franc', 'Swiss franc'),
  currency('NOK', 'Norsk krona', 'Norwegian krone'),
  currency('DKK', 'Dansk krona', 'Danish krone'),
  currency('CAD', 'Kanadensisk dollar', 'Canadian dollar'),
  currency('AUD', 'Australisk dollar', 'Australian dollar'),
  currency('ZAR', 'Sydafrikansk rand', 'South African rand'),
]

export const currencyLabel = labeller(CURRENCIES)
