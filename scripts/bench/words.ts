/** The four languages of the generated corpus. */
export const LANGUAGES_WRITTEN = ['sv', 'en', 'es', 'fr'] as const
export type Written = (typeof LANGUAGES_WRITTEN)[number]

/** A language's words by rank, and a table that gives rank r about as often as 1/r. */
export type Lexicon = { words: readonly string[]; ranks: Uint16Array }

const WORDS = 30_000
const TABLE = 65_536

export const lexiconOf = (language: Written): Lexicon => {
  const known = lexica.get(language)
  if (known) return known
  const { stems, endings } = MATTER[language]
  const words = new Set<string>(SMALL[language])
  for (const ending of endings) for (const stem of stems) words.add(stem + ending)
  // The rare ones are made of two, as rare words often are.
  for (let at = 0; words.size < WORDS; at += 1) {
    const [first = '', second = ''] = [stems[at % stems.length], stems[(at * 7 + 3) % stems.length]]
    const ending = endings[Math.floor(at / stems.length) % endings.length] ?? ''
    words.add(first + letters(Math.floor(at / 50)) + second + ending)
  }
  const random = randomFrom(language.charCodeAt(0))
  const ranks = new Uint16Array(TABLE)
  for (let at = 0; at < TABLE; at += 1) ranks[at] = Math.floor(WORDS ** random()) - 1
  const lexicon = { words: [...words].slice(0, WORDS), ranks }
  lexica.set(language, lexicon)
  return lexicon
}

const lexica = new Map<Written, Lexicon>()

/** So many words in a row, with a full stop now and then. */
export const phraseOf = (
  { words, ranks }: Lexicon,
  random: () => number,
  count: number,
): string => {
  const chosen: string[] = []
  for (let at = 1; at <= count; at += 1) {
    const word = words[ranks[Math.floor(random() * TABLE)] ?? 0] ?? ''
    chosen.push(at % 14 === 0 && at < count ? `${word}.` : word)
  }
  return chosen.join(' ')
}

/** A title that no other publication has, in its language and in English. */
export const titleOf = (language: Written, number: number): Record<string, string> => {
  const write = (of: Written): string => {
    const { topics, where } = TITLES[of]
    const topic = topics[Math.floor(number / 4) % topics.length] ?? ''
    const place = placeOf(number)
    return `${topic} ${where} ${place}`
  }
  return language === 'en' ? { en: write('en') } : { [language]: write(language), en: write('en') }
}

const placeOf = (number: number): string => {
  const [a, b, c] = [number % 20, Math.floor(number / 20) % 20, Math.floor(number / 400)]
  return `${PLACES[a]}${(PLACES[b] ?? '').toLowerCase()}${c > 0 ? (PLACES[c % 20] ?? '').toLowerCase().slice(0, 2) + letters(c) : ''}`
}

const PLACES =
  'Kis Mot Gäv Vis Cal Nai Kam Tul Bor Umeå Lus Har Pre Ska Tab Jin Nov Mar Lun Zag'.split(' ')

/** A small generator of its own, so that every run measures the same (Park and Miller). */
export const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const letters = (number: number): string =>
  [...number.toString(26)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))
    .join('')

const SMALL: Record<Written, string[]> = {
  sv: 'och att i en av som för är på den med det till inte om har de ett vid men'.split(' '),
  en: 'the of and to in a is that for it as was with be by on not or are from'.split(' '),
  es: 'de la que el en y a los se del las por un para con no una su al lo'.split(' '),
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au'.split(' '),
}

const MATTER: Record<Written, { stems: string[]; endings: string[] }> = {
  sv: {
    stems:
      'kommun medborgar råd vatten skol röst budget plan stad väg parti ungdom tjänst makt lokal region makthavar invånar politik nämnd fråga svar möte dialog jämställd klimat miljö vård bidrag beslut'.split(
        ' ',
      ),
    endings: ['', 'en', 'ar', 'er', 'erna', 'ens', 'ande', 'ning', 'lig', 'het', 'arnas', 'isk'],
  },
  en: {
    stems:
      'council budget ward river water school vote trust youth levy audit plan board clinic road mayor party rural urban citizen service local state power voice meeting answer report region gender'.split(
        ' ',
      ),
    endings: ['', 's', 'al', 'ing', 'ed', 'ity', 'ism', 'ment', 'er', 'ers', 'ation', 'ive'],
  },
  es: {
    stems:
      'concej presupuest barri río agua escuel vot confianz juventud impuest auditorí plan junt clínic camin alcald partid rural urban ciudadan servici local estad poder voz reunion respuest inform región géner'.split(
        ' ',
      ),
    endings: ['o', 'a', 'os', 'as', 'ación', 'aciones', 'al', 'ales', 'ivo', 'ismo', 'ista', 'dad'],
  },
  fr: {
    stems:
      'conseil budget quartier rivièr eau école vot confianc jeuness impôt audit plan comité cliniqu rout mair parti rural urbain citoyen servic local état pouvoir voix réunion répons rapport région genr'.split(
        ' ',
      ),
    endings: ['', 'e', 's', 'es', 'ation', 'ations', 'al', 'aux', 'if', 'isme', 'iste', 'ment'],
  },
}

const TITLES: Record<Written, { topics: string[]; where: string }> = {
  sv: {
    where: 'i',
    topics: [
      'Medborgarbudget och utvärdering',
      'Ungdomsråd med inflytande',
      'Kommunfullmäktige under förändring',
      'Vattenförsörjning på landsbygden',
      'Jämställdhetsarbete i nämnder',
      'Medborgardialog om skolan',
      'Avfallshantering utan entreprenör',
      'Klimatanpassning av stränder',
      'Kvinnorepresentation efter valet',
      'Väljarförtroende och korruption',
    ],
  },
  en: {
    where: 'in',
    topics: [
      'Participatory budget and evaluation',
      'Youth councils with influence',
      'Municipal assemblies in transition',
      'Rural water supply',
      'Gender mainstreaming in committees',
      'Citizen dialogue about schools',
      'Waste collection without contractors',
      'Climate adaptation of shores',
      'Women candidates after the election',
      'Voter trust and corruption',
    ],
  },
  es: {
    where: 'en',
    topics: [
      'Presupuesto participativo y evaluación',
      'Consejos juveniles con influencia',
      'Concejo municipal en transición',
      'Abastecimiento de agua rural',
      'Igualdad de género en comisiones',
      'Diálogo ciudadano sobre la escuela',
      'Gestión de residuos sin contratista',
      'Adaptación climática de la ribera',
      'Candidatas después de la elección',
      'Confianza del votante y corrupción',
    ],
  },
  fr: {
    where: 'à',
    topics: [
      'Budget participatif et évaluation',
      'Conseils de jeunes avec influence',
      'Assemblée municipale en transition',
      'Approvisionnement rural en eau',
      'Égalité des genres en commission',
      'Dialogue citoyen sur l’école',
      'Collecte des déchets sans entreprise',
      'Adaptation climatique du rivage',
      'Candidates après l’élection',
      'Confiance de l’électeur et corruption',
    ],
  },
}
