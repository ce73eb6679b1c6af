import { catalogue, type Language } from '../language.ts'

/** Words of receipts: page, PDF and the page where anyone checks one. */
export const receiptTexts = catalogue({
  en: {
    received: 'We have your application',
    receiptOf: (reference: string) => `Receipt for application ${reference}`,
    number: 'Number',
    version: (number: number) => `version ${number}`,
    call: 'Call',
    receivedAt: 'Received',
    applicants: 'Participants',
    invited: (name: string) => `${name} (invited, no answer yet)`,
    organisation: 'Organisation',
    files: 'Attachments and their SHA-256',
    file: 'Attachment',
    digest: 'Digest',
    digestWhat:
      'The digest is the SHA-256 of everything that was submitted, in one canonical form. Whoever has the number and the digest can check that they belong together, without learning anything more:',
    untilClose: (time: string) =>
      `Until ${time} you can take it back, change it and send it again. The last version that was sent counts.`,
    next: 'What happens next',
    nextWhat:
      'A receipt by mail is on its way to everyone who takes part. When the call has closed the office checks that all is in order, and readers begin. You hear from us when the decision is released.',
    pdf: 'Download the receipt (PDF)',
    content: 'Download exactly what was submitted (JSON)',
    toApplication: 'To the application',
    toWork: 'To my work',
    check: 'Check a receipt',
    checkLede:
      'Paste the number and the digest of a receipt. You learn whether we received that submission under that number, and nothing else.',
    reference: 'Number of the application',
    referenceHint: 'For example 2027-0147.',
    digestHint: '64 characters; spaces do no harm.',
    digestForm: 'A digest is 64 characters, 0–9 and a–f.',
    referenceForm: 'A number looks like 2027-0147.',
    verify: 'Check',
    matches: 'They belong together.',
    matchesWhat: 'A submission with this digest was received under this number.',
    differs: 'They do not belong together.',
    differsWhat:
      'We have received no submission with this digest under this number. Check that both were copied whole.',
    recipe: 'How the digest is made',
    recipeSteps: [
      'What was submitted is one JSON object: number, call, form, title, organisation, country, length, answers, budget, attachments with their SHA-256, and participants. Everyone who takes part can download it with the receipt.',
      'It is written after RFC 8785: members sorted by name, no white space, figures as ECMAScript writes them, UTF-8.',
      'The digest is the SHA-256 of those bytes, in hexadecimal. On most computers: sha256sum FILE.',
    ],
  },
  sv: {
    received: 'Vi har tagit emot din ansökan',
    receiptOf: (reference: string) => `Kvitto på ansökan ${reference}`,
    number: 'Nummer',
    version: (number: number) => `version ${number}`,
    call: 'Utlysning',
    receivedAt: 'Mottagen',
    applicants: 'Deltagare',
    invited: (name: string) => `${name} (inbjuden, inget svar ännu)`,
    organisation: 'Organisation',
    files: 'Bilagor och deras SHA-256',
    file: 'Bilaga',
    digest: 'Kontrollsumma',
    digestWhat:
      'Kontrollsumman är SHA-256 av allt som skickades, i en bestämd form. Den som har numret och kontrollsumman kan kontrollera att de hör ihop, utan att få veta något mer:',
    untilClose: (time: string) =>
      `Till ${time} kan du ta tillbaka ansökan, ändra den och skicka den igen. Den version som skickades sist gäller.`,
    next: 'Vad händer nu?',
    nextWhat:
      'Ett kvitto är på väg med e-post till alla som deltar. När utlysningen har stängt kontrollerar kansliet att allt är i ordning, och läsarna börjar sitt arbete. Du hör av oss när beslutet är fattat och offentligt.',
    pdf: 'Hämta kvittot (PDF)',
    content: 'Hämta exakt det som skickades (JSON)',
    toApplication: 'Till ansökan',
    toWork: 'Till mitt arbete',
    check: 'Kontrollera ett kvitto',
    checkLede:
      'Klistra in ett kvittos nummer och kontrollsumma. Du får veta om vi har tagit emot den inlämningen under det numret, och ingenting annat.',
    reference: 'Ansökans nummer',
    referenceHint: 'Till exempel 2027-0147.',
    digestHint: '64 tecken; mellanslag gör inget.',
    digestForm: 'En kontrollsumma är 64 tecken, 0–9 och a–f.',
    referenceForm: 'Ett nummer ser ut som 2027-0147.',
    verify: 'Kontrollera',
    matches: 'De hör ihop.',
    matchesWhat: 'En inlämning med den kontrollsumman har tagits emot under det numret.',
    differs: 'De hör inte ihop.',
    differsWhat:
      'Vi har inte tagit emot någon inlämning med den kontrollsumman under det numret. Se efter att båda är hela.',
    recipe: 'Så räknas kontrollsumman ut',
    recipeSteps: [
      'Det som skickades är ett JSON-objekt: nummer, utlysning, formulär, titel, organisation, land, längd, svar, budget, bilagor med deras SHA-256 och deltagare. Alla som deltar kan hämta det tillsammans med kvittot.',
      'Det skrivs enligt RFC 8785: medlemmar sorterade efter namn, inga blanktecken, tal som ECMAScript skriver dem, UTF-8.',
      'Kontrollsumman är SHA-256 av de byten, hexadecimalt. På de flesta datorer: sha256sum FIL.',
    ],
  },
})

/** The names on a receipt. Nothing is said in the name of somebody who has not accepted. */
export const participantNames = (
  participants: readonly { name: string; status: string }[],
  language: Language,
): string =>
  participants
    .map(({ name, status }) => (status === 'invited' ? receiptTexts[language].invited(name) : name))
    .join(', ')
