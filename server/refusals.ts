import { applicationsRefusals } from './applications/refusals.ts'
import { assignmentsRefusals } from './assignments/refusals.ts'
import { callsRefusals } from './calls/refusals.ts'
import { conflictsRefusals } from './conflicts/refusals.ts'
import { decisionsRefusals } from './decisions/refusals.ts'
import { Invalid, type PortalError, type Refusal, Refused } from './errors.ts'
import { grantsRefusals } from './grants/refusals.ts'
import { importsRefusals } from './imports/refusals.ts'
import { catalogue, type Language } from './language.ts'
import { listsRefusals } from './lists/refusals.ts'
import { organisationsRefusals } from './organisations/refusals.ts'
import { peopleRefusals } from './people/refusals.ts'
import { publicationsRefusals } from './publications/refusals.ts'
import { registrationsRefusals } from './registrations/refusals.ts'
import { reviewsRefusals } from './reviews/refusals.ts'

/** A feature's sentences by reason; a sentence gets the refusal's facts. Same reasons in both languages. */
export type RefusalTexts = Record<Language, Record<string, RefusalText>>
// biome-ignore lint/suspicious/noExplicitAny: each reason has its own facts.
export type RefusalText = string | ((refusal: any, language: Language) => string)

/** Every feature's sentences; the test that compares languages reads it too. */
export const ALL_REFUSALS: readonly RefusalTexts[] = [
  applicationsRefusals,
  assignmentsRefusals,
  callsRefusals,
  conflictsRefusals,
  decisionsRefusals,
  grantsRefusals,
  importsRefusals,
  listsRefusals,
  organisationsRefusals,
  peopleRefusals,
  publicationsRefusals,
  registrationsRefusals,
  reviewsRefusals,
]

export type Told = { title: string; explanation: string; wayOn: { label: string; path: string } }

/** What went wrong, why, and the way on, for a person; `above` is the page of the thing the act was about. */
export const refusalText = (
  error: PortalError,
  language: Language,
  above: string | null = null,
): Told => {
  const t = texts[language]
  const wayOn = above ? { label: t.back, path: above } : { label: t.toStart, path: '/' }
  if (error instanceof Refused)
    return { title: t.refused, explanation: explain(error.refusal, language), wayOn }
  if (error instanceof Invalid)
    return {
      title: t.invalid,
      explanation: error.problems.map(({ field, message }) => `${field}: ${message}`).join(' '),
      wayOn,
    }
  switch (error.code) {
    case 'not_signed_in':
      return {
        title: t.notSignedIn,
        explanation: t.notSignedInWhy,
        wayOn: { label: t.signIn, path: '/sign-in' },
      }
    case 'not_allowed':
      return { title: t.notAllowed, explanation: t.notAllowedWhy, wayOn }
    case 'foreign_request':
      return { title: t.foreign, explanation: t.foreignWhy, wayOn }
    case 'stale':
      return { title: t.stale, explanation: t.staleWhy, wayOn }
    case 'precondition_required':
      return { title: t.unstated, explanation: t.unstatedWhy, wayOn }
    case 'precondition_failed':
      return { title: t.stale, explanation: t.staleWhy, wayOn }
    case 'too_large':
    case 'fst_req_file_too_large':
    case 'fst_err_ctp_body_too_large':
      return { title: t.tooLarge, explanation: t.tooLargeWhy, wayOn }
    case 'too_many':
      return { title: t.tooMany, explanation: t.tooManyWhy, wayOn }
    case 'gone':
      return { title: t.gone, explanation: t.goneWhy, wayOn }
    case 'not_found':
      return { title: t.notFound, explanation: t.notFoundWhy, wayOn }
    default:
      return { title: t.unreadable, explanation: t.unreadableWhy, wayOn }
  }
}

/** The sentence for a rule's reason. */
export const explain = (refusal: Refusal, language: Language): string => {
  for (const feature of ALL_REFUSALS) {
    const text = feature[language][refusal.reason]
    if (text !== undefined) return typeof text === 'string' ? text : text(refusal, language)
  }
  return texts[language].refusedWhy
}

const texts = catalogue({
  en: {
    toStart: 'Go to the start page',
    back: 'Go back',
    signIn: 'Sign in',
    refused: 'This cannot be done now',
    refusedWhy: 'The rules do not allow it in the present state. Nothing has been changed.',
    invalid: 'Something needs correcting',
    notSignedIn: 'Sign in to go on',
    notSignedInWhy:
      'This part of the portal is for those who are signed in. What you had saved is safe.',
    notAllowed: 'This part is for others',
    notAllowedWhy: 'Your roles do not reach here. If they should, ask the office.',
    foreign: 'This did not come from our own page',
    foreignWhy:
      'To protect you, forms are only taken from the page they belong to. Go back, load the page again and send it once more.',
    stale: 'Someone changed it before you',
    staleWhy:
      'Nothing of yours has overwritten it. Open it again to see what is new, then make your change.',
    unstated: 'Say which version you change',
    unstatedWhy:
      'Read it first and send its ETag back as If-Match, so that nobody’s change is overwritten.',
    tooLarge: 'The file is too large',
    tooLargeWhy:
      'It is larger than is allowed here, and was not kept. Make it smaller and send it again.',
    tooMany: 'Too many attempts',
    tooManyWhy: 'Wait a little, then try again.',
    gone: 'This has been withdrawn',
    goneWhy:
      'It was published here once. The page of the publication says when and why it was withdrawn.',
    notFound: 'There is nothing here',
    notFoundWhy: 'It does not exist, or is not yours to see.',
    unreadable: 'The request could not be read',
    unreadableWhy: 'Something in it is not as it should be. Nothing has been changed.',
  },
  sv: {
    toStart: 'Till startsidan',
    back: 'Gå tillbaka',
    signIn: 'Logga in',
    refused: 'Det går inte att göra nu',
    refusedWhy: 'Reglerna tillåter det inte i nuvarande läge. Ingenting har ändrats.',
    invalid: 'Något behöver rättas',
    notSignedIn: 'Logga in för att fortsätta',
    notSignedInWhy:
      'Den här delen av portalen är för den som är inloggad. Det du har sparat finns kvar.',
    notAllowed: 'Den här delen är till för andra',
    notAllowedWhy: 'Dina roller når inte hit. Tala med kansliet om de borde göra det.',
    foreign: 'Det här kom inte från vår egen sida',
    foreignWhy:
      'För din säkerhet tas formulär bara emot från sidan de hör till. Gå tillbaka, ladda om sidan och skicka igen.',
    stale: 'Någon hann ändra före dig',
    staleWhy:
      'Inget av ditt har skrivit över det. Öppna på nytt, se vad som är nytt och gör sedan din ändring.',
    unstated: 'Ange vilken version du ändrar',
    unstatedWhy:
      'Läs den först och skicka tillbaka dess ETag som If-Match, så att ingens ändring skrivs över.',
    tooLarge: 'Filen är för stor',
    tooLargeWhy:
      'Den är större än vad som är tillåtet här och har inte sparats. Gör den mindre och skicka igen.',
    tooMany: 'För många försök',
    tooManyWhy: 'Vänta en stund och försök sedan igen.',
    gone: 'Det här har dragits tillbaka',
    goneWhy:
      'Det har varit publicerat här. På publikationens sida står när och varför det drogs tillbaka.',
    notFound: 'Här finns ingenting',
    notFoundWhy: 'Det finns inte, eller är inte till för dig.',
    unreadable: 'Begäran gick inte att tolka',
    unreadableWhy: 'Något i den är inte som det ska. Ingenting har ändrats.',
  },
})
