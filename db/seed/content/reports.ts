import { sampleText } from './sample.ts'
import type { SampleReport } from './types.ts'

const GOTHENBURG = 'https://ror.org/01tm6cn81'
const TUZLA = 'https://ror.org/036gzhj81'
const MAKERERE = 'https://ror.org/03dmz0111'
const VALLE = 'https://ror.org/00jb9vg53'

/** Reports and briefs written for the seed; the text of each is in `reports/<key>.md`. */
export const SAMPLE_REPORTS: readonly SampleReport[] = [
  {
    key: 'medborgarbudget-pa-tva-sprak',
    language: 'sv',
    title: {
      sv: 'Medborgarbudget på två språk: vad en svensk och en bosnisk kommun lärde av varandra om att låta invånarna bestämma',
      en: 'Participatory budgeting in two languages: what a Swedish and a Bosnian municipality learned from each other about letting residents decide',
    },
    abstract: sampleText(
      'Två kommuner lät under två budgetår invånarna bestämma över en liten del av investeringspengarna och följde varandras arbete på plats. Rapporten visar vilka som kom, vad som hände med förtroendet, vad det kostade i arbetstid och vad som gick fel, och ger råd i den ordning besluten behöver fattas.',
      'For two budget years two municipalities let residents decide on a small part of the investment money, and followed each other’s work on the spot. The report shows who came, what happened to trust, what it cost in working time and what went wrong, and gives advice in the order in which decisions have to be taken.',
    ),
    keyMessages: {
      sv: [
        'När mötena flyttade ut i byarna fördubblades andelen deltagare som aldrig hade varit i kontakt med kommunen.',
        'Förtroendet följer genomförandet, inte omröstningen.',
        'För var tredje krona som invånarna bestämde över behövdes en krona i förvaltning.',
      ],
      en: [
        'When meetings moved out to the villages, the share of participants who had never been in touch with the municipality doubled.',
        'Trust follows what is built, not the vote.',
        'For every three kronor that residents decided on, one krona of administration was needed.',
      ],
    },
    authors: [
      { name: 'Ingrid Exempelsdotter', organisation: GOTHENBURG },
      { name: 'Amra Primjerović', organisation: TUZLA },
    ],
    countries: ['SE', 'BA'],
    themes: ['participatory-budgeting', 'citizen-dialogue', 'municipal-partnership'],
    sdgs: [11, 16, 17],
    coreValues: ['participation', 'accountability'],
    series: 'research-report',
    number: 'S1',
    licence: 'cc-by-4.0',
    plainSummary: sampleText(
      'Två kommuner lät invånarna bestämma över en del av pengarna. Fler kom när mötena hölls ute i byarna. Folk litade mer på kommunen när bygget stod klart, inte när rösterna var räknade. Det tar tid: räkna med en krona i arbete för var tredje krona.',
      'Two municipalities let people decide on part of the money. More came when meetings were held in the villages. People trusted the council more once things were built, not when votes were counted. It takes time: count one krona of work for every three.',
    ),
    sdgEvidence: { 16: 'Kapitel 4: förtroendet före och efter bygget.' },
    audiences: ['local-politicians', 'municipal-officers'],
    tiers: ['municipality'],
    studyTypes: ['comparative-study'],
    funding: [{ funder: 'Sida', funderId: 'https://ror.org/01fn7me06', awardNumber: '51180024' }],
    erratum: sampleText(
      'I tabell 3 hade kolumnerna för 2024 och 2025 bytt plats. De står nu rätt.',
      'In table 3 the columns for 2024 and 2025 had changed places. They are now right.',
    ),
    oldAddresses: ['/projekt/kc-exempelsdotter-i-primjerovic-a-2026-medborgarbudget-pa-tva-sprak'],
    year: 2026,
  },
  {
    key: 'who-answers-when-the-river-rises',
    language: 'en',
    title: {
      sv: 'Vem svarar när floden stiger? Kommunala områdeskommittéer och beslut vid översvämning i två ugandiska kommuner',
      en: 'Who answers when the river rises? Ward committees and flood decisions in two Ugandan municipalities',
    },
    abstract: sampleText(
      'Vem bestämde vilken väg som stängdes och vem som stod på listan? Rapporten följer 214 beslut genom fyra översvämningar, före och efter det att två kommuner lät områdeskommittéer föra bok över dem. Andelen beslut med känd ansvarig steg från 38 till 81 procent, och hjälpen nådde de fattigaste områdena snabbare. I tre områden vändes boken mot hyresgästerna.',
      'Who decided which road was closed and who was on the list? The report follows 214 decisions through four floods, before and after two councils let ward committees keep a book of them. The share with a known owner rose from 38 to 81 per cent, and help reached the poorest wards sooner. In three wards the book was turned against tenants.',
    ),
    keyMessages: {
      sv: [
        'Ett beslut som skrivs ner när det fattas blir ett annat beslut. En skrivbok per område räckte.',
        'Kommunens skriftliga svar gjorde mer än det offentliga mötet.',
        'Hyresgäster hamnar utanför hjälpen om reglerna inte nämner dem.',
      ],
      en: [
        'A decision that is written down when it is made is a different decision. One exercise book per ward was enough.',
        'The municipality’s written reply did more than the public meeting.',
        'Tenants are left out of relief unless the rules name them.',
      ],
    },
    authors: [
      { name: 'Grace Sample-Nakato', organisation: MAKERERE },
      { name: 'Peter Sample-Okello', organisation: MAKERERE },
      { name: 'Karin Exempelius', organisation: GOTHENBURG },
    ],
    countries: ['UG'],
    themes: ['climate-action', 'accountability', 'crisis-response', 'inclusion'],
    sdgs: [11, 13, 16],
    coreValues: ['equity', 'accountability'],
    series: 'research-report',
    number: 'S2',
    licence: 'cc-by-4.0',
    plainSummary: sampleText(
      'När floden stiger måste någon bestämma vem som får hjälp först. Två kommuner lät varje område skriva upp vem som bestämde vad. Hjälpen kom fortare till de fattigaste. I tre områden vändes boken mot dem som hyr.',
      'When the river rises someone must decide who gets help first. Two councils let each ward keep a book of who decided what. Help came sooner to the poorest. In three wards the book was used against people who rent.',
    ),
    audiences: ['municipal-officers', 'civil-society'],
    tiers: ['municipality', 'neighbourhood'],
    studyTypes: ['case-study', 'interviews-and-fieldwork'],
    year: 2026,
  },
  {
    key: 'lo-que-deciden-los-jovenes',
    language: 'es',
    title: {
      sv: 'Det som de unga bestämmer: medborgarbudget och ungdomar i två colombianska kommuner',
      en: 'What the young decide: participatory budgeting and youth in two Colombian municipalities',
      es: 'Lo que deciden los jóvenes: presupuesto participativo y juventud en dos municipios colombianos',
    },
    abstract: sampleText(
      'Två colombianska kommuner lät unga bestämma över en del av medborgarbudgeten: den ena genom ungdomsrådet, den andra genom öppna möten i skolor, på bollplaner och i byar. Rådet fattade bättre beslut, mötena nådde andra människor. Avgörande för om de unga ville delta igen var en sida om månaden som visade vad som hänt med löftena.',
      'Two Colombian municipalities let young people decide on a part of the participatory budget: one through the youth council, the other through open assemblies in schools, on playing fields and in villages. The council decided better, the assemblies reached other people. Whether the young would take part again depended on one page a month that showed what became of the promises.',
    ),
    keyMessages: {
      sv: [
        'Psykisk hälsa, som aldrig fått pengar i de vuxnas medborgarbudget, blev de ungas näst största post.',
        'När bladet om vad som genomförts slutade komma ut halverades viljan att delta igen.',
        'Betald resa avgjorde om unga kvinnor på landsbygden kunde komma.',
      ],
      en: [
        'Mental health, never once paid for in the adults’ budget, became the second largest item of the young.',
        'When the monthly page on what was carried out stopped, willingness to take part again fell by half.',
        'Paid transport decided whether young rural women could come.',
      ],
    },
    authors: [
      { name: 'Lucía Ejemplo Restrepo', organisation: VALLE },
      { name: 'Yeison Ejemplo Mosquera', organisation: VALLE },
    ],
    countries: ['CO'],
    themes: ['youth-and-children-inclusion', 'participatory-budgeting', 'inclusion'],
    sdgs: [5, 11, 16],
    coreValues: ['equity', 'participation', 'transparency'],
    series: 'research-report',
    number: 'S3',
    licence: 'cc-by-nc-nd-4.0',
    year: 2026,
  },
  {
    key: 'let-the-ward-keep-the-book',
    language: 'en',
    title: {
      sv: 'Låt området föra bok: hur en kommun kan svara för vad som beslutades i en översvämning',
      en: 'Let the ward keep the book: how a municipality can answer for what was decided in a flood',
    },
    abstract: sampleText(
      'Två sidor för kommuner som vill kunna säga vem som beslutade vad när floden steg: vad som prövades, vad det kostade, sex steg och vad som kan gå fel.',
      'Two pages for municipalities that want to be able to say who decided what when the river rose: what was tried, what it cost, six steps, and what can go wrong.',
    ),
    keyMessages: {
      sv: [
        'Lova svaret först. En bok som ingen svarar på är sämre än ingen bok.',
        'Låt varje område välja sitt eget märke för vattnet.',
      ],
      en: [
        'Promise the reply first. A record to which nobody answers is worse than none.',
        'Let each ward choose its own mark for the water.',
      ],
    },
    authors: [{ name: 'Grace Sample-Nakato', organisation: MAKERERE }],
    countries: ['UG'],
    themes: ['climate-adaptation', 'accountability', 'crisis-response'],
    sdgs: [11, 13, 16],
    coreValues: ['accountability'],
    series: 'policy-brief',
    number: 'S1',
    licence: 'cc-by-4.0',
    audiences: ['local-politicians', 'municipal-officers'],
    tiers: ['neighbourhood'],
    studyTypes: ['practice'],
    family: { main: 'who-answers-when-the-river-rises', kind: 'brief' },
    year: 2026,
  },
  {
    key: 'fem-beslut-fore-en-medborgarbudget',
    language: 'sv',
    title: {
      sv: 'Fem beslut före en medborgarbudget: ett underlag för kommunstyrelsen',
      en: 'Five decisions before a participatory budget: a brief for the executive board',
    },
    abstract: sampleText(
      'Två sidor för den som ska förbereda ett beslut om medborgarbudget: fem frågor att avgöra i förväg, vad de kostar och vad som talar emot.',
      'Two pages for those who prepare a decision on participatory budgeting: five questions to settle beforehand, what they cost and what speaks against.',
    ),
    keyMessages: {
      sv: [
        'Skriv en mening om mandatet. Kan ni inte enas om den är ni inte redo.',
        'Ring dem som får nej.',
      ],
      en: [
        'Write one sentence on the mandate. If you cannot agree on it you are not ready.',
        'Telephone those who get a no.',
      ],
    },
    authors: [{ name: 'Ingrid Exempelsdotter', organisation: GOTHENBURG }],
    countries: ['SE', 'BA'],
    themes: ['participatory-budgeting', 'citizen-dialogue'],
    sdgs: [11, 16],
    coreValues: ['participation', 'transparency'],
    series: 'policy-brief',
    number: 'S2',
    licence: 'cc-by-4.0',
    audiences: ['local-politicians'],
    tiers: ['municipality'],
    studyTypes: ['practice'],
    family: { main: 'medborgarbudget-pa-tva-sprak', kind: 'brief' },
    year: 2026,
  },
]
