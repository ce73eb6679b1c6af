import type { RefusalTexts } from '../refusals.ts'

/** Sentences for the reasons that this feature's rules give. */
export const reviewsRefusals: RefusalTexts = {
  en: {
    review_incomplete:
      'Something is missing: every criterion needs a score, and the applicant some sentences. What you have written is saved.',
    review_sent: 'The review has been sent. Ask the office if it must be changed.',
    review_not_sent: 'Only a review that has been sent can be returned.',
    review_closed: 'The application is no longer under review, so its reviews stand as they are.',
  },
  sv: {
    review_incomplete:
      'Något saknas: varje kriterium behöver ett betyg och den sökande några meningar. Det du har skrivit är sparat.',
    review_sent: 'Bedömningen är skickad. Tala med kansliet om den måste ändras.',
    review_not_sent: 'Bara en bedömning som är skickad kan återlämnas.',
    review_closed: 'Ansökan är inte längre under bedömning, så bedömningarna står fast.',
  },
}
