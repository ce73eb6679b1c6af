export type Bilingual = { sv: string; en: string }

export type QuestionType =
  | 'short_text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'date'
  | 'yes_no'
  | 'choice'
  | 'choices'
  | 'country'
  | 'countries'
  | 'organisation'
  | 'municipality'

export type Question = {
  key: string
  type: QuestionType
  label: Bilingual
  hint?: Bilingual
  required: boolean
  wordsMax?: number
  min?: number
  max?: number
  options?: { key: string; label: Bilingual }[]
  criterion?: string
}

export type FormDefinition = {
  sections: { key: string; title: Bilingual; questions: Question[] }[]
  attachments: {
    key: string
    label: Bilingual
    hint: Bilingual
    required: boolean
    bytesMax: number
    pagesMax: number
  }[]
  budget: { required: boolean; categories: { key: string; label: Bilingual }[] }
}

/** Weights of a call's criteria sum to 100; anchors say what some of the scores mean. */
export type Criterion = {
  key: string
  label: Bilingual
  guidance: Bilingual
  weight: number
  scaleMin: number
  scaleMax: number
  anchors: { score: number; label: Bilingual }[]
}

export type CallTexts = {
  title: Bilingual
  summary: Bilingual
  purpose: Bilingual
  whatYouCanApplyFor: Bilingual
  whoMayApply: Bilingual
  whatYouSend: Bilingual
  howItIsJudged: Bilingual
  contact: Bilingual
}

/** Amounts in hundredths of the currency. Days count from the first start and may be negative. */
export type SampleCall = {
  key: string
  instrument: string
  audience: string
  opensInDays: number
  closesInDays: number
  closingHour: number
  timeZone: string
  themes: string[]
  coreValues: string[]
  sdgs: number[]
  partnerSet: string | null
  currency: string
  amountMin: number | null
  amountMax: number
  envelope: number
  overheadCapPercent: number | null
  monthsMin: number
  monthsMax: number
  readersPerApplication: number
  texts: CallTexts
  criteria: Criterion[]
  form: FormDefinition
  questionsAndAnswers: { question: Bilingual; answer: Bilingual; answeredInDays: number }[]
}

/** Text, number, hundredths for money, `YYYY-MM-DD`, option keys, country codes or a ROR address. */
export type Answer = string | number | boolean | string[]

export type BudgetLine = {
  year: number
  category: string
  description: string
  amount: number
}

export type SampleReview = {
  reviewer: string
  status: 'draft' | 'submitted'
  scores: Record<string, { score: number; reason: string }>
  toApplicant: string
  toPanel: string
}

export type SampleConflict = { reviewer: string; state: 'declared'; kind: string; reason: string }

export type SampleDecision = {
  outcome: 'awarded' | 'reserve' | 'declined'
  amount: number | null
  reasons: string
  conditions: string | null
}

export type FinalReport = {
  title: string
  whatWasDone: string
  whatCameOut: string
  whatDidNotWork: string
  whatTheMunicipalityDoesNow: string
  moneyUsed: number
  publication: string
}

export type SampleApplication = {
  key: string
  call: string
  state: 'draft' | 'submitted'
  title: string
  language: string
  applicant: { email: string; name: string; organisation: string; country: string }
  coApplicants: { name: string; organisation: string; role: string }[]
  answers: Record<string, Answer>
  budget: BudgetLine[]
  reviews: SampleReview[]
  conflicts: SampleConflict[]
  decision: SampleDecision | null
  finalReport: FinalReport | null
}

/** The text is in `reports/<key>.md`. */
export type SampleReport = {
  key: string
  title: Bilingual & Record<string, string>
  language: string
  abstract: Bilingual
  keyMessages: { sv: string[]; en: string[] }
  authors: { name: string; organisation: string }[]
  countries: string[]
  themes: string[]
  sdgs: number[]
  coreValues: string[]
  series: string
  number: string
  licence: string
  year: number
}
