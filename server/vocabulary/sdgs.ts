import type { Bilingual, Language } from '../language.ts'

export type Sdg = { number: number; label: Bilingual }

const sdg = (number: number, sv: string, en: string): Sdg => ({
  number,
  label: { sv, en },
})

/** The global goals by their official short names. */
export const SDGS: readonly Sdg[] = [
  sdg(1, 'Ingen fattigdom', 'No poverty'),
  sdg(2, 'Ingen hunger', 'Zero hunger'),
  sdg(3, 'God hälsa och välbefinnande', 'Good health and well-being'),
  sdg(4, 'God utbildning för alla', 'Quality education'),
  sdg(5, 'Jämställdhet', 'Gender equality'),
  sdg(6, 'Rent vatten och sanitet för alla', 'Clean water and sanitation'),
  sdg(7, 'Hållbar energi för alla', 'Affordable and clean energy'),
  sdg(8, 'Anständiga arbetsvillkor och ekonomisk tillväxt', 'Decent work and economic growth'),
  sdg(
    9,
    'Hållbar industri, innovationer och infrastruktur',
    'Industry, innovation and infrastructure',
  ),
  sdg(10, 'Minskad ojämlikhet', 'Reduced inequalities'),
  sdg(11, 'Hållbara städer och samhällen', 'Sustainable cities and communities'),
  sdg(12, 'Hållbar konsumtion och produktion', 'Responsible consumption and production'),
  sdg(13, 'Bekämpa klimatförändringarna', 'Climate action'),
  sdg(14, 'Hav och marina resurser', 'Life below water'),
  sdg(15, 'Ekosystem och biologisk mångfald', 'Life on land'),
  sdg(16, 'Fredliga och inkluderande samhällen', 'Peace, justice and strong institutions'),
  sdg(17, 'Genomförande och globalt partnerskap', 'Partnerships for the goals'),
]

/** A goal's name without its number; a number outside 1–17 gives the number itself. */
export const sdgLabel = (number: number, language: Language): string =>
  SDGS[number - 1]?.label[language] ?? String(number)

/** The goal named by a free text such as `SDG 5`, `sdg#16` or `Mål 11`, or null. */
export const findSdg = (text: string): number | null => {
  const number = Number(/^\s*(?:sdg|goal|mål|ods)?\s*#?\s*(\d{1,2})\s*$/iu.exec(text)?.[1])
  return SDGS.some((goal) => goal.number === number) ? number : null
}
