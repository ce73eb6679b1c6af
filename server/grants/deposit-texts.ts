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
  },
  sv: {
    title: 'I biblioteket',
    lede: 'Det som kommer ut av bidraget ges ut i biblioteket: rapporter, policyunderlag, verktygslådor, artiklar. Det portalen vet om bidraget fylls i åt dig.',
    none: 'Inget har lämnats till biblioteket ännu.',
    begin: 'Lämna en publikation till biblioteket',
    fromReport: 'Lämna redovisningen till biblioteket',
    goOn: 'Fortsätt med den',
    untitled: 'Publikation utan titel',
  },
})
