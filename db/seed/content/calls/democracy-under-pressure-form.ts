import type { FormDefinition } from '../types.ts'
import { BUDGET, MEGABYTE, OUTPUT_OPTIONS, option, question, THEME_OPTIONS } from './form-parts.ts'

export const democracyUnderPressureForm: FormDefinition = {
  sections: [
    {
      key: 'project',
      title: { sv: 'Projektet', en: 'The project' },
      questions: [
        question(
          'project-title',
          'short_text',
          { sv: 'Projektets titel', en: 'Title of the project' },
          {
            hint: {
              sv: 'Så att en kommunalpolitiker förstår vad det handlar om.',
              en: 'So that a local politician understands what it is about.',
            },
            wordsMax: 25,
          },
        ),
        question(
          'themes',
          'choices',
          { sv: 'Vilka teman rör det?', en: 'Which themes does it concern?' },
          {
            hint: { sv: 'Välj ett till tre.', en: 'Choose one to three.' },
            options: THEME_OPTIONS,
          },
        ),
        question('starts-on', 'date', {
          sv: 'När vill ni börja?',
          en: 'When do you want to start?',
        }),
        question(
          'months',
          'number',
          { sv: 'Hur många månader?', en: 'How many months?' },
          { min: 12, max: 18 },
        ),
      ],
    },
    {
      key: 'summary',
      title: { sv: 'Sammanfattning för alla', en: 'Summary for everyone' },
      questions: [
        question(
          'summary',
          'long_text',
          {
            sv: 'Vad ska ni ta reda på, med vem, och vem har nytta av svaret?',
            en: 'What will you find out, with whom, and who can use the answer?',
          },
          {
            hint: {
              sv: 'Publiceras om ansökan beviljas. Skriv utan facktermer.',
              en: 'Published if the application is awarded. Write without technical terms.',
            },
            wordsMax: 200,
          },
        ),
      ],
    },
    {
      key: 'problem',
      title: { sv: 'Problemet och platsen', en: 'The problem and the place' },
      questions: [
        question('country', 'country', {
          sv: 'I vilket partnerland ligger kommunen?',
          en: 'In which partner country is the municipality?',
        }),
        question(
          'other-countries',
          'countries',
          { sv: 'Andra länder som deltar', en: 'Other countries that take part' },
          { required: false },
        ),
        question(
          'municipality',
          'municipality',
          { sv: 'Vilken kommun deltar?', en: 'Which municipality takes part?' },
          { criterion: 'use-in-practice' },
        ),
        question(
          'problem',
          'long_text',
          {
            sv: 'Vilket problem möter kommunens invånare?',
            en: 'Which problem do the people of the municipality face?',
          },
          { wordsMax: 300, criterion: 'use-in-practice' },
        ),
        question(
          'affected',
          'long_text',
          {
            sv: 'Vilka berörs, och vilka hörs sällan?',
            en: 'Who is affected, and who is seldom heard?',
          },
          { wordsMax: 120, criterion: 'equity-and-participation' },
        ),
      ],
    },
    {
      key: 'knowledge',
      title: { sv: 'Det vi redan vet', en: 'What is known already' },
      questions: [
        question(
          'knowledge',
          'long_text',
          {
            sv: 'Vad säger tidigare forskning och kommunens egen erfarenhet?',
            en: 'What do earlier research and the municipality’s own experience say?',
          },
          { wordsMax: 250, criterion: 'scientific-quality' },
        ),
      ],
    },
    {
      key: 'method',
      title: { sv: 'Fråga och metod', en: 'Question and method' },
      questions: [
        question(
          'research-question',
          'long_text',
          { sv: 'Vilken är forskningsfrågan?', en: 'What is the research question?' },
          { wordsMax: 100, criterion: 'scientific-quality' },
        ),
        question(
          'method',
          'long_text',
          { sv: 'Hur ska ni besvara den?', en: 'How will you answer it?' },
          {
            hint: {
              sv: 'Upplägg, underlag, urval och analys.',
              en: 'Design, material, selection and analysis.',
            },
            wordsMax: 400,
            criterion: 'scientific-quality',
          },
        ),
      ],
    },
    {
      key: 'ethics',
      title: { sv: 'Etik och trygghet', en: 'Ethics and safety' },
      questions: [
        question('ethics-needed', 'yes_no', {
          sv: 'Behövs etikprövning eller forskningstillstånd i något land?',
          en: 'Is ethical review or a research permit needed in any country?',
        }),
        question(
          'ethics',
          'long_text',
          {
            sv: 'Vilka risker finns för dem som deltar, och vad gör ni åt dem?',
            en: 'What are the risks for those who take part, and what do you do about them?',
          },
          { wordsMax: 200, criterion: 'scientific-quality' },
        ),
        question('hide-names', 'yes_no', {
          sv: 'Behöver någons namn hållas utanför offentliga sidor?',
          en: 'Does anyone’s name need to be kept off public pages?',
        }),
      ],
    },
    {
      key: 'use',
      title: { sv: 'Användning', en: 'Use in practice' },
      questions: [
        question(
          'use',
          'long_text',
          {
            sv: 'Vad tänker kommunen göra med svaret, och när?',
            en: 'What does the municipality mean to do with the answer, and when?',
          },
          { wordsMax: 250, criterion: 'use-in-practice' },
        ),
        question(
          'outputs',
          'choices',
          { sv: 'Vad ska projektet ge ut?', en: 'What will the project publish?' },
          { options: OUTPUT_OPTIONS, criterion: 'use-in-practice' },
        ),
      ],
    },
    {
      key: 'people',
      title: { sv: 'De som deltar', en: 'The people' },
      questions: [
        question('organisation', 'organisation', {
          sv: 'Huvudsökandens organisation',
          en: 'Organisation of the main applicant',
        }),
        question(
          'doctorate-year',
          'number',
          {
            sv: 'Vilket år tog huvudsökanden doktorsexamen?',
            en: 'In which year did the main applicant take the doctoral degree?',
          },
          { min: 1950, max: 2100 },
        ),
        question(
          'sharing',
          'long_text',
          {
            sv: 'Hur delar ni arbete, pengar, beslut och erkännande?',
            en: 'How do you share work, money, decisions and credit?',
          },
          { wordsMax: 250, criterion: 'equity-and-participation' },
        ),
        question(
          'risks',
          'long_text',
          {
            sv: 'Vad kan gå fel, och vad gör ni då?',
            en: 'What may go wrong, and what will you do then?',
          },
          { wordsMax: 150, criterion: 'feasibility' },
        ),
      ],
    },
    {
      key: 'practicalities',
      title: { sv: 'Övriga uppgifter', en: 'Practicalities' },
      questions: [
        question('other-funding', 'yes_no', {
          sv: 'Har ni sökt eller fått andra medel för samma arbete?',
          en: 'Have you applied for or received other money for the same work?',
        }),
        question(
          'other-funding-details',
          'long_text',
          { sv: 'Av vem, och för vilken del?', en: 'From whom, and for which part?' },
          { required: false, wordsMax: 100 },
        ),
        question(
          'other-funding-amount',
          'money',
          { sv: 'Hur mycket har ni fått?', en: 'How much have you received?' },
          { required: false, min: 0 },
        ),
        question(
          'payment-currency',
          'choice',
          {
            sv: 'I vilken valuta vill ni ha utbetalningen?',
            en: 'In which currency should we pay?',
          },
          {
            options: [
              option('SEK', 'Svenska kronor', 'Swedish kronor'),
              option('EUR', 'Euro', 'Euro'),
              option('USD', 'Amerikanska dollar', 'US dollars'),
            ],
          },
        ),
      ],
    },
  ],
  attachments: [
    {
      key: 'municipality-letter',
      label: { sv: 'Brev från kommunen', en: 'Letter from the municipality' },
      hint: {
        sv: 'Högst två sidor: vilken fråga kommunen har och vad den tänker göra med svaret.',
        en: 'At most two pages: which question the municipality has and what it means to do with the answer.',
      },
      required: true,
      bytesMax: 10 * MEGABYTE,
      pagesMax: 2,
    },
    {
      key: 'cvs',
      label: { sv: 'Meritförteckningar', en: 'CVs' },
      hint: {
        sv: 'En fil, högst två sidor för var och en som har en roll i projektet.',
        en: 'One file, at most two pages for each person with a role in the project.',
      },
      required: true,
      bytesMax: 10 * MEGABYTE,
      pagesMax: 12,
    },
  ],
  budget: BUDGET,
}
