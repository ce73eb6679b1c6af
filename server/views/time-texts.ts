import { catalogue, plural } from '../language.ts'

/** How times and sizes are put together; the dates and figures themselves come from `Intl`. */
export const timeTexts = catalogue({
  en: {
    clockSeparator: ':',
    kilobyte: 'KB',
    clock: (clock: string) => clock,
    dateAndClock: (date: string, clock: string) => `${date}, ${clock}`,
    inPlace: (time: string, place: string) => `${time} in ${place}`,
    whereYouAre: 'where you are',
    lastMinute: 'less than a minute left',
    left: {
      day: (count: number) =>
        plural('en', count, { one: '1 day left', other: `${count} days left` }),
      hour: (count: number) =>
        plural('en', count, {
          one: '1 hour left',
          other: `${count} hours left`,
        }),
      minute: (count: number) =>
        plural('en', count, {
          one: '1 minute left',
          other: `${count} minutes left`,
        }),
    },
  },
  sv: {
    clockSeparator: '.',
    kilobyte: 'kB',
    clock: (clock: string) => `kl. ${clock}`,
    dateAndClock: (date: string, clock: string) => `${date} kl. ${clock}`,
    inPlace: (time: string, place: string) => `${time} i ${place}`,
    whereYouAre: 'där du är',
    lastMinute: 'mindre än en minut kvar',
    left: {
      day: (count: number) =>
        plural('sv', count, {
          one: '1 dag kvar',
          other: `${count} dagar kvar`,
        }),
      hour: (count: number) =>
        plural('sv', count, {
          one: '1 timme kvar',
          other: `${count} timmar kvar`,
        }),
      minute: (count: number) =>
        plural('sv', count, {
          one: '1 minut kvar',
          other: `${count} minuter kvar`,
        }),
    },
  },
})
