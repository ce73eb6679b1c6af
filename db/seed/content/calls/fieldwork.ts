import { sampleText, whole } from '../sample.ts'
import type { Criterion, SampleCall } from '../types.ts'
import { feasibility, useInPractice } from './criteria.ts'
import { MEGABYTE, question } from './form-parts.ts'

const clearQuestion: Criterion = {
  key: 'clear-question',
  title: { sv: 'Klar fråga', en: 'A clear question' },
  guidance: {
    sv: 'Går frågan att besvara på fem till tio veckor i fält?',
    en: 'Can the question be answered in five to ten weeks in the field?',
  },
  weight: 40,
  scaleMin: 1,
  scaleMax: 7,
  anchors: {
    1: { sv: 'Ett ämne, ingen fråga', en: 'A subject, not a question' },
    4: { sv: 'En fråga, något för vid', en: 'A question, somewhat too wide' },
    7: { sv: 'En fråga som fältet kan svara på', en: 'A question the field can answer' },
  },
}

/** The open grant for students: a small form for a small sum. */
export const fieldwork: SampleCall = {
  key: 'fieldwork',
  instrument: 'fieldwork-grant',
  audience: 'open',
  opensInDays: -20,
  closesInDays: 60,
  closingHour: 14,
  timeZone: 'Europe/Stockholm',
  themes: ['human-rights', 'gender-equality', 'climate-action'],
  coreValues: ['participation'],
  sdgs: [4, 16],
  partnerSet: 'fieldwork-2022',
  currency: 'SEK',
  amountMin: null,
  amountMax: whole(20_000),
  envelope: whole(200_000),
  overheadCapPercent: null,
  monthsMin: 2,
  monthsMax: 6,
  readersPerApplication: 2,
  criteria: [clearQuestion, feasibility(30), useInPractice(30)],
  texts: {
    title: {
      sv: 'Resestipendium för masterstudenter',
      en: 'Fieldwork grant for Master’s students',
    },
    summary: sampleText(
      'Högst 20 000 kronor till minst fem veckors fältarbete om lokal demokrati, för en masteruppsats vid ett svenskt universitet.',
      'Up to SEK 20,000 for at least five weeks of fieldwork on local democracy, for a Master’s thesis at a Swedish university.',
    ),
    purpose: sampleText(
      'En uppsats som skrivs nära en kommun, av någon som har varit där, är ofta det första någon får veta om en förändring. Stipendiet betalar resan. Uppsatsen läggs ut i biblioteket.',
      'A thesis written close to a municipality, by someone who has been there, is often the first that anybody learns of a change. The grant pays the journey. The thesis is published in the library.',
    ),
    whatYouCanApplyFor: sampleText(
      'Högst 20 000 kronor för resa, uppehälle, tolk och tillstånd. Minst fem veckor i fält. Vi räknar med omkring tio stipendier.',
      'At most SEK 20,000 for travel, subsistence, interpreter and permits. At least five weeks in the field. We expect to give about ten grants.',
    ),
    whoMayApply: sampleText(
      'Masterstudenter i samhällsvetenskap, kommunikation eller humaniora vid ett svenskt universitet, oavsett medborgarskap. Handledaren ska ha godkänt planen.',
      'Master’s students in social science, communication or the humanities at a Swedish university, of any nationality. The supervisor must have approved the plan.',
    ),
    whatYouSend: sampleText(
      'Fem frågor och ett intyg från handledaren. Ingen budget behövs: ange ett belopp och vad det räcker till.',
      'Five questions and a statement from the supervisor. No budget is needed: give one amount and what it pays for.',
    ),
    howItIsJudged: sampleText(
      'Två läsare sätter poäng på tre kriterier. Kunskap om landet och språket räknas under genomförbarhet.',
      'Two readers score three criteria. Knowledge of the country and the language counts under feasibility.',
    ),
    contact: sampleText('students@example.org', 'students@example.org'),
  },
  form: {
    sections: [
      {
        key: 'plan',
        title: { sv: 'Din plan', en: 'Your plan' },
        questions: [
          question(
            'project-title',
            'short_text',
            { sv: 'Uppsatsens arbetstitel', en: 'Working title of the thesis' },
            { wordsMax: 25 },
          ),
          question('country', 'country', {
            sv: 'I vilket land gör du fältarbetet?',
            en: 'In which country is the fieldwork?',
          }),
          question(
            'question',
            'long_text',
            {
              sv: 'Vilken fråga vill du besvara, och hur?',
              en: 'Which question do you want to answer, and how?',
            },
            { wordsMax: 300, criterion: 'clear-question' },
          ),
          question(
            'preparation',
            'long_text',
            {
              sv: 'Vad gör att du kan genomföra det: språk, kontakter, trygghet?',
              en: 'What makes it possible for you: language, contacts, safety?',
            },
            { wordsMax: 200, criterion: 'feasibility' },
          ),
          question(
            'amount',
            'money',
            { sv: 'Vilket belopp söker du?', en: 'Which amount do you apply for?' },
            { min: whole(1_000), max: whole(20_000) },
          ),
        ],
      },
    ],
    attachments: [
      {
        key: 'supervisor-statement',
        label: { sv: 'Intyg från handledaren', en: 'Statement of the supervisor' },
        hint: { sv: 'En sida, undertecknad.', en: 'One page, signed.' },
        required: true,
        bytesMax: 5 * MEGABYTE,
        pagesMax: 2,
      },
    ],
    budget: { required: false, categories: [] },
  },
  questionsAndAnswers: [],
}
