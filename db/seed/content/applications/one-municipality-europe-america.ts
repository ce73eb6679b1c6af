import { sample, whole } from '../sample.ts'
import type { SampleApplication } from '../types.ts'

const TUZLA = 'https://ror.org/036gzhj81'
const VALLE = 'https://ror.org/00jb9vg53'
const GOTHENBURG = 'https://ror.org/01tm6cn81'
const ZAMBIA = 'https://ror.org/03gh19d69'

/** In review: the applications from Bosnia and Herzegovina, Colombia and Sweden. */
export const oneMunicipalityEuropeAmerica: readonly SampleApplication[] = [
  {
    key: 'local-communities',
    call: 'one-municipality',
    state: 'submitted',
    title: 'Sunday at two: can local community councils meet again in Lipovica?',
    language: 'en',
    applicant: {
      email: 'primjerovic@example.org',
      name: 'Amra Primjerović',
      organisation: TUZLA,
      country: 'BA',
    },
    coApplicants: [{ name: 'Emir Primjerak', organisation: TUZLA, role: 'Statistician' }],
    answers: {
      'project-title': 'Sunday at two: can local community councils meet again in Lipovica?',
      country: 'BA',
      municipality: 'Lipovica (invented)',
      question: sample(
        'Thirteen of the twenty-two councils of local communities have not met for three years. The mayor’s office asked in a letter in May whether it is worth trying to wake them or whether they should be merged. Before that is decided it wants to know why people do not come.',
      ),
      measure: sample(
        'Eight of the thirteen councils, drawn by lot, are called to an open meeting at an hour that residents have chosen by a slip through the letterbox, with a moderator from a neighbouring municipality and child care in the school. The other five are called as the law says, by a notice on the board at eight in the evening. All thirteen get the same modest sum to decide about.',
      ),
      figure: sample(
        'How many come, how many of them are women, and whether the council meets a second time without our help within three months. The last is what counts. If four of eight do, against one of five, the mayor has an answer.',
      ),
      months: 6,
      organisation: TUZLA,
      sharing: sample(
        'The councils decide on their sums. Moderators are librarians and teachers, and are paid. Residents can read our notes from their own meeting and have them corrected before we use them.',
      ),
      after: sample(
        'The proposal to merge is on the council’s agenda for the autumn and waits for the result. If the councils do not wake, we will say so, and merging will have been decided on better grounds.',
      ),
      outputs: ['brief', 'translation'],
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Main applicant 15 %, statistician one month',
        amount: whole(56_000),
      },
      {
        year: 2027,
        category: 'meetings',
        description: 'Moderators, child care, letterbox slips',
        amount: whole(24_000),
      },
      {
        year: 2027,
        category: 'municipality',
        description: 'Sums for thirteen local communities',
        amount: whole(52_000),
      },
      { year: 2027, category: 'indirect', description: '10 %', amount: whole(13_200) },
    ],
    reviews: [
      {
        reviewer: 'reviewer3@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 7,
            reason: sample('A decision is waiting for the answer, with a date.'),
          },
          'equity-and-participation': {
            score: 5,
            reason: sample(
              'The hour and the child care are right; migrants abroad are not mentioned.',
            ),
          },
          feasibility: {
            score: 6,
            reason: sample('Thirteen meetings in one season, with people who have done it before.'),
          },
        },
        toApplicant: sample(
          'The lot makes this small study far stronger. Explain it to the five councils that lose it.',
        ),
        toPanel: sample('Among the two best I have read.'),
      },
      {
        reviewer: 'reviewer5@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('Useful well beyond one municipality.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Residents may correct the notes, which is seldom offered.'),
          },
          feasibility: {
            score: 4,
            reason: sample('Elections fall in the same autumn, and the risk is not named.'),
          },
        },
        toApplicant: sample('What will you do if the campaign begins while you are meeting?'),
        toPanel: sample('Good, with a question about the election.'),
      },
      {
        reviewer: 'reviewer6@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('The mayor has asked and is bound to act.'),
          },
          'equity-and-participation': {
            score: 5,
            reason: sample('Women are counted. Roma families are not mentioned at all.'),
          },
          feasibility: { score: 6, reason: sample('Well prepared, modest and clear.') },
        },
        toApplicant: sample('Ask which households belong to no local community in practice.'),
        toPanel: sample('I would award it.'),
      },
    ],
    conflicts: [],
    decision: null,
    finalReport: null,
  },
  {
    key: 'hoja-de-cumplimiento',
    call: 'one-municipality',
    state: 'submitted',
    title: 'Una hoja al mes: qué pasa cuando la alcaldía cuenta cómo va lo prometido',
    language: 'es',
    applicant: {
      email: 'ejemplo@example.org',
      name: 'Lucía Ejemplo Restrepo',
      organisation: VALLE,
      country: 'CO',
    },
    coApplicants: [
      { name: 'Yeison Ejemplo Mosquera', organisation: VALLE, role: 'Coinvestigador' },
    ],
    answers: {
      'project-title': 'Una hoja al mes: qué pasa cuando la alcaldía cuenta cómo va lo prometido',
      country: 'CO',
      municipality: 'Puerto Almendro (inventado)',
      question: sample(
        'La Secretaría de Gobierno preguntó, en una mesa con el Consejo de Juventud, por qué después de dos años exitosos las asambleas juveniles se vaciaron. Los jóvenes respondieron que no sabían en qué había quedado lo suyo. La Secretaría quiere saber si publicar el avance, aunque sea malo, ayuda o empeora las cosas.',
        'es',
      ),
      measure: sample(
        'Durante cinco meses, en ocho de dieciséis veredas y barrios escogidos al azar, se publica una hoja mensual con cada proyecto: qué se prometió, en qué va, cuánto se ha gastado, quién responde y qué falta. La escriben dos jóvenes contratados, y se pega en la tienda, en el puerto y en el colegio. En las otras ocho la información queda, como hoy, en la página de la alcaldía.',
        'es',
      ),
      figure: sample(
        'La proporción de jóvenes de 14 a 28 años que acierta el estado de los proyectos de su vereda y la que está dispuesta a volver a una asamblea. Hoy es de 36 por ciento. Quince puntos de diferencia bastarían para que la alcaldía contrate la hoja de manera permanente.',
        'es',
      ),
      months: 6,
      organisation: VALLE,
      sharing: sample(
        'Los dos jóvenes escriben y deciden el diseño. El Consejo de Juventud revisa la hoja antes de que salga y puede agregar una nota. No se publica el nombre de quien propuso un proyecto. La mitad del dinero se queda en el municipio.',
        'es',
      ),
      after: sample(
        'Si funciona, el costo cabe en el contrato de comunicaciones del año siguiente. Si no funciona, lo contaremos en una hoja igual a las otras.',
        'es',
      ),
      outputs: ['brief', 'toolbox', 'video'],
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Dirección 10 %, dos jóvenes a medio tiempo',
        amount: whole(69_000),
      },
      { year: 2027, category: 'travel', description: 'Lancha y transporte', amount: whole(21_000) },
      {
        year: 2027,
        category: 'municipality',
        description: 'Impresión, carteleras, oficina de juventud',
        amount: whole(38_000),
      },
      { year: 2027, category: 'indirect', description: '9 %', amount: whole(11_500) },
    ],
    reviews: [
      {
        reviewer: 'reviewer1@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 6,
            reason: sample('One page a month is something any office can do.'),
          },
          'equity-and-participation': {
            score: 7,
            reason: sample('Young authors with salaries, and names kept off the page for safety.'),
          },
          feasibility: {
            score: 6,
            reason: sample('Sixteen places is a lot by boat, but they know the river.'),
          },
        },
        toApplicant: sample(
          'Clear, careful and brief. Say how you tell the eight places that wait.',
        ),
        toPanel: sample('Award. It would read well beside the Ugandan book.'),
      },
      {
        reviewer: 'reviewer4@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 5,
            reason: sample('The permanent contract is a promise, not a decision.'),
          },
          'equity-and-participation': {
            score: 6,
            reason: sample('Real shares of work and money.'),
          },
          feasibility: {
            score: 3,
            reason: sample('Access to villages after six is a serious doubt.'),
          },
        },
        toApplicant: sample('Describe when and how you would stop if it became unsafe.'),
        toPanel: sample('I hesitate only about safety, and would like it discussed.'),
      },
    ],
    conflicts: [],
    decision: null,
    finalReport: null,
  },
  {
    key: 'fraga-i-kon',
    call: 'one-municipality',
    state: 'submitted',
    title: 'Frågan i kön: invånarförslag på vattenverkets betalkontor i Mukana',
    language: 'sv',
    applicant: {
      email: 'applicant2@example.org',
      name: 'Ingrid Exempelsdotter',
      organisation: GOTHENBURG,
      country: 'SE',
    },
    coApplicants: [{ name: 'Chanda Sample-Mwila', organisation: ZAMBIA, role: 'Medsökande' }],
    answers: {
      'project-title': 'Frågan i kön: invånarförslag på vattenverkets betalkontor i Mukana',
      country: 'ZM',
      municipality: 'Mukana (påhittad)',
      question: sample(
        'Kommunens vattenbolag får få klagomål och många uteblivna betalningar. Vid ett labb i mars undrade kommunens servicechef om det ena kan bero på det andra: att de som är missnöjda inte säger något utan slutar betala. Hon ville veta var man i så fall borde fråga.',
        'sv',
      ),
      measure: sample(
        'På två av fyra betalkontor ställer en ung person från trakten en enda fråga till var femte i kön: vad skulle vi göra annorlunda? Svaren läses upp vid veckans slut på kontoret och besvaras på plats av en tjänsteman. På de andra två kontoren finns den vanliga klagomålslådan.',
        'sv',
      ),
      figure: sample(
        'Antal synpunkter, andel som får svar inom en vecka och andel räkningar som betalas i tid, jämfört med samma månader i fjol. En ökning av betalningarna med fem procentenheter skulle betala försöket.',
        'sv',
      ),
      months: 5,
      organisation: GOTHENBURG,
      sharing: sample(
        'Medsökanden i Lusaka leder arbetet på plats och är första författare. De unga får lön. Vattenbolaget får inte veta vem som har sagt vad. En tredjedel av pengarna stannar i Göteborg.',
        'sv',
      ),
      after: sample(
        'Servicechefen har lovat att ta frågan i kön i bruk på alla kontor om svaren blir fler, också om betalningarna inte ökar.',
        'sv',
      ),
      outputs: ['brief'],
    },
    budget: [
      {
        year: 2027,
        category: 'salaries',
        description: 'Sökande 5 %, medsökande 20 %, fem månader',
        amount: whole(82_000),
      },
      { year: 2027, category: 'travel', description: 'En resa', amount: whole(18_000) },
      {
        year: 2027,
        category: 'municipality',
        description: 'Löner till unga, mötestid',
        amount: whole(34_000),
      },
      { year: 2027, category: 'indirect', description: '10 %', amount: whole(13_400) },
    ],
    reviews: [
      {
        reviewer: 'reviewer4@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 4,
            reason: sample('The service manager asks; the council does not appear.'),
          },
          'equity-and-participation': {
            score: 4,
            reason: sample('Residents answer, but do not shape the question.'),
          },
          feasibility: { score: 6, reason: sample('Simple, and easy to stop.') },
        },
        toApplicant: sample(
          'A good idea that stops at the counter. Where does it reach an elected body?',
        ),
        toPanel: sample('Sound, not urgent.'),
      },
      {
        reviewer: 'reviewer3@example.org',
        status: 'submitted',
        scores: {
          'use-in-practice': {
            score: 5,
            reason: sample('The figures will be useful to any utility.'),
          },
          'equity-and-participation': {
            score: 3,
            reason: sample('Those who no longer pay do not stand in the queue.'),
          },
          feasibility: { score: 5, reason: sample('Two offices and two is few, but they say so.') },
        },
        toApplicant: sample('Find a way to ask those who have stopped coming.'),
        toPanel: sample('Below the others, in my view.'),
      },
    ],
    conflicts: [],
    decision: null,
    finalReport: null,
  },
]
