import { catalogue } from '../language.ts'

/** The texts of the standing pages. An empty line parts paragraphs, a single one parts points of a list. */
export const pageTexts = catalogue({
  en: {
    about: {
      title: 'About Rådslag',
      lede: (funder: string) =>
        `${funder} pays for research on local democracy, and keeps what comes out of it where everyone can find it.`,
      how: 'How we fund',
      steps:
        'A call says what can be applied for, by whom, how it is judged and when. Two officers stand behind every call.\nYou write your application here, alone or with others. Every word is saved as you go, and when you send it you get a receipt with a fingerprint of exactly what you sent.\nWe check that the application keeps to the rules of the call. If something can be completed, we ask.\nReviewers read and score it by the criteria in the call. Whoever has a conflict of interest never sees it.\nA panel compares what the reviewers say, ranks the applications and writes down its reasons.\nThe decision is taken by two officers and reaches everyone at the same hour, with reasons.\nThe grant is paid in instalments, each when its report is accepted. What you publish is added to the library.',
      what: 'What reviewers look for',
      whatText:
        'Every call names its criteria, their weights and the scale, and reviewers see the same words as applicants do. Most calls ask four things: whether the answer can be used in practice, whether the research is sound, who takes part and who gains, and whether it can be done in the time and for the money.\n\nReviewers judge what is written. Language is not a criterion.',
      values: 'Four values',
      valuesText:
        'Equity, participation, transparency and accountability: we ask for them in the research we pay for, and answer for them ourselves. So the rules of every call are public, reasons are given for every decision, and awards are listed openly with names and amounts.',
      library: 'The library',
      libraryText:
        'Everything we have paid for and may share is here, searchable down to the page, free and without an account. Addresses of publications do not change. What is withdrawn keeps its page, with the reason.',
      toLibrary: 'Search the publications',
    },
    accessibility: {
      title: 'Accessibility statement',
      lede: (funder: string) =>
        `${funder} is responsible for this portal. Everyone should be able to use it, and this page says how far that is so.`,
      howFar: 'How far it is accessible',
      howFarText:
        'The portal is built to meet the Web Content Accessibility Guidelines, WCAG 2.2, level AA, and the Swedish act on accessibility of digital public services (2018:1937).\n\nIt works by keyboard alone, with a screen reader, at 400 per cent, on a narrow phone, without JavaScript, in light and in dark. State is always said in words. There are no time limits other than the deadlines of calls, and what you write is saved as you write it.',
      gaps: 'What is not accessible yet',
      gapsList:
        'Older publications are PDF files without tags. Their text can be read page by page here in the portal.\nFiles that applicants attach are as accessible as the applicants made them.\nPublications are in the language in which they were written; not all have a summary in Swedish and English.\nThe portal has been tested by us, but not yet by an independent party together with people who use assistive technology every day.',
      tell: 'Tell us what does not work',
      tellText:
        'Write to us if something keeps you out, or if you need a text in another form: large print, a tagged PDF, plain text, read aloud. Say which page it concerns. We answer within two working days. An obstacle of ours shall not cost you a deadline: write before it passes, and we find another way to receive your application.',
      oversight: 'If our answer is not enough',
      oversightText:
        'The Swedish Agency for Digital Government supervises the act. You can report a shortcoming to it:',
      oversightLink: 'report to the agency',
      tested: 'How we have tested',
      testedText:
        'Every page is tested by machine against WCAG 2.2 at three widths, in light and in dark, before each new version. A machine finds perhaps half of what can stand in someone’s way; the rest we learn from those who tell us.',
    },
    personalData: {
      title: 'Personal data',
      lede: (funder: string) =>
        `${funder} is the controller of the personal data in this portal. We keep what our task needs and nothing else.`,
      what: 'What we keep',
      whatList:
        'Visitors: nothing that tells who you are. Words you search for are not tied to you. To count how often a publication is read we turn address and browser into a mark that is new every day and cannot be turned back; marks are kept for three days, then only the figures. No cookie is used for it. If you follow a search by e-mail: your address and the search, until you leave; what is not confirmed within a week is deleted. A reading list names nobody; a cookie holds its key, so that your browser can change it.\nPeople with an account: name, e-mail address, organisation, and ORCID iD if you give it.\nApplicants: what you write and attach, versions of it, and when it was sent.\nReviewers: your assignments, declared conflicts of interest, scores and reasons.\nGrant holders: agreement, payments and reports.\nEveryone with an account: who did what and when, so that every decision can be followed afterwards.',
      why: 'Why we may',
      whyText:
        'We fund research as a public task, and the law asks us to document how we do it (GDPR, article 6.1 c and e). Conflicts of interest between applicants and reviewers are looked for among published works and shared workplaces, because a fair review demands it.',
      who: 'Who sees it',
      whoText:
        'An application is seen by those who wrote it, by officers who handle it, by its reviewers and by the panel; never by someone with a conflict of interest. Applicants do not learn who reviewed them. Names and amounts of awards are public.\n\nWhat we keep is public record in the sense of Swedish law. If someone asks for it, we try each time whether it must be kept secret.',
      howLong: 'For how long',
      howLongText:
        'Applications, reviews and decisions are kept as long as the archive rules say; applications that were declined are weeded earlier than those that were awarded. Sign-in codes live for minutes, sessions for days.',
      cookies: 'Cookies',
      cookiesText:
        'One cookie when you sign in, so that we know that you are still you, and one for the protection of forms. No tracking, no statistics by others, nothing loaded from elsewhere.',
      rights: 'What you can ask for',
      rightsText:
        'You can ask what we keep about you, have errors corrected, and object. Some things we must keep even if you ask us to erase them; then we say why. You can complain to the Swedish Authority for Privacy Protection (IMY).',
    },
    contact: {
      title: 'Contact',
      lede: (funder: string) => `A person at ${funder} reads what you write.`,
      write: 'Write to us',
      writeText:
        'About a call, an application, a review or a publication. Give its number if it has one; it finds the right person sooner. We answer within two working days, and faster in the last days before a call closes.',
      fault: 'Report a fault',
      faultText:
        'Say what you wanted to do and what happened instead. A picture of the screen helps, but is not needed.',
      faultPage: 'The page you came from:',
      faultLink: 'Write about the fault',
      faultSubject: 'Fault in the portal',
      complaint: 'If you think we did wrong',
      complaintText:
        'Ask us to look at the matter again: say which decision it is and why. How a decision can be appealed, and until when, stands in the decision itself.',
    },
  },
  sv: {
    about: {
      title: 'Om Rådslag',
      lede: (funder: string) =>
        `${funder} finansierar forskning om lokal demokrati och förvarar det som kommer ut av den där alla kan hitta det.`,
      how: 'Så finansierar vi',
      steps:
        'En utlysning säger vad som kan sökas, av vem, hur det bedöms och när. Bakom varje utlysning står två handläggare.\nDu skriver din ansökan här, ensam eller tillsammans med andra. Varje ord sparas efter hand, och när du skickar in får du ett kvitto med ett fingeravtryck av exakt det du skickade.\nVi kontrollerar att ansökan följer utlysningens regler. Går något att komplettera, frågar vi.\nBedömare läser och betygsätter efter bedömningsgrunderna i utlysningen. Den som är jävig får aldrig se ansökan.\nEn panel väger samman bedömarnas omdömen, rangordnar ansökningarna och skriver ner sina skäl.\nBeslutet fattas av två handläggare och når alla på samma klockslag, med motivering.\nBidraget betalas ut i delar, var och en när dess rapport har godkänts. Det du publicerar läggs till i biblioteket.',
      what: 'Bedömningsgrunderna',
      whatText:
        'Varje utlysning anger sina bedömningsgrunder, deras vikt och skalan, och bedömarna ser samma ord som de sökande. De flesta utlysningar frågar fyra saker: om svaret går att använda i praktiken, om forskningen håller, vilka som deltar och vilka som har nytta av den, och om den går att genomföra på den tiden och för de pengarna.\n\nBedömarna går efter det som står skrivet. Språket är ingen bedömningsgrund.',
      values: 'Fyra värden',
      valuesText:
        'Jämlikhet, deltagande, öppenhet och ansvarsutkrävande: dem frågar vi efter i den forskning vi finansierar, och för dem svarar vi själva. Därför är varje utlysnings regler offentliga, varje beslut motiveras, och beviljade bidrag redovisas öppet med namn och belopp.',
      library: 'Biblioteket',
      libraryText:
        'Här finns allt som vi har finansierat och får dela med oss av, sökbart ner till sidan, fritt och utan konto. Publikationernas adresser ändras inte. Det som dras tillbaka behåller sin sida, med skälet.',
      toLibrary: 'Sök bland publikationerna',
    },
    accessibility: {
      title: 'Tillgänglighetsredogörelse',
      lede: (funder: string) =>
        `${funder} ansvarar för den här portalen. Alla ska kunna använda den, och här står hur väl det stämmer.`,
      howFar: 'Hur tillgänglig portalen är',
      howFarText:
        'Portalen är byggd för att uppfylla riktlinjerna WCAG 2.2, nivå AA, och lagen (2018:1937) om tillgänglighet till digital offentlig service.\n\nDen går att använda med bara tangentbord, med skärmläsare, i 400 procents förstoring, på en smal telefon, utan JavaScript, ljust och mörkt. Tillstånd sägs alltid med ord. Inga andra tidsgränser finns än utlysningarnas, och det du skriver sparas medan du skriver.',
      gaps: 'Det som ännu inte är tillgängligt',
      gapsList:
        'Äldre publikationer är PDF-filer utan taggar. Deras text går att läsa sida för sida här i portalen.\nFiler som sökande bifogar är så tillgängliga som de sökande har gjort dem.\nPublikationerna är på det språk de skrevs på; alla har inte en sammanfattning på svenska och engelska.\nPortalen är prövad av oss, men ännu inte av en oberoende part tillsammans med människor som använder hjälpmedel varje dag.',
      tell: 'Säg till om något inte fungerar',
      tellText:
        'Skriv till oss om något stänger dig ute, eller om du behöver en text i annan form: stor stil, taggad PDF, ren text, inläst. Ange vilken sida det gäller. Vi svarar inom två arbetsdagar. Ett hinder hos oss ska inte kosta dig en ansökan: skriv innan tiden går ut, så hittar vi ett annat sätt att ta emot den.',
      oversight: 'Om vårt svar inte räcker',
      oversightText:
        'Myndigheten för digital förvaltning har tillsyn över lagen. Du kan anmäla en brist dit:',
      oversightLink: 'anmäl till myndigheten',
      tested: 'Hur vi har prövat',
      testedText:
        'Varje sida prövas maskinellt mot WCAG 2.2 i tre bredder, ljust och mörkt, före varje ny version. En maskin hittar kanske hälften av det som kan stå i vägen för någon; resten får vi veta av dem som säger till.',
    },
    personalData: {
      title: 'Personuppgifter',
      lede: (funder: string) =>
        `${funder} är personuppgiftsansvarig för portalen. Vi sparar det som uppdraget kräver och inget annat.`,
      what: 'Vad vi sparar',
      whatList:
        'Besökare: ingenting som visar vem du är. Det du söker efter knyts inte till dig. För att räkna hur ofta en publikation läses gör vi om adress och webbläsare till ett märke som är nytt varje dag och inte går att räkna tillbaka; märkena sparas i tre dagar, därefter bara siffrorna. Inga kakor används för det. Om du bevakar en sökning med e-post: din adress och sökningen, tills du avslutar; det som inte bekräftas inom en vecka raderas. En läslista nämner ingen; en kaka håller dess nyckel, så att din webbläsare kan ändra den.\nDen som har konto: namn, e-postadress, organisation och ORCID-id om du anger det.\nSökande: det du skriver och bifogar, versionerna av det och när det skickades in.\nBedömare: uppdrag, anmält jäv, betyg och motiveringar.\nBidragsmottagare: avtal, utbetalningar och rapporter.\nAlla med konto: vem som gjorde vad och när, så att varje beslut kan följas i efterhand.',
      why: 'Varför vi får',
      whyText:
        'Att finansiera forskning är en uppgift av allmänt intresse, och lagen kräver att vi dokumenterar hur vi gör det (dataskyddsförordningen, artikel 6.1 c och e). Jäv mellan sökande och bedömare söks bland publicerade arbeten och gemensamma arbetsplatser, eftersom en rättvis bedömning kräver det.',
      who: 'Vem som får se',
      whoText:
        'En ansökan ses av dem som har skrivit den, av handläggare, av dess bedömare och av panelen; aldrig av den som är jävig. Sökande får inte veta vem som har bedömt dem. Namn och belopp för beviljade bidrag är offentliga.\n\nDet vi förvarar är allmänna handlingar. Begär någon ut dem prövar vi varje gång om de omfattas av sekretess.',
      howLong: 'Hur länge',
      howLongText:
        'Ansökningar, bedömningar och beslut sparas så länge arkivreglerna säger; ansökningar som har avslagits gallras tidigare än de som har beviljats. Inloggningskoder gäller i minuter, inloggningar i dagar.',
      cookies: 'Kakor',
      cookiesText:
        'En kaka när du loggar in, så att vi vet att du fortfarande är du, och en som skyddar formulären. Ingen spårning, ingen statistik hos andra, ingenting som hämtas någon annanstans ifrån.',
      rights: 'Vad du kan begära',
      rightsText:
        'Du kan begära att få veta vad vi har sparat om dig, få fel rättade och invända. En del måste vi spara även om du ber oss radera det; då säger vi varför. Klagomål lämnas till Integritetsskyddsmyndigheten (IMY).',
    },
    contact: {
      title: 'Kontakt',
      lede: (funder: string) => `En människa på ${funder} läser det du skriver.`,
      write: 'Skriv till oss',
      writeText:
        'Om en utlysning, en ansökan, en bedömning eller en publikation. Ange numret om det finns ett; då hamnar frågan fortare rätt. Vi svarar inom två arbetsdagar, och snabbare de sista dagarna innan en utlysning stänger.',
      fault: 'Anmäl ett fel',
      faultText:
        'Berätta vad du ville göra och vad som hände i stället. En skärmbild hjälper, men behövs inte.',
      faultPage: 'Sidan du kom från:',
      faultLink: 'Skriv om felet',
      faultSubject: 'Fel i portalen',
      complaint: 'Om du tycker att vi har gjort fel',
      complaintText:
        'Be oss pröva saken igen: skriv vilket beslut det gäller och varför. Hur ett beslut överklagas, och till vilken dag, står i beslutet.',
    },
  },
})
