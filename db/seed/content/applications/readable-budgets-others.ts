import { sample, whole } from '../sample.ts'
import type { SampleApplication } from '../types.ts'

const ANTIOQUIA = 'https://ror.org/03bp5hc83'
const MASENO = 'https://ror.org/023pskh72'

/** Decided: the reserve and the one that was declined. */
export const readableBudgetsOthers: readonly SampleApplication[] = [
  {
    key: 'precios-a-la-vista',
    call: 'readable-budgets',
    state: 'submitted',
    title:
      'Precios a la vista: lo que pasa cuando un municipio publica cuánto paga por un metro de vía',
    language: 'es',
    applicant: {
      email: 'quintero@example.org',
      name: 'Andrés Ejemplo Quintero',
      organisation: ANTIOQUIA,
      country: 'CO',
    },
    coApplicants: [],
    answers: {
      'project-title':
        'Precios a la vista: lo que pasa cuando un municipio publica cuánto paga por un metro de vía',
      summary: sample(
        'Los presupuestos municipales dicen cuánto se gastará, pero no a qué precio. En un municipio de montaña publicaremos los precios unitarios de diez obras comunes, junto a los de la ferretería, y veremos qué preguntan los habitantes y qué cambia en los contratos siguientes.',
        'es',
      ),
      country: 'CO',
      municipality: 'San Isidro del Río (inventado)',
      problem: sample(
        'Una consejera de juventud descubrió que el precio del cerramiento en la tabla oficial era un cuarenta por ciento más alto que en la ferretería del parque. La alcaldía corrigió la tabla, y se preguntó cuántas filas más estarían así. Nadie las había mirado porque nadie las entendía.',
        'es',
      ),
      method: sample(
        '¿Cambia la publicación de precios lo que se pregunta y lo que se paga? Compararemos los precios contratados de diez obras publicadas con los de diez que no se publican, escogidas al azar, doce meses antes y seis después, y observaremos las audiencias de presupuesto. Los contratistas locales pueden sentirse señalados: se publican precios, nunca nombres, y se los invita a explicar diferencias antes de publicar.',
        'es',
      ),
      organisation: ANTIOQUIA,
      sharing: sample(
        'El municipio recibe una cuarta parte de los recursos. El Consejo de Juventud escoge las obras y firma el resumen.',
        'es',
      ),
      use: sample('Planeación adoptaría la lista para el presupuesto siguiente.', 'es'),
      outputs: ['report', 'brief'],
    },
    budget: [
      {
        year: 2025,
        category: 'salaries',
        description: 'Investigador principal 20 %, asistente',
        amount: whole(174_000),
      },
      {
        year: 2026,
        category: 'salaries',
        description: 'Investigador principal 20 %, asistente',
        amount: whole(143_000),
      },
      {
        year: 2026,
        category: 'municipality',
        description: 'Oficina de Planeación, audiencias',
        amount: whole(102_000),
      },
      { year: 2026, category: 'indirect', description: '15 %', amount: whole(62_000) },
    ],
    reviews: [
      {
        reviewer: 'reviewer3@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('A table that any municipality could publish.'),
          },
          'scientific-quality': {
            score: 5,
            reason: sample('Ten and ten is few, and prices move for other reasons.'),
          },
          'equity-and-participation': {
            score: 5,
            reason: sample('The youth council chooses and signs.'),
          },
          feasibility: { score: 5, reason: sample('Six months afterwards may be too short.') },
        },
        toApplicant: sample('Could two neighbouring municipalities be added as a comparison?'),
        toPanel: sample('Good. Just below the best two.'),
      },
      {
        reviewer: 'reviewer6@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': { score: 5, reason: sample('Concrete and useful.') },
          'scientific-quality': { score: 5, reason: sample('A fair design for a small sum.') },
          'equity-and-participation': {
            score: 5,
            reason: sample('Contractors are treated decently.'),
          },
          feasibility: { score: 5, reason: sample('The data exist and the office is willing.') },
        },
        toApplicant: sample('A charming idea that deserves a slightly larger study.'),
        toPanel: sample('Reserve.'),
      },
    ],
    conflicts: [
      {
        reviewer: 'reviewer4@example.org',
        state: 'declared',
        kind: 'same_environment',
        reason: sample('The applicant and I worked in the same department until last year.'),
      },
    ],
    decision: {
      outcome: 'reserve',
      amount: null,
      reasons: sample(
        'The panel liked a question that grew out of what one young councillor saw, and would have wished to pay for it. With the money of this call it stands first in reserve. Two neighbouring municipalities as a comparison would make it stronger.',
      ),
      conditions: null,
    },
    finalReport: null,
  },
  {
    key: 'budget-app',
    call: 'readable-budgets',
    state: 'submitted',
    title: 'BudgetLens: a mobile application for county budget literacy',
    language: 'en',
    applicant: {
      email: 'odhiambo@example.org',
      name: 'Brian Sample-Odhiambo',
      organisation: MASENO,
      country: 'KE',
    },
    coApplicants: [],
    answers: {
      'project-title': 'BudgetLens: a mobile application for county budget literacy',
      summary: sample(
        'We will develop an application that lets citizens view the county budget as interactive charts, and evaluate their budget literacy with a test before and after.',
      ),
      country: 'KE',
      municipality: 'To be decided after award (invented)',
      problem: sample(
        'Citizens lack information about the county budget. Documents are long and technical, and public participation forums are poorly attended. Mobile penetration is high, particularly among the youth.',
      ),
      method: sample(
        'The application is developed by agile methods in four sprints. Two hundred students at the university use it for a month and take a test of forty questions before and after. Differences are analysed with a paired t-test. The study follows the university’s rules on ethics.',
      ),
      organisation: MASENO,
      sharing: sample('The project is led by the main applicant with a team of developers.'),
      use: sample('The application will be offered to all counties after the project.'),
      outputs: ['report', 'video'],
    },
    budget: [
      {
        year: 2025,
        category: 'salaries',
        description: 'Developers, six months',
        amount: whole(310_000),
      },
      {
        year: 2026,
        category: 'other',
        description: 'Servers, telephones for testing',
        amount: whole(95_000),
      },
      {
        year: 2026,
        category: 'communication',
        description: 'Launch and film',
        amount: whole(60_000),
      },
      { year: 2026, category: 'indirect', description: '20 %', amount: whole(93_000) },
    ],
    reviews: [
      {
        reviewer: 'reviewer1@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': { score: 2, reason: sample('No county has asked and none is named.') },
          'scientific-quality': {
            score: 3,
            reason: sample('The test is sound; its subjects are not those concerned.'),
          },
          'equity-and-participation': {
            score: 2,
            reason: sample('Students with telephones are the easiest to reach.'),
          },
          feasibility: { score: 5, reason: sample('The application could certainly be built.') },
        },
        toApplicant: sample(
          'Begin with a county treasurer and a question she has. The rest may follow.',
        ),
        toPanel: sample('Not this time.'),
      },
      {
        reviewer: 'reviewer3@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': { score: 2, reason: sample('A tool in search of a user.') },
          'scientific-quality': { score: 3, reason: sample('No comparison group.') },
          'equity-and-participation': {
            score: 3,
            reason: sample('Little is said about women or rural areas.'),
          },
          feasibility: { score: 5, reason: sample('Competent developers.') },
        },
        toApplicant: sample('Find out what people want to know before deciding how to show it.'),
        toPanel: sample('Decline, with encouragement.'),
      },
    ],
    conflicts: [],
    decision: {
      outcome: 'declined',
      amount: null,
      reasons: sample(
        'The call asks for a municipality that takes part from the start, and the application names none. The panel does not doubt that the application could be built, but saw neither who needs it nor how those who seldom take part would be reached. It encourages the applicant to begin with one county and the question it has.',
      ),
      conditions: null,
    },
    finalReport: null,
  },
]
