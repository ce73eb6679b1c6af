import { sampleText, whole } from '../sample.ts'
import type { SampleCall } from '../types.ts'
import { equity, feasibility, useInPractice } from './criteria.ts'
import { BUDGET, MEGABYTE, OUTPUT_OPTIONS, question } from './form-parts.ts'

/** The impact grant that is in review. */
export const oneMunicipality: SampleCall = {
  key: 'one-municipality',
  instrument: 'impact-grant',
  audience: 'open',
  opensInDays: -120,
  closesInDays: -45,
  closingHour: 14,
  timeZone: 'Europe/Stockholm',
  themes: ['democratic-resilience', 'youth-and-children-inclusion', 'gender-equality'],
  coreValues: ['participation', 'accountability'],
  sdgs: [11, 16],
  partnerSet: 'partners-2022',
  currency: 'SEK',
  amountMin: null,
  amountMax: whole(150_000),
  envelope: whole(450_000),
  overheadCapPercent: 10,
  monthsMin: 3,
  monthsMax: 6,
  readersPerApplication: 3,
  criteria: [useInPractice(40), equity(30), feasibility(30)],
  texts: {
    title: { sv: 'En kommun, en fråga', en: 'One municipality, one question' },
    summary: sampleText(
      'Ett litet bidrag för att under sex månader pröva ett svar på en fråga som en namngiven kommun har ställt.',
      'A small grant to try out, within six months, an answer to a question that a named municipality has asked.',
    ),
    purpose: sampleText(
      'I våra labb ställer en kommun en fråga och får en timme med forskare. Ibland räcker det. Ibland visar sig ett uppslag vara värt att pröva på riktigt, i liten skala, med någon som mäter.\n\nDet är vad bidraget är till för: en åtgärd, en kommun, ett mått före och efter, och en text som en tjänsteman i en annan kommun kan läsa på en kvart.',
      'In our labs a municipality asks a question and has an hour with researchers. Sometimes that is enough. Sometimes an idea turns out to be worth trying for real, on a small scale, with somebody measuring.\n\nThat is what this grant is for: one measure, one municipality, one figure before and after, and a text that an officer in another municipality can read in a quarter of an hour.',
    ),
    whatYouCanApplyFor: sampleText(
      'Högst 150 000 kronor för högst sex månader. Tre ansökningar kan få pengar. Minst en femtedel av pengarna ska stanna i kommunen.',
      'At most SEK 150,000 for at most six months. Three applications can be paid for. At least a fifth of the money must stay in the municipality.',
    ),
    whoMayApply: sampleText(
      'Forskare vid ett universitet eller institut i vilket land som helst, tillsammans med en kommun i ett partnerland. Doktorsexamen krävs inte.',
      'Researchers at a university or institute in any country, together with a municipality in a partner country. A doctoral degree is not required.',
    ),
    whatYouSend: sampleText(
      'Ett formulär i fyra avsnitt, högst 900 ord, en enkel budget och ett brev från kommunen på en sida.',
      'A form in four sections, at most 900 words, a simple budget and a letter from the municipality of one page.',
    ),
    howItIsJudged: sampleText(
      'Tre läsare sätter poäng från 1 till 7 på tre kriterier. En panel på fyra personer, varav två från kommuner, föreslår vilka som får pengar.',
      'Three readers score from 1 to 7 on three criteria. A panel of four, two of them from municipalities, proposes who is awarded.',
    ),
    contact: sampleText(
      'calls@example.org, svar inom två arbetsdagar.',
      'calls@example.org, answers within two working days.',
    ),
  },
  form: {
    sections: [
      {
        key: 'question',
        title: { sv: 'Frågan', en: 'The question' },
        questions: [
          question('project-title', 'short_text', { sv: 'Titel', en: 'Title' }, { wordsMax: 25 }),
          question('country', 'country', { sv: 'Land', en: 'Country' }),
          question('municipality', 'municipality', { sv: 'Kommun', en: 'Municipality' }),
          question(
            'question',
            'long_text',
            {
              sv: 'Vilken fråga har kommunen ställt, och hur vet ni det?',
              en: 'Which question has the municipality asked, and how do you know?',
            },
            { wordsMax: 200, criterion: 'use-in-practice' },
          ),
        ],
      },
      {
        key: 'measure',
        title: { sv: 'Åtgärden', en: 'The measure' },
        questions: [
          question(
            'measure',
            'long_text',
            { sv: 'Vad ska ni pröva?', en: 'What will you try?' },
            { wordsMax: 250, criterion: 'use-in-practice' },
          ),
          question(
            'figure',
            'long_text',
            {
              sv: 'Vad mäter ni före och efter, och vilken skillnad vore värd något?',
              en: 'What do you measure before and after, and which difference would matter?',
            },
            { wordsMax: 150, criterion: 'feasibility' },
          ),
          question(
            'months',
            'number',
            { sv: 'Antal månader', en: 'Number of months' },
            { min: 3, max: 6 },
          ),
        ],
      },
      {
        key: 'people',
        title: { sv: 'De som deltar', en: 'The people' },
        questions: [
          question('organisation', 'organisation', {
            sv: 'Sökandens organisation',
            en: 'Organisation of the applicant',
          }),
          question(
            'sharing',
            'long_text',
            {
              sv: 'Vilka bestämmer, vilka får betalt och vilka nämns?',
              en: 'Who decides, who is paid and who is named?',
            },
            { wordsMax: 150, criterion: 'equity-and-participation' },
          ),
        ],
      },
      {
        key: 'after',
        title: { sv: 'Efteråt', en: 'Afterwards' },
        questions: [
          question(
            'after',
            'long_text',
            {
              sv: 'Vad händer i kommunen om det fungerar, och om det inte gör det?',
              en: 'What happens in the municipality if it works, and if it does not?',
            },
            { wordsMax: 150, criterion: 'use-in-practice' },
          ),
          question(
            'outputs',
            'choices',
            { sv: 'Vad ska ni ge ut?', en: 'What will you publish?' },
            { options: OUTPUT_OPTIONS },
          ),
        ],
      },
    ],
    attachments: [
      {
        key: 'municipality-letter',
        label: { sv: 'Brev från kommunen', en: 'Letter from the municipality' },
        hint: { sv: 'En sida, undertecknad.', en: 'One page, signed.' },
        required: true,
        bytesMax: 10 * MEGABYTE,
        pagesMax: 1,
      },
    ],
    budget: BUDGET,
  },
  questionsAndAnswers: [],
}
