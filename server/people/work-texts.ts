import { catalogue, plural } from '../language.ts'

export const workTexts = catalogue({
  en: {
    applications: {
      title: 'Applications',
      untitled: 'Untitled application',
      empty: 'You have begun no application.',
      toCalls: 'See the calls',
      invitations: (count: number) =>
        plural('en', count, {
          one: 'An invitation to take part in an application',
          other: `${count} invitations to take part in applications`,
        }),
      waits: 'Waits for your answer',
      statuses: {
        draft: 'Draft, not sent',
        submitted: 'Sent',
        in_review: 'Received, being assessed',
        decided: 'Decided',
        withdrawn: 'Withdrawn',
      },
    },
    reviews: {
      title: 'Reviews',
      untitled: 'Untitled application',
      empty: 'Nothing waits for your review.',
      more: 'All your reviews',
      asked: 'You are asked',
      begun: 'Accepted, not sent',
      returned: 'Returned to you',
      done: 'Sent',
      rapporteur: 'rapporteur',
    },
    grants: {
      title: 'Grants',
      offered: 'Offered to you',
      toWrite: 'Report to write',
      returned: 'Report returned to you',
      toJudge: 'Report to take or return',
      running: 'Under way',
      over: 'Ended',
      reports: { annual: 'annual report', final: 'final report', financial: 'financial report' },
    },
    deposits: {
      title: 'For the library',
      untitled: 'Publication without a title',
      begun: 'Not handed in',
      returned: 'Returned to you',
    },
    office: {
      title: 'In the office',
      publications: (count: number) =>
        plural('en', count, {
          one: 'One publication handed in',
          other: `${count} publications handed in`,
        }),
      applications: (count: number) =>
        plural('en', count, {
          one: 'One application to be screened',
          other: `${count} applications to be screened`,
        }),
      organisations: (count: number) =>
        plural('en', count, {
          one: 'One proposed organisation to be settled',
          other: `${count} proposed organisations to be settled`,
        }),
      waits: 'Waits',
      empty: 'Nothing waits.',
      toOffice: 'To the office',
    },
  },
  sv: {
    applications: {
      title: 'Ansökningar',
      untitled: 'Ansökan utan titel',
      empty: 'Du har inte påbörjat någon ansökan.',
      toCalls: 'Se utlysningarna',
      invitations: (count: number) =>
        plural('sv', count, {
          one: 'En inbjudan att delta i en ansökan',
          other: `${count} inbjudningar att delta i ansökningar`,
        }),
      waits: 'Väntar på ditt svar',
      statuses: {
        draft: 'Utkast, inte skickat',
        submitted: 'Skickad',
        in_review: 'Mottagen, bedöms',
        decided: 'Beslutad',
        withdrawn: 'Återkallad',
      },
    },
    reviews: {
      title: 'Bedömningar',
      untitled: 'Ansökan utan titel',
      empty: 'Inget väntar på din bedömning.',
      more: 'Alla dina bedömningar',
      asked: 'Du är ombedd',
      begun: 'Åtagen, inte skickad',
      returned: 'Återlämnad till dig',
      done: 'Skickad',
      rapporteur: 'föredragande',
    },
    grants: {
      title: 'Bidrag',
      offered: 'Erbjudet dig',
      toWrite: 'Redovisning att skriva',
      returned: 'Redovisning som har lämnats tillbaka till dig',
      toJudge: 'Redovisning att godkänna eller lämna tillbaka',
      running: 'Pågår',
      over: 'Avslutat',
      reports: {
        annual: 'årsredovisning',
        final: 'slutredovisning',
        financial: 'ekonomisk redovisning',
      },
    },
    deposits: {
      title: 'Till biblioteket',
      untitled: 'Publikation utan titel',
      begun: 'Inte inlämnad',
      returned: 'Lämnad tillbaka till dig',
    },
    office: {
      title: 'På kansliet',
      publications: (count: number) =>
        plural('sv', count, {
          one: 'En publikation är inlämnad',
          other: `${count} publikationer är inlämnade`,
        }),
      applications: (count: number) =>
        plural('sv', count, {
          one: 'En ansökan att pröva',
          other: `${count} ansökningar att pröva`,
        }),
      organisations: (count: number) =>
        plural('sv', count, {
          one: 'En föreslagen organisation att avgöra',
          other: `${count} föreslagna organisationer att avgöra`,
        }),
      waits: 'Väntar',
      empty: 'Inget väntar.',
      toOffice: 'Till kansliet',
    },
  },
})
