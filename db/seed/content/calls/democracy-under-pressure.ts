import { sampleText, whole } from '../sample.ts'
import type { SampleCall } from '../types.ts'
import { equity, feasibility, scientificQuality, useInPractice } from './criteria.ts'
import { democracyUnderPressureForm } from './democracy-under-pressure-form.ts'

/** The open project call. */
export const democracyUnderPressure: SampleCall = {
  key: 'democracy-under-pressure',
  instrument: 'project',
  audience: 'open',
  opensInDays: -30,
  closesInDays: 40,
  closingHour: 14,
  timeZone: 'Europe/Stockholm',
  themes: ['democratic-resilience', 'climate-action', 'human-rights'],
  coreValues: ['equity', 'participation', 'transparency', 'accountability'],
  sdgs: [5, 11, 16],
  partnerSet: 'partners-2022',
  currency: 'SEK',
  amountMin: whole(300_000),
  amountMax: whole(1_000_000),
  envelope: whole(6_000_000),
  overheadCapPercent: 20,
  monthsMin: 12,
  monthsMax: 18,
  readersPerApplication: 3,
  criteria: [useInPractice(30), scientificQuality(30), equity(25), feasibility(15)],
  form: democracyUnderPressureForm,
  texts: {
    title: { sv: 'Lokal demokrati under press', en: 'Local democracy under pressure' },
    summary: sampleText(
      'Forskning tillsammans med kommuner om vad som håller, vad som ger vika och vad som hittas på nytt när krig, torka, skuld eller flykt når kommunhuset.',
      'Research with municipalities on what holds, what gives way and what is found anew when war, drought, debt or displacement reaches the town hall.',
    ),
    purpose: sampleText(
      'Kriser kommer först till det lokala. Ett kommunfullmäktige som är öppet, rättvist och ansvarigt under vanliga år har något att ta av när vattnet stiger eller pengarna tar slut. Vi vet för lite om vad det är, och för vem det räcker.\n\nUtlysningen betalar för forskning som en kommun kan använda medan krisen pågår, inte efteråt. Därför deltar minst en kommun från början: den är med och ställer frågan, den nämns i ansökan och den får pengar för sitt arbete.\n\nVi söker studier av det som fungerade lika gärna som av det som inte gjorde det. Ett nej från verkligheten är också ett resultat, om det är väl undersökt.',
      'Crises arrive locally first. A council that is open, fair and answerable in ordinary years has something to draw on when the water rises or the money runs out. We know too little about what that is, and for whom it is enough.\n\nThis call pays for research that a municipality can use while the crisis lasts, not after it. At least one municipality therefore takes part from the start: it helps to ask the question, it is named in the application, and it is paid for its work.\n\nWe want studies of what failed as much as of what worked. A no from the world is a result too, if it is well examined.',
    ),
    whatYouCanApplyFor: sampleText(
      'Du kan söka 300 000–1 000 000 kronor för ett projekt på 12–18 månader. Hela utlysningen omfattar 6 000 000 kronor, vilket brukar räcka till sex till åtta projekt.\n\nPengarna får gå till löner, resor, möten och fältarbete, kommunens egna kostnader, översättning och publicering. Barnpassning, tolk och resor för dem som deltar i möten är kostnader vi gärna betalar.\n\nIndirekta kostnader får vara högst 20 procent av varje organisations direkta kostnader. Taket är ett exempelvärde. Vi betalar inte utrustning över 25 000 kronor, och inte doktorandtjänster.',
      'You can apply for SEK 300,000–1,000,000 for a project of 12–18 months. The whole call has SEK 6,000,000, which is usually enough for six to eight projects.\n\nThe money may pay salaries, travel, meetings and fieldwork, the municipality’s own costs, translation and publication. Child care, interpreters and transport for those who come to meetings are costs we are glad to pay.\n\nIndirect costs may be at most 20 per cent of each organisation’s direct costs. The cap is a sample value. We do not pay equipment above SEK 25,000, nor doctoral positions.',
    ),
    whoMayApply: sampleText(
      'Huvudsökanden har doktorsexamen och är anställd vid ett universitet eller forskningsinstitut, i vilket land som helst. Projektet behöver inte ledas från Sverige.\n\nMinst en medverkande arbetar i ett av partnerländerna, och minst en kommun där deltar. En kommunal sammanslutning kan ta kommunens plats, om en av medlemskommunerna nämns och undertecknar brevet.\n\nDu får vara huvudsökande i en ansökan och medsökande i hur många som helst. Tidigare bidrag från oss ska vara slutrapporterade.',
      'The main applicant holds a doctoral degree and is employed by a university or research institute, in any country. The project need not be led from Sweden.\n\nAt least one participant works in one of the partner countries, and at least one municipality there takes part. An association of municipalities may take the municipality’s place, if one of its members is named and signs the letter.\n\nYou may be main applicant in one application and co-applicant in any number. Earlier grants from us must be finally reported.',
    ),
    whatYouSend: sampleText(
      'Ett formulär i nio korta avsnitt, sammanlagt högst omkring 2 400 ord, på engelska, svenska eller spanska. En budget per år, i svenska kronor.\n\nTvå bilagor som PDF: ett brev från kommunen på högst två sidor, och meritförteckningar i en fil, högst två sidor för var och en. Brevet ska säga vilken fråga kommunen har och vad den tänker göra med svaret.\n\nDu kan ändra det du har skickat in ända till stängning. Den senaste fullständiga versionen räknas. Organisationens underskrift kan komma inom sju dagar efter stängning.',
      'A form in nine short sections, about 2,400 words at most, in English, Swedish or Spanish. A budget per year, in Swedish kronor.\n\nTwo attachments as PDF: a letter from the municipality of at most two pages, and CVs in one file, at most two pages for each person. The letter should say which question the municipality has and what it means to do with the answer.\n\nYou can change what you sent until the call closes. The last complete version counts. Your organisation’s signature may follow within seven days of the deadline.',
    ),
    howItIsJudged: sampleText(
      'Först kontrollerar en handläggare att ansökan är fullständig och följer reglerna. Brister som går att rätta ber vi dig rätta.\n\nDärefter läser tre granskare varje ansökan och sätter poäng från 1 till 7 på fyra kriterier. Du ser samma ord som de. Granskarna anmäler jäv innan de får öppna något. En panel av forskare och kommunfolk jämför ansökningarna och föreslår en ordning.\n\nAlla sökande får besked vid samma tidpunkt, med skäl. Språket är inget kriterium.',
      'First an officer checks that the application is complete and follows the rules. What can be put right we ask you to put right.\n\nThree readers then score each application from 1 to 7 on four criteria. You see the same words as they do. Readers declare conflicts of interest before anything opens to them. A panel of researchers and people from municipalities compares the applications and proposes an order.\n\nAll applicants hear at the same hour, with reasons. Language is not a criterion.',
    ),
    contact: sampleText(
      'Handläggare i Visby: calls@example.org. Vi svarar inom två arbetsdagar, och hela sista dagen från klockan 8 tills utlysningen har stängt.',
      'Programme officers in Visby: calls@example.org. We answer within two working days, and all through the last day from 8:00 until the call has closed.',
    ),
  },
  questionsAndAnswers: [
    {
      question: {
        sv: 'Får en kommunal sammanslutning ta kommunens plats?',
        en: 'May an association of municipalities take the municipality’s place?',
      },
      answer: sampleText(
        'Ja, om en av medlemskommunerna nämns och undertecknar brevet.',
        'Yes, if one member municipality is named and signs the letter.',
      ),
      answeredInDays: -12,
    },
    {
      question: {
        sv: 'Vårt universitet kan inte ta emot kronor. Får budgeten vara i en annan valuta?',
        en: 'Our university cannot receive SEK. May the budget be in another currency?',
      },
      answer: sampleText(
        'Budgeten är i kronor. Vi betalar ut i kronor, euro eller dollar; skriv ert önskemål i sista avsnittet. Bankavgifter är en kostnad som får budgeteras.',
        'The budget is in SEK. We pay in SEK, EUR or USD; write your wish in the last section. Bank charges are a cost you may budget for.',
      ),
      answeredInDays: -5,
    },
  ],
}
