import { catalogue, plural } from '../language.ts'

export const texts = catalogue({
  en: {
    title: 'Follow a search',
    lede: 'We write when something new is published that matches, and only then. No account is needed.',
    search: 'Search',
    everything: 'Everything new in the library',
    changeSearch: 'Change the search',
    email: 'E-mail address',
    emailHint:
      'We mail a link to it first. Nothing is sent before it has been opened and confirmed.',
    frequency: 'How often',
    frequencies: {
      daily: 'At most once a day',
      weekly: 'At most once a week, on Mondays',
    },
    language: 'Language of the mails',
    send: 'Send me the link',
    kept: (days: number) =>
      `The address is used for this and nothing else. It is deleted when you leave, or after ${days} days if you do not confirm.`,
    feedInstead: 'Rather a feed reader? The same search is an Atom feed',
    askedTitle: 'Look in your mailbox',
    asked: (days: number) =>
      `If the address can be written to, a mail with a link is on its way to it. Open the link within ${days} days and confirm; until then nothing happens.`,
    askedNothing: 'Nothing there after some minutes? Look among unwanted mail, or try once more.',
    back: 'Back to the publications',
    confirmTitle: 'Confirm that you want these mails',
    confirm: 'Yes, write to me',
    confirmNot: 'If it was not you who asked, close this page: the address is then forgotten.',
    confirmedNote: 'You follow this search now. The first mail comes when something new matches.',
    savedNote: 'Saved.',
    yours: 'Your alert',
    address: 'E-mail address',
    since: 'Followed since',
    notConfirmed: 'This alert is not confirmed yet.',
    settings: 'Settings',
    save: 'Save',
    others: 'Other searches that you follow',
    see: 'See what it finds now',
    leaveTitle: 'Leave',
    leaveLede: 'One press, and neither the search nor your address is kept any longer.',
    leave: 'Stop these mails',
    leaveAll: (count: number) => `Stop all ${count} alerts of this address`,
    leftTitle: 'You have left',
    left: 'No more mails come from this alert, and your address is no longer kept for it.',
    problems: {
      email: 'Write an e-mail address, for example name@example.org.',
      frequency: 'Choose how often.',
      language: 'Choose a language.',
    },
    mail: {
      confirmSubject: 'Confirm that you want to follow a search',
      confirmIntro:
        'You, or somebody who wrote your address, asked us to tell you when something new is published that matches this search.',
      confirmButton: 'See and confirm',
      confirmLife: (days: number) =>
        `Nothing is sent before you confirm. The link is good for ${days} days; after that your address is forgotten.`,
      notYou: 'Was it not you? Then do nothing. No account has been made.',
      knownSubject: 'You follow this search already',
      knownIntro: 'You asked to follow a search that you follow already. Nothing has changed.',
      fullSubject: 'You follow as many searches as you can',
      fullIntro:
        'You asked to follow another search, but this address follows as many as one address can. Leave one of them first, by the link in its mails.',
      digestSubject: (count: number, search: string) =>
        `${plural('en', count, { one: '1 new publication', other: `${count} new publications` })}: ${search}`,
      digestSubjectAll: (count: number) =>
        plural('en', count, {
          one: '1 new publication in the library',
          other: `${count} new publications in the library`,
        }),
      digestIntro: {
        daily: 'New in the library since the last mail, on a search that you follow:',
        weekly: 'New in the library since last week, on a search that you follow:',
      },
      further: (count: number) =>
        plural('en', count, {
          one: 'And 1 more, which you find through the search.',
          other: `And ${count} more, which you find through the search.`,
        }),
      seeAll: 'Open the search, newest first',
      manage: 'Change this alert',
      leave: 'Stop these mails',
      forwarding: 'The two last links are yours: whoever you pass this mail on to can use them.',
      why: 'You get this mail because you asked to follow a search and confirmed it.',
    },
  },
  sv: {
    title: 'Bevaka en sökning',
    lede: 'Vi skriver när något nytt publiceras som stämmer in, och bara då. Du behöver inget konto.',
    search: 'Sökning',
    everything: 'Allt nytt bland publikationerna',
    changeSearch: 'Ändra sökningen',
    email: 'E-postadress',
    emailHint:
      'Först skickar vi en länk dit. Inget annat skickas förrän du har öppnat den och bekräftat.',
    frequency: 'Hur ofta',
    frequencies: {
      daily: 'Högst en gång om dagen',
      weekly: 'Högst en gång i veckan, på måndagar',
    },
    language: 'Språk i mejlen',
    send: 'Skicka länken',
    kept: (days: number) =>
      `Adressen används till detta och inget annat. Den raderas när du avslutar, eller efter ${days} dagar om du inte bekräftar.`,
    feedInstead: 'Hellre en flödesläsare? Samma sökning finns som Atom-flöde',
    askedTitle: 'Titta i din inkorg',
    asked: (days: number) =>
      `Om det går att skriva till adressen är ett mejl med en länk på väg dit. Öppna länken inom ${days} dagar och bekräfta; innan dess händer inget.`,
    askedNothing:
      'Har inget kommit efter några minuter? Se efter i skräpposten, eller försök igen.',
    back: 'Till publikationerna',
    confirmTitle: 'Bekräfta att du vill ha mejlen',
    confirm: 'Ja, skriv till mig',
    confirmNot: 'Var det inte du som bad om dem? Stäng sidan, så glöms adressen.',
    confirmedNote: 'Nu bevakar du sökningen. Det första mejlet kommer när något nytt stämmer in.',
    savedNote: 'Sparat.',
    yours: 'Din bevakning',
    address: 'E-postadress',
    since: 'Bevakas sedan',
    notConfirmed: 'Bevakningen är inte bekräftad ännu.',
    settings: 'Inställningar',
    save: 'Spara',
    others: 'Andra sökningar som du bevakar',
    see: 'Se vad den hittar nu',
    leaveTitle: 'Avsluta',
    leaveLede: 'Ett tryck, så sparas varken sökningen eller din adress längre.',
    leave: 'Avsluta mejlen',
    leaveAll: (count: number) => `Avsluta alla ${count} bevakningar för adressen`,
    leftTitle: 'Bevakningen är avslutad',
    left: 'Det kommer inga fler mejl från den, och din adress sparas inte längre för den.',
    problems: {
      email: 'Skriv en e-postadress, till exempel namn@example.org.',
      frequency: 'Välj hur ofta.',
      language: 'Välj ett språk.',
    },
    mail: {
      confirmSubject: 'Bekräfta att du vill bevaka en sökning',
      confirmIntro:
        'Du, eller någon som skrev din adress, bad oss att höra av oss när något nytt publiceras som stämmer in på den här sökningen.',
      confirmButton: 'Se efter och bekräfta',
      confirmLife: (days: number) =>
        `Inget skickas förrän du bekräftar. Länken gäller i ${days} dagar; därefter glöms din adress.`,
      notYou: 'Var det inte du? Gör ingenting. Inget konto har skapats.',
      knownSubject: 'Du bevakar redan sökningen',
      knownIntro: 'Du bad att få bevaka en sökning som du redan bevakar. Inget har ändrats.',
      fullSubject: 'Du bevakar så många sökningar som det går',
      fullIntro:
        'Du bad att få bevaka ännu en sökning, men adressen bevakar redan så många som en adress kan. Avsluta någon av dem först, med länken i dess mejl.',
      digestSubject: (count: number, search: string) =>
        `${plural('sv', count, { one: '1 ny publikation', other: `${count} nya publikationer` })}: ${search}`,
      digestSubjectAll: (count: number) =>
        plural('sv', count, {
          one: '1 ny publikation i biblioteket',
          other: `${count} nya publikationer i biblioteket`,
        }),
      digestIntro: {
        daily: 'Nytt bland publikationerna sedan förra mejlet, på en sökning som du bevakar:',
        weekly: 'Nytt bland publikationerna sedan förra veckan, på en sökning som du bevakar:',
      },
      further: (count: number) => `Och ${count} till, som du hittar genom sökningen.`,
      seeAll: 'Öppna sökningen, nyast först',
      manage: 'Ändra bevakningen',
      leave: 'Avsluta mejlen',
      forwarding:
        'De två sista länkarna är dina: den som du skickar mejlet vidare till kan använda dem.',
      why: 'Du får mejlet för att du bad att få bevaka en sökning och bekräftade det.',
    },
  },
})
