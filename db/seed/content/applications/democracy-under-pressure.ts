import { sample, whole } from '../sample.ts'
import type { SampleApplication } from '../types.ts'

const GOTHENBURG = 'https://ror.org/01tm6cn81'

/** A draft, half filled in, to go on with: some answers are missing on purpose. */
export const democracyUnderPressureApplications: readonly SampleApplication[] = [
  {
    key: 'ward-budgets-after-the-drought',
    call: 'democracy-under-pressure',
    state: 'draft',
    title: 'Ward budgets after the drought: who decides what waits?',
    language: 'en',
    applicant: {
      email: 'applicant@example.org',
      name: 'Karin Exempelius',
      organisation: GOTHENBURG,
      country: 'SE',
    },
    coApplicants: [],
    answers: {
      'project-title': 'Ward budgets after the drought: who decides what waits?',
      themes: ['climate-action', 'democratic-resilience'],
      'starts-on': '2027-09-01',
      months: 18,
      summary: sample(
        'After three dry years a Kenyan town has cut its ward budgets by a third. Some wells were drilled and some were not, and residents do not agree on who chose. With the county and six wards we will follow the decisions from the ward meeting to the borehole, ask who was heard, and try out a simple rule: that every postponed project is explained, in the ward, by the person who postponed it.',
      ),
      country: 'KE',
      municipality: 'Lokitela (invented)',
      problem: sample(
        'When water is short everything is urgent, and the list of projects that residents agreed on in better years is no longer followed. Nobody has decided to drop it. It has been replaced, week by week, by decisions made in offices, at funerals and on the telephone. Those with a telephone are doing better.',
      ),
      'ethics-needed': true,
      organisation: GOTHENBURG,
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Main applicant 15 %, four months',
        amount: whole(64_000),
      },
      {
        year: 2028,
        category: 'salaries',
        description: 'Main applicant 15 %, two field researchers',
        amount: whole(286_000),
      },
      {
        year: 2028,
        category: 'meetings',
        description: 'Ward meetings with child care',
        amount: whole(75_000),
      },
    ],
    reviews: [],
    conflicts: [],
    decision: null,
    finalReport: null,
  },
]
