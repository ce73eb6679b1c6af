import type { ConflictKind } from '../../../server/conflicts/rules.ts'
import type {
  AnswerValue,
  FormDefinition,
  Question,
  QuestionType,
} from '../../../server/forms/rules.ts'
import type { Bilingual } from '../../../server/language.ts'
import type { FamilyKind } from '../../../server/publications/rules/families.ts'

export type { Bilingual, FormDefinition, Question, QuestionType }

/** Weights of a call's criteria sum to 100; anchors say what some of the scores mean. */
export type Criterion = {
  key: string
  title: Bilingual
  guidance: Bilingual
  weight: number
  scaleMin: number
  scaleMax: number
  anchors: Record<string, Bilingual>
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
export type Answer = NonNullable<AnswerValue>

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

export type SampleConflict = {
  reviewer: string
  state: 'declared'
  kind: ConflictKind
  reason: string
}

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
  plainSummary?: Record<string, string>
  municipalities?: { code: string; country: string; name: string }[]
  sdgEvidence?: Record<string, string>
  audiences?: string[]
  tiers?: string[]
  studyTypes?: string[]
  funding?: { funder: string; funderId: string; awardNumber: string }[]
  /** Another sample report by its key, and what this one is to it. */
  family?: { main: string; kind: FamilyKind }
  oldAddresses?: string[]
  erratum?: Record<string, string>
}
