type Letter = {
  title: string
  fileName: string
  to: (call: string) => string
  question: (municipality: string, project: string) => string
  promise: string
  findings: string
  signed: (municipality: string) => string
  vitae: {
    title: string
    fileName: string
    mainApplicant: string
    role: string
    degree: string
    degreeText: string
    merits: readonly string[]
    note: string
  }
}

/** What stands in the papers attached to the sample applications, in the language of the application. */
export const letterTexts: Record<'sv' | 'en' | 'es', Letter> = {
  sv: {
    title: 'Brev från kommunen',
    fileName: 'brev-fran-kommunen.pdf',
    to: (call) => `Till utlysningen ”${call}”`,
    question: (municipality, project) =>
      `${municipality} deltar i projektet ”${project}”. Frågan är vår: det är vi som har ställt den till forskarna, och vi behöver svaret inför beslut som fullmäktige snart ska fatta.`,
    promise:
      'En tjänsteman får arbetstid för projektet så länge det pågår. Forskarna får läsa våra protokoll och beslut, med de undantag som lagen kräver. Resultaten tas upp på ett öppet sammanträde inom tre månader från rapporten.',
    findings:
      'Vi vet att resultaten kan bli obekväma för oss, och att de publiceras vilka de än är.',
    signed: (municipality) => `För ${municipality}: förvaltningschefen, en påhittad person.`,
    vitae: {
      title: 'Meritförteckningar',
      fileName: 'meritforteckningar.pdf',
      mainApplicant: 'Huvudsökande',
      role: 'Roll i projektet',
      degree: 'Examen',
      degreeText: 'Doktorsexamen i statsvetenskap, 2014',
      merits: [
        'Tio år av fältarbete om kommunal ekonomi och medborgardialog.',
        'Har lett två projekt där kommuner formulerade frågan.',
        'Undervisar i metod och forskningsetik.',
      ],
      note: 'Personen är påhittad.',
    },
  },
  en: {
    title: 'Letter from the municipality',
    fileName: 'letter-from-the-municipality.pdf',
    to: (call) => `To the call “${call}”`,
    question: (municipality, project) =>
      `${municipality} takes part in the project “${project}”. The question is ours: we have put it to the researchers, and need the answer for decisions that are soon before the council.`,
    promise:
      'One official is given working time for as long as the project lasts. The team may read our minutes and decisions, with such exceptions as the law requires. The findings are taken up in an open meeting within three months of the report.',
    findings:
      'We know that the findings may be inconvenient to us, and that they will be published whatever they are.',
    signed: (municipality) =>
      `For ${municipality}: the head of administration, an invented person.`,
    vitae: {
      title: 'CVs',
      fileName: 'cvs.pdf',
      mainApplicant: 'Main applicant',
      role: 'Role in the project',
      degree: 'Degree',
      degreeText: 'PhD in political science, 2014',
      merits: [
        'Ten years of fieldwork on municipal finance and the dialogue with residents.',
        'Has led two projects in which municipalities put the question.',
        'Teaches method and research ethics.',
      ],
      note: 'The person is invented.',
    },
  },
  es: {
    title: 'Carta del municipio',
    fileName: 'carta-del-municipio.pdf',
    to: (call) => `A la convocatoria «${call}»`,
    question: (municipality, project) =>
      `${municipality} participa en el proyecto «${project}». La pregunta es nuestra: la hicimos a los investigadores y necesitamos la respuesta para decisiones que pronto tomará el Concejo.`,
    promise:
      'Un funcionario tendrá horas de trabajo para el proyecto mientras dure. El equipo puede leer nuestras actas y decisiones, con las excepciones que exige la ley. Los resultados se tratarán en sesión abierta dentro de los tres meses siguientes al informe.',
    findings:
      'Sabemos que los resultados pueden incomodarnos y que se publicarán sean cuales sean.',
    signed: (municipality) => `Por ${municipality}: la secretaria de Gobierno, persona inventada.`,
    vitae: {
      title: 'Hojas de vida',
      fileName: 'hojas-de-vida.pdf',
      mainApplicant: 'Solicitante principal',
      role: 'Función en el proyecto',
      degree: 'Título',
      degreeText: 'Doctorado en Ciencia Política, 2014',
      merits: [
        'Diez años de trabajo de campo sobre finanzas municipales y diálogo ciudadano.',
        'Ha dirigido dos proyectos en los que el municipio hizo la pregunta.',
        'Enseña métodos y ética de la investigación.',
      ],
      note: 'La persona es inventada.',
    },
  },
}
