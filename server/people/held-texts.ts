import { catalogue } from '../language.ts'

export const heldTexts = catalogue({
  en: {
    about: (email: string) =>
      `All that is held about ${email}, part by part. "as" says in which column you stand. Secrets are kept as digests and are left out; so is what others have written about a matter.`,
    tables: {
      people: 'Your profile.',
      roles: 'Roles you have held, since when and why.',
      sessions: 'Browsers in which you were signed in.',
      sign_in_codes: 'When you asked for sign-in codes.',
      mails: 'Mails that the portal has sent you.',
      participants: 'Your part in applications, and those you invited.',
      applications: 'Applications that you began.',
      answers: 'Fields of applications that you were the last to write in.',
      attachments: 'Files that you attached to applications.',
      revisions: 'Applications that you submitted.',
      submission_attempts: 'Every attempt of yours to submit an application.',
      assignments: 'Reviews that you were asked for, or asked others for.',
      conflicts: 'Conflicts of interest that concern you, or that you cleared.',
      calls: 'Calls that you prepared or published.',
      decisions: 'Decisions that you proposed, recorded or released.',
      grants: 'Grants that you accepted.',
      reports: 'Reports that you submitted or decided on.',
      publications: 'Publications that you entered or published.',
      organisations: 'Organisations that you proposed.',
      idempotency_keys: 'Requests of programs in your name, kept so that none is done twice.',
      history: 'What you did in the portal, and when.',
    } as Record<string, string>,
  },
  sv: {
    about: (email: string) =>
      `Allt som finns om ${email}, del för del. ”as” säger i vilken kolumn du står. Hemligheter sparas bara som kontrollsummor och är utelämnade; det är också vad andra har skrivit i ett ärende.`,
    tables: {
      people: 'Din profil.',
      roles: 'Roller du har haft, sedan när och varför.',
      sessions: 'Webbläsare där du har varit inloggad.',
      sign_in_codes: 'När du har begärt inloggningskoder.',
      mails: 'Mejl som portalen har skickat till dig.',
      participants: 'Din del i ansökningar, och dem du har bjudit in.',
      applications: 'Ansökningar som du har påbörjat.',
      answers: 'Fält i ansökningar som du var den sista att skriva i.',
      attachments: 'Filer som du har bifogat ansökningar.',
      revisions: 'Ansökningar som du har lämnat in.',
      submission_attempts: 'Varje försök du har gjort att lämna in en ansökan.',
      assignments: 'Granskningar som du har blivit ombedd om, eller bett andra om.',
      conflicts: 'Jäv som rör dig, eller som du har prövat.',
      calls: 'Utlysningar som du har förberett eller publicerat.',
      decisions: 'Beslut som du har föreslagit, fastställt eller meddelat.',
      grants: 'Bidrag som du har tagit emot.',
      reports: 'Rapporter som du har lämnat eller avgjort.',
      publications: 'Publikationer som du har fört in eller publicerat.',
      organisations: 'Organisationer som du har föreslagit.',
      idempotency_keys:
        'Anrop som program har gjort i ditt namn, sparade så att inget görs två gånger.',
      history: 'Vad du har gjort i portalen, och när.',
    } as Record<string, string>,
  },
})
