import { catalogue, plural } from '../language.ts'

/** What authors read about what they deposit, on its page and in mails. */
export const depositTexts = catalogue({
  en: {
    myWork: 'My work',
    untitled: 'Publication without a title',
    kind: 'Publication from a grant',
    states: {
      begun: 'With you, not handed in',
      returned: 'Returned to you',
      submitted: 'Handed in, with the office',
      approved: 'Approved, not published yet',
      published: 'Published',
      withdrawn: 'Withdrawn',
    },
    facts: { grant: 'Grant', state: 'State', submitted: 'Handed in', kind: 'Kind' },
    lede: 'Attach the PDF first: what it says of itself is then proposed here, and nothing is filled in without your word.',
    left: (count: number) =>
      plural('en', count, {
        one: 'One thing is left before it can be handed in.',
        other: `${count} things are left before it can be handed in.`,
      }),
    toChecks: 'See what',
    ready: 'Nothing holds it up.',
    toHandIn: 'Look it through and hand it in',
    returned: 'The office has returned it to you',
    file: 'The PDF',
    attach: 'Attach the PDF',
    replace: 'Put another PDF in its place',
    replaceNow: 'Put this PDF in its place',
    fileLabel: 'PDF of the publication',
    open: 'Open the PDF',
    readAgain: 'Load the page again',
    description: 'What its page will say',
    describe: 'Describe it',
    change: 'Change',
    nothing: 'Nothing yet',
    handIn: 'Hand in',
    handInTitle: 'Before you hand it in',
    handInHow:
      'The office reads it, and publishes it or returns it with what is to be mended. Until then nobody else sees it.',
    handInNotYet: 'It can be handed in once the points above are mended.',
    readOnly: 'You may read it. Those who write in the grant’s application write here too.',
    received: 'We have your publication',
    receivedNext:
      'The office reads it. You get a mail when it is approved and published, or if something is to be mended first.',
    approvedTitle: 'Your publication is approved',
    approvedNext: 'The office publishes it next. You get a mail when it can be read.',
    publishedTitle: 'Your publication is in the library',
    withdrawnTitle: 'Your publication has been withdrawn',
    seePublic: 'See its page in the library',
    toGrant: 'Back to the grant',
    history: 'What has happened',
    by: 'by',
    office: 'the office',
    portal: 'the portal',
    discarded: 'Thrown away',
    discard: 'Throw it away',
    discardHow:
      'What you have written here is gone then, and the file with it. The grant and its reports stay as they are.',
    editTitle: 'Describe the publication',
    editLede:
      'What the portal knew from the grant is filled in already. Save as often as you like; anything may still be missing.',
    save: 'Save',
    cancel: 'Back without saving',
    names: {
      title: 'Title',
      language: 'Language',
      abstract: 'Summary',
      year: 'Year of publication',
      people: 'Authors and others',
      countries: 'Places',
      themes: 'Themes',
      funding: 'Funding',
      licence: 'Licence',
      identifiers: 'ISBN and DOI',
      messages: 'Key messages',
    },
    mail: {
      toDeposit: 'See your publication',
      toPage: 'See its page',
      subject: {
        submitted: (title: string) => `We have your publication: ${title}`,
        returned: (title: string) => `Something to mend in your publication: ${title}`,
        approved: (title: string) => `Your publication is approved: ${title}`,
        published: (title: string) => `Your publication is in the library: ${title}`,
      },
      text: {
        submitted: (title: string, grant: string) =>
          `“${title}” from grant ${grant} has been handed in. The office reads it, and publishes it or returns it with what is to be mended.`,
        returned: (title: string, grant: string) =>
          `The office has read “${title}” from grant ${grant} and returns it to you. Mend what is said below, then hand it in again.`,
        approved: (title: string, grant: string) =>
          `“${title}” from grant ${grant} is approved. It is published next; you get a mail then.`,
        published: (title: string, grant: string) =>
          `“${title}” from grant ${grant} can be found and read in the library from now on.`,
      },
      office: {
        subject: (title: string) => `A publication waits for the office: ${title}`,
        text: (title: string, grant: string) =>
          `The authors of “${title}” from grant ${grant} have handed it in. Publish it, or return it with what is to be mended.`,
        toIt: 'See the publication',
        whySent:
          'You get this as an officer. You can switch off mails about what others do in your profile.',
      },
    },
  },
  sv: {
    myWork: 'Mitt arbete',
    untitled: 'Publikation utan titel',
    kind: 'Publikation ur ett bidrag',
    states: {
      begun: 'Hos dig, inte inlämnad',
      returned: 'Lämnad tillbaka till dig',
      submitted: 'Inlämnad, hos kansliet',
      approved: 'Godkänd, inte publicerad ännu',
      published: 'Publicerad',
      withdrawn: 'Tillbakadragen',
    },
    facts: { grant: 'Bidrag', state: 'Läge', submitted: 'Inlämnad', kind: 'Slag' },
    lede: 'Bifoga pdf-filen först: det den säger om sig själv föreslås sedan här, och inget fylls i utan ditt ord.',
    left: (count: number) =>
      plural('sv', count, {
        one: 'En sak återstår innan den kan lämnas in.',
        other: `${count} saker återstår innan den kan lämnas in.`,
      }),
    toChecks: 'Se vad',
    ready: 'Inget hindrar att den lämnas in.',
    toHandIn: 'Se över den och lämna in',
    returned: 'Kansliet har lämnat tillbaka den till dig',
    file: 'Pdf-filen',
    attach: 'Bifoga pdf-filen',
    replace: 'Byt till en annan pdf',
    replaceNow: 'Byt till den här pdf-filen',
    fileLabel: 'Publikationens pdf',
    open: 'Öppna pdf-filen',
    readAgain: 'Ladda om sidan',
    description: 'Det här kommer sidan att säga',
    describe: 'Beskriv den',
    change: 'Ändra',
    nothing: 'Inget än',
    handIn: 'Lämna in',
    handInTitle: 'Innan du lämnar in den',
    handInHow:
      'Kansliet läser den och publicerar den, eller lämnar tillbaka den med besked om vad som behöver rättas. Till dess ser ingen annan den.',
    handInNotYet: 'Den kan lämnas in när punkterna ovan är rättade.',
    readOnly: 'Du får läsa den. De som skriver i bidragets ansökan skriver också här.',
    received: 'Vi har tagit emot din publikation',
    receivedNext:
      'Kansliet läser den. Du får ett mejl när den är godkänd och publicerad, eller om något behöver rättas först.',
    approvedTitle: 'Din publikation är godkänd',
    approvedNext: 'Näst publicerar kansliet den. Du får ett mejl när den går att läsa.',
    publishedTitle: 'Din publikation finns i biblioteket',
    withdrawnTitle: 'Din publikation har dragits tillbaka',
    seePublic: 'Se dess sida i biblioteket',
    toGrant: 'Tillbaka till bidraget',
    history: 'Vad som har hänt',
    by: 'av',
    office: 'kansliet',
    portal: 'portalen',
    discarded: 'Kastad',
    discard: 'Kasta den',
    discardHow:
      'Det du har skrivit här försvinner då, och filen med det. Bidraget och dess redovisningar påverkas inte.',
    editTitle: 'Beskriv publikationen',
    editLede:
      'Det portalen vet från bidraget är redan ifyllt. Spara hur ofta du vill; vad som helst får saknas än så länge.',
    save: 'Spara',
    cancel: 'Tillbaka utan att spara',
    names: {
      title: 'Titel',
      language: 'Språk',
      abstract: 'Sammanfattning',
      year: 'Utgivningsår',
      people: 'Författare och andra',
      countries: 'Platser',
      themes: 'Teman',
      funding: 'Finansiering',
      licence: 'Licens',
      identifiers: 'ISBN och DOI',
      messages: 'Huvudbudskap',
    },
    mail: {
      toDeposit: 'Se din publikation',
      toPage: 'Se dess sida',
      subject: {
        submitted: (title: string) => `Vi har tagit emot din publikation: ${title}`,
        returned: (title: string) => `Något att rätta i din publikation: ${title}`,
        approved: (title: string) => `Din publikation är godkänd: ${title}`,
        published: (title: string) => `Din publikation finns i biblioteket: ${title}`,
      },
      text: {
        submitted: (title: string, grant: string) =>
          `”${title}” ur bidrag ${grant} har lämnats in. Kansliet läser den och publicerar den, eller lämnar tillbaka den med besked om vad som behöver rättas.`,
        returned: (title: string, grant: string) =>
          `Kansliet har läst ”${title}” ur bidrag ${grant} och lämnar tillbaka den till dig. Rätta det som står nedan och lämna sedan in den igen.`,
        approved: (title: string, grant: string) =>
          `”${title}” ur bidrag ${grant} är godkänd. Näst publiceras den; då får du ett mejl.`,
        published: (title: string, grant: string) =>
          `”${title}” ur bidrag ${grant} går från och med nu att hitta och läsa i biblioteket.`,
      },
      office: {
        subject: (title: string) => `En publikation väntar på kansliet: ${title}`,
        text: (title: string, grant: string) =>
          `Författarna till ”${title}” ur bidrag ${grant} har lämnat in den. Publicera den, eller lämna tillbaka den med besked om vad som behöver rättas.`,
        toIt: 'Se publikationen',
        whySent:
          'Du får det här som handläggare. Mejl om vad andra gör kan du stänga av i din profil.',
      },
    },
  },
})
