import { sampleText, whole } from '../sample.ts'
import type { SampleCall } from '../types.ts'
import { equity, feasibility, scientificQuality, useInPractice } from './criteria.ts'
import { BUDGET, MEGABYTE, OUTPUT_OPTIONS, question } from './form-parts.ts'

/** The earlier call that is decided. */
export const readableBudgets: SampleCall = {
  key: 'readable-budgets',
  instrument: 'project',
  audience: 'open',
  opensInDays: -700,
  closesInDays: -630,
  closingHour: 14,
  timeZone: 'Europe/Stockholm',
  themes: ['budget-transparency', 'participatory-budgeting', 'democratic-resilience'],
  coreValues: ['transparency', 'accountability'],
  sdgs: [5, 11, 16],
  partnerSet: 'partners-2022',
  currency: 'SEK',
  amountMin: whole(200_000),
  amountMax: whole(600_000),
  envelope: whole(1_200_000),
  overheadCapPercent: 20,
  monthsMin: 9,
  monthsMax: 12,
  readersPerApplication: 3,
  criteria: [useInPractice(30), scientificQuality(30), equity(25), feasibility(15)],
  texts: {
    title: { sv: 'Budgetar som går att läsa', en: 'Budgets that can be read' },
    summary: sampleText(
      'Forskning om hur en kommunal budget kan bli begriplig, omdiskuterad och påverkbar för dem som betalar den.',
      'Research on how a municipal budget can be understood, argued over and influenced by those who pay for it.',
    ),
    purpose: sampleText(
      'En kommunbudget är det politiska program som faktiskt genomförs. I många kommuner är den offentlig men oläslig: två hundra sidor tabeller, upplästa på en kväll.\n\nUtlysningen betalar för studier av medborgarbudgetar, korta budgetfoldrar, budgetradio och andra sätt att göra siffrorna till en fråga för fler. Vi vill särskilt veta vem som nås, vem som inte nås, och om besluten blir andra.',
      'A municipal budget is the political programme that is really carried out. In many municipalities it is public but unreadable: two hundred pages of tables, read aloud in one evening.\n\nThis call pays for studies of participatory budgets, short budget leaflets, budget radio and other ways to make the figures a matter for more people. We want to know above all who is reached, who is not, and whether the decisions become different ones.',
    ),
    whatYouCanApplyFor: sampleText(
      '200 000–600 000 kronor för 9–12 månader. Hela utlysningen omfattar 1 200 000 kronor.',
      'SEK 200,000–600,000 for 9–12 months. The whole call has SEK 1,200,000.',
    ),
    whoMayApply: sampleText(
      'Forskare med doktorsexamen vid ett universitet eller institut, tillsammans med minst en kommun i ett partnerland.',
      'Researchers with a doctoral degree at a university or institute, together with at least one municipality in a partner country.',
    ),
    whatYouSend: sampleText(
      'Ett formulär i fem avsnitt, en budget per år och ett brev från kommunen.',
      'A form in five sections, a budget per year and a letter from the municipality.',
    ),
    howItIsJudged: sampleText(
      'Tre läsare, fyra kriterier, en panel. Alla fick besked vid samma tidpunkt, med skäl.',
      'Three readers, four criteria, one panel. All heard at the same hour, with reasons.',
    ),
    contact: sampleText(
      'Utlysningen är avgjord. Frågor om besluten: calls@example.org.',
      'The call is decided. Questions about the decisions: calls@example.org.',
    ),
  },
  form: {
    sections: [
      {
        key: 'project',
        title: { sv: 'Projektet', en: 'The project' },
        questions: [
          question('project-title', 'short_text', { sv: 'Titel', en: 'Title' }, { wordsMax: 25 }),
          question(
            'summary',
            'long_text',
            { sv: 'Sammanfattning för alla', en: 'Summary for everyone' },
            { wordsMax: 200 },
          ),
        ],
      },
      {
        key: 'place',
        title: { sv: 'Platsen och problemet', en: 'The place and the problem' },
        questions: [
          question('country', 'country', { sv: 'Land', en: 'Country' }),
          question('municipality', 'municipality', { sv: 'Kommun', en: 'Municipality' }),
          question(
            'problem',
            'long_text',
            {
              sv: 'Vad är det invånarna inte kan se eller påverka i dag?',
              en: 'What is it that residents cannot see or influence today?',
            },
            { wordsMax: 250, criterion: 'use-in-practice' },
          ),
        ],
      },
      {
        key: 'method',
        title: { sv: 'Fråga och metod', en: 'Question and method' },
        questions: [
          question(
            'method',
            'long_text',
            { sv: 'Fråga, upplägg och etik', en: 'Question, design and ethics' },
            { wordsMax: 400, criterion: 'scientific-quality' },
          ),
        ],
      },
      {
        key: 'people',
        title: { sv: 'De som deltar', en: 'The people' },
        questions: [
          question('organisation', 'organisation', { sv: 'Organisation', en: 'Organisation' }),
          question(
            'sharing',
            'long_text',
            {
              sv: 'Hur delas arbete, pengar och erkännande?',
              en: 'How are work, money and credit shared?',
            },
            { wordsMax: 200, criterion: 'equity-and-participation' },
          ),
        ],
      },
      {
        key: 'use',
        title: { sv: 'Användning', en: 'Use in practice' },
        questions: [
          question(
            'use',
            'long_text',
            { sv: 'Vem använder svaret, och när?', en: 'Who uses the answer, and when?' },
            { wordsMax: 200, criterion: 'use-in-practice' },
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
        hint: { sv: 'Högst två sidor.', en: 'At most two pages.' },
        required: true,
        bytesMax: 10 * MEGABYTE,
        pagesMax: 2,
      },
    ],
    budget: BUDGET,
  },
  questionsAndAnswers: [],
}
