import type { Config } from '../config.ts'
import type { Publication } from '../publications/operations.ts'
import { wordedFor } from '../publications/rules.ts'
import { type MailBlock, mailDocument } from '../views/mail.ts'
import { DIGEST_SHOWN_MAX, UNCONFIRMED_DAYS } from './rules.ts'
import { searchHref, searchInWords } from './search.ts'
import type { Alert } from './store.ts'
import { texts } from './texts.ts'

type Told = Pick<Alert, 'language' | 'frequency' | 'search'> & {
  /** The key of this mail’s links. */
  token: string
}
type Place = Pick<Config, 'baseUrl' | 'funder'>

/** Asks whether the reader wants it at all. Its link opens a page; a button there confirms. */
export const confirmMail = (alert: Told, place: Place) => {
  const t = texts[alert.language].mail
  return aboutOne(alert, place, {
    subject: t.confirmSubject,
    intro: t.confirmIntro,
    rest: [
      { kind: 'button', label: t.confirmButton, url: linkTo(alert, place, '/confirmation') },
      { kind: 'paragraph', text: t.confirmLife(UNCONFIRMED_DAYS) },
    ],
  })
}

/** To an address that follows the search already. */
export const knownMail = (alert: Told, place: Place) => {
  const t = texts[alert.language].mail
  return aboutOne(alert, place, {
    subject: t.knownSubject,
    intro: t.knownIntro,
    rest: [{ kind: 'button', label: t.manage, url: linkTo(alert, place) }],
  })
}

/** To an address that follows as many searches as it may. */
export const fullMail = (alert: Told, place: Place) => {
  const t = texts[alert.language].mail
  return aboutOne(alert, place, { subject: t.fullSubject, intro: t.fullIntro, rest: [] })
}

/** What every mail that answers an asking has: which search it was, and what to do if it was somebody else's. */
const aboutOne = (
  alert: Told,
  { funder }: Place,
  { subject, intro, rest }: { subject: string; intro: string; rest: readonly MailBlock[] },
) =>
  mailDocument({
    language: alert.language,
    subject,
    blocks: [
      { kind: 'paragraph', text: intro },
      factsOf(alert),
      ...rest,
      { kind: 'small', text: texts[alert.language].mail.notYou },
    ],
    footer: funder,
  })

/** What is new since the last one. `leaveUrl` goes into the head of the mail, for programs that offer to leave. */
export const digestMail = (alert: Told, news: readonly Publication[], place: Place) => {
  const t = texts[alert.language]
  const search = searchInWords(alert.search, alert.language)
  const leaveUrl = linkTo(alert, place, '/leaving')
  const further = news.length - DIGEST_SHOWN_MAX
  const document = mailDocument({
    language: alert.language,
    subject:
      search === null
        ? t.mail.digestSubjectAll(news.length)
        : t.mail.digestSubject(news.length, search),
    blocks: [
      { kind: 'paragraph', text: t.mail.digestIntro[alert.frequency] },
      ...news.slice(0, DIGEST_SHOWN_MAX).flatMap((one) => newsBlocks(one, alert.language, place)),
      ...(further > 0 ? [{ kind: 'paragraph' as const, text: t.mail.further(further) }] : []),
      {
        kind: 'button',
        label: t.mail.seeAll,
        url: `${place.baseUrl}/${alert.language}${searchHref(alert.search)}`,
      },
      { kind: 'link', label: t.mail.manage, url: linkTo(alert, place) },
      { kind: 'link', label: t.mail.leave, url: leaveUrl },
      { kind: 'small', text: t.mail.forwarding },
    ],
    footer: `${place.funder}. ${t.mail.why}`,
  })
  return { ...document, leaveUrl }
}

const newsBlocks = (
  { title, slug, language, authors, year }: Publication,
  reader: Alert['language'],
  { baseUrl }: Place,
): MailBlock[] => {
  const by = [authors.map(({ name }) => name).join(', '), year]
  const under = by.filter((part) => part !== '' && part !== null).join(' · ')
  return [
    {
      kind: 'link',
      label: wordedFor(title, reader, language)?.text ?? slug,
      url: `${baseUrl}/${reader}/publications/${slug}`,
    },
    ...(under === '' ? [] : [{ kind: 'small' as const, text: under }]),
  ]
}

const factsOf = ({ language, search, frequency }: Told): MailBlock => {
  const t = texts[language]
  return {
    kind: 'facts',
    facts: [
      { term: t.search, value: searchInWords(search, language) ?? t.everything },
      { term: t.frequency, value: t.frequencies[frequency] },
    ],
  }
}

const linkTo = ({ token, language }: Told, { baseUrl }: Place, act = ''): string =>
  `${baseUrl}/${language}/alerts/${token}${act}`
