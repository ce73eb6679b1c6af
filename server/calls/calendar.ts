import type { Language } from '../language.ts'
import type { Call } from './rules.ts'
import { texts } from './texts.ts'

/** The closing time as an iCalendar event (RFC 5545), with a reminder the day before. */
export const deadlineCalendar = (
  call: Pick<Call, 'id' | 'slug' | 'title' | 'closesAt' | 'publishedAt' | 'version'>,
  { baseUrl, language }: { baseUrl: string; language: Language },
): string => {
  const t = texts[language]
  const title = call.title[language]
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Radslag//Calls//EN',
    'BEGIN:VEVENT',
    `UID:${call.id}@${new URL(baseUrl).hostname}`,
    `DTSTAMP:${stamp(call.publishedAt ?? call.closesAt)}`,
    `DTSTART:${stamp(call.closesAt)}`,
    `SEQUENCE:${call.version}`,
    `SUMMARY;LANGUAGE=${language}:${escaped(t.icsSummary(title))}`,
    `URL:${baseUrl}/${language}/calls/${call.slug}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(t.icsSoon(title))}`,
    'TRIGGER:-P1D',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(folded)
    .join('\r\n')
    .concat('\r\n')
}

const stamp = (instant: Date): string =>
  instant.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')

const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, (char) => `\\${char}`).replace(/\r?\n/g, '\\n')

const LINE_OCTETS_MAX = 75

/** Lines are at most 75 octets; a continued line begins with a blank. */
const folded = (line: string): string => {
  let lines = ''
  let octets = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (octets + size > LINE_OCTETS_MAX) {
      lines += '\r\n '
      octets = 1
    }
    lines += char
    octets += size
  }
  return lines
}
