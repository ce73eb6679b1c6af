import { sample, whole } from '../sample.ts'
import type { SampleApplication } from '../types.ts'

const MAKERERE = 'https://ror.org/03dmz0111'
const WESTERN_CAPE = 'https://ror.org/00h2vm590'

/** In review: the applications from Uganda and South Africa. */
export const oneMunicipalityAfrica: readonly SampleApplication[] = [
  {
    key: 'flood-book',
    call: 'one-municipality',
    state: 'submitted',
    title: 'An exercise book for the next flood: recording ward decisions in Nyakabale',
    language: 'en',
    applicant: {
      email: 'nakato@example.org',
      name: 'Grace Sample-Nakato',
      organisation: MAKERERE,
      country: 'UG',
    },
    coApplicants: [
      { name: 'Moses Sample-Tumusiime', organisation: MAKERERE, role: 'Field researcher' },
    ],
    answers: {
      'project-title': 'An exercise book for the next flood: recording ward decisions in Nyakabale',
      country: 'UG',
      municipality: 'Nyakabale (invented)',
      question: sample(
        'After the flood in April the town clerk was asked in council who had told the police to open the school as a shelter. She did not know, and neither did the headteacher. She brought the question to a lab in June: how can we know, afterwards, who decided? The minutes of the lab and her letter are attached. The council has since put the question on its agenda twice and has asked us for something that costs little and works when the network is down.',
      ),
      measure: sample(
        'In four wards an elected committee keeps a book from the hour the water passes a mark that the committee itself has chosen. In five columns it writes what was decided, by whom, when, why, and who wrote this. Four other wards do as before. Within thirty days of a flood the officials named meet the ward, and the municipality replies in writing to every question. The rains of March to May are the trial. If there is no flood, we run one full night exercise in each ward with the police, the hospital and the schools, and say plainly that an exercise is not a flood.',
      ),
      figure: sample(
        'The share of decisions for which two independent sources name the same person, a month later. From the last two floods we estimate it at below 40 per cent. A rise to 60 in the wards with a book, and none in the others, would be worth adopting. We also measure hours until first help, household by household.',
      ),
      months: 6,
      organisation: MAKERERE,
      sharing: sample(
        'The committees choose the mark, the keeper and the hour of the meeting, and decide whether the book leaves the ward. Keepers are paid as election officials. 38 per cent of the money is held by the municipality. The town clerk and the four keepers are authors of the brief if they wish to be, and may refuse.',
      ),
      after: sample(
        'If it works the council takes a by-law to all eleven wards before the second rains; the draft exists. If it does not, the clerk has promised to read our two pages on why not in open council.',
      ),
      outputs: ['brief', 'toolbox', 'translation'],
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Main applicant 10 %, field researcher 40 %, six months',
        amount: whole(58_000),
      },
      {
        year: 2027,
        category: 'municipality',
        description: 'Keepers of the book, meetings in the wards, the clerk’s office',
        amount: whole(55_000),
      },
      {
        year: 2027,
        category: 'travel',
        description: 'Kampala–Nyakabale, boat hire',
        amount: whole(12_000),
      },
      {
        year: 2027,
        category: 'communication',
        description: 'Brief in English and Luganda',
        amount: whole(8_000),
      },
      { year: 2027, category: 'indirect', description: '9 %', amount: whole(12_000) },
    ],
    reviews: [
      {
        reviewer: 'reviewer1@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 7,
            reason: sample(
              'The clerk asked, the council has it on its agenda, and a by-law is drafted.',
            ),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample(
              'Paid keepers, and committees that own the book. How tenants get a seat is not said.',
            ),
          },
          feasibility: {
            score: 5,
            reason: sample('It depends on the rain. The night exercise is an honest second best.'),
          },
        },
        toApplicant: sample(
          'A rare application: one question, one measure, one figure. Say how tenants are represented on the committees before you begin.',
        ),
        toPanel: sample('My first choice. The small sum would be felt.'),
      },
      {
        reviewer: 'reviewer2@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('A question every river town has. The toolbox would be used elsewhere.'),
          },
          'equity-and-participation': {
            score: 5,
            reason: sample('Good on pay and credit, thin on who may be harmed by being named.'),
          },
          feasibility: {
            score: 5,
            reason: sample(
              'Four and four wards is enough to describe, not to prove. They know that.',
            ),
          },
        },
        toApplicant: sample(
          'Please think through what happens to a junior officer whose name stands in the book.',
        ),
        toPanel: sample('Fund it, with the condition on tenants and names.'),
      },
      {
        reviewer: 'reviewer3@example.org',
        status: 'draft',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('Clear need, and an answer within the year.'),
          },
        },
        toApplicant: '',
        toPanel: '',
      },
    ],
    conflicts: [],
    decision: null,
    finalReport: null,
  },
  {
    key: 'clinic-queue',
    call: 'one-municipality',
    state: 'submitted',
    title: 'Who waits outside the clinic? A ward scorecard that the nurses asked for',
    language: 'en',
    applicant: {
      email: 'dlamini@example.org',
      name: 'Thandi Sample-Dlamini',
      organisation: WESTERN_CAPE,
      country: 'ZA',
    },
    coApplicants: [],
    answers: {
      'project-title': 'Who waits outside the clinic? A ward scorecard that the nurses asked for',
      country: 'ZA',
      municipality: 'Kleinvlei Hills (invented)',
      question: sample(
        'The municipality’s clinics are scored every year by the province, from a form filled in by the manager. In a meeting with the ward committee the nurses said that nobody had ever asked those who wait. The municipal health manager wrote to us with one question: what would patients score, and would the nurses be able to do anything about it?',
      ),
      measure: sample(
        'In three clinics, patients and nurses agree on seven things that can be seen by anybody: the hour of opening, whether the toilet is unlocked, whether there is a chair. Each is scored on the wall, every Friday, by two patients and a nurse together. In the following week the clinic may spend up to a small sum on one of the seven without asking anyone. Three further clinics have the wall but not the money.',
      ),
      figure: sample(
        'Waiting time from gate to nurse, timed by students on four fixed days before and after, and the share of the seven points that are met. A fall of twenty minutes in the median would matter to those who lose a day’s pay. If the wall alone does as well as the wall with money, that is worth knowing too.',
      ),
      months: 5,
      organisation: WESTERN_CAPE,
      sharing: sample(
        'Patients’ committees hold the small sums and sign for them. The nurses set two of the seven points. Students are paid. Nobody is named as a patient; clinics are named only if their staff agree after reading the text.',
      ),
      after: sample(
        'The health manager will bring the seven points into the service plan of all eleven clinics if waiting falls, and will drop the wall if it becomes one more form.',
      ),
      outputs: ['brief', 'video'],
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Main applicant 15 %, five months',
        amount: whole(48_000),
      },
      {
        year: 2027,
        category: 'meetings',
        description: 'Student observers, committee meetings, transport',
        amount: whole(31_000),
      },
      {
        year: 2027,
        category: 'municipality',
        description: 'Small sums for three clinics, walls and paint',
        amount: whole(42_000),
      },
      {
        year: 2027,
        category: 'communication',
        description: 'Brief, film of three minutes in isiXhosa and Afrikaans',
        amount: whole(14_000),
      },
      { year: 2027, category: 'indirect', description: '10 %', amount: whole(13_500) },
    ],
    reviews: [
      {
        reviewer: 'reviewer2@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('Asked for by those who run the clinics, and cheap to go on with.'),
          },
          'equity-and-participation': {
            score: 7,
            reason: sample('Patients hold the money. I have not seen that before at this size.'),
          },
          feasibility: {
            score: 6,
            reason: sample('Simple measures, a fair comparison, students on the spot.'),
          },
        },
        toApplicant: sample('Please decide beforehand what you will do when a score is falsified.'),
        toPanel: sample(
          'Strong. The comparison of wall with and without money is the clever part.',
        ),
      },
      {
        reviewer: 'reviewer6@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 4,
            reason: sample('Health more than local democracy, though the ward committee is in it.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Well thought through, with care for the nurses too.'),
          },
          feasibility: {
            score: 5,
            reason: sample('Five months is short for habits to change.'),
          },
        },
        toApplicant: sample(
          'Say more clearly what the ward committee does once the study is over.',
        ),
        toPanel: sample(
          'Readers differ on whether it belongs here. I would like us to discuss it.',
        ),
      },
    ],
    conflicts: [
      {
        reviewer: 'reviewer5@example.org',
        state: 'declared',
        kind: 'joint_work',
        reason: sample(
          'We published an article together three years ago and share a doctoral student.',
        ),
      },
    ],
    decision: null,
    finalReport: null,
  },
]
