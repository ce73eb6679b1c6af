import { catalogue, type Language } from '../language.ts'
import type { CallText, Gap } from './rules.ts'

/** What a gap is, as a sentence for the officer who closes it. */
export const gapText = (gap: Gap, language: Language): string => {
  const t = gapTexts[language]
  const tongue = 'language' in gap ? t.languages[gap.language] : ''
  switch (gap.code) {
    case 'text_missing':
      return t.textMissing(t.fields[gap.field as TextField], tongue)
    case 'criteria_none':
      return t.criteriaNone
    case 'weights_sum':
      return t.weightsSum(gap.sum)
    case 'criterion_text':
      return t.criterionText(gap.subject, tongue)
    case 'questions_none':
      return t.questionsNone
    case 'categories_none':
      return t.categoriesNone
    case 'section_empty':
      return t.sectionEmpty(gap.subject)
    case 'options_few':
      return t.optionsFew(gap.subject)
    case 'criterion_unknown':
      return t.criterionUnknown(gap.subject)
    case 'section_text':
    case 'question_text':
    case 'slot_text':
    case 'category_text':
      return t.labelMissing(gap.subject, tongue)
    case 'closing_at_night':
      return t.closingAtNight(gap.zone)
    case 'time_skipped':
      return t.timeSkipped(gap.zone)
    case 'time_twice':
      return t.timeTwice(gap.zone)
    case 'amounts_order':
      return t.amountsOrder
    case 'envelope_small':
      return t.envelopeSmall
    case 'durations_order':
      return t.durationsOrder
    case 'closes_before_opens':
      return t.closesBeforeOpens
    case 'closes_in_past':
      return t.closesInPast
  }
}

type TextField = 'title' | 'summary' | CallText

export const gapTexts = catalogue({
  en: {
    languages: { sv: 'Swedish', en: 'English' },
    fields: {
      title: 'Title',
      summary: 'Summary',
      purpose: 'What it is for',
      whatYouCanApplyFor: 'What you can apply for',
      whoMayApply: 'Who may apply',
      whatYouSend: 'What you send in',
      howItIsJudged: 'How it is judged',
      contact: 'Contact',
    },
    textMissing: (field: string, language: string) => `“${field}” is not written in ${language}.`,
    criteriaNone: 'There is no criterion yet.',
    weightsSum: (sum: number) => `The weights make ${sum} per cent; they should make 100.`,
    criterionText: (title: string, language: string) =>
      `The criterion “${title}” lacks its name, its question or the meaning of a score in ${language}.`,
    questionsNone: 'The form has no question yet.',
    categoriesNone: 'A budget is asked for, but there is no kind of cost to choose.',
    sectionEmpty: (title: string) => `The section “${title}” has no question.`,
    optionsFew: (label: string) => `The question “${label}” needs at least two alternatives.`,
    criterionUnknown: (label: string) =>
      `The question “${label}” belongs to a criterion that is no longer there.`,
    labelMissing: (label: string, language: string) =>
      `“${label}” is not written in full in ${language}.`,
    closingAtNight: (zone: string) =>
      `The call would close between 1:00 and 4:00 at night in ${zone}. Choose an hour when people are awake to help.`,
    timeSkipped: (zone: string) =>
      `There is no such time in ${zone}: the clocks are put forward over it that night. Choose another hour.`,
    timeTwice: (zone: string) =>
      `That time comes twice in ${zone}: the clocks are put back that night. Choose another hour.`,
    amountsOrder: 'The greatest amount is less than the least.',
    envelopeSmall: 'The whole call has less money than one application may ask for.',
    durationsOrder: 'The longest duration is shorter than the shortest.',
    closesBeforeOpens: 'The call closes before it has opened.',
    closesInPast: 'The closing time has passed.',
  },
  sv: {
    languages: { sv: 'svenska', en: 'engelska' },
    fields: {
      title: 'Titel',
      summary: 'Sammanfattning',
      purpose: 'Vad den är till för',
      whatYouCanApplyFor: 'Vad du kan söka',
      whoMayApply: 'Vem som får söka',
      whatYouSend: 'Vad du skickar in',
      howItIsJudged: 'Hur den bedöms',
      contact: 'Kontakt',
    },
    textMissing: (field: string, language: string) => `”${field}” är inte skriven på ${language}.`,
    criteriaNone: 'Det finns inget kriterium ännu.',
    weightsSum: (sum: number) => `Vikterna är tillsammans ${sum} procent; de ska vara 100.`,
    criterionText: (title: string, language: string) =>
      `Kriteriet ”${title}” saknar namn, fråga eller något betygs betydelse på ${language}.`,
    questionsNone: 'Formuläret har ingen fråga ännu.',
    categoriesNone: 'En budget begärs, men det finns inga kostnadsslag att välja.',
    sectionEmpty: (title: string) => `Avsnittet ”${title}” har ingen fråga.`,
    optionsFew: (label: string) => `Frågan ”${label}” behöver minst två alternativ.`,
    criterionUnknown: (label: string) => `Frågan ”${label}” hör till ett kriterium som inte finns.`,
    labelMissing: (label: string, language: string) =>
      `”${label}” är inte fullständigt skriven på ${language}.`,
    closingAtNight: (zone: string) =>
      `Utlysningen skulle stänga mellan 1.00 och 4.00 på natten i ${zone}. Välj en tid då någon är vaken och kan hjälpa till.`,
    timeSkipped: (zone: string) =>
      `Den tiden finns inte i ${zone}: klockan ställs fram förbi den den natten. Välj en annan tid.`,
    timeTwice: (zone: string) =>
      `Den tiden kommer två gånger i ${zone}: klockan ställs tillbaka den natten. Välj en annan tid.`,
    amountsOrder: 'Det högsta beloppet är lägre än det lägsta.',
    envelopeSmall: 'Hela utlysningen har mindre pengar än en ansökan får begära.',
    durationsOrder: 'Den längsta tiden är kortare än den kortaste.',
    closesBeforeOpens: 'Utlysningen stänger innan den har öppnat.',
    closesInPast: 'Stängningstiden har passerat.',
  },
})
