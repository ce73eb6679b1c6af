import { catalogue } from '../language.ts'

/** On a grant's page: what its holders have deposited in the library. */
export const depositTexts = catalogue({
  en: {
    title: 'In the library',
    lede: 'What comes of the grant is brought out in the library: reports, briefs, toolboxes, articles. What the portal knows of the grant is filled in for you.',
    none: 'Nothing has been deposited yet.',
    begin: 'Deposit a publication',
    fromReport: 'Deposit this report in the library',
    goOn: 'Go on with it',
    untitled: 'Publication without a title',
    states: {
      begun: 'With you, not handed in',
      returned: 'Returned to you',
      submitted: 'Handed in, with the office',
      approved: 'Approved, not published yet',
      published: 'Published',
      withdrawn: 'Withdrawn',
    },
  },
  sv: {
    title: 'I biblioteket',
    lede: 'Det som kommer ut av bidraget ges ut i biblioteket: rapporter, policyunderlag, verktygslådor, artiklar. Det portalen vet om bidraget fylls i åt dig.',
    none: 'Inget har lämnats till biblioteket ännu.',
    begin: 'Lämna en publikation till biblioteket',
    fromReport: 'Lämna redovisningen till biblioteket',
    goOn: 'Fortsätt med den',
    untitled: 'Publikation utan titel',
    states: {
      begun: 'Hos dig, inte inlämnad',
      returned: 'Lämnad tillbaka till dig',
      submitted: 'Inlämnad, hos kansliet',
      approved: 'Godkänd, inte publicerad ännu',
      published: 'Publicerad',
      withdrawn: 'Tillbakadragen',
    },
  },
})
