import { sample, whole } from '../sample.ts'
import type { SampleApplication } from '../types.ts'

const GOTHENBURG = 'https://ror.org/01tm6cn81'
const TUZLA = 'https://ror.org/036gzhj81'
const GREAT_ZIMBABWE = 'https://ror.org/00wn5gw44'

/** Decided: the two that were awarded, the first with its final report. */
export const readableBudgetsAwarded: readonly SampleApplication[] = [
  {
    key: 'two-languages',
    call: 'readable-budgets',
    state: 'submitted',
    title: 'Participatory budgeting in two languages: Sjöfors and Lipovica',
    language: 'en',
    applicant: {
      email: 'applicant@example.org',
      name: 'Karin Exempelius',
      organisation: GOTHENBURG,
      country: 'SE',
    },
    coApplicants: [{ name: 'Amra Primjerović', organisation: TUZLA, role: 'Co-applicant' }],
    answers: {
      'project-title': 'Participatory budgeting in two languages: Sjöfors and Lipovica',
      summary: sample(
        'A Swedish and a Bosnian municipality let residents decide on a small part of the investment money. Both began last year, both were surprised by who came, and each has visited the other. We follow the second year, with the records of the first, and ask who takes part, what happens to trust, and what it costs in working hours.',
      ),
      country: 'BA',
      municipality: 'Lipovica (invented)',
      problem: sample(
        'The statutory hearing on the budget was attended by nine people, five of them employed by the municipality. The budget itself is two hundred pages long. When the mayor’s office asked in three villages what the municipality spends most on, the answer was cars. In Sjöfors the budget is a brochure with photographs, and the dialogue meetings draw fourteen people, half of them councillors. Neither municipality knows who stays away or why, and both are about to decide whether to continue.',
      ),
      method: sample(
        'Which parts of the set-up change who takes part, and what does taking part do to trust in the municipality? We count and question those who come to every meeting, put the same survey to a random sample in both places before and after, interview those who came, those who proposed and those who stayed away, and follow every project that was voted for from ballot to invoice. The two set-ups differ in known ways, above all in where meetings are held and how proposals are turned down, and several of these are changed between the years. It is a comparison of cases and not a trial. Interviews in small places are a risk to those who give them: nobody is named, and details are altered. The study in Sweden has been reviewed; in Bosnia and Herzegovina the ethics board of the university has given its opinion.',
      ),
      organisation: GOTHENBURG,
      sharing: sample(
        'Half of the salaries are paid in Tuzla. Each team leads the fieldwork in the other’s country for a month. One official from each municipality is employed in the project at a fifth of full time and is an author.',
      ),
      use: sample(
        'Both councils decide next autumn whether to continue. The report is finished two months before, with a brief of two pages for each council in its own language, and an hour of questions.',
      ),
      outputs: ['report', 'brief', 'translation'],
    },
    budget: [
      {
        year: 2025,
        category: 'salaries',
        description: 'Two researchers, two officials, four months',
        amount: whole(118_000),
      },
      {
        year: 2025,
        category: 'travel',
        description: 'Two exchanges of four persons',
        amount: whole(39_000),
      },
      {
        year: 2026,
        category: 'salaries',
        description: 'Two researchers, two officials, eight months',
        amount: whole(236_000),
      },
      {
        year: 2026,
        category: 'meetings',
        description: 'Survey, interpreters, child care',
        amount: whole(62_000),
      },
      {
        year: 2026,
        category: 'communication',
        description: 'Report and briefs in two languages',
        amount: whole(28_000),
      },
      { year: 2026, category: 'indirect', description: '17 %', amount: whole(82_000) },
    ],
    reviews: [
      {
        reviewer: 'reviewer1@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 7,
            reason: sample('Two councils with a decision and a date.'),
          },
          'scientific-quality': {
            score: 6,
            reason: sample('A careful comparison that claims no more than it can.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Those who stay away are part of the design.'),
          },
          feasibility: { score: 6, reason: sample('It joins what is already running.') },
        },
        toApplicant: sample(
          'Keep the interviews with those who stayed away, whatever else must be cut.',
        ),
        toPanel: sample('Clearly to be awarded.'),
      },
      {
        reviewer: 'reviewer2@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('The hours that it costs are what other municipalities ask for.'),
          },
          'scientific-quality': {
            score: 5,
            reason: sample('Two cases differ in more than the set-up.'),
          },
          'equity-and-participation': { score: 6, reason: sample('Officials as paid authors.') },
          feasibility: { score: 6, reason: sample('Experienced, and modest in its plan.') },
        },
        toApplicant: sample('Be plain about what cannot be compared.'),
        toPanel: sample('Award.'),
      },
      {
        reviewer: 'reviewer5@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('Useful in both directions, which is unusual.'),
          },
          'scientific-quality': {
            score: 6,
            reason: sample('Following projects to the invoice is excellent.'),
          },
          'equity-and-participation': {
            score: 5,
            reason: sample('Roma households should be sought out from the start.'),
          },
          feasibility: { score: 5, reason: sample('Twelve months is tight for two surveys.') },
        },
        toApplicant: sample('Look for those who belong to no local community.'),
        toPanel: sample('High, with a wish about the Roma area.'),
      },
    ],
    conflicts: [],
    decision: {
      outcome: 'awarded',
      amount: whole(565_000),
      reasons: sample(
        'The panel found a question that two councils have asked and are bound to answer, and a study made so that the answer arrives in time. It valued that those who stay away are part of the design and that each team works in the other’s country. The comparison has limits, which the application names itself.',
      ),
      conditions: sample(
        'The project seeks out households that no local community has invited, and reports how.',
      ),
    },
    finalReport: {
      title:
        'Medborgarbudget på två språk: vad en svensk och en bosnisk kommun lärde av varandra om att låta invånarna bestämma',
      whatWasDone: sample(
        'Sixty-two meetings were followed in the two municipalities, 44 in Lipovica and 18 in Sjöfors, the first year from records. Surveys were answered by 612 and 574 residents, 58 persons were interviewed, and every project that was voted for was followed to the invoice. Each team spent four weeks in the other’s municipality.',
      ),
      whatCameOut: sample(
        'Distance matters more than channel: when meetings moved out to the villages in Sjöfors the share of participants who had never been in touch with the municipality rose from 17 to 35 per cent. Trust follows what is built and not the vote. In Lipovica it rose from 19 to 31 per cent, almost all of it in the months when the first projects were finished. For every three kronor that residents decided on, one krona of administration was needed.',
      ),
      whatDidNotWork: sample(
        'One village in Lipovica took no decision in the first year. Seasonal workers and new immigrants were hardly reached. A delayed footpath in Sjöfors cost more trust than all the refusals. Our first survey was open only on the web for two weeks, and those answers could not be used.',
      ),
      whatTheMunicipalityDoesNow: sample(
        'Lipovica has made the open meetings part of its budget regulation. Sjöfors continues for two more years with the money divided by village, and has written the upkeep of what is built into each decision.',
      ),
      moneyUsed: whole(551_300),
      publication: 'medborgarbudget-pa-tva-sprak',
    },
  },
  {
    key: 'budget-radio',
    call: 'readable-budgets',
    state: 'submitted',
    title: 'The budget on the radio: two pages read aloud in three rural districts',
    language: 'en',
    applicant: {
      email: 'applicant2@example.org',
      name: 'Ingrid Exempelsdotter',
      organisation: GOTHENBURG,
      country: 'SE',
    },
    coApplicants: [
      { name: 'Tendai Sample-Moyo', organisation: GREAT_ZIMBABWE, role: 'Co-applicant' },
    ],
    answers: {
      'project-title': 'The budget on the radio: two pages read aloud in three rural districts',
      summary: sample(
        'Most households in three rural districts of Zimbabwe have a radio and have never seen a budget. We turn the council’s budget into two pages, read them aloud on community radio with listeners’ questions, and find out whether people ask different things of their councillors afterwards.',
      ),
      country: 'ZW',
      municipality: 'Three rural district councils (invented)',
      problem: sample(
        'Councils are required to consult on the budget, and do: a meeting, a projector, a hundred lines. Those who come ask about the road to their own village, because it is the only thing on the screen that they recognise. The treasurer told us that he would rather be asked about the fees than about the road, since there he has an answer.',
      ),
      method: sample(
        'Does hearing a short budget change what residents ask and what councils answer? Two of six wards in each district, drawn by lot, are reached by the station’s transmitter at a time agreed with listeners’ groups; the other four receive the printed pages. We code every question at the consultation meetings of the year before and the year of the study by how specific it is, and check whether the answer was later carried out. Listeners’ groups of women meet on their own. Stations may be put under pressure, so each programme is agreed with the council in writing beforehand and no caller’s name is broadcast.',
      ),
      organisation: GOTHENBURG,
      sharing: sample(
        'Two thirds of the money is held by Great Zimbabwe University and the stations. The co-applicant leads the fieldwork and is first author.',
      ),
      use: sample(
        'The treasurers’ association has asked for a template. It is tried in the budget round of the same year.',
      ),
      outputs: ['report', 'toolbox'],
    },
    budget: [
      {
        year: 2025,
        category: 'salaries',
        description: 'Co-applicant 40 %, main applicant 5 %',
        amount: whole(132_000),
      },
      {
        year: 2025,
        category: 'communication',
        description: 'Air time, recording, translation to Shona and Ndebele',
        amount: whole(96_000),
      },
      {
        year: 2026,
        category: 'salaries',
        description: 'Co-applicant 40 %, two coders',
        amount: whole(188_000),
      },
      {
        year: 2026,
        category: 'meetings',
        description: 'Listeners’ groups, transport',
        amount: whole(71_000),
      },
      { year: 2026, category: 'indirect', description: '18 %', amount: whole(88_000) },
    ],
    reviews: [
      {
        reviewer: 'reviewer2@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': { score: 6, reason: sample('Treasurers have asked for it.') },
          'scientific-quality': {
            score: 6,
            reason: sample('A lot, a clear outcome, and codes that others can use.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Women’s groups of their own, money in the country.'),
          },
          feasibility: {
            score: 4,
            reason: sample('Stations may be closed. The plan for that is short.'),
          },
        },
        toApplicant: sample('Write down what you do if a station is told to stop.'),
        toPanel: sample('Award, with a plan for the risk.'),
      },
      {
        reviewer: 'reviewer4@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('Radio reaches those whom leaflets do not.'),
          },
          'scientific-quality': {
            score: 5,
            reason: sample('Signals do not stop at ward borders.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Fair shares of money and authorship.'),
          },
          feasibility: { score: 5, reason: sample('Feasible with the stations already in it.') },
        },
        toApplicant: sample(
          'Measure who can in fact hear the programme in the wards that should not.',
        ),
        toPanel: sample('Good. Award if the money is enough.'),
      },
    ],
    conflicts: [],
    decision: {
      outcome: 'awarded',
      amount: whole(575_000),
      reasons: sample(
        'The panel found the question simple and well put, the lot convincing, and the sharing of money and authorship exemplary. It asks for a plan for the case that a station is stopped.',
      ),
      conditions: sample(
        'A plan for the safety of stations and listeners is sent in before the first payment.',
      ),
    },
    finalReport: null,
  },
]
