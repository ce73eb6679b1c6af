import { catalogue } from '../language.ts'

export const formTexts = catalogue({
  en: {
    yes: 'Yes',
    no: 'No',
    notAnswered: 'Not answered',
    atLeast: (least: string) => `At least ${least}.`,
    atMost: (most: string) => `At most ${most}.`,
    between: (least: string, most: string) => `Between ${least} and ${most}.`,
  },
  sv: {
    yes: 'Ja',
    no: 'Nej',
    notAnswered: 'Inte besvarad',
    atLeast: (least: string) => `Minst ${least}.`,
    atMost: (most: string) => `Högst ${most}.`,
    between: (least: string, most: string) => `Mellan ${least} och ${most}.`,
  },
})
