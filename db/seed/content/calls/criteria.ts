import type { Bilingual, Criterion } from '../types.ts'

const anchors = (...labels: [number, string, string][]): Criterion['anchors'] =>
  Object.fromEntries(labels.map(([score, sv, en]) => [String(score), { sv, en }]))

const criterion = (
  key: string,
  title: Bilingual,
  guidance: Bilingual,
  meaning: Criterion['anchors'],
): ((weight: number) => Criterion) => {
  return (weight) => ({ key, title, guidance, weight, scaleMin: 1, scaleMax: 7, anchors: meaning })
}

export const useInPractice = criterion(
  'use-in-practice',
  { sv: 'Nytta i praktiken', en: 'Use in practice' },
  {
    sv: 'Svarar den på en fråga som kommunen har, och går svaret att använda?',
    en: 'Does it answer a question the municipality has, and can the answer be used?',
  },
  anchors(
    [1, 'Ingen utanför universitetet har frågat', 'Nobody outside the university asked for it'],
    [
      3,
      'En fråga av intresse för praktiken, ännu inte delad',
      'A question of interest to practice, not yet shared',
    ],
    [5, 'Kommunen har frågan och deltar', 'The municipality has the question and takes part'],
    [
      7,
      'Kommunen har frågat och säger vad den tänker ändra',
      'The municipality has asked, and says what it will change',
    ],
  ),
)

export const scientificQuality = criterion(
  'scientific-quality',
  { sv: 'Vetenskaplig kvalitet', en: 'Scientific quality' },
  {
    sv: 'Är frågan klar, metoden rätt för den och etiken genomtänkt?',
    en: 'Is the question clear, the method right for it, and the ethics thought through?',
  },
  anchors(
    [1, 'Oklar fråga eller olämplig metod', 'Question unclear or method unfit'],
    [3, 'Hållbar i delar, med viktiga luckor', 'Sound in parts; important gaps'],
    [5, 'Klar fråga, passande metod, mindre luckor', 'Clear question, fitting method, minor gaps'],
    [7, 'Kunde användas som läroexempel', 'Could be taught as an example'],
  ),
)

export const equity = criterion(
  'equity-and-participation',
  { sv: 'Jämlikhet och delaktighet', en: 'Equity and participation' },
  {
    sv: 'Vilka deltar, vilka vinner på det, och delas kostnader och erkännande rättvist?',
    en: 'Who takes part, who gains, and are costs and credit shared fairly?',
  },
  anchors(
    [1, 'De berörda blir bara studerade', 'Those affected are only studied'],
    [3, 'De blir tillfrågade', 'They are consulted'],
    [5, 'De är med och fattar en del beslut', 'They take part in some decisions'],
    [7, 'De delar fråga, pengar och erkännande', 'They share question, money and credit'],
  ),
)

export const feasibility = criterion(
  'feasibility',
  { sv: 'Genomförbarhet', en: 'Feasibility' },
  {
    sv: 'Kan de här personerna göra detta, på den här tiden, för de här pengarna?',
    en: 'Can these people do this, in this time, for this money?',
  },
  anchors(
    [1, 'Inte trovärdigt', 'Not credible'],
    [
      3,
      'Allvarliga tvivel om tid, pengar eller tillträde',
      'Serious doubts on time, money or access',
    ],
    [5, 'Trovärdigt, med risker nämnda', 'Credible, with risks named'],
    [
      7,
      'Trovärdigt, och förberett på det som kan gå fel',
      'Credible, and prepared for what may go wrong',
    ],
  ),
)
