import { catalogue, plural } from '../language.ts'

const months = (language: 'sv' | 'en', count: number) =>
  plural(
    language,
    count,
    language === 'sv' ? { one: 'månad', other: 'månader' } : { one: 'month', other: 'months' },
  )

export const texts = catalogue({
  en: {
    andOthers: 'et al.',
    atMost: (amount: string) => `At most ${amount}`,
    months: (least: number | null, most: number) =>
      `${least === null || least === most ? '' : `${least}–`}${most} ${months('en', most)}`,
    pages: (count: number) => `${count} ${plural('en', count, { one: 'page', other: 'pages' })}`,
    tries: [
      { label: 'participatory budgeting', lang: 'en' },
      { label: 'waste in informal settlements', lang: 'en' },
      { label: 'presupuesto participativo', lang: 'es' },
      { label: 'women in councils', lang: 'en' },
    ],
  },
  sv: {
    andOthers: 'm.fl.',
    atMost: (amount: string) => `Högst ${amount}`,
    months: (least: number | null, most: number) =>
      `${least === null || least === most ? '' : `${least}–`}${most} ${months('sv', most)}`,
    pages: (count: number) => `${count} ${plural('sv', count, { one: 'sida', other: 'sidor' })}`,
    tries: [
      { label: 'medborgarbudget', lang: 'sv' },
      { label: 'citizen dialogue', lang: 'en' },
      { label: 'presupuesto participativo', lang: 'es' },
      { label: 'women in councils', lang: 'en' },
    ],
  },
})
